"""A table of the indicators of several roadmaps: each goes to its own, or the table is told."""

import pytest

from tests.unit.papers.reading import Read, read_blocks
from tests.unit.papers.wordxml import p, tbl, tc, tr

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
ORDER = [p("ПРИКАЗ"), p("от 01.02.2024 № 15"), p("ПРИКАЗЫВАЮ:"), p("1. Утвердить карты.")]
TITLES = (
    "Дорожная карта «Объективность оценки»", "Дорожная карта «Школы с низкими результатами»",
    "Дорожная карта «Профориентация»",
)  # fmt: skip
YEARS = ["№", "Показатель", "2023", "2024"]
ONE = ["1", "Доля школ с экспертами, %", "80", "100"]
TWO = ["2", "Число школ с низкими результатами", "5", "3"]
THREE = ["3", "Доля выпускников, %", "60", "80"]
OWN = [
    ["Доля школ с экспертами, %: 2023 – 80; 2024 – 100"],
    ["Число школ с низкими результатами: 2023 – 5; 2024 – 3"],
    ["Доля выпускников, %: 2023 – 60; 2024 – 80"],
]


def section(text: str) -> str:
    return tr(tc(text, span=4))


SECTIONS = tbl(
    YEARS, section("Объективность оценки"), ONE, section("О школах с низкими результатами"),
    TWO, section("Профориентация обучающихся"), THREE,
)  # fmt: skip
NUMBERS = tbl(YEARS, section("Дорожная карта № 1"), ONE, section("Дорожная карта № 2"), TWO,
              section("Приложение 3"), THREE)  # fmt: skip
COLUMN = tbl(
    ["Направление", *YEARS[1:]], ["Объективность оценки", *ONE[1:]],
    ["Школы с низкими результатами", *TWO[1:]], ["3. Профориентация", *THREE[1:]],
)  # fmt: skip
PLAIN = tbl(YEARS, ONE, TWO, THREE)


def annex(number: int, *blocks: str) -> list[str]:
    return [p(f"Приложение {number} к приказу от 01.02.2024 № 15"), *blocks]


def plan(number: int, *, annexed: int) -> list[str]:
    table = tbl(HEAD, ["1", f"Семинар {number}", "май 2024", "ИМЦ"])
    return annex(annexed, p(TITLES[number - 1], bold=True), table)


def figures(table: str, title: str = "Целевые показатели дорожных карт") -> list[str]:
    return [p(title, bold=True), table]


def plans(*, first: int = 1) -> list[str]:
    return [
        block
        for number in (1, 2, 3)
        for block in plan(number, annexed=number + first - 1)
    ]  # fmt: skip


def indicators(found: Read) -> list[list[str]]:
    return [[each["text"] for each in roadmap["indicators"]] for roadmap in found.roadmaps]


@pytest.mark.parametrize("table", [SECTIONS, NUMBERS, COLUMN], ids=["rows", "numbers", "column"])
@pytest.mark.parametrize("place", ["before", "behind", "below the last plan"])
def test_indicators_of_a_common_table_go_to_their_roadmaps(table: str, place: str) -> None:
    if place == "before" and table is not NUMBERS:
        blocks = [*annex(1, *figures(table)), *plans(first=2)]
    elif place == "behind":
        blocks = [*plans(), *annex(4, *figures(table))]
    else:
        blocks = [*plans(), *figures(table)]
    found = read_blocks(*ORDER, *blocks)
    assert indicators(found) == OWN
    assert tuple(each["title"] for each in found.roadmaps) == TITLES
    headings = [each["passport"][0]["heading"] for each in found.roadmaps]
    assert all(text.startswith("Целевые показатели дорожных карт: ") for text in headings)
    assert found.codes() == {"P920"}


def test_a_table_that_names_no_roadmap_is_told_and_is_a_file_of_its_own() -> None:
    for blocks in ([*plans(), *annex(4, *figures(PLAIN))],
                   [*annex(1, *figures(PLAIN)), *plans(first=2)]):  # fmt: skip
        found = read_blocks(*ORDER, *blocks)
        assert sorted(indicators(found), key=len) == [[], [], [], [text for (text,) in OWN]]
        titles = {each["title"] for each in found.roadmaps}
        assert titles == {*TITLES, "Целевые показатели дорожных карт"}
        assert [each for each in found.found if each.startswith("P961")]


def test_rows_that_belong_to_no_roadmap_stay_and_are_told() -> None:
    table = tbl(YEARS, section("Объективность оценки"), ONE, section("Профориентация"), THREE,
                section("Общие"), ["4", "Число совещаний", "2", "3"])  # fmt: skip
    found = read_blocks(*ORDER, *plans(), *annex(4, *figures(table)))
    assert indicators(found) == [OWN[0], [], OWN[2], ["Число совещаний: 2023 – 2; 2024 – 3"]]
    assert [each for each in found.found if not each.startswith("P920")] == [
        "P951 таблица 4, строка 6", "P961 таблица 4",
    ]  # fmt: skip


def test_the_title_of_the_table_may_name_the_roadmap_or_its_place_may_tell() -> None:
    title = "Показатели дорожной карты «Профориентация»"
    found = read_blocks(*ORDER, *plans(), *annex(4, *figures(tbl(YEARS, THREE), title)))
    assert indicators(found) == [[], [], OWN[2]]
    beside = [
        block
        for number, row in ((1, ONE), (2, TWO))
        for block in (*annex(2 * number - 1, *figures(tbl(YEARS, row), "Показатели")),
                      *plan(number, annexed=2 * number))
    ]  # fmt: skip
    found = read_blocks(*ORDER, *beside)
    assert indicators(found) == OWN[:2]
    assert tuple(each["title"] for each in found.roadmaps) == TITLES[:2]
    assert found.codes() == {"P920"}


def test_indicators_before_the_only_plan_leave_it_its_title_and_its_annex() -> None:
    found = read_blocks(*ORDER, *annex(1, *figures(PLAIN)), *plan(1, annexed=2))
    assert found.roadmap["title"] == TITLES[0]
    assert found.roadmap["annex"].startswith("Приложение 2")
    assert found.roadmap["passport"][0]["heading"] == "Целевые показатели дорожных карт"
    assert len(found.roadmap["indicators"]) == 3
    assert "P961" not in found.codes()

"""Plans one below the other in one table, sections in frames, columns of what was done, orders that
a line names."""

import pytest

from engine.papers.headings import Column, column_kind
from engine.papers.orders import read_order
from tests.unit.papers.reading import read_blocks
from tests.unit.papers.wordxml import p, tbl, tc, tr

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
OTHER = ["№", "Срок", "Мероприятие", "Ответственный"]
FIRST = [["1", "Неделя здоровья", "сентябрь", "Воспитатели"], ["2", "Праздник", "май", "Музрук"]]


def over(words: str) -> str:
    return tr(tc(words, span=4))


@pytest.mark.parametrize("head", [OTHER, HEAD], ids=["other columns", "the same head"])
def test_a_title_and_a_head_inside_a_table_begin_another_roadmap(head: list[str]) -> None:
    second = {"№": "1", "Срок": "июнь", "Мероприятие": "Собрание", "Ответственный": "Заведующий"}
    found = read_blocks(tbl(
        over("План работы с детьми на 2026 год"), HEAD, *FIRST,
        over("План работы с родителями на 2026 год"), head, [second[each] for each in head],
    ))  # fmt: skip
    titles = ["План работы с детьми на 2026 год", "План работы с родителями на 2026 год"]
    assert sorted(each["title"] for each in found.roadmaps) == titles
    (last,) = [each for each in found.roadmaps if each["title"] == titles[1]]
    assert [(each["title"], each["schedule"]) for each in last["events"]] == [("Собрание", "июнь")]
    assert "P964" not in found.codes()


def test_another_head_below_a_section_is_of_the_same_plan() -> None:
    found = read_blocks(p("План работы на 2026 год"), tbl(
        HEAD, *FIRST, over("II. Родители"), OTHER, ["3", "июнь", "Собрание", "Заведующий"],
    ))  # fmt: skip
    assert found.column("title") == ["Неделя здоровья", "Праздник", "Собрание"]
    assert found.column("schedule") == ["сентябрь", "май", "июнь"]
    assert [each["title"] for each in found.roadmap["sections"]] == ["Родители"]


def test_sections_in_tables_of_one_cell_stand_between_the_pieces() -> None:
    found = read_blocks(
        p("План работы на 2026 год"), tbl(["Этап 1. Начало (январь)"]), tbl(HEAD, FIRST[0]),
        p(""), tbl(["Основной этап"]), tbl(FIRST[1]),
    )  # fmt: skip
    assert [each["title"] for each in found.roadmap["sections"]] == [
        "Этап 1. Начало (январь)", "Основной этап"
    ]  # fmt: skip
    assert [each["section"] for each in found.events] == ["s1", "s2"]
    assert "P911" not in found.codes()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Срок (факт)", Column.OTHER), ("Срок (план)", Column.SCHEDULE),
        ("Дата исполнения фактическая", Column.OTHER), ("Дата исполнения", Column.SCHEDULE),
        ("Срок исполнения (по факту)", Column.OTHER),
    ],
)  # fmt: skip
def test_when_it_was_done_is_no_schedule(heading: str, kind: Column) -> None:
    assert column_kind(heading) is kind


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["Приказ по лицею № 3 от 09.01.2026 № 5/1"], ("5/1", "09.01.2026")),
        (["Приказ Министерства просвещения РФ от 09.01.2026 № 5"], (None, None)),
        (["Приказ по лицею от 09.01.2026 № 5", "Приказ по лицею от 10.01.2026 № 6"], (None, None)),
        (["Приказ по лицею от 09.01.2026 № 5 исполнен"], (None, None)),
    ],
)  # fmt: skip
def test_a_line_that_names_its_order(
    lines: list[str], named: tuple[str | None, str | None]
) -> None:
    order = read_order([], (), (), lines)
    assert (order.number, order.date) == named


@pytest.mark.parametrize("head", [HEAD, OTHER, None], ids=["the same", "other columns", "none"])
def test_words_in_the_first_cell_alone_are_a_section(head: list[str] | None) -> None:
    """As in a sheet whose cells are not merged; with the head once more below them, or without."""
    second = {"№": "3", "Срок": "июнь", "Мероприятие": "Собрание", "Ответственный": "Заведующий"}
    found = read_blocks(p("План работы на 2026 год"), tbl(
        HEAD, *FIRST, ["", "", "", ""], ["Направление 2. Родители", "", "", ""],
        *([head] if head else []), [second[each] for each in head or HEAD],
    ))  # fmt: skip
    assert found.column("schedule") == ["сентябрь", "май", "июнь"]
    assert [each["title"] for each in found.roadmap["sections"]] == ["Направление 2. Родители"]
    assert [bool(each) for each in found.column("section")] == [False, False, True]


def test_a_section_stands_under_the_time_too() -> None:
    found = read_blocks(p("План работы на 2026 год"), tbl(
        ["Срок", "Мероприятие", "Ответственный"], ["май", "Праздник", "Музрук"],
        ["Раздел 2. Родители", "", ""], ["июнь", "Собрание", "Заведующий"],
    ))  # fmt: skip
    assert found.column("schedule") == ["май", "июнь"]
    assert [each["title"] for each in found.roadmap["sections"]] == ["Раздел 2. Родители"]

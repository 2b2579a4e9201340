"""Values of an indicator by year become its targets, with a rule where its name decides one."""

import pytest

from engine.papers.yearly_values import undated_base, values_by_year
from tests.unit.papers.reading import Read, read_blocks
from tests.unit.papers.wordxml import p, tbl

HEAD = ["№", "Мероприятие", "Срок", "Исполнитель"]
FIGURES = ["Показатель", "Ед. изм.", "2024 (факт)", "2026 год", "2027 год"]
ROWS = [
    ["Доля педагогов, прошедших обучение", "%", "30,5", "60", "85"],
    ["Число опорных площадок", "ед.", "-", "3", "5"],
    ["Доля обучающихся с низкими результатами", "%", "18", "12", "9"],
    ["Число сетевых сообществ", "ед.", "-", "9", "9"],
    ["Число пар наставников", "ед.", "4", "9", "9"],
    ["Охват детей отдыхом", "%", "70", "75", "н/д"],
]
FILLED = {
    "Доля педагогов,": ("share", [">= 60 %", ">= 85 %"], "30,5 %"),
    "Число опорных": (None, [">= 3 ед.", ">= 5 ед."], None),
    "Доля обучающихся": ("share", ["<= 12 %", "<= 9 %"], "18 %"),
    "Число сетевых": (None, [], None),
    "Число пар": (None, [">= 9 ед.", ">= 9 ед."], "4 ед."),
    "Охват детей": (None, [], None),
}


@pytest.fixture(scope="module")
def found() -> Read:
    plan = tbl(HEAD, ["1", "Семинар", "март 2026 г.", "ИМЦ"], ["2", "Анализ", "май 2027 г.", "ИМЦ"])
    title = p("План мероприятий на 2026–2027 годы")
    return read_blocks(title, plan, p("Целевые показатели"), tbl(FIGURES, *ROWS))


def test_values_are_targets_with_and_without_a_rule(found: Read) -> None:
    told = {}
    for each in found.roadmap["indicators"]:
        name = " ".join(each["text"].split()[:2])
        values = [point["value"] for point in each.get("target", ())]
        assert [point["by"] for point in each.get("target", ())] in ([], [2026, 2027])
        start = each.get("baseline", {}).get("value")
        told[name] = (each.get("rule", {}).get("measure"), values, start)
    assert told == FILLED


def test_values_that_stay_words_are_told_once_an_indicator(found: Read) -> None:
    assert len([each for each in found.found if each.startswith("P969")]) == 2


@pytest.mark.parametrize(
    ("text", "by", "start"),
    [
        (
            "Охват, %: было – 20; май 2026 – 45; декабрь 2026 – 70",
            ["2026-05-31", "2026-12-31"],
            None,
        ),
        ("Договоров, шт.: 2024 факт – 14; 2025 оценка – 17; 2026 план – 25", [2026], "17 шт."),
        ("Школ: 2025/26 уч. год – 3; 2026-2027 уч. год – 4", ["2025/26", "2026/27"], None),
        ("Доля школ: 2026 – 0,3; 2027 – 0,5", None, None),
        ("Школ: к 2026 году – 3; 2027 – 4", None, None),
        ("Школ: 2027 – 3; 2026 – 4", None, None),
        ("Школ, %: 2026 – 3; 2027 – 4 чел.", None, None),
    ],
)
def test_times_and_units_of_values(text: str, by: list[object] | None, start: str | None) -> None:
    values = values_by_year(text, ["2026", "2027"])
    assert (values and [each["by"] for each in values.target() if isinstance(each, dict)]) == by
    assert (values.baseline().get("baseline", {}) if values else {}) == (
        {"value": start, "date": 2025} if start else {}
    )


@pytest.mark.parametrize(
    ("text", "start", "values"),
    [
        ("Доля школ, %: Было – 20; Станет – 45", "20 %", None),
        ("Доля школ: было – 20 %, к 2027 году – 40 %", "20 %", None),
        ("Число площадок: было 6 – станет 9", "6", None),
        ("Школ с мастерскими: было – 7; 2027 – 5", "7", ["<= 5"]),
        (
            "Школ, %: исходное значение – 20,5; 2026 – 30; 2027 – 45",
            "20,5 %",
            [">= 30 %", ">= 45 %"],
        ),
        ("Школ: 2025 факт – 3; 2026 – 4; 2027 – 5", "", [">= 4", ">= 5"]),
        ("Школ: факт 2025 – 3; 2026 – 4", "", [">= 4"]),
    ],
)
def test_a_value_before_without_its_year_is_told_and_says_which_side_is_better(
    text: str, start: str, values: list[str] | None
) -> None:
    assert undated_base(text) == start
    found = values_by_year(text, ["2025", "2026", "2027"])
    assert (
        found and [each["value"] for each in found.target() if isinstance(each, dict)]
    ) == values


def test_columns_was_and_will_be_are_values_of_indicators() -> None:
    plan = tbl(HEAD, ["1", "Семинар", "март 2026 г.", "ИМЦ"])
    title = p("План мероприятий на 2026–2027 годы")
    rows = tbl(["Показатель", "Было", "Станет"], ["Доля школ, %", "20", "45"])
    found = read_blocks(title, plan, p("Целевые показатели"), rows)
    assert [each["text"] for each in found.roadmap["indicators"]] == [
        "Доля школ, %: Было – 20; Станет – 45"
    ]  # fmt: skip
    assert "P932" in found.codes()

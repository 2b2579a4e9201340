"""Goals and indicators that stand above a plan as lines, and what parts them."""

import pytest

from engine.papers.documents import Paragraph
from engine.papers.written_passports import read_written
from tests.unit.papers.reading import read_blocks
from tests.unit.papers.wordxml import p, t, tbl, tc, tr

PLAN = tbl(["№", "Мероприятие", "Срок", "Ответственный"], ["1", "Семинар", "май 2024", "ИМЦ"])
TITLE = p("План работы на 2023/2024 учебный год")
GOAL, FIRST, SECOND = "повышение качества", "доля школ – 100 %", "доля работ – не менее 10 %"


@pytest.mark.parametrize(
    "lines",
    [
        [f"1.2. Цель: {GOAL}.", "1.3. Показатели достижения цели:", f"– {FIRST};", f"– {SECOND}.",
         "1.4. Источники данных: ФИС ОКО."],
        [f"Цель плана: {GOAL}.", "Целевые показатели:", f"1) {FIRST};", f"2) {SECOND}.",
         "Срок реализации: 2024 год."],
        ["Цель:", f"{GOAL}.", "Индикаторы эффективности:", f"- {FIRST};", f"- {SECOND}."],
        [f"1. Цель: {GOAL}.", "2. Показатели:", f"2.1. {FIRST}", f"2.2. {SECOND}", "3. Меры"],
        [f"Цель: {GOAL}.", f"Показатели: 1) {FIRST}; 2) {SECOND}."],
    ],
)  # fmt: skip
def test_goals_and_indicators_of_lines(lines: list[str]) -> None:
    found = read_blocks(TITLE, *map(p, lines), PLAN)
    assert [each["text"].strip(" .") for each in found.roadmap["goals"]] == [GOAL]
    indicators = [each["text"] for each in found.roadmap["indicators"]]
    assert [text.rstrip(".;")[-len(own) :] for text, own in zip(indicators, (FIRST, SECOND),
            strict=True)] == [FIRST, SECOND]  # fmt: skip
    assert found.column("title") == ["Семинар"]


def test_tasks_and_results_of_lines_are_goals() -> None:
    found = read_blocks(
        TITLE, p("Задачи:"), p("- обучить учителей;"), p("- открыть центр."),
        p("Ожидаемые результаты:"), p("- центр работает."), p("Основание: приказ."), PLAN,
    )  # fmt: skip
    assert [each["text"] for each in found.roadmap["goals"]] == [
        "- обучить учителей;", "- открыть центр.", "- центр работает.",
    ]  # fmt: skip


def test_lines_that_breaks_part_in_a_cell_are_items() -> None:
    for text in ("Обучить учителей\nОткрыть центр\nПровести конкурс",
                 "обучить учителей;\nоткрыть центр;\nпровести конкурс",
                 "- обучить учителей\n- открыть центр\n- провести конкурс"):  # fmt: skip
        passport = tbl(tr("Цель", "Рост"), tr("Задачи", tc(p(t(text)))), tr("Срок реализации", "1"))
        found = read_blocks(p("Паспорт"), passport, TITLE, PLAN)
        assert len(found.roadmap["goals"]) == 4, text
    one = tbl(tr("Цель", tc(p(t("Повышение качества\nобразования")))), tr("Задачи", "Рост"))
    assert len(read_blocks(p("Паспорт"), one, TITLE, PLAN).roadmap["goals"]) == 2


def test_a_unit_keeps_its_dot() -> None:
    figures = tbl(["№", "Показатель", "2023", "2024"], ["1", "Число школ, ед.", "2", "1"],
                  ["2", "Доля школ, %.", "20", "30"])  # fmt: skip
    found = read_blocks(TITLE, figures, PLAN)
    assert [each["text"] for each in found.roadmap["indicators"]] == [
        "Число школ, ед.: 2023 – 2; 2024 – 1", "Доля школ, %: 2023 – 20; 2024 – 30",
    ]  # fmt: skip


@pytest.mark.parametrize(("others", "is_one"), [(6, True), (7, False)])
def test_a_table_is_a_passport_where_it_has_one_known_label_of_four(
    others: int, is_one: bool
) -> None:
    """Two labels of eight; of nine they may stand in a table about anything."""
    rows = [f"Телефон {number}" for number in range(others)]
    table = tbl(["Цель", "Рост качества"], ["Задачи", "Обучить"], *([one, "1"] for one in rows))
    found = read_blocks(p("Сведения"), table, TITLE, PLAN)
    assert ("passport" in found.roadmap) is is_one


def test_what_was_and_will_be_is_an_indicator_without_a_label() -> None:
    line = "Число площадок: было 6 – станет 9. Доля школ: было 10 % – станет 16 %."
    other = "Было 6 площадок. Число площадок: было 6 – станет 9"
    grown, said = (read_written([Paragraph((each,), ())]).indicators for each in (line, other))
    first, second = "Число площадок: было 6 – станет 9", "Доля школ: было 10 % – станет 16 %."
    assert ([text for text, _ in grown], said) == ([first, second], [])


@pytest.mark.parametrize("heading", [p("1. Форма «студент – студент»"), p("Ступень", bold=True)])
def test_a_heading_under_a_list_of_goals_is_none(heading: str) -> None:
    found = read_blocks(
        TITLE, p("Цели:"), p("– сохранить контингент;"), p("– сократить срок адаптации;"),
        heading, PLAN,
    )  # fmt: skip
    assert len(found.roadmap["goals"]) == 2


def test_indicators_below_a_plan_are_those_of_the_roadmap() -> None:
    below = [p("Показатели результативности:"), p("доля выпускников – не менее 75 %;"),
             p("количество партнёров – 4.")]  # fmt: skip
    listed = [p("1. Беседы."), p("Срок: май 2024 г."), p("Ответственный: Ким Э.Ю."),
              p("2. Отчёт."), p("Срок: июнь 2024 г."), p("Результат: справка.")]  # fmt: skip
    for plan in (listed, [PLAN]):
        found = read_blocks(TITLE, *plan, *below)
        told = [each["text"].rstrip(";.") for each in found.roadmap["indicators"]]
        assert told == ["доля выпускников – не менее 75 %", "количество партнёров – 4"]
        assert found.column("result")[-1] in ("справка", None)

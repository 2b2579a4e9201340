"""Ways in which departments draw their plans: pieces side by side, months against groups, spaced
titles, letters as marks."""

from io import BytesIO

import pytest
import xlsxwriter

from engine.papers.orders import read_order
from tests.unit.papers.reading import read, read_blocks
from tests.unit.papers.wordxml import p, tbl

TITLE = p("План работы школы на 2025 год")
HEAD = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
ROW = ["1", "Анализ работ", "до 1 октября 2025 г.", "Завуч", "Справка"]


def book(rows: list[list[str]]) -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        sheet = made.add_worksheet("План")
        for at, texts in enumerate(rows):
            sheet.write_row(at, 0, texts)
    return content.getvalue()


def test_indicators_at_the_right_of_a_plan_are_a_table_of_their_own() -> None:
    found = read(book([
        ["План работы школы на 2025 год"],
        [*HEAD, "", "Показатель", "было", "май 2025", "декабрь 2025"],
        [*ROW, "", "Охват детей, %", "20", "45", "70"],
        ["2", "Семинар", "май", "Завуч", "Отчёт"],
    ]))  # fmt: skip
    assert found.column("schedule") == ["до 1 октября 2025 г.", "май"]
    assert [each["text"] for each in found.roadmap["indicators"]] == [
        "Охват детей, %: было – 20; май 2025 – 45; декабрь 2025 – 70"
    ]
    assert "P964" not in found.codes()


def test_months_against_groups_end_with_who_is_responsible() -> None:
    matrix = tbl(
        ["Месяц", "С детьми", "С родителями"],
        ["Сентябрь", "Игра «Светофорик»", "Памятка «Световозвращатель»"],
        ["Октябрь", "Экскурсия к перекрёстку", "Опрос «Детское кресло»"],
        ["Отв.", "воспитатели", "Плетнёва М.Р."],
    )
    found = read_blocks(TITLE, matrix)
    assert found.column("schedule") == ["Сентябрь", "Сентябрь", "Октябрь", "Октябрь"]
    assert found.responsible() == [["воспитатели"], ["Плетнёва М.Р."]] * 2
    assert "P950 таблица 1" in found.found


def test_a_letter_that_marks_a_month_stays_with_it() -> None:
    head = ["№", "Мероприятие", "янв", "фев", "мар", "Ответственный"]
    found = read_blocks(TITLE, tbl(head, ["1", "Совет", "+", "", "", "ИМЦ"],
                                   ["2", "Отчёт", "", "+", "О", "школы"]))  # fmt: skip
    assert found.column("schedule") == ["янв", "фев, мар (О)"]


def test_a_title_that_a_dash_cuts_goes_on() -> None:
    found = read_blocks(p("Дорожная карта школы на 2026–"), p("2028 годы"), tbl(HEAD, ROW))
    assert found.roadmap["title"] == "Дорожная карта школы на 2026– 2028 годы"


@pytest.mark.parametrize(
    ("lines", "around", "told"),
    [
        (["УТВЕРЖДАЮ", "«08» сентября 2025 г. пр. N 94"], [], ("«08» сентября 2025 г.", "94")),
        ([], ["Утв. приказом отдела № 6 от 12.01.2026"], ("12.01.2026", "6")),
        (["Приказ от 01.09.25 № 61-Д"], [], ("01.09.25", "61-Д")),
        (["Утверждаю: заведующая Ким М.Р. Пр. № 33 от 01.09.2025"], [], ("01.09.2025", "33")),
        (["01.09.2025 - 31.08.2026"], [], (None, None)),
    ],
)
def test_requisites_in_the_hand_of_schools(
    lines: list[str], around: list[str], told: tuple[str | None, str | None]
) -> None:
    order = read_order(lines, [], [], around)
    assert (order.date, order.number) == told


def test_a_spaced_title_a_label_of_two_tongues_and_other_headings_are_known() -> None:
    title = (p("П Л А Н"), p("работы школы на 2025 год"))
    goal = p("Максат / Цель: воспитание уважения к языку.")
    plan = tbl(["№/№", "Дела, события", "Кто отвечает", "Когда"], ["А1", "Слёт", "Завуч", "май"])
    found = read_blocks(p("УТВЕРЖДАЮ"), *title, goal, plan)
    assert found.roadmap["title"] == "П Л А Н работы школы на 2025 год"
    assert [each["text"] for each in found.roadmap["goals"]] == ["воспитание уважения к языку."]
    assert found.column("number") == ["А1"]

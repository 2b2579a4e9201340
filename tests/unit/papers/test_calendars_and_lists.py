"""Plans that are calendars, lists under months, sheets of clerks, pages of Excel; prose above."""

from io import BytesIO

import pytest
import xlsxwriter

from tests.unit.papers.reading import Read, read, read_blocks
from tests.unit.papers.wordxml import p, tbl, tc, tr

TITLE = p("План внутришкольного контроля на 2024/2025 учебный год", bold=True)
HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]


def sheet_of(*rows: list[str]) -> Read:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Лист1")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return read(content.getvalue())


def test_months_over_counted_lines_are_sections_and_say_when() -> None:
    found = read_blocks(
        TITLE, p("Сентябрь", bold=True),
        p("1. Входные диагностические работы. Ответственный: завуч."),
        p("2. Анализ ВПР прошлого года до 20 сентября. Ответственный: завуч."),
        p("Октябрь"), p("1. Анализ ВПР прошлого года. Ответственный: директор."),
    )  # fmt: skip
    assert found.roadmap["title"] == "План внутришкольного контроля на 2024/2025 учебный год"
    assert [each["title"] for each in found.roadmap["sections"]] == ["Сентябрь", "Октябрь"]
    assert found.column("title") == [
        "Входные диагностические работы", "Анализ ВПР прошлого года", "Анализ ВПР прошлого года",
    ]  # fmt: skip
    assert found.column("schedule") == ["Сентябрь", "до 20 сентября", "Октябрь"]


def test_events_of_a_calendar_by_weeks_have_the_week_of_their_month() -> None:
    for weeks in (["1 неделя", "2 неделя", "3 неделя"], ["I декада", "II декада", "III декада"]):
        found = sheet_of(
            ["Циклограмма работы методической службы на 2024-2025 учебный год"],
            ["Месяц", *weeks], ["Сентябрь", "Совещание руководителей", "", "Семинар наставников"],
            ["Октябрь", "", "Заседание совета", ""],
        )  # fmt: skip
        assert found.column("title") == [
            "Совещание руководителей", "Семинар наставников", "Заседание совета",
        ]  # fmt: skip
        assert found.column("schedule") == [
            f"{weeks[0]} (Сентябрь)", f"{weeks[2]} (Сентябрь)", f"{weeks[1]} (Октябрь)",
        ]  # fmt: skip
        assert found.responsible() == [[], [], []]


def test_ticks_below_halves_have_the_year_of_the_heading_between() -> None:
    free = tc(merge="continue")
    head = [
        tr(tc("№", merge="restart"), tc("Мероприятие", merge="restart"),
           tc("Сроки реализации", span=4), tc("Ответственный", merge="restart")),
        tr(free, free, tc("2024 год", span=2), tc("2025 год", span=2), free),
        tr(free, free, "I полугодие", "II полугодие", "I полугодие", "II полугодие", free),
    ]  # fmt: skip
    rows = [["1", "Рабочая группа", "+", "", "", "", "УО"], ["2", "Курсы", "", "+", "+", "", "ИМЦ"]]
    found = read_blocks(p("План на 2024–2025 годы"), tbl(*head, *rows))
    assert found.column("schedule") == [
        "I полугодие 2024 год", "II полугодие 2024 год, I полугодие 2025 год",
    ]  # fmt: skip


def test_goals_and_indicators_of_sentences() -> None:
    found = read_blocks(
        p("Программа повышения качества образования на 2024–2026 годы", bold=True),
        p("Программа разработана управлением. Целью программы является рост доли аттестатов."),
        p("Задачами программы являются: обучить педагогов; обновить кабинеты."),
        p("Целевые показатели: доля выпускников – не менее 98 %; доля педагогов – не менее 60 %."),
        tbl(HEAD, ["1", "Курсы", "2024 год", "ИМЦ"]),
    )  # fmt: skip
    assert [each["text"].strip(".") for each in found.roadmap["goals"]] == [
        "рост доли аттестатов", "обучить педагогов", "обновить кабинеты",
    ]  # fmt: skip
    assert [each["text"].strip(".") for each in found.roadmap["indicators"]] == [
        "доля выпускников – не менее 98 %", "доля педагогов – не менее 60 %",
    ]  # fmt: skip
    plain = read_blocks(TITLE, p("Цель работы определена. Задача ясна."),
                        tbl(HEAD, ["1", "Курсы", "2024 год", "ИМЦ"]))  # fmt: skip
    assert plain.roadmap["goals"] == []


def test_words_alone_below_no_heading_are_a_section_of_a_sheet() -> None:
    found = sheet_of(
        ["", "Что делаем", "Когда", "Кто"], ["Старт проекта"],
        ["", "Собрать команду", "сентябрь 2024", "Завуч"], ["Основной этап"],
        ["", "Открытые уроки", "октябрь 2024", "Учителя"], ["Проверено"],
    )  # fmt: skip
    assert [each["title"] for each in found.roadmap["sections"]] == [
        "Старт проекта", "Основной этап",
    ]  # fmt: skip
    assert found.column("title") == ["Собрать команду", "Открытые уроки"]
    assert [each for each in found.found if each.startswith("P912")] == [
        "P912 таблица 1, строка 6"
    ]  # fmt: skip


COLOURS = {
    'class="xl66"': True, "class=xl66": True, 'class="other xl66"': True, "class=xl67": False,
    "class=xl65": False, 'style="background-color:#ffff00"': True, "bgcolor=#00FF00": True,
    "bgcolor=white": False, 'style="background: rgb(255, 255, 255)"': False,
    'class=xl66 style="background:none"': False,
}  # fmt: skip


@pytest.mark.parametrize("said", COLOURS)
def test_a_colour_of_a_page_below_a_month_is_a_tick(said: str) -> None:
    page = f"""<html><head><meta charset=utf-8><style>
        .xl65 {{border:.5pt solid}} td.xl66, .xl68 {{color:red; background:#92D050}}
        .xl67 {{background:white}} .xl66 p {{background:red}}</style></head><body><table>
        <tr><td>№</td><td>Мероприятия</td><td>январь</td><td>февраль</td><td>март</td>
        <td>Ответственные</td></tr>
        <tr><td>1</td><td>Экзамены</td><td {said}>&nbsp;</td><td></td><td></td><td>Завуч</td></tr>
        </table></body></html>"""
    found = read(page.encode())
    assert found.column("schedule") == ["январь" if COLOURS[said] else None]
    assert ("P962" in found.codes()) is not COLOURS[said]


def test_a_piece_with_more_columns_than_the_table_it_goes_on_with_is_part_of_the_plan() -> None:
    for at, head in ((0, HEAD), (1, HEAD[1:])):
        rows = (["1", "Семинар", "май 2024", "ИМЦ"], ["2", "Совет", "июль 2024", "ИМЦ", "протокол"],
                ["3", "Отчёт", "август 2024", "УО", "справка"])  # fmt: skip
        first, *more = (row[at:] for row in rows)
        found = read_blocks(p("План на 2024 год"), tbl(head, first), p(""), tbl(*more))
        assert found.column("title") == ["Семинар", "Совет", "Отчёт"]
        assert found.column("schedule") == ["май 2024", "июль 2024", "август 2024"]
        assert found.column("details")[1:] == [["?: протокол"], ["?: справка"]]
        assert "P950 таблица 2" in found.found
    other = tbl(["Название", "Дата", "Кто", "Сумма"], ["Отчёт", "август 2024", "УО", "справка"])
    found = read_blocks(p("План на 2024 год"), tbl(HEAD[1:], ["Семинар", "май", "ИМЦ"]), other)
    assert "P911 таблица 2" in found.found

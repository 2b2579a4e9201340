"""Tables that are no plans whatever stands in their columns, and lines below a plan."""

from io import BytesIO

import pytest
import xlsxwriter

from engine.papers import import_paper
from tests.unit.papers.reading import WORDS, Read, read, read_blocks
from tests.unit.papers.wordxml import docx, p, tbl

PLAN = [
    ["№", "Мероприятие", "Срок", "Ответственный"],
    ["1", "Семинар для учителей", "май 2024", "ИМЦ"],
    ["2", "Рейд по школам", "июнь 2024", "ИМЦ"],
]
EVENTS = ["Семинар для учителей", "Рейд по школам"]
TITLE = "План работы на 2023/2024 учебный год"

OTHERS = {
    "Смета расходов": [["№", "Наименование", "Срок", "Сумма"], ["1", "Мебель", "июль", "420000"]],
    "Смета": [["№", "Мероприятие", "Срок", "Ответственный"], ["1", "Закупка", "май", "ИМЦ"]],
    "Обоснование расходов": [["№", "Наименование", "Кол-во", "Цена"], ["1", "Стол", "2", "900"]],
    "Финансирование": [["№", "Наименование", "Срок", "Стоимость, тыс. руб."],
                       ["1", "Ремонт", "июнь", "85"]],
    "Потребность": [["Наименование товара", "Ед. изм.", "Количество", "Срок"],
                    ["Бумага", "пачка", "50", "март"]],
    "Состав рабочей группы": [["№", "ФИО", "Должность", "Ответственный за направление"],
                              ["1", "Егоров Н.Н.", "директор", "общее руководство"]],
    "Участники": [["№", "Ф.И.О.", "Должность", "Направление", "Срок"],
                  ["1", "Егоров Н.Н.", "директор", "кадры", "май"]],
    "Список школ": [["№", "Наименование ОО", "Ответственный"], ["1", "СОШ № 1", "Егоров Н.Н."]],
    "Пункты проведения": [["№", "Наименование школы", "Адрес", "Дата", "Ответственный"],
                          ["1", "СОШ № 1", "ул. Мира, 1", "12.05.2024", "Егоров Н.Н."]],
    "График дежурства": [["Дата", "Место", "Дежурный", "Ответственный"],
                         ["12.05.2024", "фойе", "Егоров Н.Н.", "завуч"]],
    "Лист ознакомления": [["№", "ФИО", "Дата", "Подпись"], ["1", "Егоров Н.Н.", "01.09", ""]],
    "Расписание занятий": [["День недели", "Время", "Содержание", "Ответственный"],
                           ["Понедельник", "14.00", "Математика", "учитель"]],
    "Критерии оценки": [["№", "Критерий", "Показатель", "Баллы"], ["1", "Полнота", "да", "3"]],
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_a_table_of_another_kind_is_told_and_gives_no_event(name: str) -> None:
    other = tbl(*OTHERS[name])
    after = read_blocks(p(TITLE), tbl(*PLAN), p(name), other)
    before = read_blocks(p("Приложение 1"), p(name), other, p("Приложение 2"), p(TITLE), tbl(*PLAN))
    between = read_blocks(p(TITLE), tbl(*PLAN), p(name), other, tbl(PLAN[0], ["3", *PLAN[1][1:]]))
    for found in (after, before):
        assert found.column("title") == EVENTS
    assert between.column("title") == [*EVENTS, EVENTS[0]]
    for found in (after, before, between):
        assert "P911" in found.codes() or any("P951" in each for each in found.found)
        assert not found.roadmap.get("sections")
        assert not found.roadmap.get("passport")


KINDS = {
    "Смета расходов": "над ней «Смета расходов»", "Финансирование": "на смету или расчёт",
    "Потребность": "на ведомость количеств", "Участники": "на список лиц",
    "Список школ": "над ней «Список школ»", "Расписание занятий": "над ней «Расписание занятий»",
    "Пункты проведения": "на перечень организаций или вещей",
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_what_the_table_is_instead_is_told(name: str) -> None:
    paper = docx(p(TITLE), tbl(*PLAN), p(name), tbl(*OTHERS[name]))
    found = import_paper(paper, "план.docx", id="plan", schemas="schemas", words=WORDS)
    (told,) = (WORDS.finding(each) for each in found.findings if each.code.id == "P911")
    assert told.startswith("таблица не понята (")
    assert KINDS[name] in told


def _workbook(*sheets: list[list[str]]) -> Read:
    packed = BytesIO()
    book = xlsxwriter.Workbook(packed)
    for rows in sheets:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    book.close()
    return read(packed.getvalue())


@pytest.mark.parametrize("is_titled", [True, False])
def test_an_estimate_on_the_next_sheet_is_no_part_of_the_plan(is_titled: bool) -> None:
    for name in ("Смета расходов", "Обоснование расходов", "Финансирование"):
        title = [[name]] if is_titled else []
        found = _workbook([[TITLE], *PLAN], [*title, *OTHERS[name]])
        assert found.column("title") == EVENTS, name
        assert "P911" in found.codes(), name
        assert not found.roadmap.get("sections")


def test_a_plan_with_money_is_a_plan() -> None:
    for head, more in (
        (["№", "Мероприятие", "Срок", "Ответственный", "Сумма, руб."], ["ИМЦ", "500"]),
        (["№", "Мероприятие", "Срок", "Источник финансирования"], ["местный бюджет"]),
        (["№", "Наименование мероприятия", "Срок", "Стоимость, руб."], ["500"]),
    ):
        found = read_blocks(p(TITLE), tbl(head, ["1", "Семинар", "май 2024", *more]))
        assert found.column("title") == ["Семинар"], head


def test_visits_of_schools_with_days_and_doers_are_a_plan() -> None:
    head = ["№", "Наименование школы", "Срок проверки", "Ответственный"]
    found = read_blocks(p("График проверок на 2024 год"), tbl(head, ["1", "СОШ № 1", "май", "ИМЦ"]))
    assert found.column("title") == ["СОШ № 1"]


BELOW = (
    "Исполнитель: Шестакова И.Б., 8(111)2-22-33", "Исп. Савина О.Л., тел. 2-14-56",
    "С планом ознакомлены:", "Ознакомлена ____________ Лапина С.С.", "Согласовано: Егоров Н.Н.",
    "Директор школы ____________ Н.Н. Егоров", "Заместитель директора Егоров Н.Н.",
    "Составил: методист Лапина С.С.", "М.П.",
)  # fmt: skip


@pytest.mark.parametrize("line", BELOW)
def test_who_wrote_signed_or_read_a_plan_is_no_section(line: str) -> None:
    between = read_blocks(p(TITLE), tbl(*PLAN), p(line), tbl(PLAN[0], ["3", *PLAN[1][1:]]))
    sheet = _workbook([[TITLE], *PLAN, [line]], [PLAN[0], ["3", *PLAN[1][1:]]])
    for found in (between, sheet):
        assert found.column("title") == [*EVENTS, EVENTS[0]]
        assert not found.roadmap.get("sections")
        assert "P951" in found.codes()

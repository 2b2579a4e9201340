"""Several times in one cell, years of a school year, a day of a clause for two deeds."""

from dataclasses import replace
from datetime import date

import pytest

from engine.lint.rules.clauses_and_plan import check_clauses_and_plan
from engine.lint.rules.stages_in_cells import check_stages_in_cells
from engine.lint.rules.wording_of_dates import check_wording_of_dates
from engine.model.project import Project
from engine.model.spec import Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, goal, project, roadmap

YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))


def plan(title: str, when: str = "Май 2025 г.") -> Project:
    schedule = resolve_schedule(when, YEAR)
    row = replace(event("e", "measure", title=title), schedule=schedule)
    return replace(project(roadmap("r", row, goals=[goal("g", "чтение")])), period=YEAR)


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("Регистрация участников – 3-20 марта 2025 г., турнир – 10-14 марта 2025 г.", True),
        ("Подача заявок: до 30 апреля 2025 г.; защита проектов: 15 апреля 2025 г.", True),
        ("1-25 мая 2025 г. (прием документов), 12-16 мая 2025 г. (собеседования)", True),
        ("Подача заявок: до 30 апреля 2025 г.; защита проектов: 15 мая 2025 г.", False),
        ("Прием заявок – апрель 2025 г., финал – май 2025 г.", False),
        ("Дистанционный тур – 1-21 ноября 2025 г., финал – 14 ноября 2025 г.", True),
        ("Отборочный этап: 10-28 марта 2025 г.; очный этап: 20-21 марта 2025 г.", True),
        ("Школьный этап – до 25 октября 2025 г., муниципальный этап – 20 октября 2025 г.", True),
        ("I тур – 12-23 мая 2025 г., II тур – 15 мая 2025 г.", True),
        ("Школьный этап – сентябрь 2025 г., муниципальный этап – ноябрь 2025 г.", False),
        ("Заочный этап – 3-14 марта 2025 г., очный этап – 17 марта 2025 г.", False),
        ("Опрос – 5-16 мая 2025 г., обработка анкет – 5-7 мая 2025 г.", True),
        ("Лекции – февраль 2025 г., занятия – март 2025 г.", False),
        ("Награждение – 3 июня 2025 г., финал – 6 июня 2025 г.", True),
    ],
)
def test_stages_in_one_cell(when: str, told: bool) -> None:
    assert bool(check_stages_in_cells(plan("Конкурс чтецов", when))) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Составление расписания на 2025-2028 учебный год", True),
        ("Набор в кружки на 2025/27 учебный год", True),
        ("Итоги 2025-2025 учебного года", True),
        ("Составление расписания на 2025-2026 учебный год", False),
        ("Набор в кружки на 2025/26 уч. год", False),
        ("Программа развития на 2025-2028 учебные годы", False),
        ("Программа развития на 2025-2028 годы", False),
    ],
)
def test_school_year_is_one(title: str, told: bool) -> None:
    assert bool(check_wording_of_dates(plan(title))) is told


@pytest.mark.parametrize(
    ("clause", "title", "when", "told"),
    [
        ("2.1. Утвердить расписание звонков и направить его копию в отдел до 3 марта 2025 года.",
         "Утверждение расписания звонков", "До 14 марта 2025 г.", True),
        ("3. Избрать главу родительского комитета и сообщить его имя до 1 октября 2025 года.",
         "Избрание главы родительского комитета", "До 10 октября 2025 г.", True),
        ("4. Составить список дежурных учителей и представить его до 10 января 2025 года.",
         "Составление списка дежурных учителей", "До 20 января 2025 г.", True),
        ("4. Составить список дежурных учителей и представить его до 30 января 2025 года.",
         "Составление списка дежурных учителей", "До 20 января 2025 г.", False),
        ("4. Составить список дежурных учителей и начать дежурство до 10 января 2025 года.",
         "Ремонт раздевалок спортивного зала", "До 20 января 2025 г.", False),
    ],
)  # fmt: skip
def test_day_of_what_is_handed_in(clause: str, title: str, when: str, told: bool) -> None:
    made = plan(title, when)
    made = replace(made, order=replace(made.order, preamble=(clause,)))
    assert bool(check_clauses_and_plan(made)) is told

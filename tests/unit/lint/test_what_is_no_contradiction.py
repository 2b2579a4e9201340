"""What looks like a contradiction and is none; numbers in other figures in the middle."""

from dataclasses import replace
from datetime import date

import pytest

from engine.lint.rules.basis_of_work import check_basis_of_work
from engine.lint.rules.goals_as_events import check_goals_as_events
from engine.lint.rules.prepared_late import check_prepared_late
from engine.lint.rules.repeated_events import check_repeated_events
from engine.lint.rules.section_numbers import check_section_numbers
from engine.lint.rules.twin_indicators import check_twin_indicators
from engine.model.project import Project
from engine.model.spec import Responsible, Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, goal, indicator, project, roadmap

YEAR = Window(date(2024, 9, 1), date(2025, 8, 31))

Row = tuple[str, str, str, str]
"""Title, time, executor, result."""


def plan(*rows: Row) -> Project:
    made = [
        replace(
            event(f"e{at}", "measure", title=title, result=result),
            schedule=resolve_schedule(when, YEAR),
            responsible=(Responsible(who, None),),
        )
        for at, (title, when, who, result) in enumerate(rows)
    ]
    whole = roadmap("r", *made, goals=[goal("g", "чтение")])
    return project(replace(whole, title="План развития чтения и книжной культуры"))


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Создание городского совета по развитию чтения и книжной культуры", False),
        ("Назначение ответственных за развитие чтения и книжной культуры", True),
    ],
)
def test_a_council_leads_no_work(title: str, told: bool) -> None:
    rows = ((title, "20 декабря 2024 г.", "Отдел", "Приказ"),
            ("Показ книг", "10 сентября 2024 г.", "Отдел", "Отчет"))  # fmt: skip
    assert bool(check_prepared_late(plan(*rows))) is told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("В каждой библиотеке города утвержден план показов",
         "В каждой библиотеке города утверждено положение о показах", False),
        ("100% выпускников города продолжили учебу в колледжах",
         "100% выпускников города продолжили учебу в училищах", True),
    ],
)  # fmt: skip
def test_two_papers_of_one_body(one: str, other: str, told: bool) -> None:
    pair = [replace(indicator(f"i{at}", "g"), text=text) for at, text in enumerate((one, other))]
    made = roadmap("r", goals=[goal("g", "чтение")], indicators=pair)
    assert bool(check_twin_indicators(project(made))) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [("тивность работы с читателями", False), ("Эффективность работы с читателями", True)],
)
def test_a_torn_word_is_no_state(title: str, told: bool) -> None:
    assert bool(check_goals_as_events(plan((title, "Май 2025 г.", "Отдел", "Отчет")))) is told


@pytest.mark.parametrize(
    ("who", "result", "told"),
    [("Школы", "Список директоров", False), ("Отдел", "Список", True)],
)
def test_a_title_that_begins_another(who: str, result: str, told: bool) -> None:
    first = "Участие в курсах библиотечного дела области"
    rows = ((first, "Май 2025 г.", "Отдел", "Список"),
            (f"{first} заместителей директоров", "Май 2025 г.", who, result))  # fmt: skip
    assert bool(check_repeated_events(plan(*rows))) is told


@pytest.mark.parametrize(
    ("who", "told"),
    [("вожатыми, приступившими к работе в 2025 году", False), ("вожатыми лагерей", True)],
)
def test_newcomers_are_others(who: str, told: bool) -> None:
    rows = (("Сбор сведений о вожатых и закрепленных за ними наставниках", "14 марта 2025 г.",
             "Отдел", "Таблица"),
            (f"Закрепление наставников за {who}", "26 мая 2025 г.", "Отдел", "Приказ"))  # fmt: skip
    assert bool(check_basis_of_work(plan(*rows))) is told


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (("3.1", "3.2", "3.3", "III.4", "3.5", "3.6"), True),
        (("2.1", "II.2", "2.3", "2.4", "2.5", "2.6"), True),
        (("3.1", "3.2", "3.3", "3.4", "3.5", "3.6"), False),
        (("III.1", "III.2", "III.3", "III.4", "III.5"), False),
    ],
)
def test_a_section_in_roman_figures_among_arabic_ones(numbers: tuple[str, ...], told: bool) -> None:
    rows = [event(f"e{at}", "measure", number=number) for at, number in enumerate(numbers)]
    made = project(roadmap("r", *rows, goals=[goal("g", "чтение")]))
    assert bool(check_section_numbers(made)) is told

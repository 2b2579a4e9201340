"""Findings about the documents themselves, each on a plan of a few rows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import engine.lint.rules
from engine.diagnostics import Finding
from engine.lint import DOCUMENT_CHECKS, check_documents
from engine.lint.rules.outside_period import check_outside_period
from engine.model.project import Project
from engine.model.spec import Event, Window
from engine.schedule import resolve_schedule
from tests.unit.builders import SCHOOL_YEAR, event, goal, indicator, project, roadmap

FOLDER = Path(engine.lint.rules.__file__).parent


def dated(id: str, title: str, when: str, *stages: str, **more: object) -> Event:
    """An event whose schedule is read from its words."""
    made = event(id, *stages, title=title, **more)  # type: ignore[arg-type]
    return replace(made, schedule=resolve_schedule(when, SCHOOL_YEAR))


def plan(*events: Event) -> Project:
    """One roadmap of the school year 2021/22 with a goal and an indicator."""
    known, held = goal("g"), indicator("i", "g", text="проведен мониторинг")
    return replace(
        project(roadmap("r", *events, goals=[known], indicators=[held])), period=SCHOOL_YEAR
    )


def found(code: str, *events: Event) -> list[Finding]:
    """The findings of a code in a plan of these events."""
    return [document for document in check_documents(plan(*events)) if document.code.id == code]


def test_every_file_of_the_folder_is_in_the_tuple() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert files == {check.__module__.rpartition(".")[2] for check in DOCUMENT_CHECKS}


def test_every_finding_names_its_subject_and_quotes_the_document() -> None:
    odd = dated("a", "Анализ результатов мониторинга", "31 февраля 2022 г.", "analysis")
    for document in check_documents(plan(odd)):
        assert document.subject is not None
        assert dict(document.params).get("quote"), document.code.id


@pytest.mark.parametrize(
    ("report", "is_odd"), [("Ноябрь 2021 г.", True), ("Апрель 2022 г.", False)]
)
def test_a_report_needs_its_programme(report: str, is_odd: bool) -> None:
    events = (
        dated("make", "Разработка программы поддержки слабых школ", "Декабрь 2021 г.", "decision"),
        dated(
            "tell",
            "Подготовка отчетов по результатам реализации программ поддержки слабых школ",
            report,
            "effectiveness",
        ),
    )
    assert bool(found("L603", *events)) is is_odd


def test_another_programme_is_no_reason_to_complain() -> None:
    events = (
        dated("make", "Разработка программы поддержки слабых школ", "Декабрь 2021 г.", "decision"),
        dated("run", "Реализация программы развития одаренных детей", "Октябрь 2021 г.", "measure"),
    )
    assert found("L603", *events) == []


def test_recommendations_of_an_analysis_that_comes_later_are_an_error() -> None:
    events = (
        dated("late", "Проведение анализа результатов", "Май 2022 г.", "analysis"),
        dated(
            "advise",
            "Подготовка рекомендаций по результатам проведенного анализа",
            "Ноябрь 2021 г.",
            "recommendation",
        ),
    )
    (one,) = found("L605", *events)
    assert [related.subject.id for related in one.related if related.subject] == ["late"]


def test_the_analysis_of_the_region_is_not_looked_for_in_the_plan() -> None:
    alone = dated("plan", "План на основе регионального анализа", "Июль 2022 г.", "decision")
    assert found("L607", alone) == []


def test_august_before_a_school_year_is_for_a_person_to_decide() -> None:
    early = dated("a", "Совещание", "Август 2021 г.")
    assert found("L610", early) == []
    assert len(found("L611", early)) == 1


def test_a_year_that_the_plan_holds_but_half_is_for_a_person_to_decide() -> None:
    ahead = dated("a", "Совещание", "Декабрь 2021 г. (план на 2022 год)")
    assert len(found("L611", ahead)) == 1
    years = replace(plan(ahead), period=Window(date(2021, 1, 1), date(2022, 12, 31)))
    assert not check_outside_period(years)


def test_lost_numbers_count_as_one_each() -> None:
    rows = [event(f"e{n}", number=number) for n, number in enumerate(("1", None, None, "4", "6"))]
    (one,) = found("L630", *rows)
    assert dict(one.params)["missing"] == ("5",)


def test_a_date_in_the_result_is_held_against_the_event_it_names() -> None:
    events = (
        dated("entry", "Проведение входной диагностики школ", "Октябрь 2021 г."),
        dated(
            "check",
            "Мониторинг дорожных карт",
            "Апрель 2022 г.",
            result="динамика после входной диагностики в сентябре 2021 г.",
        ),
    )
    (one,) = found("L625", *events)
    assert dict(one.params)["quote"] == "в сентябре 2021 г."


def test_an_order_cannot_ask_for_what_was_due_before_it() -> None:
    past = dated("a", "Совещание", "Сентябрь 2021 г.")
    base = plan(past)
    signed = replace(base, order=replace(base.order, date="08.11.2021"))
    codes = [document.code.id for document in check_documents(signed)]
    assert "L626" in codes


def test_a_week_is_busy_by_what_falls_due_in_it_and_not_by_what_lasts_all_along() -> None:
    office = "Отдел образования"
    due = [
        dated(f"d{n}", f"Справка {n}", "до 31.08.2022", "analysis", responsible=[office])
        for n in range(3)
    ]
    always = dated("a", "Консультации", "в течение года", "measure", responsible=[office])
    nobody = dated("n", "Отчёт", "до 31.08.2022", "analysis")

    def busy(*events: Event, limit: int = 2) -> list[str]:
        made = replace(plan(*events), due_in_week=limit)
        return [
            document.code.id for document in check_documents(made) if document.code.id == "L705"
        ]

    assert busy(*due) == ["L705"]
    assert busy(*due, limit=3) == []
    assert busy(*due[:2], always, nobody) == []


@pytest.mark.parametrize(("year", "is_odd"), [(2020, True), (2021, False), (2022, False)])
def test_a_day_before_the_plan_begins_is_no_day_of_it(year: int, is_odd: bool) -> None:
    late = dated("a", f"Отчёт о работе до 1 октября {year} года", "Май 2022 г.", "analysis")
    assert bool(found("L613", late)) is is_odd

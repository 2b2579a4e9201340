"""Rows as clean plans write them, which were taken for contradictions, each beside one that is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from engine.diagnostics import Finding, Origin
from engine.lint.rules.cut_off import check_cut_off
from engine.lint.rules.dates_of_sections import check_dates_of_sections
from engine.lint.rules.figures_of_plan import check_figures_of_plan
from engine.lint.rules.government import check_government
from engine.lint.rules.implausible_durations import check_durations
from engine.lint.rules.indicator_figures import check_indicator_figures
from engine.lint.rules.levels_of_bodies import check_levels_of_bodies
from engine.lint.rules.passport_promises import check_passport_promises
from engine.lint.rules.prepared_late import check_prepared_late
from engine.lint.rules.results_of_other_rows import check_results_of_other_rows
from engine.lint.rules.results_of_other_subjects import check_subjects_of_results
from engine.lint.rules.rows_of_other_stages import check_rows_of_other_stages
from engine.lint.rules.stages_of_titles import check_stages_of_titles
from engine.lint.rules.things_at_two_levels import check_things_at_two_levels
from engine.lint.rules.things_in_use import check_things_in_use
from engine.lint.rules.times_of_texts import check_times_of_texts
from engine.lint.rules.work_of_other_level import check_work_of_other_level
from engine.lint.text.errands import errands_of
from engine.model.project import Project
from engine.model.spec import PassportRow, Responsible, Section, Stage, Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, goal, indicator, project, roadmap

Check = Callable[[Project], tuple[Finding, ...]]
Row = tuple[str, str, str, str, str]
"""Stage, title, time, executor, result."""
YEAR = Window(date(2025, 9, 1), date(2026, 8, 31))


def plan(*rows: Row, stage: str = "effectiveness", item: str = "") -> Project:
    made = [
        replace(
            event(f"e{at}", kind, title=title, result=result, serves=["g", "covered"]),
            schedule=resolve_schedule(when, YEAR),
            responsible=(Responsible(who, None),),
        )
        for at, (kind, title, when, who, result) in enumerate(rows)
    ]
    asked = [
        replace(indicator("covered", "g"), text="Не менее 30% учеников участвовали в пробах"),
        replace(indicator("asked", "g"), text="Не менее 60% учеников прошли диагностику"),
    ]
    at = Origin("r.yaml", ("passport", 0))
    cells = (Stage(stage),), (item,)
    passport = [PassportRow("8", "Итоги", None, *cells, (), (), (), None, at)] if item else []
    whole = roadmap("r", *made, goals=[goal("g", "чтение")], indicators=asked)
    return project(replace(whole, title="План работы с наставниками", passport=tuple(passport)))


JURY = ("measure", "Проведение олимпиады по чтению", "10 октября 2025 г.", "Школы", "Протокол")
WORK = ("measure", "Уроки у учителей", "Сентябрь 2025 г.", "Наставники", "Журнал")
PAIRS = ("analysis", "Анализ работы пар за год", "Май 2026 г.", "Отдел", "Справка о парах")


@pytest.mark.parametrize(
    ("check", "rows", "told"),
    [
        (check_prepared_late, (JURY, ("recommendation", "Подготовка рекомендаций членам жюри "
         "олимпиады по чтению", "28 ноября 2025 г.", "Отдел", "Рекомендации")), False),
        (check_prepared_late, (JURY, ("measure", "Подготовка членов жюри олимпиады по чтению",
         "28 ноября 2025 г.", "Отдел", "Список")), True),
        (check_things_in_use, (WORK, ("measure", "Обучение наставников", "Ноябрь 2025 г.", "Отдел",
         "Удостоверения о повышении квалификации")), False),
        (check_things_in_use, (WORK, ("measure", "Обучение наставников", "Ноябрь 2025 г.", "Отдел",
         "Памятка")), True),
        (check_results_of_other_rows, (PAIRS, ("decision", "Закрепление наставников",
         "Сентябрь 2025 г.", "Отдел", "Приказ о наставнических парах")), False),
        (check_stages_of_titles, (("monitoring", "Беседы психолога с учителями", "Май 2026 г.",
         "Психолог", "Заключение психолога"),), False),
        (check_stages_of_titles, (("monitoring", "Беседы психолога с учителями", "Май 2026 г.",
         "Психолог", "Памятка"),), True),
        (check_stages_of_titles, (("measure", "Проведение контрольных работ", "Май 2026 г.",
         "Отдел", "Протоколы"),), False),
        (check_things_at_two_levels, (
         ("measure", "Назначение регионального координатора проекта «Билет»", "Май 2026 г.",
          "Отдел", "Приказ"),
         ("measure", "Назначение муниципальных координаторов проекта «Билет»", "Май 2026 г.",
          "Отдел", "Приказы")), False),
        (check_figures_of_plan, (("measure", "Пробы", "Май 2026 г.", "Отдел",
         "Участвовали не менее 35% учеников в пробах"),), False),
        (check_figures_of_plan, (("measure", "Пробы", "Май 2026 г.", "Отдел",
         "Участвовали не менее 20% учеников в пробах"),), True),
        (check_cut_off, (("measure", "Советы", "Май 2026 г.", "Отдел", "Советы по каждой"),), True),
        (check_cut_off, (("measure", "Советы", "Май 2026 г.", "Отдел", "Советы каждому"),), False),
    ],
)  # fmt: skip
def test_rows_of_clean_plans(check: Check, rows: tuple[Row, ...], told: bool) -> None:
    assert bool(check(plan(*rows))) is told


@pytest.mark.parametrize(
    ("check", "item", "told"),
    [
        (check_rows_of_other_stages, "сравнение показателей с предыдущим учебным годом", False),
        (check_rows_of_other_stages, "предложения в план следующего учебного года", False),
        (check_rows_of_other_stages, "сбор сведений об условиях", True),
        (check_passport_promises, "ежегодная оценка принятых решений, итоговый отчет", False),
        (check_passport_promises, "ежегодная оценка решений, общественная экспертиза карты", True),
    ],
)
def test_what_the_passport_says_of_its_own_cycle(check: Check, item: str, told: bool) -> None:
    row = ("effectiveness", "Оценка эффективности решений", "Август 2026 г.", "Отдел", "Отчет")
    assert bool(check(plan(row, item=item))) is told


def test_a_day_right_before_a_verb_is_of_that_verb() -> None:
    clause = "3. Школам до 12 сентября назначить ответственных, до 19 сентября разместить план."
    dues = [errand.due["day"] for errand in errands_of(clause) if errand.due]
    assert dues == ["12 сентября", "19 сентября"]


@pytest.mark.parametrize("often", ["Еженедельно", "Ежемесячно"])
def test_what_repeats_in_the_school_year_repeats_in_each(often: str) -> None:
    years = Window(date(2024, 1, 1), date(2026, 12, 31))
    read = resolve_schedule(f"{often} в течение учебного года", years)
    assert read.windows
    assert not read.remarks


YEARS = Window(date(2025, 1, 1), date(2027, 12, 31))


def of_section(heading: str, *times: str) -> Project:
    rows = [
        replace(event(f"e{at}", section="s1"), schedule=resolve_schedule(when, YEARS))
        for at, when in enumerate(times)
    ]
    made = replace(roadmap("r", *rows), period=YEARS)
    at = Origin("r.yaml", ("sections", 0))
    return project(replace(made, sections=(Section("s1", "1", heading, (), (), None, at),)))


@pytest.mark.parametrize(
    ("heading", "times", "told"),
    [
        ("Подготовка (I полугодие 2025 года)", ("Апрель 2025 г.", "Май 2025 г."), 0),
        ("Подготовка (I полугодие 2025 года)", ("Март 2025 г.", "Май 2025 г.", "Май 2026 г."), 1),
        ("Итоги (IV квартал 2026 года)", ("Октябрь 2027 г.", "Ноябрь 2027 г."), 1),
        ("Работа (5-9 классы)", ("Октябрь 2027 г.", "Ноябрь 2027 г."), 0),
    ],
)
def test_rows_are_of_the_time_of_their_heading(
    heading: str, times: tuple[str, ...], told: int
) -> None:
    assert len(check_dates_of_sections(of_section(heading, *times))) == told


@pytest.mark.parametrize(
    ("check", "rows", "told"),
    [
        (check_durations, (("measure", "Двухмесячный конкурс чтецов", "2-20 февраля 2026 г.",
         "Отдел", "Протокол"),), True),
        (check_durations, (("monitoring", "Опрос в течение месяца", "10-21 ноября 2025 г.",
         "Отдел", "Таблица"),), True),
        (check_durations, (("monitoring", "Опрос в течение месяца", "3-28 ноября 2025 г.",
         "Отдел", "Таблица"),), False),
        (check_stages_of_titles, (("effectiveness", "Подведение итогов конкурса поделок",
         "Май 2026 г.", "Отдел", "Справка об эффективности"),), True),
        (check_stages_of_titles, (("effectiveness", "Подведение итогов реализации плана",
         "Май 2026 г.", "Отдел", "Справка об эффективности"),), False),
        (check_times_of_texts, (("decision", "Предложения в план на 2027-2029 годы", "Май 2026 г.",
         "Отдел", "Проект плана на 2028-2030 годы"),), True),
        (check_government, (("measure", "Помощь школам", "Май 2026 г.", "Отдел",
         "Справка об оказанной школам помощи"),), False),
        (check_subjects_of_results, (("measure", "Проведение школьного этапа ВсОШ", "Май 2026 г.",
         "Отдел", "Протоколы жюри школьного этапа"),), False),
        (check_subjects_of_results, (("measure", "Курсы повышения квалификации", "Май 2026 г.",
         "Отдел", "Дипломы о профессиональной переподготовке"),), True),
    ],
)  # fmt: skip
def test_rows_against_themselves(check: Check, rows: tuple[Row, ...], told: bool) -> None:
    assert bool(check(plan(*rows))) is told


@pytest.mark.parametrize(
    ("kind", "title", "told"),
    [
        ("муниципальный район", "Утверждение положения об областном мониторинге", True),
        ("муниципальный район", "Утверждение положения о муниципальном мониторинге", False),
        ("детский сад", "Внесение изменений в Положение о муниципальной системе оценки", True),
        ("область", "Обсуждение на заседании коллегии районного управления образования", True),
        ("область", "Обсуждение на заседании коллегии Департамента образования", False),
    ],
)
def test_each_level_rules_of_its_own(kind: str, title: str, told: bool) -> None:
    made = plan(("measure", title, "Май 2026 г.", "Рабочая группа", "Протокол"))
    made = replace(made, municipality=replace(made.municipality, kind=kind, name="Свой"))
    found = (*check_work_of_other_level(made), *check_levels_of_bodies(made))
    assert bool(found) is told


def test_a_figure_added_up_from_year_to_year_never_falls() -> None:
    text = "Доля школ (нарастающим итогом): 2025 год – 30%, 2026 год – 20%, 2027 год – 90%"
    asked = replace(indicator("i", "g"), text=text)
    made = roadmap("r", goals=[goal("g", "чтение")], indicators=[asked])
    assert "L746" in {found.code.id for found in check_indicator_figures(project(made))}

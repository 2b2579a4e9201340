"""A word's own spelling, cut and miscased words, and lengths that the schedule cannot hold."""

from dataclasses import replace
from datetime import date

from engine.lint.rules.cut_off import check_cut_off
from engine.lint.rules.government import check_government
from engine.lint.rules.implausible_durations import check_durations
from engine.lint.rules.misprints import check_misprints
from engine.model.spec import Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, goal, project, roadmap

YEAR = Window(date(2024, 9, 1), date(2025, 8, 31))
OWN_WORD = ("Программы здоровьесбережения", "План здоровьесбережения", "Отчёт здоровьесбережения")
TEXTS = (
    (check_government, "Рекомендации школам по результатам анализу", "L696"),
    (check_government, "Рекомендации школам по результатам анализа", None),
    (check_government, "Совещание по вопросам формирование подходов", "L696"),
    (check_government, "Семинар по итогам районных олимпиад", None),
    (check_cut_off, "Родительские собрания в 9 классах с участием", "L690"),
    (check_cut_off, "Родительские собрания в 9 классах с участием врача", None),
    (check_cut_off, "Акты обследования зд", "L690"),
    (check_cut_off, "Поставка учебных парт, 20 шт", None),
    (check_misprints, "Утверждение программ здоровьесбережния", "L695"),
    (check_misprints, "Утверждение программ по здоровьесбережению", None),
)


def test_slips_are_told_and_right_words_are_not() -> None:
    rows = [event(f"own{at}", "measure", title=each) for at, each in enumerate(OWN_WORD)]
    for check, text, code in TEXTS:
        row = event("x", "measure", title=text)
        findings = check(project(roadmap("r", *rows, row, goals=[goal("g", "здоровье детей")])))
        assert [finding.code.id for finding in findings] == ([code] if code else []), text


def test_a_work_of_months_is_held_against_its_schedule() -> None:
    for title, when, told in (
        ("Полугодовой практикум для учителей", "Декабрь 2024", True),
        ("Полугодовой практикум для учителей", "Сентябрь 2024 – декабрь 2024", False),
        ("Двухмесячная летняя профильная смена", "Июнь 2025", True),
        ("Двухмесячная летняя профильная смена", "Июнь 2025 – июль 2025", False),
    ):
        made = replace(event("x", "measure", title=title), schedule=resolve_schedule(when, YEAR))
        assert bool(check_durations(project(roadmap("r", made)))) is told, (title, when)

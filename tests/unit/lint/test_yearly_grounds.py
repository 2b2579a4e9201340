"""Yearly rows are compared turn by turn, and goals of three levels share the indicator of each."""

from dataclasses import replace

import pytest

from engine.lint.rules.basis_of_work import check_basis_of_work
from engine.lint.rules.goals_and_indicators import check_goals_and_indicators
from tests.unit.builders import event, goal, indicator, project, roadmap, window


@pytest.mark.parametrize(
    ("signed", "codes"),
    [("08.09.2020", []), ("10.01.2020", ["L606"])],
    ids=["the first report was over", "the first report has no plan"],
)
def test_a_turn_that_was_over_when_the_order_was_signed_needs_no_ground(
    signed: str, codes: list[str]
) -> None:
    plan = event("plan", "measure", title="План подготовки к экзаменам",
                 when=[window(f"{year}-09-01", f"{year}-09-30")
                       for year in (2020, 2021, 2022)])  # fmt: skip
    report = event("report", "analysis", title="Отчет об экзаменах", after=["plan"],
                   when=[window(f"{year}-06-01", f"{year}-08-31")
                         for year in (2020, 2021, 2022)])  # fmt: skip
    made = project(roadmap("r", plan, report))
    made = replace(made, order=replace(made.order, date=signed))
    assert [found.code.id for found in check_basis_of_work(made)] == codes


@pytest.mark.parametrize(("stage", "codes"), [("measure", []), ("effectiveness", ["L606"])])
def test_a_yearly_ground_is_there_once_it_has_had_a_turn(stage: str, codes: list[str]) -> None:
    ground = event("ground", "decision", title="Утверждение мер на учебный год",
                   when=[window("2025-08-29"), window("2026-08-28")])  # fmt: skip
    course = event("course", stage, title="Курсы учителей", after=["ground"],
                   when=[window("2026-02-01", "2026-03-31")])  # fmt: skip
    found = check_basis_of_work(project(roadmap("r", ground, course)))
    assert [each.code.id for each in found] == codes


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("проведена работа по оценке метапредметных результатов в 4, 8, 10 классах", []),
        ("проведена работа по оценке метапредметных результатов в 4 классах", ["basic", "upper"]),
        ("в 4, 8, 10 классах открыты кружки", ["basic", "upper"]),
    ],
)
def test_an_indicator_answers_the_goals_of_its_grades(text: str, untold: list[str]) -> None:
    goals = tuple(
        goal(id, f"оценка метапредметных результатов {level} общего образования")
        for id, level in (("first", "начального"), ("basic", "основного"), ("upper", "среднего"))
    )
    made = roadmap(
        "r",
        event("look", "monitoring", title="Диагностическая работа", serves=["count"]),
        goals=goals,
        indicators=[indicator("count", "first", text=text)],
    )
    found = check_goals_and_indicators(project(made))
    told = [each.subject.id for each in found if each.code.id == "L640" and each.subject]
    assert told == untold

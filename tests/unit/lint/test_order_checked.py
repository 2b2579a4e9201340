"""Which dates contradict the order of work, and what `plan` and `lint` say where none can."""

from collections.abc import Sequence

import pytest

from engine.lint.rules.basis_of_work import check_basis_of_work
from engine.lint.rules.order_of_work import check_order_of_work, compared_order
from engine.messages import Language, catalogue
from engine.model.project import Project
from engine.model.spec import Event, Goal, Schedule, ScheduleKind
from engine.reports.content.plan import order_notes
from tests.unit.builders import SCHOOL_YEAR, event, goal, project, roadmap, window

SEPTEMBER = window("2021-09-01", "2021-09-30")
OCTOBER = window("2021-10-01", "2021-10-31")
DECEMBER = window("2021-12-01", "2021-12-31")
ALL_YEAR = Schedule("в течение года", ScheduleKind.CONTINUOUS, (SCHOOL_YEAR,))


def plan_of(*events: Event) -> Project:
    return project(roadmap("r", *events, goals=[goal("g")]))


def found(plan: Project) -> list[str]:
    return sorted(finding.code.id for finding in check_order_of_work(plan))


def told(plan: Project) -> str:
    return " ".join(order_notes(compared_order(plan), catalogue(Language.RU)))


def test_work_all_year_between_two_stages_does_not_hide_that_the_later_one_ends_first() -> None:
    def work(between: Sequence[Event]) -> Project:
        return plan_of(
            event("monitoring", "monitoring", serves=["g"], when=[DECEMBER]),
            *between,
            event("effect", "effectiveness", serves=["g"], when=[OCTOBER]),
        )

    all_year = event("analysis", "analysis", serves=["g"], when=ALL_YEAR)
    undated = event("analysis", "analysis", serves=["g"])
    for between in ([], [all_year], [undated], [all_year, event("d", "decision", serves=["g"])]):
        plan = work(between)
        assert found(plan) == ["L602"]
        (conflict,) = compared_order(plan).against_cycle
        assert (conflict.before, conflict.after) == ("r/monitoring", "r/effect")


def test_a_second_round_of_monitoring_is_no_ground_of_the_first_decision() -> None:
    plan = plan_of(
        event("monitoring", "monitoring", serves=["g"], when=[SEPTEMBER]),
        event("again", "monitoring", serves=["g"], when=[DECEMBER]),
        event("analysis", "analysis", serves=["g"], when=ALL_YEAR),
        event("decision", "decision", serves=["g"], when=[OCTOBER]),
    )
    assert found(plan) == []


def test_what_stands_between_by_after_may_be_undated() -> None:
    plan = plan_of(
        event("programme", when=[DECEMBER]),
        event("talks", after=["programme"]),
        event("report", after=["talks"], when=[OCTOBER]),
    )
    assert found(plan) == ["L601"]
    (conflict,) = compared_order(plan).conflicts
    assert (conflict.before, conflict.after) == ("r/programme", "r/report")


def test_a_contradiction_is_told_once_not_at_each_event_behind_it() -> None:
    plan = plan_of(
        event("programme", when=[DECEMBER]),
        event("talks", after=["programme"], when=[SEPTEMBER]),
        event("report", after=["talks"], when=[OCTOBER]),
    )
    assert [conflict.after for conflict in compared_order(plan).conflicts] == ["r/talks"]


@pytest.mark.parametrize("goals", [[], [goal("g")]])
def test_events_that_nothing_links_are_said_not_to_be_checked(goals: list[Goal]) -> None:
    events = [event("a", "analysis", when=[OCTOBER]), event("b", "decision", when=[DECEMBER])]
    plan = project(roadmap("r", *events, goals=goals))
    assert found(plan) == ["L718"]
    assert told(plan).startswith("Порядок не проверен, потому что")
    assert "Противоречий в сроках нет" not in told(plan)


def test_an_effect_before_all_analysis_is_seen_even_without_goals() -> None:
    plan = project(
        roadmap(
            "r",
            event("analysis", "analysis", when=[DECEMBER]),
            event("effect", "effectiveness", when=[OCTOBER]),
        )
    )
    assert found(plan) == ["L602", "L718"]


def test_some_events_without_links_are_counted() -> None:
    plan = plan_of(
        event("a", when=[SEPTEMBER]),
        event("b", after=["a"], when=[OCTOBER]),
        event("alone", when=[DECEMBER]),
    )
    assert found(plan) == []
    assert told(plan).startswith(
        "Противоречий в сроках нет. Порядок 1 мероприятия из 3 не проверен"
    )


def test_linked_events_without_dates_are_not_checked() -> None:
    plan = plan_of(event("a"), event("b", after=["a"], when=[OCTOBER]))
    assert told(plan) == "Порядок не проверен, потому что у связанных мероприятий нет дат."


def test_a_checked_order_without_contradictions_is_clean() -> None:
    plan = plan_of(event("a", when=[SEPTEMBER]), event("b", after=["a"], when=[OCTOBER]))
    assert told(plan) == "Противоречий в сроках нет."


def test_two_words_of_one_subject_make_work_lean_on_work_and_one_does_not() -> None:
    def against(title: str) -> int:
        plan = plan_of(
            event(
                "m", "monitoring", serves=["g"], when=[DECEMBER], title="Аудит школьных библиотек"
            ),
            event("d", "decision", serves=["g"], when=[OCTOBER], title=title),
        )
        return len(compared_order(plan).against_cycle)

    assert against("Закупка школьных библиотек") == 1
    assert against("Закупка передвижных библиотек") == 0


def test_an_effect_before_all_measures_of_its_goal_has_nothing_to_judge() -> None:
    def effect_and(*measures: Event) -> Project:
        effect = event("effect", "effectiveness", serves=["g"], title="Рост", when=[OCTOBER])
        return plan_of(*measures, effect)

    late = event("courses", "measure", serves=["g"], title="Курсы", when=[DECEMBER])
    early = event("talks", "decision", serves=["g"], title="Беседы", when=[SEPTEMBER])
    assert found(effect_and(late)) == ["L602"]
    assert "Противоречий в сроках нет" not in told(effect_and(late))
    assert found(effect_and(late, early)) == []
    assert told(effect_and(late, early)).startswith("Порядок 1 мероприятия из 3 не проверен")
    assert "по названиям это работы о разном" in told(effect_and(late, early))


def test_the_plan_tells_what_lint_reads_from_titles() -> None:
    plan = plan_of(
        event("analysis", "analysis", serves=["g"], title="Сделать одно", when=[DECEMBER]),
        event("decision", "decision", serves=["g"], title="Сделать другое", when=[OCTOBER]),
    )
    assert [finding.code.id for finding in check_basis_of_work(plan)] == ["L605"]
    (conflict,) = compared_order(plan).against_cycle
    assert (conflict.before, conflict.after) == ("r/analysis", "r/decision")
    assert told(plan) == ""

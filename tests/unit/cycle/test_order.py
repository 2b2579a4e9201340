"""The order of work, told by small plans that a methodologist could read."""

from engine.cycle import order_events
from engine.model.project import Project
from engine.model.spec import Stage
from engine.results.events import Conflict, Ordering, Strength
from tests.unit.builders import event, goal, indicator, project, roadmap, window

SEPTEMBER = window("2021-09-01", "2021-09-30")
OCTOBER = window("2021-10-01", "2021-10-31")
DECEMBER = window("2021-12-01", "2021-12-31")


def ordered(plan: Project) -> Ordering:
    ordering, findings = order_events(plan)
    assert findings == ()
    return ordering


def ids(ordering: Ordering) -> list[str]:
    return [planned.id.partition("/")[2] for planned in ordering.order]


def soft(ordering: Ordering) -> list[tuple[str, str]]:
    edges = (edge for edge in ordering.edges if edge.strength is Strength.SOFT)
    return [(edge.before.partition("/")[2], edge.after.partition("/")[2]) for edge in edges]


def test_an_event_stands_after_what_it_uses_whatever_the_printed_dates_say() -> None:
    report = event("report", "analysis", after=["programme"], when=[OCTOBER])
    programme = event("programme", "decision", when=[DECEMBER])
    ordering = ordered(project(roadmap("low-results", report, programme)))
    assert ids(ordering) == ["programme", "report"]


def test_such_a_contradiction_is_a_conflict_with_both_dates() -> None:
    report = event("report", after=["programme"], when=[OCTOBER])
    programme = event("programme", when=[DECEMBER])
    ordering = ordered(project(roadmap("low-results", report, programme)))
    assert ordering.conflicts == (
        Conflict("low-results/programme", "low-results/report", DECEMBER.start, OCTOBER.end),
    )


def test_a_successor_with_one_window_late_enough_is_no_conflict() -> None:
    monitoring = event("monitoring", after=["programme"], when=[SEPTEMBER, DECEMBER])
    programme = event("programme", when=[OCTOBER])
    assert ordered(project(roadmap("r", monitoring, programme))).conflicts == ()


def test_undated_events_have_no_conflict() -> None:
    plan = project(roadmap("r", event("a"), event("b", after=["a"], when=[SEPTEMBER])))
    assert ordered(plan).conflicts == ()


def test_dates_are_compared_only_where_links_join_them() -> None:
    programme, report = event("programme"), event("report", after=["programme"], when=[OCTOBER])
    survey, visits = event("survey", when=[SEPTEMBER]), event("visits", after=["survey"])
    apart = ordered(project(roadmap("r", programme, report, survey, visits)))
    assert not apart.compared  # two have dates, and neither waits for the other
    assert apart.incomparable == ("r/report", "r/survey")
    through = event("programme", after=["survey"])
    joined = ordered(project(roadmap("r", through, report, survey, visits)))
    assert (joined.compared, joined.incomparable) == (True, ())


def test_stages_of_one_goal_join_dates_too() -> None:
    look = event("look", "monitoring", serves=["g"], when=[SEPTEMBER])
    decision = event("decision", "decision", serves=["g"], when=[OCTOBER])
    late = event("late", after=["undated"], when=[DECEMBER])
    ordering = ordered(
        project(roadmap("r", look, decision, event("undated"), late, goals=[goal("g")]))
    )
    assert ordering.compared
    assert ordering.incomparable == ("r/late",)


def test_a_tie_is_broken_by_window_start_then_end_then_stage_then_document() -> None:
    plan = project(
        roadmap(
            "r",
            event("undated", "goal"),
            event("december", "goal", when=[DECEMBER]),
            event("long", "goal", when=[window("2021-09-01", "2022-05-31")]),
            event("analysis", "analysis", when=[SEPTEMBER]),
            event("second-monitoring", "monitoring", when=[SEPTEMBER]),
            event("methods", "collection_methods", when=[SEPTEMBER]),
            event("third-monitoring", "monitoring", when=[SEPTEMBER]),
        )
    )
    assert ids(ordered(plan)) == [
        "methods", "second-monitoring", "third-monitoring", "analysis", "long", "december",
        "undated",
    ]  # fmt: skip


def test_the_plan_shows_outer_bounds_and_one_of_the_six_stages() -> None:
    plan = project(roadmap("r", event("a", "recommendation", "decision", when=[OCTOBER, DECEMBER])))
    (planned,) = ordered(plan).order
    assert (planned.start, planned.end) == (OCTOBER.start, DECEMBER.end)
    assert planned.stage is Stage.ANALYSIS


def test_after_reaches_into_another_roadmap() -> None:
    heads = roadmap("heads", event("reserve", after=["low-results/list"], when=[SEPTEMBER]))
    schools = roadmap("low-results", event("list", when=[DECEMBER]))
    ordering = ordered(project(heads, schools))
    assert [planned.id for planned in ordering.order] == ["low-results/list", "heads/reserve"]
    assert ordering.edges[0].strength is Strength.HARD


def test_the_same_link_written_twice_counts_once() -> None:
    plan = project(roadmap("r", event("a"), event("b", after=["a", "a", "r/a"])))
    assert len(ordered(plan).edges) == 1


def test_events_that_serve_one_indicator_follow_the_cycle() -> None:
    plan = project(
        roadmap(
            "r",
            event("effect", "effectiveness", serves=["i"], when=[SEPTEMBER]),
            event("measure", "measure", serves=["i"], when=[SEPTEMBER]),
            event("monitoring", "monitoring", serves=["i"], when=[SEPTEMBER]),
            indicators=[indicator("i")],
        )
    )
    ordering = ordered(plan)
    assert ids(ordering) == ["monitoring", "measure", "effect"]
    assert soft(ordering) == [("monitoring", "measure"), ("measure", "effect")]
    assert ordering.edges[0].served == "r/i"


def test_a_soft_link_goes_to_the_next_occupied_stage_only() -> None:
    plan = project(
        roadmap(
            "r",
            event("methods", "collection_methods", serves=["i"]),
            event("decision", "decision", serves=["i"]),
            event("effect", "effectiveness", serves=["i"]),
        )
    )
    assert soft(ordered(plan)) == [("methods", "decision"), ("decision", "effect")]


def test_events_of_one_stage_are_not_linked() -> None:
    plan = project(
        roadmap(
            "r", event("a", "analysis", serves=["i"]), event("b", "recommendation", serves=["i"])
        )
    )
    assert ordered(plan).edges == ()


def test_a_goal_and_its_indicator_are_two_served_ids() -> None:
    plan = project(
        roadmap(
            "r",
            event("a", "monitoring", serves=["g"]),
            event("b", "analysis", serves=["i"]),
            goals=[goal("g")],
            indicators=[indicator("i", "g")],
        )
    )
    assert ordered(plan).edges == ()


def test_an_event_with_several_stages_spans_from_its_first_to_its_last() -> None:
    plan = project(
        roadmap(
            "r",
            event("effect", "effectiveness", serves=["i"]),
            event("analysis", "analysis", serves=["i"]),
            event("audit", "monitoring", "decision", serves=["i"]),
            event("methods", "indicator", serves=["i"]),
        )
    )
    assert set(soft(ordered(plan))) == {
        ("methods", "audit"), ("methods", "analysis"), ("audit", "effect"), ("analysis", "effect"),
    }  # fmt: skip


def test_a_soft_link_against_a_hard_one_is_dropped_and_counted() -> None:
    plan = project(
        roadmap(
            "r",
            event("monitoring", "monitoring", serves=["i"], after=["talk"]),
            event("talk", after=["decision"]),
            event("decision", "decision", serves=["i"]),
        )
    )
    ordering = ordered(plan)
    assert ids(ordering) == ["decision", "talk", "monitoring"]
    assert [(edge.before, edge.after) for edge in ordering.dropped] == [
        ("r/monitoring", "r/decision")
    ]


def test_a_link_that_is_hard_already_is_not_listed_as_soft() -> None:
    plan = project(
        roadmap(
            "r",
            event("monitoring", "monitoring", serves=["i"]),
            event("analysis", "analysis", serves=["i"], after=["monitoring"]),
        )
    )
    assert [edge.strength for edge in ordered(plan).edges] == [Strength.HARD]


def test_of_two_soft_links_that_close_a_circle_the_one_against_the_dates_is_dropped() -> None:
    """Two decisions, each followed by the other's monitoring: both links back cannot hold."""
    plan = project(
        roadmap(
            "r",
            event("m1", "monitoring", serves=["i"], when=[DECEMBER], after=["d2"]),
            event("d1", "decision", serves=["i"], when=[SEPTEMBER]),
            event("m2", "monitoring", serves=["j"], when=[SEPTEMBER], after=["d1"]),
            event("d2", "decision", serves=["j"], when=[OCTOBER]),
        )
    )
    ordering = ordered(plan)
    assert soft(ordering) == [("m2", "d2")]
    assert [(edge.before, edge.after) for edge in ordering.dropped] == [("r/m1", "r/d1")]

"""Many events that serve one goal do not make a plan unusable."""

from engine.cycle import order_events
from tests.unit.builders import event, goal, project, roadmap


def test_three_thousand_events_for_one_goal_are_ordered_by_stage_with_few_edges() -> None:
    stages = ("effectiveness", "decision", "monitoring")
    rows = (event(f"e{n}", stages[n % 3], serves=["g"]) for n in range(3_000))
    ordering, _ = order_events(project(roadmap("r", *rows, goals=[goal("g")])))
    shown = [planned.stage.value for planned in ordering.order]
    assert shown == ["monitoring"] * 1_000 + ["decision"] * 1_000 + ["effectiveness"] * 1_000
    assert len(ordering.edges) == 2 * (1_000 + 1_000 - 1)

"""The coverage matrix: goals down, six stages across."""

from engine.cycle import order_events
from engine.model.spec import CYCLE
from engine.results.events import MatrixRow
from tests.unit.builders import event, goal, indicator, project, roadmap


def rows() -> tuple[MatrixRow, ...]:
    plan = roadmap(
        "r",
        event("methods", "collection_methods", serves=["i"]),
        event("survey", "monitoring", "analysis", serves=["i", "g"]),
        event("advice", "recommendation", serves=["j"]),
        event("lost", "decision"),
        goals=[goal("g"), goal("h")],
        indicators=[indicator("i", "g"), indicator("j", "h"), indicator("k")],
    )
    ordering, _ = order_events(project(plan))
    return ordering.matrix


def test_each_goal_has_its_six_cells_in_the_order_of_the_cycle() -> None:
    assert [row.goal for row in rows()] == ["g", "h"]
    assert all(tuple(cell.stage for cell in row.cells) == CYCLE for row in rows())


def test_goal_indicators_and_events_stand_in_their_stages_once() -> None:
    first, second = ([cell.ids for cell in row.cells] for row in rows())
    assert first == [("g",), ("i", "methods"), ("survey",), ("survey",), (), ()]
    assert second == [("h",), ("j",), (), ("advice",), (), ()]

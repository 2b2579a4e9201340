"""The dependency graph: every event once, every link once, conflicts cannot be overlooked."""

from itertools import pairwise

from hypothesis import given, settings

from engine.cycle import order_events
from engine.messages import catalogue
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.reports.charts.graph import graph_picture
from engine.reports.charts.graph_layout import _between, lay_out
from tests.examples import of_all
from tests.unit.builders import event, project, roadmap, window
from tests.unit.cycle.test_properties import plans
from tests.unit.reports.drawings import classed, description, lettering, parsed

OCTOBER = window("2021-10-01", "2021-10-31")
DECEMBER = window("2021-12-01", "2021-12-31")


def drawn(*roadmaps: Roadmap) -> str:
    ordering, _ = order_events(project(*roadmaps))
    return graph_picture(roadmaps, ordering, catalogue())


def plan() -> Roadmap:
    return roadmap(
        "low-results",
        event("list", "monitoring", serves=["i"], when=[OCTOBER], number="1.1"),
        event("programme", "decision", serves=["i"], when=[DECEMBER], number="1.2"),
        event("report", "analysis", after=["programme"], when=[OCTOBER], number="1.3"),
        code="1.2",
        title="Школы с низкими результатами",
    )


def test_every_event_and_every_link_is_drawn() -> None:
    picture = drawn(plan())
    assert len(classed(picture, "event")) == 3
    assert {"1.1", "1.2", "1.3", "1.2 Школы с низкими результатами"} <= set(lettering(picture))
    assert (
        len([element for element in classed(picture, "soft") if element.tag.endswith("path")]) == 1
    )


def test_a_conflict_carries_a_sign_and_not_only_a_colour() -> None:
    picture = drawn(plan())
    (conflict,) = (
        element for element in classed(picture, "conflict") if element.tag.endswith("}g")
    )
    assert "!" in [element.text for element in conflict.iter()]
    assert description(picture).endswith("противоречий в сроках: 1.")


def test_a_link_between_roadmaps_is_drawn() -> None:
    picture = drawn(plan(), roadmap("heads", event("reserve", after=["low-results/list"])))
    assert (
        len([element for element in classed(picture, "hard") if element.tag.endswith("path")]) == 1
    )


def test_events_of_one_stage_that_use_one_another_stand_side_by_side() -> None:
    chain = roadmap("r", event("a"), event("b", after=["a"]), event("c", after=["b"]))
    ordering, _ = order_events(project(chain))
    graph = lay_out([chain], ordering, head=0, between=0)
    assert [graph.nodes[f"r/{id}"].column for id in "abc"] == [0, 1, 2]


@settings(max_examples=of_all(50), deadline=None)
@given(plans())
def test_events_of_a_column_never_overlap(made: Project) -> None:
    ordering, _ = order_events(made)
    graph = lay_out(made.roadmaps, ordering, head=60, between=30)
    columns: dict[int, list[tuple[float, float]]] = {}
    for node in graph.nodes.values():
        edges = (node.y - node.tall / 2, node.y + node.tall / 2)
        columns.setdefault(node.column, []).append(edges)
    for column in columns.values():
        assert all(upper[1] < lower[0] for upper, lower in pairwise(sorted(column)))


@settings(max_examples=of_all(25), deadline=None)
@given(plans())
def test_any_plan_gives_a_well_formed_picture(made: Project) -> None:
    ordering, _ = order_events(made)
    root = parsed(graph_picture(made.roadmaps, ordering, catalogue()))
    assert "nan" not in root.get("viewBox", "")


def test_a_link_that_passes_a_column_goes_straight_through_it() -> None:
    passing = roadmap("r", event("a"), event("b", after=["a"]), event("c", after=["a", "b"]))
    lines = [
        element.attrib["d"].count("L")
        for element in classed(drawn(passing), "hard")
        if element.tag.endswith("path")
    ]
    assert sorted(lines) == [0, 0, 1]


def test_a_link_crosses_the_columns_between_its_ends_in_its_own_direction() -> None:
    assert [list(_between(*ends)) for ends in ((0, 3), (3, 0), (1, 2), (2, 1))] == [
        [1, 2], [2, 1], [], [],
    ]  # fmt: skip

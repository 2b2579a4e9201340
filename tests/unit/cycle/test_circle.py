"""Circles: the shortest is named, with every place that closes it."""

import networkx as nx
import pytest

from engine.codes.cycle import CIRCLE_OF_EVENTS
from engine.cycle import circle, find_circle, order_events
from engine.diagnostics import Origin
from tests.unit.builders import event, project, roadmap


def test_the_shortest_circle_is_named_with_all_its_places() -> None:
    plan = project(
        roadmap(
            "r",
            event("a", after=["e"]),
            event("b", after=["a"]),
            event("c", after=["b"]),
            event("d", after=["c", "e"]),
            event("e", after=["d"]),
        )
    )
    ordering, (finding,) = order_events(plan)
    assert ordering.circle == ("r/d", "r/e", "r/d")
    assert ordering.order == ()
    assert finding.code is CIRCLE_OF_EVENTS
    assert finding.at == Origin("r.yaml", ("events", 3, "after", 1))
    assert [related.at for related in finding.related] == [
        Origin("r.yaml", ("events", 4, "after", 0))
    ]
    assert dict(finding.params)["circle"] == "r/d → r/e → r/d"


def test_of_two_circles_alike_the_first_of_the_document_is_named() -> None:
    plan = project(roadmap("r", *(event(id, after=[to]) for id, to in ("ab", "ba", "cd", "dc"))))
    ordering, _ = order_events(plan)
    assert ordering.circle == ("r/a", "r/b", "r/a")


def test_a_shorter_circle_is_found_behind_one_that_comes_first() -> None:
    plan = project(
        roadmap("r", *(event(id, after=[to]) for id, to in ("ab", "bc", "ca", "de", "ed")))
    )
    ordering, _ = order_events(plan)
    assert ordering.circle == ("r/d", "r/e", "r/d")


def test_a_tangle_of_all_with_all_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three hundred events that wait on one another each would be tried, for minutes."""
    tried: list[int] = []
    through = circle._through

    def hear(start: int, graph: "nx.DiGraph[int]") -> tuple[int, ...]:
        tried.append(start)
        return through(start, graph)

    monkeypatch.setattr(circle, "_through", hear)
    ids = [f"e{number}" for number in range(12)]
    events = (event(id, after=[other for other in ids if other != id]) for id in ids)
    ordering, _ = order_events(project(roadmap("r", *events)))
    assert (ordering.circle, tried) == (("r/e0", "r/e1", "r/e0"), [0])
    tried.clear()
    monkeypatch.setattr(circle, "_LINKS", 20)
    layers = [[f"{layer}{number}" for number in range(3)] for layer in "abc"]
    events = (event(id, after=layers[at - 1]) for at, layer in enumerate(layers) for id in layer)
    ordering, _ = order_events(project(roadmap("r", *events)))
    assert len(ordering.circle) == 4
    assert tried == [0]


def test_an_event_may_not_wait_for_itself() -> None:
    (finding,) = find_circle(project(roadmap("r", event("a", after=["a"]))))
    assert dict(finding.params)["circle"] == "r/a → r/a"
    assert finding.related == ()


def test_a_circle_through_three_roadmaps_has_its_places_in_three_files() -> None:
    plan = project(
        roadmap("heads", event("x", after=["talents/x"])),
        roadmap("low-results", event("x", after=["heads/x"])),
        roadmap("talents", event("x", after=["low-results/x"])),
    )
    (finding,) = find_circle(plan)
    files = [finding.at, *(related.at for related in finding.related)]
    assert [at.file for at in files] == ["heads.yaml", "low-results.yaml", "talents.yaml"]


def test_a_circle_leaves_edges_and_matrix_but_no_order() -> None:
    plan = project(roadmap("r", event("a", after=["b"]), event("b", after=["a"]), event("c")))
    ordering, _ = order_events(plan)
    assert len(ordering.edges) == 2
    assert ordering.order == ()


def test_a_ring_of_many_thousand_events_is_named_in_good_time() -> None:
    count = 20_000
    ring = (event(f"e{n}", after=[f"e{(n - 1) % count}"]) for n in range(count))
    ordering, _ = order_events(project(roadmap("r", *ring)))
    assert len(ordering.circle) == count + 1


def test_a_plan_without_circle_has_no_finding() -> None:
    assert find_circle(project(roadmap("r", event("a"), event("b", after=["a"])))) == ()

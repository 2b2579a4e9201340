"""What holds for every plan."""

from itertools import pairwise
from random import Random

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cycle import order as softening
from engine.cycle import order_events
from engine.cycle.order import Precedence
from engine.model.project import Project
from engine.model.spec import Event, Stage
from engine.results.events import Ordering
from tests.examples import of_all
from tests.unit.builders import event, project, roadmap, window

STAGES = [stage.value for stage in Stage]


@st.composite
def events(draw: st.DrawFn, name: str, earlier: list[str]) -> Event:
    stages = draw(st.lists(st.sampled_from(STAGES), min_size=1, max_size=2, unique=True))
    month = draw(st.one_of(st.none(), st.integers(1, 12)))
    return event(
        name,
        *sorted(stages, key=STAGES.index),
        serves=draw(st.lists(st.sampled_from(["g", "h", "i"]), max_size=2, unique=True)),
        after=draw(st.lists(st.sampled_from(earlier), max_size=2)) if earlier else [],
        when=[] if month is None else [window(f"2022-{month:02d}-01", f"2022-{month:02d}-20")],
    )


@st.composite
def plans(draw: st.DrawFn) -> Project:
    """Plans without hard circles: an event uses only events made before it, then all are mixed."""
    slugs, made = ["a", "b"], dict[str, list[Event]](a=[], b=[])
    names: list[str] = []
    for number in range(draw(st.integers(1, 14))):
        slug = draw(st.sampled_from(slugs))
        made[slug].append(draw(events(f"e{number}", names)))
        names.append(f"{slug}/e{number}")
    mixed = {slug: draw(st.permutations(rows)) for slug, rows in made.items()}
    return project(*(roadmap(slug, *mixed[slug]) for slug in slugs))


def stands_in_order(ordering: Ordering) -> bool:
    turn = {planned.id: number for number, planned in enumerate(ordering.order)}
    return all(turn[edge.before] < turn[edge.after] for edge in ordering.edges)


@given(plans())
def test_no_event_stands_before_one_that_it_depends_on(plan: Project) -> None:
    ordering, findings = order_events(plan)
    assert findings == ()
    assert len(ordering.order) == sum(len(each.events) for each in plan.roadmaps)
    assert stands_in_order(ordering)


@given(plans())
def test_all_edges_together_have_no_circle(plan: Project) -> None:
    ordering, _ = order_events(plan)
    assert nx.is_directed_acyclic_graph(nx.DiGraph((e.before, e.after) for e in ordering.edges))


@given(plans())
def test_each_dropped_edge_would_have_closed_a_circle(plan: Project) -> None:
    ordering, _ = order_events(plan)
    graph = nx.DiGraph((edge.before, edge.after) for edge in ordering.edges)
    assert all(nx.has_path(graph, edge.after, edge.before) for edge in ordering.dropped)


@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_the_roadmaps_does_not_matter(plan: Project, random: Random) -> None:
    mixed = list(plan.roadmaps)
    random.shuffle(mixed)
    ordering, _ = order_events(project(*mixed))
    assert stands_in_order(ordering)
    assert {p.id for p in ordering.order} == {p.id for p in order_events(plan)[0].order}


@given(plans())
def test_the_same_plan_has_the_same_order(plan: Project) -> None:
    assert order_events(plan) == order_events(plan)


@given(plans())
def test_among_the_ready_the_earliest_window_comes_first(plan: Project) -> None:
    """Of two neighbours in the order, a later one with an earlier window waits for the other."""
    ordering, _ = order_events(plan)
    links = {(edge.before, edge.after) for edge in ordering.edges}
    for left, right in pairwise(ordering.order):
        if right.start is not None and (left.start is None or right.start < left.start):
            assert (left.id, right.id) in links


@settings(max_examples=of_all(50))
@given(plans(), st.sampled_from([1, 2, 4]))
def test_gates_keep_what_they_hold_in_order(plan: Project, dense: int) -> None:
    usual, softening.DENSE = softening.DENSE, dense
    try:
        ordering, _ = order_events(plan)
    finally:
        softening.DENSE = usual
    assert len(ordering.order) == sum(len(each.events) for each in plan.roadmaps)
    assert stands_in_order(ordering)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=60))
def test_precedence_refuses_exactly_the_links_that_close_a_circle(
    links: list[tuple[int, int]],
) -> None:
    graph = Precedence(range(10))
    kept: nx.DiGraph[int] = nx.DiGraph()
    kept.add_nodes_from(range(10))
    for before, after in links:
        closes = nx.has_path(kept, after, before)
        assert graph.add(before, after) is not closes
        if not closes:
            kept.add_edge(before, after)
    assert all(graph.places[before] < graph.places[after] for before, after in kept.edges)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=60), st.integers(0, 9))
def test_precedence_without_patience_is_still_free_of_circles(
    links: list[tuple[int, int]], patience: int
) -> None:
    graph = Precedence(range(10), patience)
    kept = [link for link in links if graph.add(*link)]
    assert nx.is_directed_acyclic_graph(nx.DiGraph(kept))
    assert all(graph.places[before] < graph.places[after] for before, after in kept)

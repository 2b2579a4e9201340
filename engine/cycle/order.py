"""The order of work of a project: hard links, then soft ones, then the earliest that is ready."""

from collections.abc import Iterator
from datetime import date

from engine.cycle.conflicts import find_against_cycle, find_against_roadmap, find_conflicts
from engine.cycle.hard import HardLink, hard_links, has_circle
from engine.cycle.index import EventIndex, index_events
from engine.cycle.matrix import coverage_matrix
from engine.cycle.precedence import Precedence, first_ready
from engine.cycle.soft import soft_steps
from engine.cycle.softening import soften, thinned
from engine.diagnostics import Finding
from engine.model.project import Project
from engine.results.ordering import Edge, Ordering, Strength

Urgency = tuple[bool, date, date, int, int]

_AT_ONCE: Urgency = (False, date.min, date.min, -1, -1)


def order_events(project: Project) -> tuple[Ordering, tuple[Finding, ...]]:
    """The events in the order of work. A circle of hard links is an error, and leaves no order."""
    index = index_events(project)
    links = hard_links(index)
    if has_circle(links):
        return _without_order(project, index, links)
    graph = _hard_graph(index, links)
    pairs = frozenset((link.before, link.after) for link in links)
    soft = soften(soft_steps(index), graph, pairs)
    turns = list(_turns(index, graph))
    shown = thinned(soft.gated, {position: turn for turn, position in enumerate(turns)})
    edges = (*_hard_edges(index, links), *soft.kept, *shown)
    alone = _unlinked(index, edges)
    ordering = Ordering(
        order=tuple(index.rows[position].planned() for position in turns),
        edges=edges,
        conflicts=tuple(find_conflicts(index, links, turns)),
        dropped=soft.dropped,
        circle=(),
        matrix=tuple(coverage_matrix(project)),
        against_cycle=(
            *find_against_cycle(index, turns, edges),
            *find_against_roadmap(index, alone),
        ),
        unlinked=tuple(index.rows[position].full_id for position in alone),
        compared=_are_compared(index, edges),
    )
    return ordering, ()


def _unlinked(index: EventIndex, edges: tuple[Edge, ...]) -> tuple[int, ...]:
    linked = {full_id for edge in edges for full_id in (edge.before, edge.after)}
    return tuple(row.position for row in index.rows if row.full_id not in linked)


def _are_compared(index: EventIndex, edges: tuple[Edge, ...]) -> bool:
    """Whether any link joins two events with dates, directly or through others."""
    dated = {row.full_id for row in index.rows if row.start is not None}
    linked = {full_id for edge in edges for full_id in (edge.before, edge.after)}
    return len(dated & linked) > 1


def find_circle(project: Project) -> tuple[Finding, ...]:
    """The finding about the shortest circle of hard links; none where there is no circle."""
    index = index_events(project)
    links = hard_links(index)
    return _name_circle(index, links)[1] if has_circle(links) else ()


def _without_order(
    project: Project, index: EventIndex, links: tuple[HardLink, ...]
) -> tuple[Ordering, tuple[Finding, ...]]:
    circle, findings = _name_circle(index, links)
    ordering = Ordering(
        order=(),
        edges=tuple(_hard_edges(index, links)),
        conflicts=tuple(find_conflicts(index, links, ())),
        dropped=(),
        circle=circle,
        matrix=tuple(coverage_matrix(project)),
    )
    return ordering, findings


def _name_circle(
    index: EventIndex, links: tuple[HardLink, ...]
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    from engine.cycle.circle import circle_finding, shortest_circle  # networkx: only when needed

    circle = shortest_circle(links)
    named = tuple(index.rows[position].full_id for position in circle)
    return named, (circle_finding(index, links, circle),)


def _hard_graph(index: EventIndex, links: tuple[HardLink, ...]) -> Precedence:
    """The hard links in an order that follows the stages: few soft links will disagree with it."""
    followers: list[list[int]] = [[] for _ in index.rows]
    for link in links:
        followers[link.before].append(link.after)
    by_stage = [(row.first, *row.urgency) for row in index.rows]
    places = [0] * len(index.rows)
    for place, position in enumerate(first_ready(followers, by_stage)):
        places[position] = place
    graph = Precedence(places)
    for link in links:
        graph.add(link.before, link.after)
    return graph


def _turns(index: EventIndex, graph: Precedence) -> Iterator[int]:
    gates = len(graph.followers) - len(index.rows)
    urgencies = [row.urgency for row in index.rows] + [_AT_ONCE] * gates
    turns = first_ready(graph.followers, urgencies)
    return (node for node in turns if node < len(index.rows))


def _hard_edges(index: EventIndex, links: tuple[HardLink, ...]) -> Iterator[Edge]:
    for link in links:
        before, after = index.rows[link.before], index.rows[link.after]
        yield Edge(before.full_id, after.full_id, Strength.HARD)

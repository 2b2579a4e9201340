"""The order of work of a project: hard links, then soft ones, then the earliest that is ready.

A graph that never has a circle: links are added one at a time, and refused if they close one.

The order is kept up to date at each link (Pearce and Kelly, "A dynamic topological sort algorithm
for directed acyclic graphs", 2006): a link that agrees with the present order costs nothing, any
other looks only at what lies between its ends. networkx has no such graph.

Which soft links are kept: those that close no circle with the hard ones and with one another.

Links are considered in this order: those that agree with the printed dates first, then those that
the dates contradict, both in document order (of what is served, then stage, then events). A link
is dropped when the hard links and the soft links kept so far lead the other way.

A step between many events (50 before, 50 after, and more) would make thousands of links that say
one thing. It is held by a *gate*, a node without an event: all sources stand before the gate, all
targets behind it, and of its links the plan lists only as many as there are events. A target that
cannot stand behind its gate is let go from the whole step.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from heapq import heapify, heappop, heappush
from typing import TypeVar

from engine.classes import dataclass
from engine.cycle.coverage import (
    coverage_matrix,
    find_against_cycle,
    find_against_roadmap,
    find_conflicts,
)
from engine.cycle.edges import (
    EventIndex,
    HardLink,
    Row,
    Step,
    hard_links,
    has_circle,
    index_events,
    served_rows,
    soft_steps,
)
from engine.diagnostics import Finding
from engine.model.project import Project
from engine.results.events import Edge, Ordering, Strength

Key = TypeVar("Key", bound=tuple[object, ...])


class Precedence:
    """Nodes 0 … n - 1 and their links. `places[node]` is the node's place in a valid order.

    `patience` bounds how many nodes are looked at in all: in a tangle that uses it up, a link
    against the order reached so far is refused unseen. The result stays free of circles, and the
    same for the same input.
    """

    def __init__(self, places: Iterable[int], patience: int = 10_000_000) -> None:
        """Start without links, from any permutation of 0 … n - 1."""
        self.places = list(places)
        self.followers: list[list[int]] = [[] for _ in self.places]
        self.leaders: list[list[int]] = [[] for _ in self.places]
        self.patience = patience

    def add_node(self) -> int:
        """A new node, last in the order."""
        self.places.append(len(self.places))
        self.followers.append([])
        self.leaders.append([])
        return len(self.places) - 1

    def add(self, before: int, after: int) -> bool:
        """Add the link; False, and nothing is changed, when it would close a circle."""
        if self.places[before] >= self.places[after] and not self._make_room(before, after):
            return False
        self.followers[before].append(after)
        self.leaders[after].append(before)
        return True

    def _make_room(self, before: int, after: int) -> bool:
        if before == after or self.patience <= 0:
            return False
        downstream = self._downstream(after, before)
        if before in downstream:
            return False
        upstream = self._upstream(before, self.places[after])
        moved = [*self._sorted(upstream), *self._sorted(downstream)]
        for node, place in zip(moved, sorted(self.places[node] for node in moved), strict=True):
            self.places[node] = place
        return True

    def _downstream(self, start: int, goal: int) -> set[int]:
        """What follows `start`, no later than `goal`; cut short when `goal` is reached."""
        places, highest = self.places, self.places[goal]
        seen, waiting = {start}, [start]
        while waiting and goal not in seen:
            fresh = [
                node
                for node in self.followers[waiting.pop()]
                if places[node] <= highest and node not in seen
            ]
            seen.update(fresh)
            waiting += fresh
        self.patience -= len(seen)
        return seen

    def _upstream(self, start: int, lowest: int) -> set[int]:
        """What leads to `start`, no earlier than the place `lowest`."""
        places = self.places
        seen, waiting = {start}, [start]
        while waiting:
            fresh = [
                node
                for node in self.leaders[waiting.pop()]
                if places[node] >= lowest and node not in seen
            ]
            seen.update(fresh)
            waiting += fresh
        self.patience -= len(seen)
        return seen

    def _sorted(self, nodes: set[int]) -> list[int]:
        return sorted(nodes, key=self.places.__getitem__)


def first_ready(followers: list[list[int]], keys: list[Key]) -> Iterator[int]:
    """Nodes so that none stands before one that it follows; the least key among the ready first."""
    waiting_for = [0] * len(followers)
    for node in (node for links in followers for node in links):
        waiting_for[node] += 1
    ready = [(keys[node], node) for node, count in enumerate(waiting_for) if not count]
    heapify(ready)
    while ready:
        _, node = heappop(ready)
        yield node
        for follower in followers[node]:
            waiting_for[follower] -= 1
            if not waiting_for[follower]:
                heappush(ready, (keys[follower], follower))


DENSE = 2_500
"""Pairs of a step from which on it is held by a gate."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Softened:
    """Soft edges kept and dropped, and the steps that gates hold (without what was let go)."""

    kept: tuple[Edge, ...]
    dropped: tuple[Edge, ...]
    gated: tuple[Step, ...]


def soften(steps: Iterable[Step], graph: Precedence, hard: frozenset[Pair]) -> Softened:
    """Add the steps to `graph`, which holds the hard links already."""
    sparse, dense = _divided(steps)
    pairs = _pairs(sparse, hard)
    agreeing = {pair for pair, link in pairs.items() if not _against_dates(*link[:2])}
    considered = sorted(pairs, key=lambda pair: pair not in agreeing)
    kept = {pair for pair in considered if graph.add(*pair)}
    gated, let_go = _pass_gates(dense, graph)
    return Softened(
        kept=tuple(_edge(*link) for pair, link in pairs.items() if pair in kept),
        dropped=(*(_edge(*link) for pair, link in pairs.items() if pair not in kept), *let_go),
        gated=tuple(gated),
    )


def thinned(gated: Iterable[Step], turns: dict[int, int]) -> Iterator[Edge]:
    """Enough edges to show what a gate holds: `turns` is the place of each event in the order."""
    for step in gated:
        sources = sorted(step.sources, key=lambda row: turns[row.position])
        targets = sorted(step.targets, key=lambda row: turns[row.position])
        for source in sources[:-1]:
            yield _edge(source, targets[0], step.served)
        for target in targets:
            yield _edge(sources[-1], target, step.served)


def _divided(steps: Iterable[Step]) -> tuple[list[Step], list[Step]]:
    sparse: list[Step] = []
    dense: list[Step] = []
    for step in steps:
        (dense if step.pairs >= DENSE else sparse).append(step)
    return sparse, dense


def _pairs(steps: list[Step], hard: frozenset[Pair]) -> dict[Pair, tuple[Row, Row, str]]:
    pairs: dict[Pair, tuple[Row, Row, str]] = {}
    for step in steps:
        for before in step.sources:
            for after in step.targets:
                pairs.setdefault((before.position, after.position), (before, after, step.served))
    return {pair: link for pair, link in pairs.items() if pair not in hard}


def _against_dates(before: Row, after: Row) -> bool:
    return before.start is not None and after.end is not None and after.end < before.start


def _pass_gates(steps: list[Step], graph: Precedence) -> tuple[list[Step], list[Edge]]:
    gated: list[Step] = []
    let_go: list[Edge] = []
    for step in steps:
        gate = graph.add_node()
        for source in step.sources:
            graph.add(source.position, gate)
        passing = tuple(row for row in step.targets if graph.add(gate, row.position))
        passed = {row.position for row in passing}
        stopped = (row for row in step.targets if row.position not in passed)
        let_go += [_edge(step.sources[0], row, step.served) for row in stopped]
        if passing:
            gated.append(Step(step.served, step.sources, passing))
    return gated, let_go


def _edge(before: Row, after: Row, served: str) -> Edge:
    return Edge(before.full_id, after.full_id, Strength.SOFT, served)


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
    alone, joined = _unlinked(index, edges), _compared(index, links, turns)
    apart = sorted(set(_dated(index)) - joined - set(alone))
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
        compared=bool(joined),
        incomparable=tuple(index.rows[position].full_id for position in apart),
    )
    return ordering, ()


def _unlinked(index: EventIndex, edges: tuple[Edge, ...]) -> tuple[int, ...]:
    linked = {full_id for edge in edges for full_id in (edge.before, edge.after)}
    return tuple(row.position for row in index.rows if row.full_id not in linked)


def _dated(index: EventIndex) -> Iterator[int]:
    return (row.position for row in index.rows if row.start is not None)


def _compared(index: EventIndex, links: tuple[HardLink, ...], turns: list[int]) -> set[int]:
    """Dated events that must come before or after another with dates: by hard links, directly or
    through others, or as an earlier stage of the same goal or indicator."""
    dated = set(_dated(index))
    followers: dict[int, list[int]] = {}
    for link in links:
        followers.setdefault(link.before, []).append(link.after)
    after, before = set[int](), set[int]()
    for position in turns:
        if position in dated or position in after:
            after.update(followers.get(position, ()))
    for position in reversed(turns):
        if any(each in dated or each in before for each in followers.get(position, ())):
            before.add(position)
    compared = dated & (after | before)
    for rows in served_rows(index).values():
        known = [row for row in rows if row.position in dated]
        earliest = min((row.last for row in known), default=0)
        latest = max((row.first for row in known), default=0)
        compared.update(row.position for row in known if earliest < row.first or row.last < latest)
    return compared


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

"""Which soft links are kept: those that close no circle with the hard ones and with one another.

Links are considered in this order: those that agree with the printed dates first, then those that
the dates contradict, both in document order (of what is served, then stage, then events). A link
is dropped when the hard links and the soft links kept so far lead the other way.

A step between many events (50 before, 50 after, and more) would make thousands of links that say
one thing. It is held by a *gate*, a node without an event: all sources stand before the gate, all
targets behind it, and of its links the plan lists only as many as there are events. A target that
cannot stand behind its gate is let go from the whole step.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.cycle.index import Row
from engine.cycle.precedence import Precedence
from engine.cycle.soft import Step
from engine.results.ordering import Edge, Strength

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

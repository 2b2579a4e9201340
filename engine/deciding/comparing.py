"""Two versions of a decision table: for which values a row fires in one and not in the other.

Exactly, over the pieces that the two tables together can tell apart (see `regions`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from engine.deciding.regions import Point, passed, values_of
from engine.model.decisions import Decision, Hit, Input, Value

_Axis = tuple[tuple[Value, frozenset[int], frozenset[int]], ...]
"""A piece by a value of it, with the rows of either table whose cell it passes."""


@dataclass(frozen=True, slots=True)
class Firing:
    """Where one table gives a row: values for which only the old, or only the new one does."""

    only_old: Point | None
    only_new: Point | None


def compare_firing(old: Decision, new: Decision, row: str) -> Firing | None:
    """How the row of that id fires in both versions; a table without it never gives it. None where
    an input of one name takes numbers in one and words in the other."""
    inputs = tuple({each.id: each for each in (*old.inputs, *new.inputs)}.values())
    if any(_domain(old, each) not in (None, each.domain) for each in inputs):
        return None
    axes = tuple(_axis(each, old, new) for each in inputs)
    turned = tuple(tuple((v, mine, other) for v, other, mine in axis) for axis in axes)
    return Firing(
        _point(inputs, _only(old, new, row, axes)), _point(inputs, _only(new, old, row, turned))
    )


def _point(inputs: Sequence[Input], values: tuple[Value, ...] | None) -> Point | None:
    return None if values is None else tuple(zip(inputs, values, strict=True))


def _domain(decision: Decision, input: Input) -> object:
    return next((each.domain for each in decision.inputs if each.id == input.id), None)


def _axis(input: Input, old: Decision, new: Decision) -> _Axis:
    cells = [[row.cell(input.id) for row in each.rows] for each in (old, new)]
    known = [cell for own in cells for cell in own if cell]
    return tuple(
        (value, passed(value, cells[0]), passed(value, cells[1]))
        for value in values_of(input, known)
    )


def _only(
    one: Decision, other: Decision, row: str, axes: Sequence[_Axis]
) -> tuple[Value, ...] | None:
    """Values for which `one` gives the row and `other` does not."""
    number = _number(one, row)
    rival = _number(other, row)
    if number is None:
        return None

    @cache
    def search(
        depth: int, left: frozenset[int], others: frozenset[int]
    ) -> tuple[Value, ...] | None:
        if number not in left:
            return None
        if depth == len(axes):
            given = _fires(one, number, left) and not _fires(other, rival, others)
            return () if given else None
        for value, mine, theirs in axes[depth]:
            rest = search(depth + 1, left & mine, others & theirs)
            if rest is not None:
                return (value, *rest)
        return None

    everything = (frozenset(range(len(each.rows))) for each in (one, other))
    return search(0, *everything)


def _number(decision: Decision, row: str) -> int | None:
    return next((i for i, each in enumerate(decision.rows) if each.id == row), None)


def _fires(decision: Decision, number: int | None, matching: frozenset[int]) -> bool:
    if number is None or number not in matching:
        return False
    return decision.hit is not Hit.FIRST or number == min(matching)

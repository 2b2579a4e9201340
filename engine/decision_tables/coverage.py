"""What a decision table leaves open, says twice, or can never say.

Every input is cut into the finitely many pieces that the table can tell apart: single bounds, the
stretches between them, words, and «no data». Over these pieces coverage is decided exactly: the
rows that still match are split input by input. Each finding has a witness.

Two versions of a decision table: for which values a row fires in one and not in the other.

Exactly, over the pieces that the two tables together can tell apart (see `regions`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor

from engine.diagnostics import Worded
from engine.model.decision_tables import (
    Cell,
    Decision,
    DecisionRow,
    Domain,
    Hit,
    Input,
    Value,
    day_number,
)

_OTHER_WORD = "…"
"""Any word that no cell names."""

Axis = tuple[tuple[Value, frozenset[int]], ...]
"""A piece by a value of it, with the rows whose cell it passes."""


Point = tuple[tuple[Input, Value], ...]
"""A value for each input."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind`: gap, overlap, dead (the row never fires); the rows concerned; values as witness."""

    kind: str
    rows: tuple[DecisionRow, ...]
    witness: Point


def told(point: Point) -> tuple[Worded, ...]:
    """«Ниже порога — 45», input by input."""
    return tuple(_told(input.title, value) for input, value in point)


def _told(title: str, value: Value) -> Worded:
    if value is None:
        return Worded("witness.none", (("title", title),))
    if isinstance(value, bool):
        return Worded("witness.yes" if value else "witness.no", (("title", title),))
    shown = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else value
    return Worded("witness.value", (("title", title), ("value", shown)))


def faults_of(decision: Decision) -> tuple[Fault, ...]:
    """Gaps where a row must match, overlaps where at most one may, and rows that never fire."""
    axes = tuple(_axis(each, decision.rows) for each in decision.inputs)
    faults = [*_dead(decision, axes)]
    if decision.hit is Hit.UNIQUE:
        faults += _overlaps(decision, axes)
    gap = _uncovered(axes, frozenset(range(len(decision.rows))))
    if gap is not None and decision.hit is not Hit.COLLECT:
        faults.append(Fault("gap", (), tuple(zip(decision.inputs, gap, strict=True))))
    return tuple(faults)


def _axis(input: Input, rows: Sequence[DecisionRow]) -> Axis:
    cells = [row.cell(input.id) for row in rows]
    return tuple(
        (value, passed(value, cells))
        for value in values_of(input, [cell for cell in cells if cell])
    )


def passed(value: Value, cells: Sequence[Cell | None]) -> frozenset[int]:
    """The rows whose cell the value passes; no cell is any value."""
    return frozenset(i for i, cell in enumerate(cells) if cell is None or cell.holds(value))


def values_of(input: Input, cells: list[Cell]) -> Iterator[Value]:
    """One value of every piece, the ordinary ones before «no data»."""
    match input.domain:
        case Domain.FLAG:
            yield from (True, False)
        case Domain.WORD:
            named = dict.fromkeys((*input.words, *sorted(w for cell in cells for w in cell.words)))
            yield from named
            if not input.words:
                yield _OTHER_WORD
        case _:
            numbers = _numbers(input, cells)
            yield from numbers if input.domain is not Domain.DATE else _days(numbers)
    yield None


_WHOLE = (Domain.COUNT, Domain.INTEGER, Domain.DATE)
_ZERO, _HUNDRED = Fraction(0), Fraction(100)
_SOME_DAY = day_number(date(2000, 1, 1))


def _days(numbers: Iterator[Fraction]) -> Iterator[date]:
    for number in numbers:
        if date.min.toordinal() <= number <= date.max.toordinal():
            yield date.fromordinal(int(number))


def _limits(input: Input) -> tuple[Fraction | None, Fraction | None]:
    """The least and the largest value that the input may have."""
    low = _ZERO if input.domain in (Domain.COUNT, Domain.PERCENT) else None
    high = _HUNDRED if input.domain is Domain.PERCENT else None
    return (
        low if input.least is None else input.least,
        high if input.most is None else input.most,
    )


def _numbers(input: Input, cells: list[Cell]) -> Iterator[Fraction]:
    """A number of every piece, in their order; of whole numbers, whole ones only."""
    low, high = _limits(input)
    bounds = {end for cell in cells for piece in cell.pieces for end in (piece.low, piece.high)}
    known = sorted({end for end in (*bounds, low, high) if end is not None})
    inside = [end for end in known if (low is None or end >= low) and (high is None or end <= high)]
    if not inside:
        yield _SOME_DAY if input.domain is Domain.DATE else _ZERO
        return
    whole = input.domain in _WHOLE
    if low is None:
        yield Fraction(ceil(inside[0]) - 1) if whole else inside[0] - 1
    for before, after in zip(inside, [*inside[1:], None], strict=True):
        if not whole or before.denominator == 1:
            yield before
        if after is not None:
            yield from _between(before, after, whole=whole)
    if high is None:
        yield Fraction(floor(inside[-1]) + 1) if whole else inside[-1] + 1


def _between(before: Fraction, after: Fraction, *, whole: bool) -> Iterator[Fraction]:
    """A number of the stretch; whole ones have none between neighbours."""
    if not whole:
        yield (before + after) / 2
    elif (number := floor(before) + 1) < after:
        yield Fraction(number)


def _uncovered(axes: tuple[Axis, ...], rows: frozenset[int]) -> tuple[Value, ...] | None:
    """Values that no row of `rows` matches, or None where there are none."""

    @cache
    def search(depth: int, left: frozenset[int]) -> tuple[Value, ...] | None:
        if depth == len(axes):
            return None if left else ()
        if not left:
            return tuple(axis[0][0] for axis in axes[depth:])
        for value, matching in axes[depth]:
            rest = search(depth + 1, left & matching)
            if rest is not None:
                return (value, *rest)
        return None

    return search(0, rows)


def _dead(decision: Decision, axes: tuple[Axis, ...]) -> Iterator[Fault]:
    """Rows with a cell that nothing passes, and rows that earlier ones leave nothing to."""
    for number, row in enumerate(decision.rows):
        own = tuple(
            tuple((value, matching) for value, matching in axis if number in matching)
            for axis in axes
        )
        if any(not axis for axis in own):
            yield Fault("dead", (row,), ())
        elif decision.hit is Hit.FIRST and _uncovered(own, frozenset(range(number))) is None:
            yield Fault("dead", (row, *decision.rows[:number]), ())


def _overlaps(decision: Decision, axes: tuple[Axis, ...]) -> Iterator[Fault]:
    for second, row in enumerate(decision.rows):
        for first in range(second):
            common = [_common(axis, first, second) for axis in axes]
            if all(found for found in common):
                witness = tuple(found[0] for found in common)
                pairs = tuple(zip(decision.inputs, witness, strict=True))
                yield Fault("overlap", (row, decision.rows[first]), pairs)


def _common(axis: Axis, first: int, second: int) -> tuple[Value, ...]:
    found = tuple(value for value, matching in axis if {first, second} <= matching)
    return found[:1]


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
    axes = tuple(_common_axis(each, old, new) for each in inputs)
    turned = tuple(tuple((v, mine, other) for v, other, mine in axis) for axis in axes)
    return Firing(
        _point(inputs, _only(old, new, row, axes)), _point(inputs, _only(new, old, row, turned))
    )


def _point(inputs: Sequence[Input], values: tuple[Value, ...] | None) -> Point | None:
    return None if values is None else tuple(zip(inputs, values, strict=True))


def _domain(decision: Decision, input: Input) -> object:
    return next((each.domain for each in decision.inputs if each.id == input.id), None)


def _common_axis(input: Input, old: Decision, new: Decision) -> _Axis:
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

"""What a decision table leaves open, says twice, or can never say.

Every input is cut into the finitely many pieces that the table can tell apart: single bounds, the
stretches between them, words, and «no data». Over these pieces coverage is decided exactly: the
rows that still match are split input by input. Each finding has a witness.

Two versions of a decision table: for which values a row fires in one and not in the other.

Exactly, over the pieces that the two tables together can tell apart (see `regions`).
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil, floor

from engine.classes import dataclass
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
    """`kind`: gap, overlap, dead (the row never fires), or unchecked (the table is too large to
    say); the rows concerned; values as witness."""

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


class _TooMuchError(Exception):
    """The pieces of the table are too many to be looked through."""


_MOST_WORK = 1_000_000
"""Cells and sets that are looked at: a table of 500 rows over one input, of dozens over several."""


@dataclass(slots=True)
class _Work:
    """What may still be done over one table, whose pieces multiply input by input."""

    left: int = _MOST_WORK

    def spend(self, much: int) -> None:
        self.left -= much
        if self.left < 0:
            raise _TooMuchError


def faults_of(decision: Decision) -> tuple[Fault, ...]:
    """Gaps where a row must match, overlaps where at most one may, and rows that never fire."""
    try:
        return tuple(_faults(decision, _Work()))
    except _TooMuchError:
        return (Fault("unchecked", (), ()),)


def _faults(decision: Decision, work: _Work) -> Iterator[Fault]:
    axes = tuple(_axis(each, decision.rows, work) for each in decision.inputs)
    yield from _dead(decision, axes, work)
    if decision.hit is Hit.UNIQUE:
        yield from _overlaps(decision, axes, work)
    if decision.hit is not Hit.COLLECT:
        gap = _uncovered(axes, frozenset(range(len(decision.rows))), work)
        if gap is not None:
            yield Fault("gap", (), tuple(zip(decision.inputs, gap, strict=True)))


def _axis(input: Input, rows: Sequence[DecisionRow], work: _Work) -> Axis:
    cells = [row.cell(input.id) for row in rows]
    values = tuple(values_of(input, [cell for cell in cells if cell]))
    work.spend(len(values) * _looked_at(cells))
    return tuple((value, passed(value, cells)) for value in values)


def _looked_at(cells: Sequence[Cell | None]) -> int:
    """What it takes to find a value in all cells: one of many intervals is found by halving."""
    return sum(max(1, len(cell.pieces).bit_length()) if cell else 1 for cell in cells)


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


_AT_ONCE = 4
"""Numbers of a set that are compared in the time of one step."""


def _uncovered(
    axes: tuple[Axis, ...], rows: frozenset[int], work: _Work
) -> tuple[Value, ...] | None:
    """Values that no row of `rows` matches, or None where there are none."""

    @cache
    def search(depth: int, left: frozenset[int]) -> tuple[Value, ...] | None:
        if depth == len(axes):
            return None if left else ()
        if not left:
            return tuple(axis[0][0] for axis in axes[depth:])
        for value, matching in axes[depth]:
            work.spend(1 + len(left) // _AT_ONCE)
            rest = search(depth + 1, left & matching)
            if rest is not None:
                return (value, *rest)
        return None

    return search(0, rows)


def _dead(decision: Decision, axes: tuple[Axis, ...], work: _Work) -> Iterator[Fault]:
    """Rows with a cell that nothing passes, and rows that earlier ones leave nothing to."""
    for number, row in enumerate(decision.rows):
        work.spend(sum(map(len, axes)) // _AT_ONCE)
        own = tuple(
            tuple((value, matching) for value, matching in axis if number in matching)
            for axis in axes
        )
        if any(not axis for axis in own):
            yield Fault("dead", (row,), ())
        elif decision.hit is Hit.FIRST and _uncovered(own, frozenset(range(number)), work) is None:
            yield Fault("dead", (row, *decision.rows[:number]), ())


def _overlaps(decision: Decision, axes: tuple[Axis, ...], work: _Work) -> Iterator[Fault]:
    pieces = [[_pieces(axis, row) for axis in axes] for row in range(len(decision.rows))]
    for second, row in enumerate(decision.rows):
        for first in range(second):
            work.spend(1 + len(axes))
            both = [one & other for one, other in zip(pieces[first], pieces[second], strict=True)]
            if all(both):
                pairs = zip(decision.inputs, map(_first_value, axes, both), strict=True)
                yield Fault("overlap", (row, decision.rows[first]), tuple(pairs))


def _pieces(axis: Axis, row: int) -> int:
    """The pieces whose values the row takes, a bit for each."""
    return int("".join("1" if row in matching else "0" for _, matching in reversed(axis)) or "0", 2)


def _first_value(axis: Axis, pieces: int) -> Value:
    return axis[(pieces & -pieces).bit_length() - 1][0]


_Axis = tuple[tuple[Value, frozenset[int], frozenset[int]], ...]
"""A piece by a value of it, with the rows of either table whose cell it passes."""


@dataclass(frozen=True, slots=True)
class Firing:
    """Where one table gives a row: values for which only the old, or only the new one does."""

    only_old: Point | None
    only_new: Point | None


class Firings:
    """How rows fire in both versions of a table; what is too much to be looked through is None."""

    def __init__(self, old: Decision, new: Decision) -> None:
        self._old, self._new, self._work = old, new, _Work()
        self._inputs = tuple({each.id: each for each in (*old.inputs, *new.inputs)}.values())
        self._axes: tuple[_Axis, ...] | None = None
        if all(_domain(old, each) in (None, each.domain) for each in self._inputs):
            with suppress(_TooMuchError):
                self._axes = tuple(
                    _common_axis(each, old, new, self._work) for each in self._inputs
                )

    def of(self, row: str) -> Firing | None:
        """The row of that id; a table without it never gives it. None where an input of one name
        takes numbers in one and words in the other, too."""
        if self._axes is None:
            return None
        turned = tuple(tuple((v, mine, other) for v, other, mine in axis) for axis in self._axes)
        try:
            return Firing(
                self._point(_only(self._old, self._new, row, self._axes, self._work)),
                self._point(_only(self._new, self._old, row, turned, self._work)),
            )
        except _TooMuchError:
            return None

    def _point(self, values: tuple[Value, ...] | None) -> Point | None:
        return None if values is None else tuple(zip(self._inputs, values, strict=True))


def _domain(decision: Decision, input: Input) -> object:
    return next((each.domain for each in decision.inputs if each.id == input.id), None)


def _common_axis(input: Input, old: Decision, new: Decision, work: _Work) -> _Axis:
    cells = [[row.cell(input.id) for row in decision.rows] for decision in (old, new)]
    known = [cell for own in cells for cell in own if cell]
    values = tuple(values_of(input, known))
    work.spend(len(values) * sum(map(_looked_at, cells)))
    return tuple((value, passed(value, cells[0]), passed(value, cells[1])) for value in values)


def _only(
    one: Decision, other: Decision, row: str, axes: Sequence[_Axis], work: _Work
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
            work.spend(1 + (len(left) + len(others)) // _AT_ONCE)
            rest = search(depth + 1, left & mine, others & theirs)
            if rest is not None:
                return (value, *rest)
        return None

    everything = (frozenset(range(len(decision.rows))) for decision in (one, other))
    return search(0, *everything)


def _number(decision: Decision, row: str) -> int | None:
    return next((i for i, each in enumerate(decision.rows) if each.id == row), None)


def _fires(decision: Decision, number: int | None, matching: frozenset[int]) -> bool:
    if number is None or number not in matching:
        return False
    return decision.hit is not Hit.FIRST or number == min(matching)

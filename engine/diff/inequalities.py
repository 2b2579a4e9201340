"""A target as inequalities over how many rows of each kind a table has, and what follows from what.

`n / N >= v` is the sum of 1 - v for every row that counts and of -v for every other row of N, not
below nought. One inequality follows from another for every table exactly when some multiple of it
stays below it in every kind of row (Farkas), so the answer is found without trying tables.

The smallest table that one side meets and the other does not.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from math import ceil, floor, lcm

from engine.classes import dataclass
from engine.diff.row_classes import Kind, Role
from engine.measures.comparing import limit_of, sides_of
from engine.model.measures import Form
from engine.model.rules import Measure
from engine.model.targets import Operator, Target

NEVER = Fraction(-(10**12))
"""Weight of a row whose unknown value could make a sum anything."""

COUNTED = (Form.COUNTED, Form.DOCUMENTS)
"""Figures that are whole numbers of rows or documents."""


@dataclass(frozen=True, slots=True)
class Half:
    """weights · rows + constant >= 0, or > 0 when `strict`."""

    weights: tuple[int, ...]
    constant: int
    strict: bool

    def holds(self, counts: Sequence[tuple[int, int]]) -> bool:
        """For a table with `count` rows of the kind at `index`, given as pairs (index, count)."""
        total = self.constant + sum(self.weights[index] * count for index, count in counts)
        return total > 0 if self.strict else total >= 0


def halves_of(
    measure: Measure, target: Target, kinds: Sequence[Kind], side: int
) -> tuple[Half, ...]:
    """What must hold for the target to be met: one inequality; two for an equation, a corridor."""
    operator = target.operator
    assert operator is not None
    limit = limit_of(target)
    match operator:
        case Operator.BETWEEN:
            low, high = sides_of(target)
            return (
                _half(measure, limit_of(low), kinds, side, up=True, strict=False),
                _half(measure, limit_of(high), kinds, side, up=False, strict=False),
            )
        case Operator.EQUAL:
            return (
                _half(measure, limit, kinds, side, up=True, strict=False),
                _half(measure, limit, kinds, side, up=False, strict=False),
            )
        case Operator.AT_LEAST | Operator.MORE:
            strict = operator is Operator.MORE
            return (_half(measure, limit, kinds, side, up=True, strict=strict),)
        case _:
            strict = operator is Operator.LESS
            return (_half(measure, limit, kinds, side, up=False, strict=strict),)


def _half(
    measure: Measure, limit: Fraction, kinds: Sequence[Kind], side: int, *, up: bool, strict: bool
) -> Half:
    if measure.form in COUNTED:
        limit, strict = _whole(limit, up=up, strict=strict), False
    sign = 1 if up else -1
    weights = [_weight(measure, limit, kind, side, up) * sign for kind in kinds]
    is_ratio = measure.form not in (*COUNTED, Form.SUMMED)
    constant = Fraction(0) if is_ratio else -limit * sign
    scale = lcm(*(each.denominator for each in (*weights, constant)))
    return Half(tuple(int(weight * scale) for weight in weights), int(constant * scale), strict)


def _whole(limit: Fraction, *, up: bool, strict: bool) -> Fraction:
    """The nearest whole number that says the same of counts."""
    if up:
        return Fraction(floor(limit) + 1 if strict else ceil(limit))
    return Fraction(ceil(limit) - 1 if strict else floor(limit))


def _weight(measure: Measure, limit: Fraction, kind: Kind, side: int, up: bool) -> Fraction:
    role, amount = kind.role(side), kind.amounts[side]
    if role is Role.OUT:
        return Fraction(0)
    if measure.form in (Form.SUMMED, Form.AVERAGED):
        return _amount(measure, limit, role, amount, up)
    counts = role is Role.COUNTS or (role is Role.MAYBE and not up)
    if measure.form in COUNTED:
        return Fraction(counts)
    return Fraction(counts) - limit


def _amount(measure: Measure, limit: Fraction, role: Role, amount: Fraction, up: bool) -> Fraction:
    if role is Role.MAYBE:
        return NEVER if up else -NEVER
    return amount - limit if measure.form is Form.AVERAGED else amount


def follows(
    premise: Sequence[Half],
    conclusion: Sequence[Half],
    populated: Sequence[bool],
    *,
    rows_are_units: bool,
) -> bool:
    """True when every table that meets `premise` meets `conclusion`.

    `populated` tells the kinds of which there is at least one row.
    """
    return all(
        any(_follows(one, other, populated, rows_are_units) for one in premise)
        for other in conclusion
    )


def _follows(one: Half, other: Half, populated: Sequence[bool], rows_are_units: bool) -> bool:
    multiples = [Fraction(1), Fraction(0)]
    if rows_are_units:
        found = _multiples(one, other)
        if found is None:
            return False
        low, high = found
        multiples = [(low + high) / 2, low, high]
    return any(_carries(one, other, multiple, populated) for multiple in multiples)


def _multiples(one: Half, other: Half) -> tuple[Fraction, Fraction] | None:
    """Between which multiples of `one` stay below `other` in every kind and in the constant."""
    low, high = Fraction(0), None
    pairs = zip((*one.weights, one.constant), (*other.weights, other.constant), strict=True)
    for ours, theirs in pairs:
        if ours == 0 and theirs < 0:
            return None
        if ours > 0:
            bound = Fraction(theirs, ours)
            high = bound if high is None else min(high, bound)
        elif ours < 0:
            low = max(low, Fraction(theirs, ours))
    high = low + 1 if high is None else high
    return (low, high) if low <= high else None


def _carries(one: Half, other: Half, multiple: Fraction, populated: Sequence[bool]) -> bool:
    slack = [
        theirs - multiple * ours for ours, theirs in zip(one.weights, other.weights, strict=True)
    ]
    rest = other.constant - multiple * one.constant
    if multiple < 0 or rest < 0 or min(slack, default=Fraction(0)) < 0:
        return False
    if not other.strict or (one.strict and multiple > 0) or rest > 0:
        return True
    there = [each for each, is_there in zip(slack, populated, strict=True) if is_there]
    return bool(there) and all(each > 0 for each in there)


SMALL = 12
LARGE = 250
MOST_STATES = 20_000
MOST_TRIES = 300_000
"""Tables that are weighed before the search is given up: about a second."""
MOST_ROWS = 200_000
"""Largest table that is built for a witness."""
Counts = tuple[tuple[int, int], ...]
"""Pairs (index of the kind, number of its rows)."""


@dataclass(frozen=True, slots=True)
class Board:
    """Both sides as inequalities over the same kinds; a ratio needs rows in its denominator."""

    kinds: tuple[Kind, ...]
    sides: tuple[tuple[Half, ...], tuple[Half, ...]]
    needs_rows: bool

    def met(self, counts: Counts, side: int) -> bool:
        """Whether the table meets the target of that side."""
        return all(half.holds(counts) for half in self.sides[side])

    def is_judged(self, counts: Counts) -> bool:
        """Whether both sides have something to judge."""
        if not self.needs_rows:
            return True
        return all(
            any(self.kinds[index].role(side) in _PRESENT for index, count in counts if count)
            for side in (0, 1)
        )

    def anchors(self, index: int) -> bool:
        """Whether one row of the kind gives both sides something to judge."""
        return self.needs_rows and all(self.kinds[index].role(side) in _PRESENT for side in (0, 1))


_PRESENT = (Role.COUNTS, Role.ROW)


def tables_met_only_by(
    board: Board, side: int, marks: Sequence[Fraction], ratios: Sequence[Fraction]
) -> Iterator[Counts]:
    """Tables, the small ones first, that `side` meets and the other does not."""
    if any(kind.thing for kind in board.kinds):
        yield from (state for state in _states(board.kinds) if _fits(board, state, side))
        return
    mixtures = _mixtures(tuple(marks), tuple(ratios))
    indices = range(len(board.kinds))
    extras: list[Counts] = [(), *(((index, 1),) for index in indices if board.anchors(index))]
    tries = islice(product(mixtures, indices, indices, extras), MOST_TRIES)
    for (first, second), one, two, extra in tries:
        if (one == two) is bool(second) or first + second > MOST_ROWS:
            continue
        counts = _merged(((one, first), (two, second)), extra)
        if _fits(board, counts, side):
            yield counts


def _states(kinds: Sequence[Kind]) -> Iterator[Counts]:
    """Every way in which each thing is in one of its states."""
    things: dict[str | None, list[int]] = {}
    for index, kind in enumerate(kinds):
        things.setdefault(kind.thing, []).append(index)
    for chosen in islice(product(*things.values()), MOST_STATES):
        yield tuple((index, 1) for index in sorted(chosen))


def _merged(pair: Counts, extra: Counts) -> Counts:
    found: dict[int, int] = {}
    for index, count in (*pair, *extra):
        found[index] = found.get(index, 0) + count
    return tuple(sorted((index, count) for index, count in found.items() if count))


def _fits(board: Board, counts: Counts, side: int) -> bool:
    if not board.met(counts, side) or board.met(counts, 1 - side):
        return False
    return board.is_judged(counts)


@lru_cache(maxsize=64)
def _mixtures(
    marks: tuple[Fraction, ...], ratios: tuple[Fraction, ...]
) -> tuple[tuple[int, int], ...]:
    """How many rows of two kinds to try: few, near the thresholds, near the ratios."""
    found = {(i, j) for i in range(SMALL) for j in range(SMALL) if 0 < i + j <= SMALL}
    near = {int(mark) + step for mark in marks for step in (-1, 0, 1)}
    found |= {(i, j) for i in near if i > 0 for j in range(3)}
    middles = {*ratios, *((a + b) / 2 for a in ratios for b in ratios)}
    for total in range(SMALL + 1, LARGE if middles else 0):
        for ratio in middles:
            part = int(ratio * total)
            found |= {(each, total - each) for each in (part, part + 1) if 0 < each < total}
    return tuple(sorted(found, key=lambda pair: (sum(pair), pair)))

"""Figures against targets, exactly, with three answers: yes, no, and it depends on what is missing.

Division and comparison happen here, in fractions, and nowhere near an engine.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import isfinite
from operator import eq, ge, gt, le, lt

from engine.classes import dataclass
from engine.model.targets import UPWARD, Direction, Operator, Target
from engine.results.verdicts import Figure, Measurement, Tally

Answer = bool | None

ZERO = Fraction(0)

_HOLDS: dict[Operator, Callable[[Fraction, Fraction], bool]] = {
    Operator.AT_LEAST: ge,
    Operator.MORE: gt,
    Operator.AT_MOST: le,
    Operator.LESS: lt,
    Operator.EQUAL: eq,
}
_DEMANDS = {
    Direction.UP: Operator.MORE,
    Direction.DOWN: Operator.LESS,
    Direction.NOT_LOWER: Operator.AT_LEAST,
    Direction.NOT_HIGHER: Operator.AT_MOST,
}


@dataclass(frozen=True, slots=True)
class Range:
    """A figure between its worst and best case; None is without bound."""

    low: Fraction | None
    high: Fraction | None


def exact(value: float) -> Fraction:
    """The number as written, not the binary fraction nearest to it."""
    if not isfinite(value):
        raise OverflowError("a sum is too large for a number")
    return Fraction(value) if isinstance(value, int) else Fraction(str(value))


def figure(tally: Tally) -> Fraction:
    """n / N, or n where there is no denominator."""
    if not tally.total:
        return exact(tally.n)
    return exact(tally.n) * exact(tally.times) / exact(tally.total)


def exact_value(found: Figure) -> Fraction | None:
    """The value of a figure as the fraction that it is, or else as it is written."""
    if found.exact is not None:
        return found.exact
    return None if found.value is None else exact(found.value)


def slope_of(values: Sequence[Fraction]) -> Fraction:
    """The slope of the line that fits best by least squares, one step a value; exactly."""
    middle, mean = Fraction(len(values) - 1, 2), sum(values, ZERO) / len(values)
    moved = [(at - middle, value - mean) for at, value in enumerate(values)]
    return sum((x * y for x, y in moved), ZERO) / sum((x * x for x, _ in moved), ZERO)


def limit_of(target: Target) -> Fraction:
    """The target's value as the figure is measured: 70 % is 7/10 of a share."""
    return exact(target.value or 0) / target.scale


def range_of(measurement: Measurement, *, unbounded: bool = False) -> Range:
    """Where the figure lies; `unbounded` when unknown values could make it anything."""
    if unbounded and measurement.overall.missing:
        return Range(None, None)
    if measurement.statistic is not None:
        return _range_of_statistic(measurement.statistic)
    lowest, highest = measurement.lowest, measurement.highest
    known = figure(measurement.overall)
    low = figure(lowest) if lowest else known
    return Range(low, figure(highest) if highest else known)


def _range_of_statistic(statistic: Figure) -> Range:
    """One number, or no bound at all where it could not be computed."""
    value = exact_value(statistic)
    return Range(value, value)


def reaches(target: Target, found: Range) -> Answer:
    """Whether the figure meets the target; None when the missing values decide."""
    assert target.operator is not None
    answers = [
        compare(side.operator, found, Range(limit_of(side), limit_of(side)))
        for side in sides_of(target)
        if side.operator
    ]
    return False if False in answers else None if None in answers else True


def sides_of(target: Target) -> tuple[Target, ...]:
    """The bounds of a corridor; any other target is its own."""
    if target.upper is None:
        return (target,)
    low = replace(target, operator=Operator.AT_LEAST, upper=None)
    return low, replace(low, operator=Operator.AT_MOST, value=target.upper)


def missed_side(target: Target, value: Fraction) -> Target:
    """Of a corridor the bound that the value misses, or is nearest to."""
    low, *high = sides_of(target)
    return high[0] if high and 2 * value > limit_of(low) + limit_of(high[0]) else low


def compare(operator: Operator, left: Range, right: Range) -> Answer:
    """`left operator right` for every pair of the ranges, for none, or None for some."""
    if operator is Operator.EQUAL:
        return _equal(left, right)
    if operator in UPWARD:
        worst, best = (left.low, right.high), (left.high, right.low)
    else:
        worst, best = (left.high, right.low), (left.low, right.high)
    if _holds(operator, worst):
        return True
    possible = None in best or _holds(operator, best)
    return None if possible else False


def demand_of(target: Target) -> Operator:
    """The comparison of a later period with an earlier one that a change asks for."""
    return _DEMANDS[target.direction] if target.operator is None else target.operator


def _holds(operator: Operator, pair: tuple[Fraction | None, Fraction | None]) -> bool:
    left, right = pair
    return left is not None and right is not None and _HOLDS[operator](left, right)


def _equal(left: Range, right: Range) -> Answer:
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return None
    if left.low == left.high == right.low == right.high:
        return True
    return None if left.low <= right.high and right.low <= left.high else False

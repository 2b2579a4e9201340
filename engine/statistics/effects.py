"""Difference in differences of two groups of organisations."""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt
from statistics import mean, variance

from engine.classes import dataclass
from engine.statistics.student import quantile


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of two mean changes with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def difference_in_differences(
    decided: Sequence[Fraction], others: Sequence[Fraction]
) -> Difference | None:
    """How much more `decided` changed than `others`; None for fewer than two in a group.

    Each number is the change of one organisation: the unit of decision is the unit of analysis. The
    interval is Welch's (B. L. Welch, 1947), which does not suppose that both groups vary alike.
    """
    if len(decided) < 2 or len(others) < 2:
        return None
    value = float(mean(decided) - mean(others))
    parts = [variance(group) / len(group) for group in (decided, others)]
    error = sqrt(sum(parts))
    if not error:
        return Difference(value, value, value)
    spreads = zip(parts, (len(decided), len(others)), strict=True)
    freedom = float(sum(parts)) ** 2 / sum(float(own) ** 2 / (n - 1) for own, n in spreads)
    half = quantile(freedom, 0.975) * error
    return Difference(value, value - half, value + half)

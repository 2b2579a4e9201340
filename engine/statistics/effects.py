"""Difference in differences of two groups of organisations."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, sqrt
from statistics import fmean, variance

from scipy import special


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of two mean changes with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def difference_in_differences(
    decided: Sequence[float], others: Sequence[float]
) -> Difference | None:
    """How much more `decided` changed than `others`; None for fewer than two in a group.

    Each number is the change of one organisation: the unit of decision is the unit of analysis. The
    interval is Welch's (B. L. Welch, 1947), which does not suppose that both groups vary alike.
    """
    if len(decided) < 2 or len(others) < 2:
        return None
    value = fmean(decided) - fmean(others)
    parts = [variance(group) / len(group) for group in (decided, others)]
    error = sqrt(sum(parts))
    if not error:
        return Difference(value, value, value)
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(group) - 1) for part, group in zip(parts, (decided, others), strict=True)
    )
    half = float(special.stdtrit(freedom, 0.975)) * error
    assert not isnan(half)
    return Difference(value, value - half, value + half)

"""Means of groups with their intervals, and the fences of a sample."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor, sqrt

from engine.classes import dataclass


@dataclass(frozen=True, slots=True)
class Sample:
    """A group by its number of values, their sum and the sum of their squares, exactly: of equal
    values the deviation is nought, and not almost nought."""

    n: int
    total: Fraction
    squares: Fraction

    @property
    def mean(self) -> Fraction:
        """The exact mean; a group has at least one value."""
        return self.total / self.n

    @property
    def deviation(self) -> float:
        """The standard deviation with n − 1; nought for one value."""
        if self.n < 2:
            return 0.0
        spread = self.squares - self.total * self.total / self.n
        return sqrt(max(spread, Fraction(0)) / (self.n - 1))


def half_interval(n: int, deviation: float, z: float) -> Fraction:
    """z·s/√n, by which the interval x̄ ± z·s/√n lies on either side of x̄."""
    return Fraction(z * deviation / sqrt(n))


def fences(values: Sequence[Fraction], width: Fraction) -> tuple[Fraction, Fraction]:
    """Q25 − width·IQR and Q75 + width·IQR, exactly; quartiles by linear interpolation (Hyndman and
    Fan, 1996, type 7)."""
    ordered = sorted(values)
    low, high = (_quantile(ordered, Fraction(quarter, 4)) for quarter in (1, 3))
    return low - width * (high - low), high + width * (high - low)


def _quantile(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    at = (len(ordered) - 1) * part
    below = floor(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])

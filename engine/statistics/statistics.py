"""Difference in differences of two groups of organisations.

Means of groups with their intervals, and the fences of a sample.

Agreement of two series of marks, given as pairs and how often each occurs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor, isnan, sqrt
from statistics import mean, variance

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats


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
    half = float(special.stdtrit(freedom, 0.975)) * error
    assert not isnan(half)
    return Difference(value, value - half, value + half)


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


Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]


def spearman(
    first: Sequence[float], second: Sequence[float], counts: Sequence[int] | None = None
) -> float | None:
    """Spearman's rank correlation, ties given their mean rank; None where a series is constant.

    Pearson's correlation of the ranks: the short formula with squared differences is wrong where
    there are ties (C. Spearman, 1904). `counts` says how often each pair occurs; once by default.
    """
    ours, theirs, often = _pairs(first, second, counts)
    if _is_constant(ours) or _is_constant(theirs):
        return None
    spread = np.cov(_mean_ranks(ours, often), _mean_ranks(theirs, often), fweights=often)
    return _bounded(spread[0, 1] / np.sqrt(spread[0, 0] * spread[1, 1]))


def kendall(
    first: Sequence[float], second: Sequence[float], counts: Sequence[int] | None = None
) -> float | None:
    """Kendall's tau-b, which allows for ties (M. Kendall, 1945); None where a series is constant.

    The geometric mean of Somers' two D of the table of pairs, with their sign.
    """
    ours, theirs, often = _pairs(first, second, counts)
    if _is_constant(ours) or _is_constant(theirs):
        return None
    table = _table(ours, theirs, often)
    one, other = (stats.somersd(each).statistic for each in (table, table.T))
    return _bounded(np.sign(one) * np.sqrt(one * other))


def _pairs(
    first: Sequence[float], second: Sequence[float], counts: Sequence[int] | None
) -> tuple[Numbers, Numbers, Counts]:
    often = np.ones(len(first), np.int64) if counts is None else np.asarray(counts, np.int64)
    return np.asarray(first, np.float64), np.asarray(second, np.float64), often


def _is_constant(series: Numbers) -> bool:
    return bool(series.size == 0 or (series == series[0]).all())


def _mean_ranks(series: Numbers, counts: Counts) -> Numbers:
    _, place = np.unique(series, return_inverse=True)
    often = np.bincount(place, weights=counts)
    ranks: Numbers = (np.cumsum(often) - (often - 1) / 2)[place]
    return ranks


def _table(ours: Numbers, theirs: Numbers, counts: Counts) -> Counts:
    rows, row = np.unique(ours, return_inverse=True)
    columns, column = np.unique(theirs, return_inverse=True)
    table = np.zeros((rows.size, columns.size), np.int64)
    np.add.at(table, (row, column), counts)
    return table


def _bounded(value: float) -> float:
    """Rounding must not carry a correlation over one."""
    return float(min(max(value, -1.0), 1.0))

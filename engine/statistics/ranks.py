"""Agreement of two series of marks, given as pairs and how often each occurs."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

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

    Pairs of objects in the same order less those in the opposite one, over the geometric mean of
    the pairs that each series tells apart.
    """
    ours, theirs, often = _pairs(first, second, counts)
    if _is_constant(ours) or _is_constant(theirs):
        return None
    table = _table(ours, theirs, often)
    surplus = _in_order(table) - _in_order(table[:, ::-1])
    return _bounded(surplus / sqrt(_told_apart(table.sum(1)) * _told_apart(table.sum(0))))


def _in_order(table: Counts) -> int:
    """Pairs of objects of which one is below the other in both series."""
    below = table.cumsum(0).cumsum(1)
    return int((table[1:, 1:] * below[:-1, :-1]).sum())


def _told_apart(counts: Counts) -> int:
    """Pairs of objects that have two values of a series, given how often each value occurs."""
    whole = int(counts.sum())
    return (whole * whole - int((counts * counts).sum())) // 2


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

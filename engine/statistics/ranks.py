"""Agreement of two series by their ranks."""

from collections.abc import Sequence
from math import isnan

from scipy import stats


def spearman(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Spearman's rank correlation, ties given their mean rank; None where a series is constant
    or shorter than two.

    Pearson's correlation of the ranks: the short formula with squared differences is wrong where
    there are ties (C. Spearman, 1904).
    """
    if len(set(first)) < 2 or len(set(second)) < 2:
        return None
    value = float(stats.spearmanr(first, second).statistic)
    return None if isnan(value) else value

"""Means of groups with their intervals, and the fences of a sample."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np


@dataclass(frozen=True, slots=True)
class Sample:
    """A group by its number of values, their sum and the sum of their squares."""

    n: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        return self.total / self.n

    @property
    def deviation(self) -> float:
        """The standard deviation with n − 1; nought for one value."""
        if self.n < 2:
            return 0.0
        return sqrt(max(self.squares - self.total * self.total / self.n, 0.0) / (self.n - 1))


def interval(n: int, mean: float, deviation: float, z: float) -> tuple[float, float]:
    """x̄ ± z·s/√n."""
    half = z * deviation / sqrt(n)
    return mean - half, mean + half


def fences(values: Sequence[float], width: float) -> tuple[float, float]:
    """Q25 − width·IQR and Q75 + width·IQR; quartiles by linear interpolation (Hyndman and Fan,
    1996, type 7)."""
    low, high = np.quantile(values, [0.25, 0.75], method="linear")
    return float(low - width * (high - low)), float(high + width * (high - low))

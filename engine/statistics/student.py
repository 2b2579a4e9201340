"""Student's t, for a quantile of which scipy takes a third of a second to import."""

from math import exp, lgamma, log

_TINY = 1e-300
_PRECISE = 1e-16


def quantile(freedom: float, below: float) -> float:
    """The t that a share `below` (above a half, below one) of the distribution lies under.

    Halved until no double lies between: the tail is a regularized incomplete beta function.
    """
    tail, low, high = 2 * (1 - below), 0.0, 1.0
    while _outside(freedom, high) > tail:
        low, high = high, high * 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _outside(freedom, middle) > tail else (low, middle)
    return middle


def _outside(freedom: float, t: float) -> float:
    """The share of the distribution beyond -t and t."""
    return _incomplete_beta(
        freedom / 2, 0.5, freedom / (freedom + t * t), t * t / (freedom + t * t)
    )


def _incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """I_x(a, b), where `rest` is 1 - x; its continued fraction is quick on the side of the mean
    (M. Abramowitz, I. Stegun, 26.5.8)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, rest, x)
    if x <= 0:
        return 0.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest))
    return front * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction by Lentz's way, from its front."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    value = d
    for m in range(1, 1000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            d, c = 1 / (1 + part * d or _TINY), 1 + part / c or _TINY
            value *= c * d
        if abs(c * d - 1) < _PRECISE:
            break
    return value

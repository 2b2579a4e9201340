"""The words of the order's targets: «не менее …», «охвачены», «положительная динамика»."""

from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from engine.results.verdicts import VerdictKind
from tests.unit.execute.dyatkovo_tables import NoRowsError


@dataclass(frozen=True)
class Figure:
    """n of N (no N for a count), the verdict, and how much is wanting.

    `missing` rows do not answer what is counted; of those `set_aside`, in a list or in the table
    that is searched, it is not known whether the order speaks of them.
    """

    n: int
    total: int | None
    verdict: VerdictKind
    wanting: int | None = None
    missing: int = 0
    set_aside: int = 0

    @property
    def value(self) -> float | None:
        if self.total is None:
            return float(self.n)
        return self.n / self.total if self.total else None


def share(n: int, total: int, *, at_least: int, missing: int = 0, set_aside: int = 0) -> Figure:
    """n of N against «не менее … %»; wanting is the least number that would suffice."""
    if not total:
        raise NoRowsError
    wanting = max(0, -(-at_least * total // 100) - n)
    verdict = VerdictKind.NOT_MET if wanting else VerdictKind.MET
    return Figure(n, total, verdict, wanting or None, missing, set_aside)


def covered(wanted: pd.Series, present: pd.Series, *, at_least: int, set_aside: int = 0) -> Figure:
    """How many of a list occur in a table."""
    n = int(wanted.isin(set(present)).sum())
    return share(n, len(wanted), at_least=at_least, set_aside=set_aside)


def count(n: int, *, at_least: int, missing: int = 0) -> Figure:
    """n against «не менее …», where so many rows more may or may not belong to it."""
    wanting = max(0, at_least - n)
    verdict = VerdictKind.NOT_MET if wanting else VerdictKind.MET
    if n < at_least <= n + missing:
        verdict = VerdictKind.INDETERMINATE
    return Figure(n, None, verdict, wanting or None, missing)


@dataclass(frozen=True)
class Bounds:
    """A year's count where nobody without an answer counts, and where all of them do."""

    low: int
    high: int
    unanswered: int


def distinct(who: pd.Series, *, counted: pd.Series, unanswered: pd.Series) -> Bounds:
    """How many different ones are counted, and how many there may be."""
    return Bounds(
        who[counted].nunique(), who[counted | unanswered].nunique(), int(unanswered.sum())
    )


def growth(years: list[Bounds], steps: list[Bounds]) -> Figure:
    """«Положительная динамика»: every step must rise, whatever the missing answers are."""
    if all(later.low > earlier.high for earlier, later in pairwise(steps)):
        verdict = VerdictKind.MET
    elif can_grow(steps):
        verdict = VerdictKind.INDETERMINATE
    else:
        verdict = VerdictKind.NOT_MET
    return Figure(years[-1].low, None, verdict, missing=sum(year.unanswered for year in years))


def can_grow(steps: list[Bounds]) -> bool:
    """True if some choice inside the bounds rises at every step."""
    least = -1
    for step in steps:
        least = max(step.low, least + 1)
        if least > step.high:
            return False
    return True

"""Measures that look at each organisation: agreement of marks, intervals, sharp changes, signs.

Each gives every organisation a number, and may say whether it shows a *sign*: something to look
into, never a judgement of the organisation.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from engine.model.conditions import Clause
from engine.model.measures import Mean, Missing, Share
from engine.model.targets import Target


class Statistic(StrEnum):
    """How two columns of marks agree."""

    SPEARMAN = "spearman"
    KENDALL = "kendall"
    EQUAL = "equal"
    RAISED = "raised"
    LOWERED = "lowered"

    @property
    def is_ratio(self) -> bool:
        """Whether it is n / N of rows, and no coefficient."""
        return self in (Statistic.EQUAL, Statistic.RAISED, Statistic.LOWERED)


class Side(StrEnum):
    """On which side of the reference an interval must lie wholly."""

    ABOVE = "above"
    BELOW = "below"


class Sharp(StrEnum):
    """Which sharp change is the sign: K above the upper fence is a fall of results."""

    FALL = "fall"
    RISE = "rise"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Rank correlation of `first` and `second` over rows of `where`, or the share of rows in which
    `second` is equal, higher (raised) or lower. With `sign` each organisation is judged by it."""

    dataset: str
    first: str
    second: str
    where: Clause | None
    statistic: Statistic
    sign: Target | None
    min_n: int
    missing: Missing


@dataclass(frozen=True, slots=True)
class Given:
    """A reference group known by its figures only: n persons, their mean and standard deviation."""

    n: int
    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Interval:
    """x̄ ± z·s/√n of each organisation against the interval of the reference group.

    `reference` None: all organisations together; a clause: the rows where it is true. `is_given`
    with no reference: the spec names no figures yet.
    """

    dataset: str
    of: str
    where: Clause | None
    side: Side
    z: float
    reference: Clause | Given | None
    is_given: bool
    min_n: int
    missing: Missing


@dataclass(frozen=True, slots=True)
class RatioChange:
    """K = S(before) / S(after), S = Σ of / Σ of the maximum; fences by the quartiles of all K."""

    dataset: str
    of: str
    maximum: str | float
    before: Clause | None
    after: Clause | None
    over: tuple[str, str] | None
    sharp: Sharp
    fences: float
    min_n: int
    missing: Missing


@dataclass(frozen=True, slots=True)
class Listed:
    """Organisations where `of` reaches `bound` in at least `groups` values of the column `by`."""

    of: Share | Mean
    by: str
    bound: Target
    groups: int
    min_n: int


@dataclass(frozen=True, slots=True)
class Rank:
    """Place of each organisation by `of` among those of its `cluster`, the least first.

    The sign: it stands in the lowest (or highest) `part` of its cluster.
    """

    of: Share | Mean
    cluster: str | None
    part: Fraction
    lowest: bool
    min_n: int


Looking = Agreement | Interval | RatioChange | Listed | Rank
"""Measures that may find a sign at an organisation."""

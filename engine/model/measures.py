"""The basic measures: what a rule computes from rows and documents. One frozen type a kind."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.model.conditions import Clause


class Missing(StrEnum):
    """What a NULL in `of` means: out of n and N, in N only, or both cases are judged."""

    EXCLUDE = "exclude"
    AS_FALSE = "as_false"
    INDETERMINATE = "indeterminate"


class Shape(StrEnum):
    """How a change is judged: last against first, at every step, or by the slope of the line that
    fits all periods best."""

    ENDS = "ends"
    EVERY_STEP = "every_step"
    SLOPE = "slope"


@dataclass(frozen=True, slots=True)
class EvidenceDemand:
    """Which documents prove: their kinds, `dated_in_period`, `address_required`."""

    kinds: tuple[str, ...]
    dated_in_period: bool = True
    address_required: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """n = rows of `where` with `of` true; N = rows of `where`."""

    dataset: str
    of: Clause
    where: Clause | None
    missing: Missing


@dataclass(frozen=True, slots=True)
class Count:
    """Rows with `of`, or distinct values of the column `distinct` among them."""

    dataset: str
    of: Clause | None
    distinct: str | None
    cumulative: bool
    since: date | None
    missing: Missing


@dataclass(frozen=True, slots=True)
class Sum:
    """Sum of the column `of` over rows of `where`, in the column's unit."""

    dataset: str
    of: str
    where: Clause | None
    missing: Missing


@dataclass(frozen=True, slots=True)
class Mean:
    """Sum over count of the non-missing values; never an average of averages."""

    dataset: str
    of: str
    where: Clause | None
    missing: Missing


@dataclass(frozen=True, slots=True)
class Exists:
    """At least one document of the register proves the indicator."""

    evidence: EvidenceDemand


@dataclass(frozen=True, slots=True)
class EachDocument:
    """One document for every organisation of `per` (restricted by `where`)."""

    per: str
    where: Clause | None
    evidence: EvidenceDemand


@dataclass(frozen=True, slots=True)
class EachRow:
    """At least one row of `dataset` with `of` for every organisation of `per`."""

    per: str
    where: Clause | None
    dataset: str
    of: Clause | None
    key: str
    missing: Missing


@dataclass(frozen=True, slots=True)
class CoverageOfValues:
    """Which of the given values occur in the column among rows of `where`."""

    dataset: str
    column: str
    values: tuple[str | int | float, ...]
    where: Clause | None


@dataclass(frozen=True, slots=True)
class CoverageOfList:
    """N = rows of `listing` with `among`; n = those whose key occurs in `dataset` with `where`."""

    dataset: str
    listing: str
    listing_key: str
    dataset_key: str
    among: Clause | None
    where: Clause | None


Basic = Share | Count | Sum | Mean | CoverageOfList


@dataclass(frozen=True, slots=True)
class Break:
    """From the period `label` on figures cannot be compared with earlier ones, and why."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """The measure `of` at each period of `over`, judged by `shape`; not across one of `breaks`."""

    of: Basic
    over: tuple[str, ...]
    shape: Shape
    breaks: tuple[Break, ...] = ()

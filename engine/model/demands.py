"""What a measure demands of tables and documents: two versions of a rule are compared by that."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.classes import dataclass
from engine.model.conditions import Clause

if TYPE_CHECKING:
    from engine.model.measures import Measure


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


class DocumentYear(StrEnum):
    """In which year a document must be dated: that of the last day which is judged, from January
    or from September on."""

    CALENDAR = "year"
    SCHOOL = "school_year"

    def days(self, last: date) -> tuple[date, date]:
        """The first and the last day of the year in which that day lies."""
        if self is DocumentYear.CALENDAR:
            return date(last.year, 1, 1), date(last.year, 12, 31)
        start = last.year - (last.month < 9)
        return date(start, 9, 1), date(start + 1, 8, 31)


@dataclass(frozen=True, slots=True)
class EvidenceDemand:
    """Which documents prove: their kinds, `dated_in_period`, `address_required`; one a `year`.

    `covers` is what a document must be about, whatever its date: "period" or a year; `of_events`:
    those of the events that serve the indicator prove it too.
    """

    kinds: tuple[str, ...]
    dated_in_period: bool = True
    address_required: bool = False
    year: DocumentYear | None = None
    signed: bool = False
    covers: str | None = None
    of_events: bool = False

    @property
    def dated(self) -> str:
        """What is asked of the date, as a spec says it."""
        return self.year.value if self.year else "period" if self.dated_in_period else "any"


@dataclass(frozen=True, slots=True)
class RowDemand:
    """What two versions are compared by where rows are counted or added up: `amount` is the column
    that is added, `distinct` the one whose values are told apart."""

    dataset: str
    where: Clause | None
    of: Clause | None
    missing: Missing
    amount: str | None = None
    distinct: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ListDemand:
    """…where each of a list must be found in a table; no `listing_key`: the organisations' code, no
    `missing`: a row of which it is unknown is not found."""

    listing: str
    listing_key: str | None
    dataset: str
    dataset_key: str
    among: Clause | None
    where: Clause | None
    missing: Missing | None = None


@dataclass(frozen=True, slots=True)
class ValueDemand:
    """…where values must occur in a column."""

    dataset: str
    column: str
    values: tuple[str | int | float, ...]
    where: Clause | None


@dataclass(frozen=True, slots=True)
class DocumentDemand:
    """…where a document must be there: one, or one for every organisation of `per`."""

    evidence: EvidenceDemand
    per: str | None = None
    where: Clause | None = None


@dataclass(frozen=True, slots=True)
class SeriesDemand:
    """…where the figures of several periods are held against each other; `breaks` are labels from
    which on they cannot be, with the reason."""

    of: "Measure"
    over: tuple[str, ...]
    shape: Shape
    breaks: tuple[tuple[str, str], ...] = ()


Demand = RowDemand | ListDemand | ValueDemand | DocumentDemand | SeriesDemand

"""What a rule of a plan needs: the rows that it sees, and the totals it is computed from.

Only counts and sums of rows are asked, grouped at the finest level (organisation × period label,
and a column whose distinct values matter). Everything else is done on the small answers.
"""

from dataclasses import dataclass

from engine.model.rules import (
    Agreement,
    CompareLists,
    EvidenceDemand,
    Formula,
    Index,
    Interval,
    Listed,
    Missing,
    Rank,
    RatioChange,
    Signs,
)
from engine.query.questions import Path, Slot
from engine.query.scope import Reach


@dataclass(frozen=True, slots=True)
class RowsTask:
    """share and count: rows that count, rows that might, rows looked at, rows set aside."""

    reach: Reach
    n: Slot
    unknown: Slot | None
    rows: Slot
    set_aside: Slot | None
    ratio: bool
    missing: Missing


@dataclass(frozen=True, slots=True)
class DistinctTask:
    """count of distinct values of a column among the rows that count."""

    reach: Reach
    column: Path
    n: Slot
    unknown: Slot | None
    set_aside: Slot | None
    missing: Missing


@dataclass(frozen=True, slots=True)
class SumTask:
    """sum and mean of a column."""

    reach: Reach
    total: Slot
    filled: Slot
    rows: Slot
    set_aside: Slot | None
    mean: bool
    missing: Missing
    of_persons: bool = True
    """Whether a row is a person, so that the rows of a sum are persons."""


@dataclass(frozen=True, slots=True)
class ValuesTask:
    """coverage of given values."""

    reach: Reach
    column: Path
    values: tuple[str | int | float, ...]
    present: Slot
    set_aside: Slot | None


@dataclass(frozen=True, slots=True)
class ListTask:
    """coverage of a list: its keys, and the keys that occur in the dataset."""

    listing: Reach
    listing_key: Path
    listed: Slot
    listing_set_aside: Slot | None
    reach: Reach
    key: Path
    present: Slot
    set_aside: Slot | None


@dataclass(frozen=True, slots=True)
class OrganisationsPart:
    """The organisations of `each`: those that must, and those of which it is unknown."""

    dataset: str
    code: Path
    demanded: Slot
    set_aside: Slot | None


@dataclass(frozen=True, slots=True)
class EachRowTask:
    """each: at least one row for every organisation."""

    per: OrganisationsPart
    reach: Reach
    key: Path
    n: Slot
    unknown: Slot | None
    missing: Missing


@dataclass(frozen=True, slots=True)
class EachDocumentTask:
    """each: a document for every organisation."""

    per: OrganisationsPart
    evidence: EvidenceDemand


@dataclass(frozen=True, slots=True)
class ExistsTask:
    """exists: at least one document."""

    evidence: EvidenceDemand


BasicTask = RowsTask | DistinctTask | SumTask | ListTask


@dataclass(frozen=True, slots=True)
class PairsTask:
    """agreement: how many rows have each pair of values, for each organisation."""

    measure: Agreement
    reach: Reach
    first: Path
    second: Path
    pairs: Slot
    set_aside: Slot | None


@dataclass(frozen=True, slots=True)
class Moments:
    """Sum, sum of squares and number of the values of a column, and of all its rows."""

    reach: Reach
    total: Slot
    squares: Slot
    filled: Slot
    rows: Slot
    set_aside: Slot | None


@dataclass(frozen=True, slots=True)
class IntervalTask:
    """interval: the moments of each organisation, and of the reference where it is of the table."""

    measure: Interval
    own: Moments
    reference: Moments | None


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One side of a ratio: the sum of scores, of their maxima (None: a number), and the rows."""

    reach: Reach
    total: Slot
    maximum: Slot | None
    filled: Slot
    rows: Slot
    set_aside: Slot | None


@dataclass(frozen=True, slots=True)
class RatioTask:
    """ratio_change: scores before and after."""

    measure: RatioChange
    before: ScorePart
    after: ScorePart


@dataclass(frozen=True, slots=True)
class ListedTask:
    """listed: a share or a mean for each organisation and each value of a column."""

    measure: Listed
    reach: Reach
    by: Path
    n: Slot
    total: Slot
    unknown: Slot | None
    set_aside: Slot | None


@dataclass(frozen=True, slots=True)
class RankTask:
    """rank: a share or a mean of each organisation, and its cluster."""

    measure: Rank
    of: RowsTask | SumTask
    cluster: Path | None
    clusters: Slot | None


LookingTask = PairsTask | IntervalTask | RatioTask | ListedTask | RankTask


@dataclass(frozen=True, slots=True)
class SignsTask:
    """signs: the tasks of the rules that look for them."""

    measure: Signs
    parts: "tuple[LookingTask | SignsTask, ...]"


@dataclass(frozen=True, slots=True)
class CompareTask:
    """compare_lists: the organisations of the given list, and the rule that computes the other."""

    measure: CompareLists
    given: OrganisationsPart
    computed: LookingTask | SignsTask


OrganisationsTask = LookingTask | SignsTask | CompareTask


@dataclass(frozen=True, slots=True)
class ChangeTask:
    """The same task for each period of a change, with the period's label.

    `broken` is the period from which figures are not comparable with earlier ones, and why.
    """

    steps: tuple[tuple[str, BasicTask], ...]
    broken: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CompositeTask:
    """index and formula: the tasks of the parts, which of them are shares, whether the whole is."""

    measure: Index | Formula
    parts: "tuple[tuple[str, BasicTask | CompositeTask], ...]"
    percent: dict[str, bool]
    is_percent: bool


Task = (
    CompositeTask | BasicTask | ValuesTask | EachRowTask | EachDocumentTask | ExistsTask
    | ChangeTask | OrganisationsTask
)  # fmt: skip

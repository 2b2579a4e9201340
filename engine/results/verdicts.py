"""What a rule counted, and what follows from it.

Why an indicator has its verdict: everything from the clause of the order to the cells.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import partial
from itertools import repeat
from typing import NamedTuple

from engine.classes import dataclass
from engine.diagnostics import Place
from engine.model.conditions import Clause, Scalar
from engine.model.project import Waiver
from engine.model.spec import Indicator, Window, full_id
from engine.model.targets import Target


class VerdictKind(StrEnum):
    """Outcomes of an indicator, in the order in which they are tried."""

    NOT_MEASURABLE = "not_measurable"
    ERROR = "error"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"
    INDETERMINATE = "indeterminate"
    MET = "met"
    MET_LATE = "met_late"
    NOT_DUE = "not_due"
    WARNED = "warned"
    NOT_MET = "not_met"
    SHOWN = "shown"
    WAIVED = "waived"


REACHED = frozenset({VerdictKind.MET, VerdictKind.MET_LATE})
"""What counts as met."""


class Tally(NamedTuple):
    """n of N rows for one organisation (`key`) or one period; `value` in the measure's own unit.

    A tuple, since a country has a hundred thousand of them for each rule. `missing` counts NULLs
    in `of`, `set_aside` NULLs in `where`. `total` is None for counts and sums, which have no
    denominator. `rows` are the persons behind a sum, whatever its value, and `counted` those of
    them that n counts where weights make n. n / N is told `times` so many. What is withheld has no
    numbers left; `gaps_withheld` says it of `missing` and `set_aside`.
    """

    key: str | None
    n: float
    total: float | None
    missing: int = 0
    set_aside: int = 0
    rows: int | None = None
    withheld: bool = False
    gaps_withheld: bool = False
    counted: int | None = None
    times: float = 1

    @classmethod
    def of_columns(
        cls,
        keys: Iterable[str | None],
        n: Iterable[float],
        totals: Iterable[float | None],
        missing: Iterable[int],
        set_aside: Iterable[int],
    ) -> Iterator["Tally"]:
        """A tally of each line of the columns, made without a call of Python for each."""
        rest = map(repeat, cls(None, 0, None)[5:])
        return map(
            partial(tuple.__new__, cls),
            zip(keys, n, totals, missing, set_aside, *rest, strict=False),
        )

    @property
    def value(self) -> float | None:
        """n / N as a fraction of one, or n where there is no denominator."""
        if self.total is None:
            return self.n
        return self.n * self.times / self.total if self.total else None

    @property
    def size(self) -> float:
        """The group that it speaks of: N, or the rows of a sum, or n where nothing divides it."""
        if self.rows is not None:
            return self.rows
        return self.n if self.total is None else self.total

    @property
    def persons_counted(self) -> float:
        """The persons that n counts."""
        return self.n if self.counted is None else self.counted

    def least(self, *, is_share: bool) -> float:
        """Of a share the fewest that it tells of: the counted or the others, unless nobody."""
        sizes = (self.persons_counted, self.size - self.persons_counted) if is_share else ()
        return min((each for each in (self.size, *sizes) if each > 0), default=0)


@dataclass(frozen=True, slots=True)
class Document:
    """A row of the evidence register, with its cell."""

    kind: str
    title: str | None
    number: str | None
    date: str | None
    address: str | None
    organisation: str | None
    place: Place
    counts: bool
    why_not: str | None = None
    """Message key: wrong_kind, outside_period, outside_year, after_as_of, no_address, no_date,
    not_signed, no_covers, covers_unread, covers_less, file_absent, file_differs, file_outside,
    file_unread."""
    signed_by: str | None = None
    covers: str | None = None
    """The period that it is about, in the words of the register."""
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that must be there: a value, a list entry, an organisation. `is_warned`: where each
    is judged by itself, this one misses the target and reaches the warning level."""

    key: str
    found: bool
    documents: tuple[Document, ...] = ()
    is_warned: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is no n / N: a coefficient, a mean, an index, a rank, a slope.

    `key` is an organisation's code, None for the whole. `low` and `high` bound it (an interval, or
    the fences it was held against). `n` counts the observations behind it. `sign` says whether the
    organisation shows the sign that is looked for; None where too little is known to say. `place`
    is its rank and among how many; `group` names its cluster, or the list on which it stands.
    `exact` is the value without rounding, where it is a fraction: what targets are held against.
    `fewest` are the observations of its smallest part, where it is made of parts. `is_open`: it
    has rows, and what they lack leaves it without a value.
    """

    key: str | None
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0
    sign: bool | None = None
    place: tuple[int, int] | None = None
    group: str | None = None
    exact: Fraction | None = None
    fewest: int | None = None
    withheld: bool = False
    is_open: bool = False

    @property
    def persons(self) -> int:
        """The fewest observations that it tells of: of a share the counted ones, or the others."""
        return self.n if self.fewest is None else self.fewest

    @property
    def as_tally(self) -> Tally:
        """What it tells and of how many persons, to be held against other figures."""
        return Tally(self.key, self.value or 0, None, rows=self.persons)


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a measure computed at the judged level, and below it.

    `overall` is judged; `lowest`/`highest` are the worst and best case when missing values are
    `indeterminate`. `steps` holds one tally per period of a change, in order, and the bounds are
    those of the last period. `elements` stands for coverage of values, each and (never for persons)
    lists. Of the rows that `overall` has set aside, `aside_in_search` are rows of the table in
    which a list is looked up: they might add to n, and say nothing about N; of `unread_period` rows
    the period is not given or not understood, so that nobody knows whether they belong;
    `weightless` rows have a weight of nought and count for nothing.
    `statistic` is what is judged where that is no n / N; `overall` then counts what stands behind
    it. `figures` holds one number or sign an organisation. `by_municipality` and
    `municipal_figures` say the same of each municipality of a region (key None: of organisations of
    which none is known), and `municipal_elements` whether it reaches the target where each of them
    must; `by_value`, `value_figures` and `value_elements` say it of each value of the column that
    breaks the figure down (key None: of rows without one), `value_parts` of the organisations
    within each; `members` leads from organisations to their municipalities, and `heard` from each
    table in which rows are owed to the organisations that have rows in sight there.
    """

    overall: Tally
    lowest: Tally | None = None
    highest: Tally | None = None
    by_organisation: tuple[Tally, ...] = ()
    steps: tuple[Tally, ...] = ()
    elements: tuple[Element, ...] = ()
    documents: tuple[Document, ...] = ()
    rows_read: int = 0
    aside_in_search: int = 0
    unread_period: int = 0
    weightless: int = 0
    statistic: Figure | None = None
    figures: tuple[Figure, ...] = ()
    by_value: tuple[Tally, ...] = ()
    value_figures: tuple[Figure, ...] = ()
    value_elements: tuple[Element, ...] = ()
    value_parts: Mapping[str, tuple[Tally, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    by_municipality: tuple[Tally, ...] = ()
    municipal_figures: tuple[Figure, ...] = ()
    municipal_elements: tuple[Element, ...] = ()
    members: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    heard: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)


def is_too_small(part: Tally | Figure, indicator: Indicator) -> bool:
    """Whether a group of a breakdown is smaller than the least that is judged; of what is withheld
    nothing is said, and a group of which nobody answered is none at all, not a small one."""
    least = indicator.min_n
    if least is None or part.withheld:
        return False
    size = part.size if isinstance(part, Tally) else part.n
    return size < least and not (size == 0 and part.value is None)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far from the target: 4 persons, 12.5 percent points, 3 organisations …

    `unit` is a message key with plural forms (teachers, pupils, organisations, rows, documents,
    percent_points …); `amount` is rounded up to the least that suffices. `exceeds`: it is the upper
    bound of a corridor that is missed.
    """

    amount: float
    unit: str
    exceeds: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement on one indicator, with the reason as a message key and its parameters.

    `day` is the day for which its figures stand, where that is not the day of the run: what was
    reached by its due day is judged on it.
    """

    kind: VerdictKind
    reason: str
    params: tuple[tuple[str, Scalar], ...] = ()
    measurement: Measurement | None = None
    distance: Distance | None = None
    waiver: Waiver | None = None
    replaced: VerdictKind | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class IndicatorOutcome:
    """An indicator of a roadmap, or of a requirement (no slug), with its verdict."""

    roadmap: str | None
    indicator: Indicator
    verdict: Verdict

    @property
    def id(self) -> str:
        """The indicator's id within its roadmap."""
        return self.indicator.id

    @property
    def full_id(self) -> str:
        """`slug/id`, or the bare id of a requirement."""
        return full_id(self.roadmap, self.id)


class RowState(StrEnum):
    """What a row of a table did to a figure."""

    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    MISSING = "missing"
    SET_ASIDE = "set_aside"
    UNDATED = "undated"
    UNREAD_PERIOD = "unread_period"


@dataclass(frozen=True, slots=True)
class RowSample:
    """A row: its cell and its organisation's code. Never the key of a person.

    `values` are those of the columns that the rule looks at, as far as no name can stand there:
    numbers, days, yes and no, words of a list. `failed` is the first part of a condition that is
    not true of the row; without an answer where `is_open`.
    """

    place: Place
    organisation: str | None
    values: tuple[tuple[str, Scalar | None], ...] = ()
    failed: str | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one state: how many there are, and the first of them."""

    dataset: str
    state: RowState
    total: int
    rows: tuple[RowSample, ...]


@dataclass(frozen=True, slots=True)
class ConditionNote:
    """A condition of the rule: its key (of, where, among), its dataset, the clause with its place.

    `reading` is the condition as understood, with brackets and with the dates of the run.
    """

    key: str
    dataset: str
    clause: Clause
    reading: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """An indicator, its rule's conditions, the rows by what they did, target and verdict.

    For a change the rows stand in its parts, the periods. `window` is the period of the roadmap.
    `roadmap` is None for a requirement of the project.
    """

    roadmap: str | None
    indicator: Indicator
    conditions: tuple[ConditionNote, ...]
    window: Window | None
    as_of: date
    target: Target | None
    verdict: Verdict
    rows: tuple[RowGroup, ...]
    parts: tuple["ExplainedPart", ...] = ()
    """What a formula or an index is made of, in its order; the periods of a change."""

    @property
    def full_id(self) -> str:
        """`slug/id`, or the bare id of a requirement."""
        return full_id(self.roadmap, self.indicator.id)


@dataclass(frozen=True, slots=True)
class ExplainedPart:
    """A part of a formula or an index, or a period of a change: its name there, its weight, what
    came of it, the rows behind it, its parts."""

    id: str
    weight: float | None
    outcome: "IndicatorOutcome"
    rows: tuple[RowGroup, ...] = ()
    parts: tuple["ExplainedPart", ...] = ()

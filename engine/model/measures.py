"""What every measure tells of itself, whatever its kind; the kinds stand in `engine/measures/`.

A kind is a frozen type of its parameters. Whoever plans, runs, hides, tells or compares a measure
asks it for what is told here, and never which kind it is.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, ClassVar, cast

from engine.classes import dataclass
from engine.model.conditions import Clause
from engine.model.demands import Demand, EvidenceDemand, Missing, Shape
from engine.model.sentences import Said
from engine.model.targets import PEOPLE, THINGS, WHOLE, Target, Unit

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from engine.diagnostics import Origin
    from engine.model.project import Project


class Form(StrEnum):
    """What a figure is: which arithmetic made it, and so how it is written and held to a target."""

    COUNTED = "counted"
    SUMMED = "summed"
    AVERAGED = "averaged"
    PART_OF_WHOLE = "part of whole"
    DOCUMENTS = "documents"
    OVER_TIME = "over time"
    COMPOSED = "composed"
    OF_ORGANISATIONS = "of organisations"


class Band(StrEnum):
    """What figures of organisations are drawn against: the interval of the reference group, or
    fences that are the same for all. The value is the key of its words."""

    REFERENCE = "reference"
    FENCES = "fences"


class Way(Enum):
    """Where the figure goes when a parameter grows: `NONE_FEWER` and `NONE_MORE` are known of the
    number of organisations with the sign only, and so of targets that ask for none."""

    FEWER = "fewer"
    MORE = "more"
    NONE_FEWER = "none fewer"
    NONE_MORE = "none more"


@dataclass(frozen=True, slots=True)
class Break:
    """From the period `label` on figures cannot be compared with earlier ones, and why."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows of a table in a period, and which of them count: by `of`, by a filled `column`, by its
    `values`, or by occurring in `found_in`.

    `since` is another first day than the run's. A row without `weight`, or without one of the
    columns `filled`, has no answer.
    """

    dataset: str
    where: Clause | None = None
    of: Clause | None = None
    column: str | None = None
    values: tuple[str | int | float, ...] = ()
    found_in: "RowSet | None" = None
    since: date | None = None
    weight: str | None = None
    filled: tuple[str, ...] = ()


Asked = tuple[str, str, Clause]
"""A condition of a rule: its key there, its dataset, the clause."""

Narrowed = tuple[tuple[Clause, bool], ...]
"""Rows for which each condition has that answer."""


class Measure(ABC):
    """One kind of computation with its parameters; what is not told by a kind is as told here."""

    __slots__ = ()
    kind: ClassVar[str]
    """What a rule calls it."""
    form: ClassVar[Form]
    implied: ClassVar[str | None] = None
    """The words of the target that it has without one; None where a target must be written."""
    takes_target: ClassVar[bool] = True
    judges_each: ClassVar[bool] = False
    """Whether every organisation of a list is judged for itself."""
    reached: ClassVar[str] = "target_reached"
    missed: ClassVar[str] = "target_missed"
    late: ClassVar[str] = "reached_late"
    """The reasons of verdicts: met, not met, met after the due date."""
    nothing: ClassVar[str] = "zero_denominator"
    """Why there is no figure where N is nought, and no answer is missing."""
    can_be_part: ClassVar[bool] = False
    """Whether an index or a formula can be made of it."""
    band: ClassVar[Band | None] = None
    """What its figures of organisations are drawn against."""
    groups_are_words: ClassVar[bool] = False
    """Whether the group of a figure is the key of words, and no value of a table."""
    ways: ClassVar[Mapping[str, Way]] = {}
    """Where the figure goes when a parameter grows."""
    bounds: ClassVar[tuple[str, ...]] = ()
    """Parameters that are bounds which an organisation must reach to show the sign."""

    @property
    def name(self) -> str:
        """What reports call it; one kind may stand under two names in rules."""
        return self.kind

    def parameters(self) -> tuple[tuple[str, object], ...]:
        """Its parameters by name, in their order."""
        own = cast("DataclassInstance", self)
        return tuple((field.name, getattr(self, field.name)) for field in fields(own))

    def but(self, name: str, value: object) -> "Measure":
        """The same measure with another value of a parameter."""
        own = cast("DataclassInstance", self)
        return cast("Measure", replace(own, **{name: value}))

    # What it asks of the tables.

    def own_datasets(self) -> tuple[str, ...]:
        """The tables that it names itself."""
        return ()

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        """Its own conditions: key, dataset, clause."""
        return ()

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        """The columns that it names outside conditions: dataset, column or `key.column`."""
        return ()

    def nested(self) -> "tuple[Measure, ...]":
        """The measures written inside it."""
        return ()

    def tables_by_column(self) -> tuple[str, ...]:
        """The tables in which a column must stand that breaks the figure down; none where rows do
        not make it."""
        return ()

    def made_of(self) -> "tuple[Part, ...]":
        """What it is made of, where that may be other indicators."""
        return ()

    def clauses(self) -> tuple[Asked, ...]:
        """All conditions, its own first."""
        own = ((key, dataset, each) for key, dataset, each in self.own_clauses() if each)
        return (*own, *(clause for inner in self.nested() for clause in inner.clauses()))

    def columns(self) -> tuple[tuple[str, str], ...]:
        """All columns that are named outside conditions, its own last."""
        inner = (column for one in self.nested() for column in one.columns())
        return (*inner, *self.own_columns())

    def datasets(self) -> tuple[str, ...]:
        """All tables, its own first."""
        return (*self.own_datasets(), *(name for one in self.nested() for name in one.datasets()))

    def counted_datasets(self) -> tuple[str, ...]:
        """The tables whose rows it counts."""
        return self.datasets()

    def evidence_demand(self) -> EvidenceDemand | None:
        """The documents that it looks for."""
        return None

    def over_time(self) -> Shape | None:
        """How its periods are held against each other; None where it has but one."""
        return None

    def periods(self) -> tuple[str, ...]:
        """Those that it holds against each other, each with rows of its own."""
        return ()

    def rows(self) -> RowSet | None:
        """The rows behind the figure; None where no single set of rows is."""
        return None

    @property
    def of_one_period(self) -> "Measure":
        """The measure whose figures of several periods this one holds against each other, or
        itself."""
        return self

    def told_tables(self) -> tuple[tuple[str, str], ...]:
        """The tables that are told with the rule: «table» or «organisations», the name."""
        return tuple(("table", name) for name in self.own_datasets())

    @property
    def taken_missing(self) -> Missing | None:
        """What an empty answer means; None where none can occur."""
        found: Missing | None = getattr(self, "missing", None)
        return found

    # Who is in it.

    @property
    def tallied(self) -> "Measure":
        """The measure whose tallies this one holds against each other, of several periods or of
        several organisations, or itself."""
        return self

    @property
    def counts_rows_of(self) -> str | None:
        """The table whose rows are n or N; None where it counts documents, or has parts."""
        return None

    @property
    def denominator(self) -> str:
        """The table whose rows are N, to tell where they are none."""
        return ""

    @property
    def counts_organisations(self) -> bool:
        """Whether n and N are organisations, whatever rows stand behind each of them."""
        return False

    @property
    def added_column(self) -> str | None:
        """The column that is added up."""
        return None

    @property
    def added_columns(self) -> tuple[str, ...]:
        """The columns from which what is added up is computed."""
        return (self.added_column,) if self.added_column else ()

    @property
    def figures_are_shares(self) -> bool:
        """Whether the figures of organisations are n / N of rows."""
        return False

    @property
    def figures_in_percent(self) -> bool:
        """Whether the figures of organisations are written as percentages."""
        return False

    @property
    def fewest(self) -> int | None:
        """The least number of rows of an organisation by which it is looked at."""
        return None

    @property
    def looks_for_sign(self) -> bool:
        """Whether an organisation may show a sign."""
        return True

    @property
    def wants_sign(self) -> bool:
        """Whether organisations with the sign make n; else those without."""
        return True

    def told_rows(self) -> tuple[tuple[int, Narrowed], ...]:
        """The sets of rows whose sizes the figure tells: 0 of N (or of n alone), 1 of n, 2 of the
        rest; none where they are no rows of one table and period."""
        return ()

    # The figure.

    @property
    def is_ratio(self) -> bool:
        """Whether the figure is n / N, which a target compares as a percentage."""
        return self.form in (Form.PART_OF_WHOLE, Form.OF_ORGANISATIONS)

    @property
    def in_percents(self) -> bool:
        """Whether the figure is percents from 0 to 100, as the table holds them: no n / N."""
        return False

    @property
    def is_difference(self) -> bool:
        """Whether it tells how far figures are from one another: shares in percent points."""
        return False

    @property
    def never_negative(self) -> bool:
        """Whether no figure is below nought."""
        return self.is_ratio

    @property
    def is_unbounded(self) -> bool:
        """Whether what is missing could be any number."""
        return False

    @property
    def lies_between_parts(self) -> bool:
        """Whether the figure of the whole is never beyond those of its organisations."""
        return False

    @property
    def adds_up_parts(self) -> bool:
        """Whether the figure of the whole is the sum of those of its organisations, none below
        nought."""
        return False

    @property
    def drops_the_silent(self) -> bool:
        """Whether who gave no answer is neither in n nor in N."""
        return False

    def averaged(self) -> tuple[str, str] | None:
        """The table and the column whose mean is the figure."""
        return None

    @property
    def given_mean(self) -> float | None:
        """A mean that the rule itself gives, to hold figures against."""
        return None

    @property
    def target(self) -> Target:
        """What it asks where a rule names no figure."""
        return WHOLE

    @property
    def units(self) -> tuple[Unit | None, ...]:
        """The units that a target of a figure without denominator may have."""
        return (None, *PEOPLE, *THINGS, Unit.HOURS, Unit.POINTS)

    @abstractmethod
    def unit(self, target: Target | None, project: "Project") -> str:
        """The message key of what is counted."""

    # Words.

    @abstractmethod
    def said(self) -> Said:
        """What it does, in one sentence."""

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Words of code beside the conditions: key, text."""
        return ()

    # Stricter and weaker.

    def demand(self) -> Demand | None:
        """What two versions are compared by over all tables; None where by `ways` and `bounds`."""
        return None


@dataclass(frozen=True, slots=True)
class Part:
    """A measure, of a `period` maybe, or an indicator by its full id; `weight`: in an index."""

    id: str
    of: Measure | None
    indicator: str | None
    weight: float
    origin: "Origin"
    period: str | None = None

"""What is asked of a table, free of any engine: counts and sums of rows, grouped by keys."""

from datetime import date
from enum import StrEnum

from engine.classes import dataclass
from engine.model.conditions import ColumnType, Condition
from engine.model.spec import Window

NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.NUMBER})

Path = tuple[str, ...]
"""A column: ("grade",), or ("class", "school", "low_results") over one foreign key or more."""


def path_of(name: str) -> Path:
    """«school.low_results» as a path."""
    return tuple(name.split("."))


class State(StrEnum):
    """What a condition must be of a row."""

    TRUE = "true"
    UNKNOWN = "unknown"


Mask = tuple[tuple[int, State], ...]
"""Conditions of the scan, by index, that must all stand so. Empty: every row."""


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over the rows of `mask`: of ones, of `column`, of its squares, or of ones where
    `column` is filled."""

    mask: Mask
    column: Path | None = None
    filled: bool = False
    squared: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """The days outside which no row of `column` counts; a row without a date may."""

    column: Path
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Grouping:
    """Totals for each combination of the key columns; one line for no keys.

    Rows outside `days` change none of them and need not be read.
    """

    keys: tuple[Path, ...]
    totals: tuple[Total, ...]
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two columns whose values must be the same; those of two types, our own and theirs, are
    compared `as_type`: numbers as numbers, all else as text."""

    own: Path
    target: str
    types: tuple[ColumnType, ColumnType]

    @property
    def as_type(self) -> ColumnType | None:
        """None where both have one type."""
        if len(set(self.types)) == 1:
            return None
        return ColumnType.NUMBER if set(self.types) <= NUMBERS else ColumnType.STRING


@dataclass(frozen=True, slots=True)
class Join:
    """Columns of the table to which the last key of the path `over` leads. Where that is not the
    first key, `on` starts at columns that a join before it brought."""

    over: Path
    dataset: str
    on: tuple[Meeting, ...]
    columns: tuple[tuple[str, ColumnType], ...]

    @property
    def targets(self) -> tuple[str, ...]:
        """The columns there that hold the key."""
        return tuple(meeting.target for meeting in self.on)


@dataclass(frozen=True, slots=True)
class Labels:
    """Which period labels are in sight: inside `window`, and begun by `as_of`."""

    window: Window | None
    as_of: date


@dataclass(frozen=True, slots=True)
class Scan:
    """All that is asked of one dataset, in one pass.

    Of rows whose label in `period` is understood, only those in sight of one of `labels` count in
    groupings by the label.
    """

    dataset: str
    joins: tuple[Join, ...]
    conditions: tuple[Condition, ...]
    groupings: tuple[Grouping, ...]
    period: Path | None = None
    labels: tuple[Labels, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One total of the plan: where its answer stands."""

    dataset: str
    keys: tuple[Path, ...]
    index: int

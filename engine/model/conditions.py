"""Conditions as typed trees, free of any engine."""

from datetime import date
from enum import StrEnum

from engine.classes import dataclass
from engine.diagnostics import Origin


class ColumnType(StrEnum):
    """Types of Table Schema that a column may have."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"

    @property
    def is_numeric(self) -> bool:
        """Integers and numbers."""
        return self in (ColumnType.INTEGER, ColumnType.NUMBER)


Scalar = str | int | float | bool | date


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the dataset, or one reached over a foreign key: ("school", "low_results")."""

    path: tuple[str, ...]
    type: ColumnType


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant written in the condition."""

    value: Scalar
    type: ColumnType


RESERVED_NAMES = ("as_of", "period_start", "period_end")
"""Dates that conditions know of themselves; no column may have such a name."""


@dataclass(frozen=True, slots=True)
class Reserved:
    """as_of, period_start or period_end: a date that the run supplies."""

    name: str
    type: ColumnType = ColumnType.DATE


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left op right` with op one of + - *, or a negation when `left` is None."""

    op: str
    left: "Operand | None"
    right: "Operand"
    type: ColumnType


Operand = Column | Literal | Reserved | Arithmetic


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right` with op one of = <> < <= > >=."""

    op: str
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class InList:
    """`item in (values)`; negation is a `Not` around it."""

    item: Operand
    values: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class IsNull:
    """`item is null`: the one test that is never itself unknown."""

    item: Operand


@dataclass(frozen=True, slots=True)
class Like:
    """`item like 'pattern'` with % and _."""

    item: Operand
    pattern: str


@dataclass(frozen=True, slots=True)
class Matches:
    """`item matches 'pattern'`: a regular expression that the whole cell must match."""

    item: Operand
    pattern: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A boolean column or literal standing alone."""

    item: Column | Literal


@dataclass(frozen=True, slots=True)
class Not:
    """Three-valued negation."""

    item: "Condition"


@dataclass(frozen=True, slots=True)
class Both:
    """Three-valued conjunction of two or more conditions."""

    items: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Three-valued disjunction of two or more conditions."""

    items: tuple["Condition", ...]


Condition = Compare | InList | IsNull | Like | Matches | Flag | Not | Both | Either


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition as written and as understood, with its place in the spec and its table."""

    text: str
    tree: Condition
    origin: Origin
    dataset: str = ""

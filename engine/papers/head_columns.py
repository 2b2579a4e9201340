"""What is known of a head of a plan: its rows, its columns, and what each of these holds."""

from enum import StrEnum

from engine.classes import dataclass
from engine.papers.headings import Column


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """A column of a plan: grid columns from `begin` to `end`, its words, and what it holds."""

    kind: Column
    begin: int
    end: int
    heading: str
    """All words over it, from the top."""
    lowest: str
    """The words right over it."""


class Crossed(StrEnum):
    """Where each cell is an event: its month is told by one side, its direction by the other."""

    MONTHS_ACROSS = "months across"
    MONTHS_DOWN = "months down"


@dataclass(frozen=True, slots=True)
class Head:
    """Rows `first` to `first + depth` of a table."""

    first: int
    depth: int
    columns: tuple[HeadColumn, ...]
    texts: tuple[str, ...]
    crossed: Crossed | None = None

    def of(self, kind: Column) -> tuple[HeadColumn, ...]:
        """The columns of a kind."""
        return tuple(column for column in self.columns if column.kind is kind)

    def named(self, kind: Column) -> str:
        """The heading of the first column of a kind, its place where it has none; else a dash."""
        places = enumerate(self.columns, 1)
        return next((each.heading or str(at) for at, each in places if each.kind is kind), "–")

    @property
    def kinds(self) -> tuple[Column, ...]:
        """What its columns hold, from left to right."""
        return tuple(column.kind for column in self.columns)

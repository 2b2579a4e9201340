"""What became of a measure: its questions, and the figure that is made of the answers."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from engine.classes import dataclass
from engine.model.demands import EvidenceDemand
from engine.query.nodata import NoData
from engine.query.questions import Slot
from engine.query.scope import Reach

if TYPE_CHECKING:  # libraries of tables are read by those who evaluate
    from engine.query.answers import Answers
    from engine.results.verdicts import Document, Measurement


@dataclass(frozen=True, slots=True)
class Proofs:
    """The documents that cite what is judged, weighed; `read` entries were looked through."""

    documents: "tuple[Document, ...]"
    read: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a figure is made of: answers of the tables, documents, and organisation → municipality
    on the last day that is looked at; `lists` are the tables that list organisations."""

    answers: "Answers"
    prove: Callable[[EvidenceDemand], Proofs | NoData]
    members: Mapping[str, str]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a change."""

    label: str
    measured: "Measurement"


@dataclass(frozen=True, slots=True)
class Steps:
    """All periods of a change, in order."""

    steps: tuple[Step, ...]


class Task(ABC):
    """The questions of a measure, and what becomes of the answers."""

    __slots__ = ()

    @abstractmethod
    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        """Where it looks for rows, and which rows may belong; of a change, in its last period."""

    @abstractmethod
    def figure(self, run: Run) -> "Measurement | Steps | NoData":
        """The figure, or why there is none."""


class Single(Task):
    """…whose figure is of one period."""

    __slots__ = ()

    @property
    def adds_up(self) -> bool:
        """Whether the figures of the parts of a territory add up to its own."""
        return False

    @property
    def in_percent(self) -> bool:
        """Whether the units of what it is made of make percents of its figures."""
        return False

    @abstractmethod
    def figure(self, run: Run) -> "Measurement | NoData":
        """The figure, or why there is none."""


class OfRows(Single):
    """…of the rows of one table, or of one list."""

    __slots__ = ()
    reach: Reach
    set_aside: Slot | None

    @property
    def table(self) -> str:
        """The table whose rows are N."""
        return self.reach.dataset

    def looks(self) -> "Iterator[tuple[Reach, Slot | None]]":
        """Its rows, and those of them that are set aside."""
        yield self.reach, self.set_aside

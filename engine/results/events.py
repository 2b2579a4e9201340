"""Where each event of the plan stands at the as-of date.

The order of work: edges, conflicts, circles, and the coverage of the cycle.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.classes import dataclass
from engine.model.project import Waiver
from engine.model.spec import Stage, Window

if TYPE_CHECKING:
    from engine.results.verdicts import Document


class Status(StrEnum):
    """Status of an event or of one of its occurrences, the worst last but for waived.

    `no_data`: the days have passed, and there is no register that could tell what was done.
    """

    DONE = "done"
    DONE_LATE = "done_late"
    UPCOMING = "upcoming"
    IN_PROGRESS = "in_progress"
    UNDATED = "undated"
    NO_DATA = "no_data"
    OVERDUE = "overdue"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One window of an event (None when undated) with the documents that prove it; of a measure
    that is judged at each organisation, its code."""

    window: Window | None
    status: Status
    documents: "tuple[Document, ...]" = ()
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class EventOutcome:
    """An event (slug, id): the worst status of its occurrences, and k of m done."""

    roadmap: str
    id: str
    status: Status
    occurrences: tuple[Occurrence, ...]
    done: int
    expected: int
    waiver: Waiver | None = None
    replaced: Status | None = None


class Strength(StrEnum):
    """Hard edges come from `after` and relative schedules, soft ones from the cycle."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Edge:
    """`before` must precede `after`; both are full ids slug/event."""

    before: str
    after: str
    strength: Strength
    served: str | None = None
    """The goal or indicator (full id) that a soft edge comes from."""


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """An event in its turn, with the outer bounds of its windows (None when undated)."""

    id: str
    start: date | None
    end: date | None
    stage: Stage


@dataclass(frozen=True, slots=True)
class Conflict:
    """An edge, or a chain of edges, whose successor ends before its predecessor begins."""

    before: str
    after: str
    before_starts: date
    after_ends: date
    strength: Strength = Strength.HARD


@dataclass(frozen=True, slots=True)
class Cell:
    """Goal × stage: the ids of the roadmap's items that occupy it."""

    stage: Stage
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A goal with its six cells, in the order of the cycle."""

    roadmap: str
    goal: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ordering:
    """The plan of a project in the order of work. `circle`: the shortest one, closed by itself.

    `conflicts` contradict `after`, `against_cycle` the stages of the cycle. `unlinked` (full ids)
    are events that nothing links to another, `incomparable` those with dates that are linked to
    undated ones alone; `compared`: the dates of any two could be compared. `unjudged` stand against
    the cycle too, but speak of other subjects.
    """

    order: tuple[PlannedEvent, ...]
    edges: tuple[Edge, ...]
    conflicts: tuple[Conflict, ...]
    dropped: tuple[Edge, ...]
    circle: tuple[str, ...]
    matrix: tuple[MatrixRow, ...]
    against_cycle: tuple[Conflict, ...] = ()
    unlinked: tuple[str, ...] = ()
    compared: bool = False
    unjudged: tuple[Conflict, ...] = ()
    incomparable: tuple[str, ...] = ()

"""Where each event of the plan stands at the as-of date."""

from dataclasses import dataclass
from enum import StrEnum

from engine.model.project import Waiver
from engine.model.schedules import Window
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
    """One window of an event (None when undated) with the documents that prove it."""

    window: Window | None
    status: Status
    documents: tuple[Document, ...] = ()


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

"""What a schedule phrase of a plan means: kind, dated windows, and what is odd about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

OffsetUnit = Literal["working_days", "days", "weeks", "months"]


class ScheduleKind(StrEnum):
    """How a phrase places an event in time."""

    FIXED_WINDOW = "fixed_window"
    DEADLINE = "deadline"
    RECURRING = "recurring"
    RRULE = "rrule"
    RELATIVE = "relative"
    EXTERNAL_SCHEDULE = "external_schedule"
    AS_NEEDED = "as_needed"
    CONTINUOUS = "continuous"
    UNPARSEABLE = "unparseable"


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days from `start` to `end`, both included. A deadline «до D» is the one day D."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Offset:
    """Distance from an anchor; a negative `amount` means before it."""

    amount: int
    unit: OffsetUnit


@dataclass(frozen=True, slots=True)
class ScheduleRemark:
    """Something odd about a phrase: a kebab-case `code` and the characters `start:end` it is about.

    Offsets count characters of the phrase as written. `params` are pairs for the message.
    """

    code: str
    start: int
    end: int
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The reading of one phrase.

    `windows` are the dates that are certain, in order; `candidates` are the dates that the phrase
    may mean where it does not say. `reason` is a snake_case code: why there are no windows, or why
    the reading is uncertain. `rrule` follows RFC 5545 and gives the first day of each occurrence.
    `anchor` is the event or foreign schedule the phrase refers to, its head word in the nominative.
    `confidence` is 1.0 for a phrase with one reading, less where there are several, 0.0 for none.
    """

    text: str | None
    kind: ScheduleKind
    windows: tuple[Window, ...] = ()
    rrule: str | None = None
    anchor: str | None = None
    offset: Offset | None = None
    confidence: float = 1.0
    reason: str | None = None
    candidates: tuple[Window, ...] = ()
    remarks: tuple[ScheduleRemark, ...] = ()

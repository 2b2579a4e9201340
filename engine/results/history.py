"""Two reports of one project: whose verdict changed, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """Why a verdict or a figure may differ between two runs, the nearest cause first."""

    SPEC = "spec"
    WAIVER = "waiver"
    DATA = "data"
    DATE = "date"
    ENGINE = "engine"
    UNKNOWN = "unknown"


class Move(StrEnum):
    """Whether things stand better or worse than before."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Side:
    """What one report said of an indicator; None where it did not know it."""

    verdict: str
    figure: str | None


@dataclass(frozen=True, slots=True)
class VerdictMove:
    """An indicator or requirement whose verdict or figure is another."""

    id: str
    text: str
    old: Side | None
    new: Side | None
    move: Move
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class EventMove:
    """An event with another status."""

    id: str
    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RunComparison:
    """Two reports. `specs` and `tables` are the files that differ, came or went."""

    project: str
    old_as_of: str
    new_as_of: str
    verdicts: tuple[VerdictMove, ...]
    events: tuple[EventMove, ...]
    specs: tuple[str, ...]
    tables: tuple[str, ...]

    def moved(self, move: Move) -> tuple[VerdictMove, ...]:
        """The verdicts that moved that way; figures alone do not count."""
        return tuple(
            each
            for each in self.verdicts
            if each.move is move and _verdict(each.old) != _verdict(each.new)
        )


def _verdict(side: Side | None) -> str | None:
    return side.verdict if side else None

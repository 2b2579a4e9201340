"""The events of a project by position, with what the order of work asks of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from engine.diagnostics import Origin
from engine.model.project import Project
from engine.model.spec import CYCLE, Event, Roadmap, Stage, cycle_stage
from engine.results.ordering import PlannedEvent

_STAGE_NUMBER = {stage: CYCLE.index(cycle_stage(stage)) for stage in Stage}


@dataclass(frozen=True, slots=True)
class Row:
    """An event: `first` and `last` number its outermost stages among the six, from 0.

    `start` and `end` are the outer bounds of its windows, both None when it is undated.
    """

    position: int
    full_id: str
    roadmap: Roadmap
    event: Event
    first: int
    last: int
    start: date | None
    end: date | None

    @property
    def urgency(self) -> tuple[bool, date, date, int, int]:
        """What breaks a tie: undated last, then window start, window end, stage, document."""
        start, end = self.start or date.max, self.end or date.max
        return (self.start is None, start, end, self.first, self.position)

    def planned(self) -> PlannedEvent:
        """The event as the plan shows it."""
        return PlannedEvent(self.full_id, self.start, self.end, CYCLE[self.first])

    def origin(self, *route: str | int) -> Origin:
        """A place inside the event."""
        return Origin(self.event.origin.file, (*self.event.origin.route, *route))


@dataclass(frozen=True)
class EventIndex:
    """All events of a project in document order."""

    rows: tuple[Row, ...]

    @cached_property
    def positions(self) -> dict[str, int]:
        """Full id → position."""
        return {row.full_id: row.position for row in reversed(self.rows)}

    def named(self, name: str, roadmap: Roadmap) -> int | None:
        """The event that a reference means: `slug/event`, or an event of the same roadmap."""
        return self.positions.get(name if "/" in name else roadmap.full_id(name))


def index_events(project: Project) -> EventIndex:
    """Every event of every roadmap, roadmaps in the project's order."""
    return EventIndex(
        tuple(
            _row(position, roadmap, event)
            for position, (roadmap, event) in enumerate(_events(project))
        )
    )


def _events(project: Project) -> Iterator[tuple[Roadmap, Event]]:
    return ((roadmap, event) for roadmap in project.roadmaps for event in roadmap.events)


def _row(position: int, roadmap: Roadmap, event: Event) -> Row:
    stages = [_STAGE_NUMBER[stage] for stage in event.stages]
    windows = event.schedule.windows
    return Row(
        position=position,
        full_id=roadmap.full_id(event.id),
        roadmap=roadmap,
        event=event,
        first=min(stages),
        last=max(stages),
        start=min((window.start for window in windows), default=None),
        end=max((window.end for window in windows), default=None),
    )

"""Hard links: what an event's `after` names, and what its schedule is relative to.

The events of a project by position, with what the order of work asks of each.

Soft links: events that serve the same goal or indicator follow the stages of the cycle.

Among the events that share a served id, x comes before y when x's last stage lies before y's
first. Only the links that imply all others are made: from one occupied stage to the next. An
event with several stages occupies all from its first to its last.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from engine.classes import dataclass
from engine.diagnostics import Origin
from engine.model.project import Project
from engine.model.spec import CYCLE, Event, Roadmap, ScheduleKind, Stage, cycle_stage
from engine.results.events import PlannedEvent

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
        return self.event.origin.under(*route)


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


@dataclass(frozen=True, slots=True)
class HardLink:
    """`before` must precede `after` (positions of events); `origin` is where the spec says so."""

    before: int
    after: int
    origin: Origin


def hard_links(index: EventIndex) -> tuple[HardLink, ...]:
    """All hard links, each pair once, in document order. References to nothing are passed over."""
    links: dict[tuple[int, int], HardLink] = {}
    for row in index.rows:
        for link in (*_after(row, index), *_relative(row, index)):
            links.setdefault((link.before, link.after), link)
    return tuple(links.values())


def has_circle(links: tuple[HardLink, ...]) -> bool:
    """Whether some events wait for one another in a circle."""
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for link in links:
        sorter.add(link.after, link.before)
    try:
        sorter.prepare()
    except CycleError:
        return True
    return False


def _after(row: Row, index: EventIndex) -> Iterator[HardLink]:
    for number, name in enumerate(row.event.after):
        before = index.named(name, row.roadmap)
        if before is not None:
            yield HardLink(before, row.position, row.origin("after", number))


def _relative(row: Row, index: EventIndex) -> Iterator[HardLink]:
    """«за 3 дня до X» puts the event before X, every other relative phrase after it."""
    schedule = row.event.schedule
    if schedule.kind is not ScheduleKind.RELATIVE or schedule.anchor is None:
        return
    anchor = _anchor(schedule.anchor, row, index)
    if anchor is None or anchor == row.position:
        return
    comes_first = schedule.offset is not None and schedule.offset.amount < 0
    before, after = (row.position, anchor) if comes_first else (anchor, row.position)
    yield HardLink(before, after, row.origin("schedule"))


def _anchor(words: str, row: Row, index: EventIndex) -> int | None:
    """The event an anchor names: by its id, or by its whole title within the roadmap."""
    named = index.named(words, row.roadmap)
    if named is not None:
        return named
    titles = (event for event in row.roadmap.events if _same(event.title, words))
    found = next(titles, None)
    return index.named(found.id, row.roadmap) if found else None


def _same(title: str | None, words: str) -> bool:
    return title is not None and title.casefold().strip(" .") == words.casefold().strip(" .")


@dataclass(frozen=True, slots=True)
class Step:
    """Each of `sources` comes before each of `targets`: both serve `served` (full id)."""

    served: str
    sources: tuple[Row, ...]
    targets: tuple[Row, ...]

    @property
    def pairs(self) -> int:
        """How many links the step stands for: each source with each target."""
        return len(self.sources) * len(self.targets)


def soft_steps(index: EventIndex) -> Iterator[Step]:
    """All steps, served ids in the order in which the document first serves them."""
    for served, rows in served_rows(index).items():
        yield from _steps(served, rows)


def served_rows(index: EventIndex) -> dict[str, list[Row]]:
    """The events by the goal or indicator (full id) that they serve."""
    groups: dict[str, list[Row]] = {}
    for row in index.rows:
        for served in dict.fromkeys(row.event.serves):
            groups.setdefault(row.roadmap.full_id(served), []).append(row)
    return groups


def _steps(served: str, rows: list[Row]) -> Iterator[Step]:
    for stage in range(len(CYCLE)):
        sources = tuple(row for row in rows if row.last == stage)
        later = [row for row in rows if row.first > stage]
        if sources and later:
            nearest = min(row.last for row in later)
            yield Step(served, sources, tuple(row for row in later if row.first <= nearest))

"""Hard links: what an event's `after` names, and what its schedule is relative to."""

from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from engine.cycle.index import EventIndex, Row
from engine.diagnostics import Origin
from engine.model.schedules import ScheduleKind


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

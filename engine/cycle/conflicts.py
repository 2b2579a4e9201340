"""Conflicts: hard links that the printed dates contradict."""

from collections.abc import Iterable, Iterator

from engine.cycle.hard import HardLink
from engine.cycle.index import EventIndex
from engine.results.ordering import Conflict


def find_conflicts(index: EventIndex, links: Iterable[HardLink]) -> Iterator[Conflict]:
    """Links whose successor's last window ends before its predecessor's first begins."""
    for link in links:
        before, after = index.rows[link.before], index.rows[link.after]
        if before.start is not None and after.end is not None and after.end < before.start:
            yield Conflict(before.full_id, after.full_id, before.start, after.end)

"""Soft links: events that serve the same goal or indicator follow the stages of the cycle.

Among the events that share a served id, x comes before y when x's last stage lies before y's
first. Only the links that imply all others are made: from one occupied stage to the next. An
event with several stages occupies all from its first to its last.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.cycle.index import EventIndex, Row
from engine.model.spec import CYCLE


@dataclass(frozen=True, slots=True)
class Step:
    """Each of `sources` comes before each of `targets`: both serve `served` (full id)."""

    served: str
    sources: tuple[Row, ...]
    targets: tuple[Row, ...]

    @property
    def pairs(self) -> int:
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

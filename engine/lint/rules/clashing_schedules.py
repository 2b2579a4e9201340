"""Schedules that exclude themselves, and one schedule for all rows."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from engine.codes.documents import SAME_SCHEDULE, SCHEDULES_CLASH
from engine.diagnostics import Finding, Subject, finding
from engine.lazy import lazy_pattern
from engine.lint.text.numbering import about
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_YEARLY = lazy_pattern(r"\bежегодн", re.IGNORECASE)
_ONCE = lazy_pattern(r"20\d\d|постоянно|единовременно", re.IGNORECASE)
_FROM_THEN_ON = lazy_pattern(r"далее|начиная|\bс 20\d\d|затем|20\d\d\s*[-–—]", re.IGNORECASE)
_LEAST_EVENTS = 20
_MOST = 0.75


def check_clashing_schedules(project: Project) -> tuple[Finding, ...]:
    """Two schedules that exclude each other (L638), one schedule for nearly all rows (L636)."""
    events = [(roadmap, event) for roadmap in project.roadmaps for event in roadmap.events]
    clashes = tuple(
        about(SCHEDULES_CLASH, roadmap, event, "schedule", quote=event.schedule.text or "")
        for roadmap, event in events
        if _clash(event.schedule.text or "") or _ends_before(event)
    )
    return (*clashes, *_same(events))


_LIMIT = lazy_pattern(r"[,(;]\s*(?:но\s+)?не\s+поз(?:днее|же)\b", re.IGNORECASE)

_GRACE = timedelta(days=14)
"""So much later what was done within a time may be handed in."""
_OF_EACH_TIME = lazy_pattern(
    r"\s*(?:\d{1,2}(?:-?(?:го|е))?\s+числа|"
    r"[^,;]*\b(?:кажд|рабочего дня|дня месяца|(?:текущ|отч[её]тн)\w+ ))",
    re.IGNORECASE,
)
"""«Ежемесячно, не позднее 25 числа»: the limit stands within every time, not before the first."""


def _ends_before(event: Event) -> bool:
    """«С 6 по 10 апреля, не позднее 3 апреля»: the limit lies before the time itself, or, as
    «январь – март, не позднее 30 апреля», long after it.
    """
    limit = _LIMIT.search(event.schedule.text or "")
    if limit is None or limit.start() == 0 or len(event.schedule.windows) < 2:
        return False
    if _OF_EACH_TIME.match(limit.string, limit.end()):
        return False
    first, *others = sorted(event.schedule.windows)
    limited = len(others) == 1 and others[0].start == others[0].end and first.start < first.end
    if limited and others[0].start - first.end > _GRACE:
        return True
    return first.start == first.end and all(first.end < window.start for window in others)


def _clash(text: str) -> bool:
    yearly = _YEARLY.search(text) and _ONCE.search(text)
    return bool(yearly) and not _FROM_THEN_ON.search(text)


def _same(events: list[tuple[Roadmap, Event]]) -> Iterator[Finding]:
    told = Counter((event.schedule.text or "").casefold() for _, event in events)
    if len(events) < _LEAST_EVENTS:
        return
    text, count = told.most_common(1)[0]
    if text and count >= _MOST * len(events):
        first = next(event for _, event in events if (event.schedule.text or "").casefold() == text)
        at = first.origin.under("schedule")
        yield finding(
            SAME_SCHEDULE,
            at,
            subject=Subject(None, "document", None),
            quote=first.schedule.text or "",
            count=count,
            total=len(events),
        )

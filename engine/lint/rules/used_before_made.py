"""Programmes, plans and methods: made, carried out, watched and reported on in that order."""

import re
from collections.abc import Iterator
from datetime import date

from engine.codes.documents import USED_BEFORE_MADE
from engine.cycle import order_events
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import ends_before_start, first_day, last_day, written, years_named
from engine.lint.text.deeds import Deed, read_deed, same_thing
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_Done = tuple[Event, Deed]


def check_life_of_things(project: Project) -> tuple[Finding, ...]:
    """A finding for each event whose thing is made or carried out only later (L603).

    Conflicts that `after` shows are findings already.
    """
    ordering, _ = order_events(project)
    known = {conflict.after for conflict in ordering.conflicts}
    return tuple(
        _finding(roadmap, event, later)
        for roadmap in project.roadmaps
        for event, later in used_too_early(roadmap)
        if roadmap.full_id(event.id) not in known
    )


def used_too_early(roadmap: Roadmap) -> Iterator[tuple[Event, list[Event]]]:
    """An event, and what makes or carries out its thing only after it has ended."""
    done = [(event, deed) for event in roadmap.events if (deed := read_deed(event.title or ""))]
    for event, deed in done:
        earlier = _earlier_deeds(event, deed, done)
        later = [
            other
            for step in {deed.doing for _, deed in earlier}
            for other in _all_later(event, [each for each, its in earlier if its.doing is step])
        ]
        if later:
            yield event, later


def _earlier_deeds(event: Event, deed: Deed, done: list[_Done]) -> list[_Done]:
    """What must have been done with the thing before: in the event's own section, if anywhere."""
    found = [
        (other, its)
        for other, its in done
        if other is not event
        and its.doing < deed.doing
        and same_thing(deed, its)
        and not _is_for_later(other, event)
    ]
    near = [(other, its) for other, its in found if other.section == event.section]
    return near or found


_COMING = lazy_pattern(
    r"\b(?:следующ|нов|очередн|предстоящ|будущ)\w+\s+(?:учебн\w+\s+|календарн\w+\s+)?(?:год|период)",
    re.IGNORECASE,
)


def _is_for_later(maker: Event, used: Event) -> bool:
    """«Утверждение плана на 2026-2027 учебный год» in August: not of the plan that has just run."""
    title, end = maker.title or "", last_day(used)
    if _COMING.search(title):
        return True
    return any(end is not None and years.window.start > end for years in years_named(title))


def _all_later(event: Event, others: list[Event]) -> list[Event]:
    """The others, if each of them begins only after `event` has ended."""
    return others if all(ends_before_start(event, other) for other in others) else []


def _finding(roadmap: Roadmap, event: Event, later: list[Event]) -> Finding:
    first = min(later, key=lambda other: first_day(other) or date.max)
    return about(
        USED_BEFORE_MADE,
        roadmap,
        event,
        "schedule",
        related=[beside(roadmap, other, "made-here", "schedule") for other in later],
        ends=written(last_day(event)),
        starts=written(first_day(first)),
        made=first.title or first.id,
    )

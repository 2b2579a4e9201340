"""Weeks in which too much of one body falls due (L705)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from engine.codes.across import BUSY_WEEK
from engine.diagnostics import Finding
from engine.lint.text.dates import lasts_all_along, written
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_Due = tuple[Roadmap, Event]
_Key = tuple[str, date]


def check_busy_weeks(project: Project) -> tuple[Finding, ...]:
    """A finding for each body and week over the limit; without a limit nothing is judged."""
    limit = project.due_in_week
    if limit is None:
        return ()
    due: dict[_Key, list[_Due]] = defaultdict(list)
    for key, row in _deadlines(project):
        due[key].append(row)
    busy = sorted(key for key, rows in due.items() if len(rows) > limit)
    return tuple(_finding(project, key, due[key], limit) for key in busy)


def _deadlines(project: Project) -> Iterator[tuple[_Key, _Due]]:
    """The Monday of the week in which each window of each event closes, by body."""
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            days = {_monday(window.end) for window in event.schedule.windows}
            for body in {
                responsible.body or responsible.text or "" for responsible in event.responsible
            }:
                if body and not lasts_all_along(event):
                    yield from (((body, day), (roadmap, event)) for day in sorted(days))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _finding(project: Project, key: _Key, rows: list[_Due], limit: int) -> Finding:
    (roadmap, first), *others = rows
    named = project.body(key[0])
    return about(
        BUSY_WEEK,
        roadmap,
        first,
        "schedule",
        related=[beside(where, each, "due-here", "schedule") for where, each in others],
        body=named.name if named else key[0],
        starts=written(key[1]),
        count=len(rows),
        limit=limit,
    )

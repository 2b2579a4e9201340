"""Durations that the plan's period, or the work itself, cannot hold."""

import re
from collections.abc import Iterator

from engine.codes.documents import DURATION_TOO_LONG, DURATION_UNKEPT
from engine.diagnostics import Finding
from engine.lint.text.dates import first_day, last_day, months_between, period_of, written
from engine.lint.text.deeds import Doing, read_deed, same_thing
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Window

_DURATION = re.compile(
    r"(?:срок(?:ом)?(?: (?:реализации|действия|на))*|рассчитан\w* на|на период)\W{0,3}"
    r"(?:не менее |не менее чем |до )?(\d+|одн\w+|дв\w+|тр[её]\w*|три|четыр\w*|пят\w*)[\s-]*"
    r"(?:год\w*|лет|месяц\w*)",
    re.IGNORECASE,
)
_NUMERALS = {"од": 1, "дв": 2, "тр": 3, "че": 4, "пя": 5}
_YEAR = 12


def check_durations(project: Project) -> tuple[Finding, ...]:
    """Durations longer than the plan (L624), and carried out in less than they promise (L629)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for event in roadmap.events
        for found in _judge(event, roadmap, period_of(project, roadmap))
    )


def _judge(event: Event, roadmap: Roadmap, period: Window | None) -> Iterator[Finding]:
    match = _DURATION.search(event.title or "")
    if match is None or period is None:
        return
    months = _months(match)
    if months > months_between(period):
        yield about(
            DURATION_TOO_LONG,
            roadmap,
            event,
            "title",
            span=match.span(),
            quote=match[0],
            starts=written(period.start),
            ends=written(period.end),
        )
    short = [run for run in _runs(event, roadmap) if _span(run) < months]
    for run in short:
        yield about(
            DURATION_UNKEPT,
            roadmap,
            run,
            "schedule",
            related=[beside(roadmap, event, "duration-here", "title")],
            quote=run.schedule.text or "",
            duration=match[0],
            title=event.title or "",
        )


def _months(match: re.Match[str]) -> int:
    count = match[1].casefold()
    number = int(count) if count.isdigit() else _NUMERALS.get(count[:2], 1)
    return number if "месяц" in match[0].casefold() else number * _YEAR


def _runs(event: Event, roadmap: Roadmap) -> list[Event]:
    """The events that carry out what `event` makes, in its own section."""
    made = read_deed(event.title or "")
    if made is None:
        return []
    near = [each for each in roadmap.events if each.section == event.section and each is not event]
    deeds = ((each, read_deed(each.title or "")) for each in near if first_day(each))
    return [each for each, its in deeds if its and its.doing is Doing.RUN and same_thing(made, its)]


def _span(event: Event) -> int:
    start, end = first_day(event), last_day(event)
    return months_between(Window(start, end)) if start and end else 0

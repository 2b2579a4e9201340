"""The whole plan summed up while much of its work is still to come (L796)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from engine.codes.orders import SUMMED_UP_EARLY
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.clause_deadlines import day_of, year_of
from engine.lint.rules.order_heading import signed_on
from engine.lint.text import Passage, event_passages, passages_of, report
from engine.lint.text.dates import first_day, last_day, lasts_all_along, written
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Stage
from engine.schedule import A_MONTH

_KIND = r"программы|плана|дорожн\w+ карты|комплекса мер|концепции"
_WHOLE = lazy_pattern(
    r"(?:итогов|заключительн|финальн)\w*\s+(?:аналитическ\w+\s+)?(?:отч[её]т|доклад|анализ|справк|оценк)\w*\s+"
    r"(?:об?\s+|по\s+)?(?:(?:ход|итог|результат)\w*\s+)?(?:реализаци|выполнени|исполнени|эффективност)\w*\s+"
    rf"(?P<kind>{_KIND})(?:\s+мероприятий)?(?=\s*(?:[.,;(]|$|и\s+(?:его|е[её])\s))",
    re.IGNORECASE,
)
"""«итогового отчета о реализации Программы»: of the plan itself, not of one of its years."""
_NEXT = lazy_pattern(
    r"\bплан\w*\s|планировани|следующ|предстоящ|нов\w+ учебн|август|летн|лето\b|каникул",
    re.IGNORECASE,
)
"""What belongs to the next year, or to a summer after the school year."""
_WORK = frozenset({Stage.MEASURE, Stage.MONITORING})
_ROOM = timedelta(days=45)
_LEAST = 2
_STEM = 5


def check_final_reports(project: Project) -> tuple[Finding, ...]:
    """A finding for each final report on the plan that at least two dated works outlast by more
    than a month and a half.
    """
    clauses = (
        passage
        for passage in passages_of(project)
        if passage.subject.roadmap is None and passage.field == "preamble" and not passage.lost
    )
    return (
        *(
            found
            for roadmap in project.roadmaps
            for event in roadmap.events
            for found in _judged(project, roadmap, event)
        ),
        *(found for clause in clauses for found in _reported_early(project, clause)),
    )


def _judged(project: Project, roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    end = last_day(event)
    if end is None or not _sums_up(project, roadmap, event.title or ""):
        return
    left = [each for each in roadmap.events if each is not event and _outlasts(each, end)]
    if len(left) >= _LEAST:
        yield about(
            SUMMED_UP_EARLY, roadmap, event, "schedule",
            related=[beside(roadmap, each, "also-here", "schedule") for each in left],
            quote=event.title or "",
            schedule=event.schedule.text or "",
            limit=written(max(filter(None, map(last_day, left)))),
        )  # fmt: skip


_REPORTS = lazy_pattern(
    r"\b(?:доложить|отчитаться|представить|рассмотреть|заслушать|подвести|обсудить)\b[^.;]{0,80}?"
    r"\b(?:результат|итог)\w*\s+(?:реализации|выполнения|исполнения)\s+(?:\w+\s+)?"
    rf"(?P<kind>{_KIND})",
    re.IGNORECASE,
)


_DAY = lazy_pattern(
    rf"(?P<day>\d{{1,2}}\s+{A_MONTH}"
    r"(?:\s+20\d\d)?(?:\s+г(?:ода|\.)?)?|\d{1,2}\.\d{2}\.20\d\d)",
    re.IGNORECASE,
)


def _reported_early(project: Project, clause: Passage) -> Iterator[Finding]:
    """«доложить о результатах выполнения плана 6 июля», and its effect is weighed in August."""
    found = _REPORTS.search(clause.text)
    if found is None:
        return
    days = [*_DAY.finditer(clause.text, found.end())]
    year = year_of(signed_on(project), project.period)
    due = day_of(days[0]["day"], year) if len(days) == 1 else None
    weighed = [
        (start, roadmap, event)
        for roadmap in project.roadmaps
        for event in roadmap.events
        if event.stages == (Stage.EFFECTIVENESS,) and (start := first_day(event))
    ]
    if due and weighed and all(due < start for start, *_ in weighed):
        rows = (
            next(each for each in event_passages(roadmap, event) if each.field == "schedule")
            for _, roadmap, event in weighed
        )
        yield report(
            SUMMED_UP_EARLY, clause, days[0].span("day"),
            related=tuple((row, "also-here") for row in rows),
            schedule=days[0]["day"],
            limit=written(max(filter(None, (last_day(event) for *_, event in weighed)))),
        )  # fmt: skip


def _sums_up(project: Project, roadmap: Roadmap, title: str) -> bool:
    """Whether the title sums up a document of the kind that this one calls itself."""
    found = _WHOLE.search(title)
    titles = f"{project.title} {roadmap.title}".lower()
    return found is not None and found["kind"].lower()[:_STEM].rstrip("аы") in titles


def _outlasts(event: Event, end: date) -> bool:
    last = last_day(event)
    works = bool(event.stages) and set(event.stages) <= _WORK
    later = last is not None and last > end + _ROOM
    return works and later and not lasts_all_along(event) and not _NEXT.search(event.title or "")

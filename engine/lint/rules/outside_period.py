"""Schedules outside the plan's own period, and years left from an older copy."""

import re
from collections.abc import Iterator
from datetime import date

from engine.codes.documents import OUTSIDE_PERIOD, PARTLY_OUTSIDE_PERIOD, STALE_YEAR
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import first_day, last_day, period_of, written
from engine.lint.text.numbering import about
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleRemark, Window

_REMARKS = ("stale-year", "outside-period", "partly-outside-period")
_SEPTEMBER = (9, 1)
_YEAR = lazy_pattern(r"20\d\d")
_YEAR_OF_OTHERS = lazy_pattern(r"\bна (20\d\d)\s*(?:год|г\.)", re.IGNORECASE)


def check_outside_period(project: Project) -> tuple[Finding, ...]:
    """One finding for each event that has a date outside the printed period (L610–L612)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        if (period := period_of(project, roadmap))
        for event in roadmap.events
        for found in _about(roadmap, event, period)
    )


def _about(roadmap: Roadmap, event: Event, period: Window) -> Iterator[Finding]:
    worst = _worst(event, period)
    if worst is None:
        return
    text = event.schedule.text or ""
    yield about(
        _code(worst, event, period),
        roadmap,
        event,
        "schedule",
        span=(worst.start, worst.end),
        quote=text[worst.start : worst.end],
        schedule=text,
        starts=written(period.start),
        ends=written(period.end),
    )


def _worst(event: Event, period: Window) -> ScheduleRemark | None:
    """The gravest remark about the period; an early August, or a foreign year, where none is."""
    remarks = [remark for remark in event.schedule.remarks if remark.code in _REMARKS]
    if remarks:
        return min(remarks, key=lambda each: _REMARKS.index(each.code))
    text, first = event.schedule.text or "", first_day(event)
    early = first is not None and first < period.start and bool(_YEAR.search(text))
    foreign = _YEAR_OF_OTHERS.search(text)
    if early or (foreign and not _is_within(int(foreign[1]), period)):
        return ScheduleRemark("partly-outside-period", 0, len(text))
    return None


def _is_within(year: int, period: Window) -> bool:
    return period.start <= date(year, 1, 1) and date(year, 12, 31) <= period.end


def _code(remark: ScheduleRemark, event: Event, period: Window) -> Code:
    if not _lies_wholly_outside(event, period) or _prepares(event, period):
        return PARTLY_OUTSIDE_PERIOD
    return STALE_YEAR if remark.code == "stale-year" else OUTSIDE_PERIOD


def _lies_wholly_outside(event: Event, period: Window) -> bool:
    first, last = first_day(event), last_day(event)
    within = [w for w in event.schedule.windows if w.end >= period.start and w.start <= period.end]
    lost = any(remark.code == "separator-lost" for remark in event.schedule.remarks)
    return first is not None and last is not None and not within and not lost


def _prepares(event: Event, period: Window) -> bool:
    """August before a plan that begins on 1 September is the time of its preparation."""
    first = first_day(event)
    opens = (period.start.month, period.start.day) == _SEPTEMBER
    return opens and first is not None and (first.year, first.month) == (period.start.year, 8)

"""Schedules outside the plan's own period, and years left from an older copy."""

from collections.abc import Iterator

from engine.checks.wording.pointing import about
from engine.checks.wording.times import first_day, last_day, period_of, written
from engine.codes.documents import OUTSIDE_PERIOD, PARTLY_OUTSIDE_PERIOD, STALE_YEAR
from engine.diagnostics import Code, Finding
from engine.model.project import Project
from engine.model.schedules import ScheduleRemark, Window
from engine.model.spec import Event, Roadmap

_REMARKS = ("stale-year", "outside-period", "partly-outside-period")
_SEPTEMBER = (9, 1)


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
    remarks = [each for each in event.schedule.remarks if each.code in _REMARKS]
    if not remarks:
        return
    text = event.schedule.text or ""
    worst = min(remarks, key=lambda each: _REMARKS.index(each.code))
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

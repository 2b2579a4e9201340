"""Work that is due when the year is over, that begins before its ground, or before the order."""

from collections.abc import Iterator
from datetime import date, timedelta

from engine.codes.documents import BEFORE_ORDER, BEGINS_BEFORE_GROUND, WORK_AFTER_YEAR
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.order_heading import signed_on
from engine.lint.text.dates import first_day, last_day, lasts_all_along, written
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Stage

_SUMMING_UP = frozenset({Stage.ANALYSIS, Stage.RECOMMENDATION, Stage.EFFECTIVENESS, Stage.GOAL})
_YEAR = lazy_pattern(r"20\d\d")


def check_timing_of_work(project: Project) -> tuple[Finding, ...]:
    """Work of the year after the year (L627), before its ground (L609), before the order (L626)."""
    signed = signed_on(project)
    return tuple(
        found
        for roadmap in project.roadmaps
        for event in roadmap.events
        for found in (
            *_after_year(roadmap, event),
            *_before_ground(roadmap, event),
        )
    ) + tuple(found for roadmap in project.roadmaps for found in _before_order(roadmap, signed))


def _after_year(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    """«По итогам учебного года» for measures and monitoring of that very year."""
    anchor = event.schedule.anchor or ""
    summed = any(stage in _SUMMING_UP for stage in event.stages)
    if anchor.startswith("итоги") and "год" in anchor and not summed:
        yield about(WORK_AFTER_YEAR, roadmap, event, "schedule", quote=event.schedule.text or "")


def _before_ground(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    """Work all year long that needs what is made in one of its months."""
    named = [each for each in roadmap.events if each.id in event.after]
    if event.schedule.kind is ScheduleKind.CONTINUOUS:
        grounds = [each for each in named if _later(event, each)]
    else:
        grounds = [each for each in named if _starts_sooner(event, each)]
    if grounds:
        yield about(
            BEGINS_BEFORE_GROUND,
            roadmap,
            event,
            "schedule",
            related=[beside(roadmap, ground, "needed-here", "schedule") for ground in grounds],
            ground=grounds[0].title or grounds[0].id,
            schedule=grounds[0].schedule.text or "",
        )


_MONTH = 31
_OFTEN = 8
"""What has so many turns, each week or twice a month, may begin with the first of them late."""


def _starts_sooner(event: Event, ground: Event) -> bool:
    """Whether its first turn is over before the ground begins, or it runs from the first day of a
    ground of several months and beyond its end.
    """
    turns, times = event.schedule.windows, ground.schedule.windows
    if not turns or not times or lasts_all_along(ground):
        return False
    first, needed = min(turns), min(times)
    if len(turns) > 1 and len(times) == 1 and first.end < needed.start:
        often = len(turns) >= _OFTEN and needed.start - first.start <= _SETTING_UP
        return max(turns).end > needed.end and not often
    long = (needed.end - needed.start).days > _MONTH
    single = len(turns) == len(times) == 1 and ground.schedule.kind is not ScheduleKind.DEADLINE
    if single and long and needed.start - first.start > _MUCH and first.end >= needed.end:
        return True
    return long and first.start <= needed.start and first.end > needed.end


_MUCH = timedelta(days=45)
"""So long before its ground begins a work may not begin, though both end together."""
_SETTING_UP = timedelta(days=21)
"""What runs all year long may be set up in its first weeks."""


def _later(event: Event, ground: Event) -> bool:
    start, ready = first_day(event), first_day(ground)
    if start is None:
        return ground.schedule.kind is ScheduleKind.FIXED_WINDOW
    return ready is not None and ready - start > _SETTING_UP


def _before_order(roadmap: Roadmap, signed: date | None) -> Iterator[Finding]:
    """One finding for all rows that bear the same date, or whose yearly turn had passed already."""
    rows: dict[str, list[Event]] = {}
    for event in roadmap.events:
        if signed and _begins_before(event, signed):
            rows.setdefault(" ".join((event.schedule.text or "").split()), []).append(event)
    for text, (first, *others) in rows.items():
        begins, ends = first_day(first), last_day(first)
        yield about(
            BEFORE_ORDER,
            roadmap,
            first,
            "schedule",
            related=[beside(roadmap, each, "also-here", "schedule") for each in others],
            quote=text,
            signed=written(signed),
            begins=written(begins) if signed and ends and ends >= signed else "",
            others=len(others) or "",
        )


def _begins_before(event: Event, signed: date) -> bool:
    first, last = first_day(event), last_day(event)
    if first is None or last is None or event.schedule.kind is ScheduleKind.CONTINUOUS:
        return False
    if _YEAR.search(event.schedule.text or ""):
        return first < signed.replace(day=1) or last < signed
    yearly = event.schedule.kind is ScheduleKind.RECURRING
    return yearly and min(window.end for window in event.schedule.windows) < signed

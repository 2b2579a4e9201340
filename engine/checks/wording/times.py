"""When events fall: the outer bounds of their windows, and how dates are written."""

from datetime import date

from engine.model.project import Project
from engine.model.schedules import ScheduleKind, Window
from engine.model.spec import Event, Roadmap


def first_day(event: Event) -> date | None:
    """The first day of its first window; None when it is undated."""
    return min((window.start for window in event.schedule.windows), default=None)


def last_day(event: Event) -> date | None:
    """The last day of its last window; None when it is undated."""
    return max((window.end for window in event.schedule.windows), default=None)


def ends_before_start(event: Event, other: Event) -> bool:
    """Whether all of `event` lies before `other` begins."""
    end, start = last_day(event), first_day(other)
    return end is not None and start is not None and end < start


def lasts_all_along(event: Event) -> bool:
    """Whether it runs through the whole plan, so that nothing waits for its end."""
    return event.schedule.kind is ScheduleKind.CONTINUOUS


def period_of(project: Project, roadmap: Roadmap) -> Window | None:
    """The printed period of the roadmap, or of the whole order."""
    return roadmap.period or project.period


def written(day: date | None) -> str:
    """«01.11.2021»."""
    return f"{day:%d.%m.%Y}" if day else ""


def months_between(window: Window) -> int:
    """Whole months that a window spans, begun ones included."""
    years = window.end.year - window.start.year
    return years * 12 + window.end.month - window.start.month + 1

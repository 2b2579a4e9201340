"""Distances: «не позднее 1 рабочего дня до проведения ВПР», «за 3 дня до 1 сентября»."""

from datetime import date, timedelta

from engine.model.spec import Offset, Schedule, ScheduleKind, Window
from engine.schedule.calendar import CalendarNotCoveredError, add_working_days, months_window
from engine.schedule.interpretation import remark, windows_of
from engine.schedule.periods import read_time
from engine.schedule.plan import Plan
from engine.schedule.remarks import about_windows, two_schedules
from engine.schedule.rrules import rule_of
from engine.schedule.syntax import Direction, Parts, Point, Relative, Time

_UNSTATED: dict[Direction, Offset | None] = {
    "before": Offset(-1, "days"),
    "after": Offset(0, "days"),
    "from": None,
    "within": None,
}


def relative_schedule(phrase: str, parts: Parts, plan: Plan) -> Schedule:
    """The schedule of a phrase that counts from something; dated where that is a date.

    A distance that is not stated is -1 day («до проведения»: the day before at the latest), 0
    days («после проведения») or None («в день проведения», «во время проведения»).
    """
    first = parts.relatives[0]
    if first.point is not None:
        return _from_date(phrase, first, first.point, plan)
    readings = [read_time(time, plan) for time in parts.times]
    windows = windows_of(readings)
    return Schedule(
        phrase,
        ScheduleKind.RELATIVE,
        windows=windows,
        rrule=rule_of(parts.repeats[0]) if parts.repeats else None,
        anchor=first.anchor,
        offset=first.offset or _UNSTATED[first.direction],
        reason=None if windows else "anchor_undated" if first.anchor else "anchor_missing",
        candidates=_after_lessons(first, plan),
        remarks=(*(two_schedules(parts) if windows else ()), *about_windows(readings, plan)),
    )


def _after_lessons(relative: Relative, plan: Plan) -> tuple[Window, ...]:
    """«по итогам учебного года»: lessons end in May, the school year on 31 August."""
    ends = ("итоги учебного года", "окончание учебного года", "завершение учебного года")
    if not (relative.anchor or "").lower().startswith(ends):
        return ()
    return tuple(months_window(w.end.year, 6, 8) for w in plan.unit_windows("school_year"))


def _from_date(phrase: str, relative: Relative, point: Point, plan: Plan) -> Schedule:
    reading = read_time(Time(point, None, "within", relative.place), plan)
    steps = [_step(relative, window, plan) for window in reading.windows]
    windows = tuple(window for window in steps if window)
    reason = reading.reason or (None if windows else "calendar_not_covered")
    notes = (remark("calendar-not-covered", relative.place),) if None in steps else ()
    bounded = relative.direction != "from" and (
        relative.offset is not None or relative.direction == "before"
    )
    return Schedule(
        phrase,
        ScheduleKind.DEADLINE if bounded else ScheduleKind.FIXED_WINDOW,
        windows=windows,
        offset=relative.offset,
        reason=reason,
        candidates=reading.candidates,
        remarks=(*reading.remarks, *notes, *about_windows([reading], plan)),
    )


def _step(relative: Relative, window: Window, plan: Plan) -> Window | None:
    """«после 15 мая» runs to the end of the plan; «за 3 дня до 1 сентября» is one day.

    «в течение 10 дней с 25 декабря» begins on that day; the first day counted is the next one,
    and the last belongs to it (articles 191, 192 of the Civil Code: 4 January).
    """
    if relative.offset is None and relative.direction == "after":
        start = window.end + timedelta(days=1)
        return Window(start, max(start, plan.period.end if plan.period else start))
    origin = window.end if relative.direction == "after" else window.start
    day = moved(origin, relative.offset or Offset(-1, "days"))
    if day is None:
        return None
    return Window(origin if relative.direction == "from" else day, day)


def moved(day: date, offset: Offset) -> date | None:
    """`day` moved by `offset`; None where the production calendar of the year is not known."""
    match offset.unit:
        case "days":
            return day + timedelta(days=offset.amount)
        case "weeks":
            return day + timedelta(weeks=offset.amount)
        case "months":
            return _months_on(day, offset.amount)
        case "working_days":
            try:
                return add_working_days(day, offset.amount)
            except CalendarNotCoveredError:
                return None


def _months_on(day: date, amount: int) -> date:
    months = day.year * 12 + day.month - 1 + amount
    month = months_window(months // 12, months % 12 + 1)
    return min(month.end, month.start + timedelta(days=day.day - 1))

"""Times that are a unit of the plan: «в течение года», «весь период», «конец учебного года»."""

from engine.model.schedules import Window
from engine.schedule.dates import intersect, months_window
from engine.schedule.plan import Plan
from engine.schedule.reading import (
    Reading,
    base,
    impossible,
    is_deadline,
    opened,
    remark,
    says_each,
    within,
)
from engine.schedule.syntax import Time

_SEVERAL = {
    "year": "several_years",
    "calendar_year": "several_years",
    "school_year": "several_school_years",
    "half": "several_halves",
    "quarter": "several_quarters",
}


def read_unit(time: Time, plan: Plan) -> Reading:
    """«в течение года», «весь период», «конец учебного года»: the plan says which."""
    name = base(time.first).name
    if says_each(time.first) and name in ("quarter", "half"):
        return _each(time, name, plan)
    found = [within(time.first, window) for window in plan.unit_windows(name)]
    if found and not any(found):
        return impossible(time)
    windows = tuple(opened(time, window, plan) for window in found if window)
    if len(windows) == 1 and time.first.kind == "part":
        return _loose_part(time, windows[0], plan)
    if len(windows) == 1:
        return Reading(time, windows)
    if name == "term":
        return Reading(time, (), windows, "school_terms")
    if name in ("month", "week", "day"):
        return Reading(time, (), windows, f"{name}_not_named")
    reason = "no_period" if plan.period is None else _SEVERAL.get(name, "month_not_named")
    return Reading(time, (), windows, reason)


def _each(time: Time, name: str, plan: Plan) -> Reading:
    """«в конце каждого квартала»: of whole quarters, as far as the plan reaches."""
    whole = [_whole(name, window) for window in plan.unit_windows(name)]
    found = (within(time.first, window) for window in whole)
    cut = (intersect(window, plan.period) for window in found if window and plan.period)
    return Reading(time, tuple(window for window in cut if window))


def _whole(name: str, window: Window) -> Window:
    """The calendar quarter that the plan may have cut; halves are the plan's own."""
    if name != "quarter":
        return window
    first = (window.start.month - 1) // 3 * 3 + 1
    return months_window(window.start.year, first, first + 2)


def _loose_part(time: Time, window: Window, plan: Plan) -> Reading:
    """«конец учебного года» is the end of lessons for a plan, 31 August for a deadline."""
    point, year = time.first, plan.unit_windows(base(time.first).name)[0]
    school = base(point).name in ("year", "school_year") and plan.is_school
    if not (school and point.name == "end"):
        notes = () if is_deadline(time) else (remark("loose-part", point.place),)
        return Reading(time, (window,), remarks=notes)
    lessons = months_window(year.end.year, 5, 5 if is_deadline(time) else 6)
    calendar = months_window(year.start.year, 12)
    others = (lessons,) if base(point).name == "school_year" else (calendar, lessons)
    if is_deadline(time):
        note = remark("ambiguous-deadline", time.place)
        return Reading(time, (window,), (*others, window), remarks=(note,))
    return Reading(time, (lessons,), remarks=(remark("loose-part", point.place),))

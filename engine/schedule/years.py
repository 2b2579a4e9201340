"""Times that are whole years: «2021 г.», «2020-2021», «2021-2022 учебный год»."""

from engine.model.schedules import ScheduleRemark, Window
from engine.schedule.dates import school_year
from engine.schedule.plan import Plan
from engine.schedule.reading import (
    Reading,
    backwards,
    base,
    bases_of,
    impossible,
    opened,
    points_of,
    remark,
    within,
)
from engine.schedule.syntax import Time, YearRef


def malformed(time: Time, ref: YearRef, plan: Plan) -> Reading:
    """No guess: every year that one digit less would make, near the year beside it or the plan."""
    digits = ref.malformed or ""
    shorter = {int(digits[:n] + digits[n + 1 :] or 0) for n in range(len(digits))}
    near = ref.last or (plan.period.start.year if plan.period else 0)
    years = sorted((y for y in shorter if 0 <= near - y <= 2), reverse=True)
    whole = base(time.first).kind == "years" and time.last is None
    found = [_whole_years(y, ref.last or y) for y in years] if whole else []
    note = remark("malformed-year", ref.place, ("digits", digits))
    return Reading(time, (), tuple(found), "malformed_year", (note,), explicit=True)


def _whole_years(first: int, last: int) -> Window:
    start, end = school_year(first).start, school_year(last).start
    return Window(start.replace(month=1), end.replace(month=12, day=31))


def read_years(time: Time, plan: Plan) -> Reading:
    """«2021 г.», «2020-2021», «2021-2022 учебный год», «2021 г. – 2022 г.», «конец 2021 года»."""
    readings = [_year_window(p.year, plan) for p in bases_of(time) if p.year]
    if not readings:
        return Reading(time, reason="not_understood")
    whole = zip(points_of(time), readings, strict=False)
    ends = [end for point, (window, _, _) in whole if (end := within(point, window))]
    if len(ends) < len(readings):
        return impossible(time)
    window = Window(ends[0].start, ends[-1].end)
    if window.start > window.end:
        return backwards(time, Window(ends[-1].start, ends[0].end))
    others = tuple(other for _, other, _ in readings if other) if time.last is None else ()
    remarks = tuple(note for _, _, notes in readings for note in notes)
    return Reading(time, (opened(time, window, plan),), others, None, remarks, explicit=True)


def _year_window(ref: YearRef, plan: Plan) -> tuple[Window, Window | None, list[ScheduleRemark]]:
    """The days of a year as written, another reading, and remarks."""
    calendar = _whole_years(ref.first, ref.last)
    school = Window(school_year(ref.first).start, school_year(max(ref.last - 1, ref.first)).end)
    notes = [remark("separator-lost", ref.place)] if ref.lost else []
    if ref.school:
        if ref.first == ref.last:
            notes.append(remark("ambiguous-years", ref.place))
            return school, school_year(ref.first - 1), notes
        return school, None, notes
    if ref.last == ref.first + 1 and not ref.plural and plan.is_school:
        return school, calendar, [*notes, remark("ambiguous-years", ref.place)]
    return calendar, None, notes

"""Times that are whole years: «2021 г.», «2020-2021», «2021-2022 учебный год»."""

from dataclasses import replace

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
from engine.schedule.syntax import Point, Time, YearRef


def malformed(time: Time, ref: YearRef, plan: Plan) -> Reading:
    """«20201 2022 гг.»: not read; the ranges that one digit less would make are candidates."""
    found: list[Window] = []
    if base(time.first).kind == "years" and time.last is None:
        years = likely_years(ref, plan)
        found = [_whole_years(ref.first or year, ref.last or year) for year in years]
    note = remark("malformed-year", ref.place, ("digits", ref.malformed or ""))
    return Reading(time, (), tuple(sorted(found)), "malformed_year", (note,), explicit=True)


def likely_years(ref: YearRef, plan: Plan) -> list[int]:
    """Years that one digit less would make, near the year beside it or inside the plan."""
    digits = ref.malformed or ""
    shorter = {int(digits[:n] + digits[n + 1 :] or 0) for n in range(len(digits))}
    if ref.last or ref.first:
        near = range(ref.last - 2, ref.last + 1) if ref.last else range(ref.first, ref.first + 3)
    else:
        near = range(plan.period.start.year, plan.period.end.year + 1) if plan.period else range(0)
    return sorted(shorter.intersection(near))


def with_year(time: Time, ref: YearRef, year: int) -> Time:
    """`time` with `year` in place of the malformed one."""
    whole = replace(ref, first=year, last=year, malformed=None)
    last = _replaced(time.last, ref, whole) if time.last else None
    return replace(time, first=_replaced(time.first, ref, whole), last=last)


def _replaced(point: Point, ref: YearRef, whole: YearRef) -> Point:
    if point.of is not None:
        return replace(point, of=_replaced(point.of, ref, whole))
    return replace(point, year=whole) if point.year == ref else point


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

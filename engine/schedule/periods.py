"""A written time in a plan → dated windows, or candidates and the reason why there are none.

A time after «до», «к», «не позднее» → the one day it ends on.

Times that are a unit of the plan: «в течение года», «весь период», «конец учебного года».

Times that are whole years: «2021 г.», «2020-2021», «2021-2022 учебный год».
"""

from collections.abc import Callable
from dataclasses import replace

from engine.model.spec import ScheduleRemark, Window
from engine.schedule.calendar import (
    ONE_DAY,
    TERMS,
    bounds,
    intersect,
    months_window,
    school_year,
    shortened,
)
from engine.schedule.interpretation import (
    Reading,
    backwards,
    base,
    bases_of,
    impossible,
    is_deadline,
    opened,
    points_of,
    remark,
    repeats_within,
    undated,
    within,
    written_years,
)
from engine.schedule.plan import Plan
from engine.schedule.syntax import Point, Time, YearRef


def as_deadline(reading: Reading) -> Reading:
    """«до D» is the day D. «до сентября» may be the day before or the last day: the earlier."""
    point = reading.time.last or reading.time.first
    turn: Callable[[Window], Window] = _last_day
    vague = reading.time.mode == "to" and not _names_a_day(point)
    if vague or (reading.time.mode == "at" and not _names_a_day(point)):
        turn = _first_day if reading.time.mode == "at" and point.kind == "part" else _day_before
    if point.kind == "part" and point.name == "middle":
        turn = _middle_day
    windows = tuple(map(turn, reading.windows))
    candidates = tuple(map(turn, reading.candidates))
    if not vague or point.kind == "part" or not windows:
        return replace(reading, windows=windows, candidates=candidates)
    both = tuple(sorted({*windows, *map(_last_day, reading.windows)}))
    note = remark("ambiguous-deadline", reading.time.place)
    return replace(reading, windows=windows, candidates=both, remarks=(*reading.remarks, note))


def _names_a_day(point: Point) -> bool:
    exact = point.kind in ("day", "monthday") or (
        point.kind == "nth" and point.name.endswith("day")
    )
    return exact or (point.kind == "part" and point.name != "start")


def _last_day(window: Window) -> Window:
    return Window(window.end, window.end)


def _middle_day(window: Window) -> Window:
    day = window.start + (window.end - window.start) // 2
    return Window(day, day)


def _first_day(window: Window) -> Window:
    return Window(window.start, window.start)


def _day_before(window: Window) -> Window:
    day = window.start - ONE_DAY
    return Window(day, day)


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
    if name in ("quarter", "half") and repeats_within(time):
        return _each(time, name, plan)
    found = [_stretch_within(time, window) for window in plan.unit_windows(name)]
    if found and not any(found):
        return impossible(time)
    windows = tuple(opened(time, window, plan) for window in found if window)
    if len(windows) == 1 and time.first.kind == "part":
        return _loose_part(time, windows[0], plan)
    if len(windows) == 1:
        return Reading(time, windows)
    if name in TERMS:
        return Reading(time, (), windows, "school_terms")
    if name in ("month", "week", "day"):
        return Reading(time, (), windows, f"{name}_not_named")
    reason = "no_period" if plan.period is None else _SEVERAL.get(name, "month_not_named")
    return Reading(time, (), windows, reason)


def _stretch_within(time: Time, window: Window) -> Window | None:
    """«2-3 неделя» of the month: from the second to the third."""
    first = within(time.first, window)
    last = within(time.last, window) if time.last and time.last.of else first
    if first is None or last is None or last.end < first.start:
        return None
    return Window(first.start, last.end)


def _each(time: Time, name: str, plan: Plan) -> Reading:
    """«в конце каждого квартала»: of whole quarters, as far as the plan reaches."""
    whole = [_whole(name, window) for window in plan.unit_windows(name)]
    found = (_within_each(time.first, window) for window in whole)
    cut = (intersect(window, plan.period) for window in found if window and plan.period)
    notes = (remark("reporting-month-assumed", time.place),) if _names_no_month(time.first) else ()
    return Reading(time, tuple(window for window in cut if window), remarks=notes)


def _names_no_month(point: Point) -> bool:
    """«31 числа каждого квартала»: a day of a month that nobody names, the first one is taken."""
    return (
        point.kind == "monthday"
        and point.number > 0
        and point.of is not None
        and point.of.kind == "unit"
    )


def _within_each(point: Point, window: Window) -> Window | None:
    if _names_no_month(point):
        first = months_window(window.start.year, window.start.month)
        return within(replace(point, number=shortened(point.number, first)), first)
    return within(point, window)


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


def malformed(time: Time, ref: YearRef, plan: Plan) -> Reading:
    """«20201 2022 гг.»: not read; the ranges that one digit less would make are candidates."""
    windows: list[Window] = []
    if base(time.first).kind == "years" and time.last is None:
        years = likely_years(ref, plan)
        windows = [_whole_years(ref.first or year, ref.last or year) for year in years]
    note = remark("malformed-year", ref.place, ("digits", ref.malformed or ""))
    return Reading(time, (), tuple(sorted(windows)), "malformed_year", (note,), explicit=True)


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


_LEAP_YEAR = 2024
_APPROXIMATE = {
    "term": "school_terms", "trimester": "school_terms", "holidays": "school_holidays",
}  # fmt: skip


def read_time(time: Time, plan: Plan, *, yearly: bool = False) -> Reading:
    """The reading of `time` in `plan`; `yearly` asks for every year of the plan it fits."""
    reading = _read(time, plan, yearly)
    return as_deadline(reading) if is_deadline(time) else reading


def _read(time: Time, plan: Plan, yearly: bool) -> Reading:
    inner = base(time.first)
    refs = written_years(time)
    bad = next((ref for ref in refs if ref.malformed), None)
    if bad is not None:
        return _malformed(time, bad, plan)
    turned = next((ref for ref in refs if ref.last < ref.first), None)
    if turned is not None and (inner.kind != "years" or turned.school):
        note = remark("reversed-window", turned.place)
        return Reading(time, (), (), "reversed_window", (note,), explicit=True)
    if inner.kind in ("number", "monthday", "nth"):
        return Reading(time, reason="month_not_named")
    if inner.kind == "unit":
        return read_unit(time, plan)
    if inner.kind == "years":
        return read_years(time, plan)
    if inner.kind == "holidays" and not inner.number:
        return _any_holidays(time, plan)
    reading = _dated(time, plan, yearly)
    if inner.kind in _APPROXIMATE:
        windows = reading.windows or reading.candidates
        return replace(reading, windows=(), candidates=windows, reason=_APPROXIMATE[inner.kind])
    return reading


def _malformed(time: Time, bad: YearRef, plan: Plan) -> Reading:
    """No guess: the years that one digit less would make are candidates."""
    reading = malformed(time, bad, plan)
    if reading.candidates or base(time.first).kind == "years":
        return reading
    windows = [
        window
        for year in likely_years(bad, plan)
        for window in read_time(with_year(time, bad, year), plan).windows
    ]
    return replace(reading, candidates=tuple(sorted(set(windows))))


def _any_holidays(time: Time, plan: Plan) -> Reading:
    each = [replace(time, first=replace(base(time.first), number=n)) for n in (9, 12, 3, 6)]
    windows = sorted(w for one in each for w in _dated(one, plan, yearly=True).windows)
    return Reading(time, (), tuple(windows), _APPROXIMATE["holidays"])


# --- days, months, quarters ---------------------------------------------------------------------


def _dated(time: Time, plan: Plan, yearly: bool) -> Reading:
    first, last = base(time.first).year, base(time.last).year if time.last else None
    if _in_wrong_order(time):
        return backwards(time, _swapped(time, plan))
    if first or last:
        return _explicit(time, plan, yearly)
    if plan.period and plan.is_school and _is_all_year(time):
        return Reading(time, (plan.period,))

    def make(year: int) -> Window | None:
        return _from(time, year, plan)

    years = plan.years_for(make)
    windows = tuple(opened(time, w, plan) for w in map(make, years) if w)
    if not windows and (plan.period or plan.month or make(_LEAP_YEAR) is None):
        return _impossible(time, plan)
    if len(windows) == 1 or (yearly and windows):
        return Reading(time, windows, remarks=_absent(time, plan, make) if yearly else ())
    note = remark("year-missing", time.place)
    return Reading(time, (), windows, "several_years" if windows else "no_year", (note,))


def _is_all_year(time: Time) -> bool:
    """«I–IV кварталы»: whatever year each of them is of, all of them are the plan's."""
    ends = [(point.kind, point.number) for point in points_of(time)]
    return ends == [("quarter", 1), ("quarter", 4)]


def _absent(
    time: Time, plan: Plan, make: Callable[[int], Window | None]
) -> tuple[ScheduleRemark, ...]:
    """«29 февраля ежегодно»: years of the plan without that day."""
    period = plan.period
    if period is None or plan.is_one_year:
        return ()
    februaries = [months_window(y, 2) for y in range(period.start.year, period.end.year + 1)]
    there = [month.start.year for month in februaries if intersect(month, period)]
    gone = [year for year in there if make(year) is None]
    return (remark("impossible-date", time.place),) if gone else ()


def _from(time: Time, year: int, plan: Plan) -> Window | None:
    """The window of `time` that begins in `year`; its end is the next such day."""
    start = _bounds(time.first, year, plan)
    end = _bounds(time.last, year, plan) if time.last else start
    if start and end and time.last and end.end < start.start:
        end = _bounds(time.last, year + 1, plan)
    return Window(start.start, end.end) if start and end else None


def _bounds(point: Point, year: int, plan: Plan) -> Window | None:
    """«1 полугодие 2023-2024» of a school plan is that of the school year."""
    ref = base(point).year
    pair = ref is not None and ref.last == ref.first + 1 and not ref.plural
    school = (plan.is_school and (ref is None or pair)) or (ref is not None and ref.school)
    return bounds(point, year, school=school)


def _explicit(time: Time, plan: Plan, yearly: bool) -> Reading:
    """A written year wins over the plan; one end without a year takes the nearest that fits."""
    pairs = _pairs(time, plan)
    found = [window for window in pairs if window is not None]
    if not found:
        return _impossible(time, plan)
    if any(w.start > w.end for w in found):
        return backwards(time, _swapped(time, plan))
    windows = tuple(opened(time, window, plan) for window in found)
    if yearly and plan.period:
        windows += _later(time, windows[-1], plan)
    gone = (remark("impossible-date", time.place),) if len(found) < len(pairs) else ()
    return Reading(time, windows, remarks=gone, explicit=True)


def _pairs(time: Time, plan: Plan) -> list[Window | None]:
    last, end_ref = time.last, base(time.last).year if time.last else None
    start_ref = base(time.first).year
    if last is None or end_ref is None:
        return [_from(time, year, plan) for year in _years_of(time.first, start_ref, plan)]
    if start_ref is None:
        return [_until(time, last, year, plan) for year in _years_of(last, end_ref, plan)]
    ends = [_bounds(last, y, plan) for y in _years_of(last, end_ref, plan)]
    starts = [_bounds(time.first, y, plan) for y in _years_of(time.first, start_ref, plan)]
    return [Window(s.start, e.end) if s and e else None for s, e in zip(starts, ends, strict=False)]


def _until(time: Time, last: Point, year: int, plan: Plan) -> Window | None:
    """«октябрь – апрель 2022»: the year is the end's; the start is before it."""
    end = _bounds(last, year, plan)
    start = _bounds(time.first, year, plan)
    if end and start and start.start > end.end:
        start = _bounds(time.first, year - 1, plan)
    return Window(start.start, end.end) if start and end else None


def _years_of(point: Point, ref: YearRef | None, plan: Plan) -> list[int]:
    """The calendar year of a point with a written year; a school year has two."""
    if ref is None or ref.first == ref.last:
        return [ref.first] if ref else []
    if (ref.plural and not ref.school) or ref.last > ref.first + 1:
        return list(range(ref.first, ref.last + 1))
    there = _bounds(point, ref.first, plan)
    return [ref.first if there is None or there.start.month >= 9 else ref.last]


def _later(time: Time, window: Window, plan: Plan) -> tuple[Window, ...]:
    """The same days of the later years of the plan: «сентябрь 2020, ежегодно»."""
    bare = replace(time, first=undated(time.first), last=undated(time.last) if time.last else None)
    later = read_time(replace(bare, mode="within"), plan, yearly=True).windows
    return tuple(w for w in later if w.start > window.end)


# --- what is impossible -------------------------------------------------------------------------


def _in_wrong_order(time: Time) -> bool:
    """«с 15 по 1 октября»: days of one month in the wrong order."""
    first, last = time.first, time.last
    if last is None or first.kind != "day" or last.kind != "day" or first.month != last.month:
        return False
    same_year = first.year is None or last.year is None or first.year.first == last.year.first
    return same_year and first.number > last.number


def _swapped(time: Time, plan: Plan) -> Window | None:
    """The window the other way round, if there is one."""
    if time.last is None:
        return None
    other = replace(time, first=time.last, last=time.first)
    years = plan.years_for(lambda year: _from(other, year, plan))
    found = _pairs(other, plan) if written_years(time) else [_from(other, y, plan) for y in years]
    return next((window for window in found if window), None)


def _impossible(time: Time, plan: Plan) -> Reading:
    """«07.12-19.20.» may be 7–19 December: the month of the end that exists, as a candidate."""
    reading = impossible(time)
    bad = {note.start for note in reading.remarks}
    if time.last is None or bad != {time.last.place[0]} or time.first.kind != "day":
        return reading
    near = replace(time, last=replace(time.last, month=time.first.month))
    if near == time:
        return reading
    return replace(reading, candidates=read_time(near, plan).windows)

"""A written time in a plan → dated windows, or candidates and the reason why there are none."""

from collections.abc import Callable
from dataclasses import replace

from engine.model.schedules import ScheduleRemark, Window
from engine.schedule.dates import bounds, intersect, months_window
from engine.schedule.deadlines import as_deadline
from engine.schedule.plan import Plan
from engine.schedule.reading import (
    Reading,
    backwards,
    base,
    impossible,
    is_deadline,
    opened,
    remark,
    undated,
    written_years,
)
from engine.schedule.syntax import Point, Time, YearRef
from engine.schedule.units import read_unit
from engine.schedule.years import likely_years, malformed, read_years, with_year

_LEAP_YEAR = 2024
_APPROXIMATE = {"term": "school_terms", "holidays": "school_holidays"}


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
        found = reading.windows or reading.candidates
        return replace(reading, windows=(), candidates=found, reason=_APPROXIMATE[inner.kind])
    return reading


def _malformed(time: Time, bad: YearRef, plan: Plan) -> Reading:
    """No guess: the years that one digit less would make are candidates."""
    reading = malformed(time, bad, plan)
    if reading.candidates or base(time.first).kind == "years":
        return reading
    found = [
        window
        for year in likely_years(bad, plan)
        for window in read_time(with_year(time, bad, year), plan).windows
    ]
    return replace(reading, candidates=tuple(sorted(set(found))))


def _any_holidays(time: Time, plan: Plan) -> Reading:
    each = [replace(time, first=replace(base(time.first), number=n)) for n in (9, 12, 3, 6)]
    found = sorted(w for one in each for w in _dated(one, plan, yearly=True).windows)
    return Reading(time, (), tuple(found), _APPROXIMATE["holidays"])


# --- days, months, quarters ---------------------------------------------------------------------


def _dated(time: Time, plan: Plan, yearly: bool) -> Reading:
    first, last = base(time.first).year, base(time.last).year if time.last else None
    if _in_wrong_order(time):
        return backwards(time, _swapped(time, plan))
    if first or last:
        return _explicit(time, plan, yearly)

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
    inner = base(point)
    school = inner.year.school if inner.year else plan.is_school
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

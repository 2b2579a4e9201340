"""A written time in a plan → dated windows, or candidates and the reason why there are none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from engine.model.schedules import ScheduleRemark, Window
from engine.schedule.dates import ONE_DAY, bounds, intersect, piece, school_year
from engine.schedule.plan import Plan
from engine.schedule.syntax import Point, Time, TimeMode, YearRef

_DEADLINES: tuple[TimeMode, ...] = ("to", "at", "latest")
_APPROXIMATE = {"term": "school_terms", "holidays": "school_holidays"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one time of a phrase means in a plan. `explicit`: its year is written."""

    time: Time
    windows: tuple[Window, ...] = ()
    candidates: tuple[Window, ...] = ()
    reason: str | None = None
    remarks: tuple[ScheduleRemark, ...] = ()
    explicit: bool = False


def read_time(time: Time, plan: Plan, *, yearly: bool = False) -> Reading:
    """The reading of `time` in `plan`; `yearly` asks for every year of the plan it fits."""
    reading = _read(time, plan, yearly)
    return _as_deadline(reading, plan) if is_deadline(time) else reading


def base(point: Point) -> Point:
    """The point that a piece is taken of: «декабрь» in «вторая неделя декабря»."""
    return base(point.of) if point.of else point


def written_years(time: Time) -> list[YearRef]:
    """The years that `time` names."""
    return [point.year for point in _bases(time) if point.year]


def is_deadline(time: Time) -> bool:
    """True for «до», «к», «не позднее»."""
    return time.mode in _DEADLINES


def remark(code: str, place: tuple[int, int], *params: tuple[str, str]) -> ScheduleRemark:
    """A remark about `place` of the phrase."""
    return ScheduleRemark(code, *place, params)


def _read(time: Time, plan: Plan, yearly: bool) -> Reading:
    inner = base(time.first)
    refs = written_years(time)
    bad = next((ref for ref in refs if ref.malformed), None)
    if bad is not None:
        return _malformed(time, bad, plan)
    if inner.kind == "unit":
        return _in_context(time, plan)
    if inner.kind == "years":
        return _years(time, plan)
    reading = _dated(time, plan, yearly)
    if inner.kind in _APPROXIMATE:
        found = reading.windows or reading.candidates
        return replace(reading, windows=(), candidates=found, reason=_APPROXIMATE[inner.kind])
    return reading


def _bases(time: Time) -> list[Point]:
    return [base(point) for point in (time.first, time.last) if point is not None]


# --- years ------------------------------------------------------------------------------------


def _malformed(time: Time, ref: YearRef, plan: Plan) -> Reading:
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


def _years(time: Time, plan: Plan) -> Reading:
    """«2021 г.», «2020-2021», «2021-2022 учебный год», «2021 г. – 2022 г.», «конец 2021 года»."""
    readings = [_year_window(p.year, plan) for p in _bases(time) if p.year]
    if not readings:
        return Reading(time, reason="not_understood")
    ends = [_within(point, window) for point, (window, _, _) in zip(_points(time), readings, strict=False)]
    if None in ends:
        return _impossible(time)
    starts = [end for end in ends if end]
    window = Window(starts[0].start, starts[-1].end)
    if window.start > window.end:
        return _reversed(time, Window(starts[-1].start, starts[0].end))
    others = tuple(other for _, other, _ in readings if other) if time.last is None else ()
    remarks = tuple(note for _, _, notes in readings for note in notes)
    return Reading(time, (_since(time, window, plan),), others, None, remarks, explicit=True)


def _points(time: Time) -> list[Point]:
    return [point for point in (time.first, time.last) if point is not None]


def _within(point: Point, window: Window) -> Window | None:
    if point.of is None:
        return window
    inner = _within(point.of, window)
    return piece(point, inner) if inner else None


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


# --- a unit of the plan -------------------------------------------------------------------------


def _in_context(time: Time, plan: Plan) -> Reading:
    """«в течение года», «весь период», «конец учебного года»: the plan says which."""
    name = base(time.first).name
    found = [_within(time.first, window) for window in plan.unit_windows(name)]
    windows = tuple(_since(time, window, plan) for window in found if window)
    if len(windows) == 1:
        loose = time.first.kind == "part" and not is_deadline(time)
        notes = (remark("loose-part", time.first.place),) if loose else ()
        return Reading(time, windows, remarks=notes)
    if name in ("month", "week", "day"):
        return Reading(time, (), windows, f"{name}_not_named")
    reason = "no_period" if plan.period is None else f"several_{name}s"
    return Reading(time, (), windows, reason)


# --- days, months, quarters ---------------------------------------------------------------------


def _dated(time: Time, plan: Plan, yearly: bool) -> Reading:
    first, last = base(time.first).year, base(time.last).year if time.last else None
    if _backwards(time):
        return _reversed(time, None)
    if first or last:
        return _explicit(time, plan, yearly)

    def make(year: int) -> Window | None:
        return _from(time, year, plan)

    years = plan.years_for(make)
    windows = tuple(_since(time, w, plan) for w in map(make, years) if w)
    if not windows and make(2024) is None:
        return _impossible(time)
    if len(windows) == 1 or (yearly and windows):
        return Reading(time, windows)
    return Reading(time, (), windows, "several_years" if windows else "no_year")


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
    found = [w for w in (_pairs(time, plan)) if w is not None]
    if not found:
        return _impossible(time)
    if any(w.start > w.end for w in found):
        return _reversed(time, Window(found[0].end, found[0].start))
    windows = tuple(_since(time, window, plan) for window in found)
    if yearly and plan.period:
        windows += _later(time, windows[-1], plan)
    return Reading(time, windows, explicit=True)


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
    if ref.plural and not ref.school or ref.last > ref.first + 1:
        return list(range(ref.first, ref.last + 1))
    there = _bounds(point, ref.first, plan)
    return [ref.first if there is None or there.start.month >= 9 else ref.last]


def _later(time: Time, window: Window, plan: Plan) -> tuple[Window, ...]:
    """The same days of the later years of the plan: «сентябрь 2020, ежегодно»."""
    bare = replace(time, first=undated(time.first), last=undated(time.last) if time.last else None)
    later = read_time(replace(bare, mode="within"), plan, yearly=True).windows
    return tuple(w for w in later if w.start > window.end)


def undated(point: Point) -> Point:
    """`point` without its year."""
    return replace(point, year=None, of=undated(point.of) if point.of else None)


def _since(time: Time, window: Window, plan: Plan) -> Window:
    if not time.since:
        return window
    end = plan.period.end if plan.period else window.end
    return Window(window.start, max(end, window.end))


# --- what is impossible -------------------------------------------------------------------------


def _backwards(time: Time) -> bool:
    """«с 15 по 1 октября»: days of one month in the wrong order."""
    first, last = time.first, time.last
    if last is None or first.kind != "day" or last.kind != "day" or first.month != last.month:
        return False
    same_year = first.year is None or last.year is None or first.year.first == last.year.first
    return same_year and first.number > last.number


def _reversed(time: Time, swapped: Window | None) -> Reading:
    note = remark("reversed-window", time.place)
    found = (swapped,) if swapped and swapped.start <= swapped.end else ()
    return Reading(time, (), found, "reversed_window", (note,), explicit=True)


def _impossible(time: Time) -> Reading:
    bad = [p for p in _points(time) if _never(p)] or _points(time)
    notes = tuple(remark("impossible-date", point.place) for point in bad)
    return Reading(time, (), (), "impossible_date", notes, explicit=True)


def _never(point: Point) -> bool:
    inner = base(point)
    year = inner.year.first if inner.year else 2024
    return bounds(point, year, school=False) is None


# --- deadlines ----------------------------------------------------------------------------------


def _as_deadline(reading: Reading, plan: Plan) -> Reading:
    """«до D» is the day D. «до сентября» may be the day before or the last day: the earlier."""
    point = reading.time.last or reading.time.first
    turn: Callable[[Window], Window] = _last_day
    vague = reading.time.mode == "to" and not _names_a_day(point)
    if vague or (reading.time.mode == "at" and not _names_a_day(point)):
        turn = _first_day if reading.time.mode == "at" and point.kind == "part" else _day_before
    windows = tuple(map(turn, reading.windows))
    candidates = tuple(map(turn, reading.candidates))
    if not vague or point.kind == "part" or not windows:
        return replace(reading, windows=windows, candidates=candidates)
    both = tuple(sorted({*windows, *map(_last_day, reading.windows)}))
    note = remark("ambiguous-deadline", reading.time.place)
    return replace(reading, windows=windows, candidates=both, remarks=(*reading.remarks, note))


def _names_a_day(point: Point) -> bool:
    exact = point.kind in ("day", "monthday") or (point.kind == "nth" and point.name.endswith("day"))
    return exact or (point.kind == "part" and point.name != "start")


def _last_day(window: Window) -> Window:
    return Window(window.end, window.end)


def _first_day(window: Window) -> Window:
    return Window(window.start, window.start)


def _day_before(window: Window) -> Window:
    day = window.start - ONE_DAY
    return Window(day, day)


def clip(windows: tuple[Window, ...], limits: tuple[Window, ...]) -> tuple[Window, ...]:
    """The parts of `windows` inside `limits`."""
    cut = (intersect(window, limit) for window in windows for limit in limits)
    return tuple(window for window in cut if window)


def shifted(window: Window, days: int) -> Window:
    """`window` moved by whole days."""
    return Window(window.start + timedelta(days=days), window.end + timedelta(days=days))

"""What is odd about a resolved phrase, said and never repaired."""

from datetime import timedelta
from itertools import pairwise

from engine.lazy import lazy_pattern
from engine.model.spec import Schedule, ScheduleKind, ScheduleRemark, Window
from engine.schedule.calendar import TERMS, intersect, is_feast, is_working_day, months_between
from engine.schedule.interpretation import Reading, base, is_deadline, remark, written_years
from engine.schedule.plan import Plan
from engine.schedule.rrules import unit_of
from engine.schedule.syntax import Clause, External, Parts, Point, Repeat, Time

_AUGUST = timedelta(days=31)
_DOUBT = {
    "separator-lost": 0.6,
    "malformed-year": 0.3,
    "impossible-date": 0.2,
    "reversed-window": 0.4,
    "two-schedules": 0.8,
    "ambiguous-years": 0.7,
    "ambiguous-deadline": 0.6,
    "reporting-month-assumed": 0.8,
    "words-not-read": 0.9,
    "words-not-used": 0.8,
    "number-not-read": 0.5,
    "loose-part": 0.9,
    "text-lost": 0.2,
    "calendar-not-covered": 0.5,
    "not-in-every-month": 0.8,
    "either-of-two": 0.7,
    "end-not-said": 0.7,
    "duration-differs": 0.6,
    "weekday-differs": 0.5,
    "times-differ": 0.6,
    "times-not-placed": 0.9,
    "length-not-placed": 0.9,
}


_WHOLE_YEAR = timedelta(days=364)


def by_place(entry: ScheduleRemark) -> tuple[int, int, str]:
    """The order of remarks: by their places in the phrase."""
    return entry.start, entry.end, entry.code


def confidence(schedule: Schedule) -> float:
    """1.0 for one plain reading; each doubt multiplies it down; 0.0 for nothing understood."""
    if schedule.kind is ScheduleKind.UNPARSEABLE and not schedule.candidates:
        return 0.0
    doubts = {entry.code for entry in schedule.remarks if entry.code in _DOUBT}
    value = 1.0
    for code in doubts:
        value *= _DOUBT[code]
    return round(value, 2)


def about_windows(readings: list[Reading], plan: Plan) -> list[ScheduleRemark]:
    """Written dates outside the plan, years of an old copy."""
    if plan.period is None:
        return []
    found = [
        _about(reading, plan.period, plan)
        if reading.explicit
        else _in_no_month(reading, plan.period)
        for reading in readings
    ]
    return [note for note in found if note is not None]


def _in_no_month(reading: Reading, period: Window) -> ScheduleRemark | None:
    """«Октябрь» without a year in a plan of January–August: no year has it within the plan."""
    if not reading.windows or period.end - period.start >= _WHOLE_YEAR:
        return None
    whole = Window(reading.windows[0].start, reading.windows[-1].end)
    outside = intersect(whole, period) is None
    return remark("outside-period", reading.time.place) if outside else None


def _about(reading: Reading, period: Window, plan: Plan) -> ScheduleRemark | None:
    """A window that opens a school year in August is no oddity."""
    if not reading.windows:
        return None
    whole = Window(reading.windows[0].start, reading.windows[-1].end)
    years = written_years(reading.time)
    if years and max(year.last for year in years) < period.start.year:
        return remark("stale-year", years[0].place, ("year", str(years[0].first)))
    if intersect(whole, period) is None:
        return remark("outside-period", reading.time.place)
    early = whole.start < period.start - (_AUGUST if plan.is_school else timedelta(0))
    if early or whole.end > period.end:
        return remark("partly-outside-period", reading.time.place)
    return None


def about_deadlines(readings: list[Reading]) -> list[ScheduleRemark]:
    """Deadlines on days when nobody works; «к 8 марта» is work for the feast itself."""
    remarks: list[ScheduleRemark] = []
    named = [r for r in readings if is_deadline(r.time) and _is_day(r.time.first)]
    for reading in named:
        for window in reading.windows:
            for_feast = reading.time.mode == "at" and is_feast(window.end)
            if is_working_day(window.end) is False and not for_feast:
                day = ("day", window.end.isoformat())
                remarks.append(remark("non-working-deadline", reading.time.place, day))
    return remarks


def _is_day(point: Point) -> bool:
    """«15 сентября», «15 числа сентября»."""
    of_month = point.of is not None and point.of.kind == "month"
    return point.kind == "day" or (point.kind == "monthday" and of_month)


def two_schedules(parts: Parts) -> list[ScheduleRemark]:
    """A dated window and a foreign schedule in one cell, not one inside the other."""
    places = [time.place for time in parts.times]
    places += [e.place for e in parts.externals if not _is_timetable(e)]
    places += [r.place for r in parts.relatives]
    bracketed = any(separator.name == "open" for separator in parts.separators)
    if bracketed or len(places) < 2 or all(time.mode == "during" for time in parts.times):
        return []
    return [remark("two-schedules", (min(p[0] for p in places), max(p[1] for p in places)))]


_OFFICE = lazy_pattern(
    r"(?:управлени|министерств|департамент|отдел|комитет|администраци|институт|центр|ведомств|"
    r"учредител|орган|служб)"
)


def _is_timetable(each: External) -> bool:
    """«по расписанию школ», «по графику родительских собраний» of a dated window tell the hours and
    days in it, not another term; «по графику управления», «… Рособрнадзора» is somebody's term."""
    kind, _, whose = each.anchor.strip().partition(" ")
    of_deeds = whose.strip()[:1].islower() and not _OFFICE.match(whose.strip())
    by_hours = kind.lower().startswith("расписани") and bool(whose.strip())
    return by_hours or (kind.lower().startswith("график") and of_deeds)


def about_lengths(parts: Parts, readings: list[Reading]) -> list[ScheduleRemark]:
    """«с 2 по 20 декабря (10 дней)»: the days said are not those counted, or cannot be counted.

    «Октябрь (10 дней)» does not say which ten.
    """
    windows = [window for reading in readings for window in reading.windows]
    remarks: list[ScheduleRemark] = []
    for relative in parts.relatives:
        if relative.offset is None or not windows:
            continue
        counted = [_length(window, relative.offset.unit) for window in windows]
        if relative.offset.amount in counted:
            continue
        month = all(base(reading.time.first).kind == "month" for reading in readings)
        inside = month and all(
            days is not None and days > relative.offset.amount for days in counted
        )
        code = "length-not-placed" if inside else "duration-differs"
        remarks.append(remark(code, relative.place, ("days", str(counted[0] or "?"))))
    return remarks


def about_times(parts: Parts, readings: list[Reading]) -> list[ScheduleRemark]:
    """«3 раза в год (октябрь, апрель)»: more times are said than are named, or fewer."""
    years = {window.start.year for reading in readings for window in reading.windows}
    lasting = any(
        time.last or is_deadline(time) or time.first.kind == "unit" for time in parts.times
    )
    if lasting or len(readings) < 2 or len(years) > 2 or len(parts.repeats) != 1:
        return []
    (repeat,) = parts.repeats
    differs = repeat.times > 1 and repeat.times != len(readings)
    differs = differs and repeat.unit not in TERMS
    return [remark("times-differ", repeat.place)] if differs else []


def _length(window: Window, unit: str) -> int | None:
    """The days of the window, both ends included; None where the calendar is not known."""
    days = (window.end - window.start).days + 1
    if unit != "working_days":
        return days // {"weeks": 7}.get(unit, 1) if unit != "months" else months_between(window)
    every = (window.start + timedelta(days=n) for n in range(days))
    known = [is_working_day(day) for day in every]
    return None if None in known else sum(map(bool, known))


def second_schedules(parts: Parts) -> list[ScheduleRemark]:
    """A second repetition or distance in one cell: only the first is worked out. «Ежеквартально (не
    менее четырёх раз в год)» says one thing twice."""
    first = parts.repeats[0] if parts.repeats else None
    often = [
        repeat.place
        for repeat in parts.repeats
        if unit_of(repeat) != "year" and (repeat is first or _rate(repeat) != _rate(first))
    ]
    distances = [relative.place for relative in parts.relatives]
    return [remark("two-schedules", place) for place in (*often[1:], *distances[1:])]


def _rate(repeat: Repeat | None) -> tuple[str, int] | None:
    return (unit_of(repeat), repeat.interval) if repeat else None


def lost_separators(clauses: list[Clause]) -> list[ScheduleRemark]:
    """Two times with nothing between them: «октябрь апрель»."""
    return [
        remark("separator-lost", (one.place[0], two.place[1]))
        for one, two in pairwise(clauses)
        if isinstance(one, Time) and isinstance(two, Time) and "during" not in (one.mode, two.mode)
    ]

"""Schedules with dates, months or years in their words, once or every year."""

import re
from dataclasses import replace
from datetime import timedelta

from engine.lazy import lazy_pattern
from engine.model.spec import Schedule, ScheduleKind, ScheduleRemark, Window
from engine.schedule.calendar import months_window
from engine.schedule.interpretation import (
    UNKNOWN_DATES,
    Reading,
    is_deadline,
    remark,
    repeats_within,
    windows_of,
)
from engine.schedule.periods import read_time
from engine.schedule.plan import Plan
from engine.schedule.recurrence import is_yearly
from engine.schedule.remarks import (
    about_deadlines,
    about_lengths,
    about_times,
    about_windows,
    two_schedules,
)
from engine.schedule.rrules import rule_of, yearly_rule
from engine.schedule.syntax import Parts, Repeat, Time
from engine.schedule.vocabulary import in_nominative

_YEAR_LONG = ("year", "calendar_year", "school_year", "period")
_UNREADABLE = ("malformed_year", "impossible_date")
_ANY_YEAR = months_window(2023, 1, 12)


def timed_schedule(phrase: str, parts: Parts, plan: Plan) -> Schedule:
    """The schedule of a phrase with dates, months or years; recurring where it says «ежегодно»."""
    yearly = yearly_repeats(parts)
    if yearly and all(time.first.kind == "years" and not time.last for time in parts.times):
        return every_year(phrase, parts, plan)
    times = _inside_frame(parts)
    readings = [read_time(time, plan, yearly=bool(yearly)) for time in times]
    readings = _narrowest(parts, _closed(parts, readings))
    if any(repeat.interval > 1 for repeat in yearly):
        readings = [_year_unsaid(reading) for reading in readings]
    windows = windows_of(readings)
    across = _across_lost_separator(parts, readings, windows)
    across = across or _one_of_neighbours(parts, windows)
    return Schedule(
        phrase,
        _kind(times, readings, yearly),
        windows=(across,) if across else windows,
        rrule=_yearly_rule(yearly, readings),
        anchor=anchor_of(parts) or _school_calendar(phrase, readings),
        reason=next((reading.reason for reading in readings if reading.reason), None),
        candidates=windows if across else _candidates(readings, parts, windows),
        remarks=(*_remarks(parts, readings, plan), *yearly_remarks(parts, plan)),
    )


def _closed(parts: Parts, readings: list[Reading]) -> list[Reading]:
    """«Октябрь-ноябрь, не позднее 25 ноября», «март – апрель (до 10 апреля)»: the day ends it."""
    if any(separator.name not in _CLOSING for separator in parts.separators):
        return readings
    bracketed = any(separator.name == "open" for separator in parts.separators)
    if len(readings) > 2 and bracketed:
        return [*readings[:-2], *_closed(parts, readings[-2:])]
    if len(readings) != 2:
        return readings
    if not readings[0].time.since and any(
        separator.name == "and" for separator in parts.separators
    ):
        return readings
    open_, day = readings
    if is_deadline(open_.time) or not (is_deadline(day.time) or day.time.since):
        return readings
    if len(open_.windows) != len(day.windows) or not open_.windows:
        return readings
    pairs = tuple(zip(open_.windows, day.windows, strict=True))
    runs = [separator.name for separator in parts.separators] == ["dash"]
    bounds = [_bounded(window, end, day.time, runs=runs) for window, end in pairs]
    closed = tuple(window for window in bounds if window)
    if len(closed) < len(pairs):
        return readings
    notes = (*open_.remarks, *day.remarks)
    return [replace(open_, windows=closed, remarks=notes, explicit=open_.explicit or day.explicit)]


def _bounded(window: Window, other: Window, time: Time, *, runs: bool) -> Window | None:
    """The window up to the day, or from it; «апрель – до 15 мая» runs on to a later one."""
    day = other.start if time.since else other.end
    if not window.start <= day <= window.end and not (runs and not time.since and day > window.end):
        return None
    return Window(day, window.end) if time.since else Window(window.start, day)


_CLOSING = ("comma", "open", "close", "semi", "dash", "and")


def _one_of_neighbours(parts: Parts, windows: tuple[Window, ...]) -> Window | None:
    """«май/июнь»: in one of two months that follow each other, or in both."""
    slashed = [separator.name for separator in parts.separators] in (["slash"], ["or"])
    if not slashed or len(windows) != 2 or len(parts.times) != 2:
        return None
    one, two = windows
    return Window(one.start, two.end) if (two.start - one.end).days == 1 else None


def _is_choice(parts: Parts) -> bool:
    """«октябрь или февраль»: one of them, and which is not said."""
    return len(parts.times) > 1 and any(each.name == "or" for each in parts.separators)


def _across_lost_separator(
    parts: Parts, readings: list[Reading], windows: tuple[Window, ...]
) -> Window | None:
    """«Август 2021 г. декабрь 2022 г.»: different months, each with its year, run through.

    The same month twice («Август 2021 Август 2022») is a list of two, and so are months without
    years. Either way the lost separator is a remark, and the other reading a candidate.
    """
    if len(windows) != 2 or len(readings) != 2 or parts.separators or parts.repeats:
        return None
    one, two = windows
    listed = one.start.month == two.start.month or not all(map(_names_own_year, readings))
    return None if listed or one.end >= two.start else Window(one.start, two.end)


_GRACE = timedelta(days=7)
"""«Ноябрь (до 1 декабря)»: so much later a deadline still ends the month before it."""


def _outside(parts: Parts, readings: list[Reading]) -> list[ScheduleRemark]:
    """«Апрель (12-16 мая)», «II квартал (июль – сентябрь)»: what should say it closer lies
    outside, or, as «Март – апрель (I квартал)», a part of it does."""
    if len(readings) != 2 or len(parts.times) != 2 or len(parts.separators) > 2:
        return []
    (outer, inner), names = readings, [separator.name for separator in parts.separators]
    if names[:1] != ["open"] or is_deadline(outer.time) or not (outer.windows and inner.windows):
        return []
    late = _GRACE if is_deadline(inner.time) else timedelta(0)
    meet = any(
        one.start <= two.end and two.start <= one.end + late
        for one in outer.windows
        for two in inner.windows
    )
    closer = is_deadline(inner.time) or not {outer.time.first.kind, inner.time.first.kind} & _UNITS
    closer = closer or _is_within(outer, inner) or _is_within(inner, outer)
    place = outer.time.place[0], inner.time.place[1]
    return [] if meet and closer else [remark("two-schedules", place)]


_UNITS = frozenset({"quarter", "half"})


def _is_within(one: Reading, other: Reading) -> bool:
    """Whether each window of the one has a window of the other that holds it."""
    return all(
        any(whole.start <= window.start and window.end <= whole.end for whole in other.windows)
        for window in one.windows
    )


def _numbers_left_over(readings: list[Reading]) -> list[ScheduleRemark]:
    """«в течение 2 лет» of a plan of one: the number says nothing of what is read."""
    bare = [each for each in readings if each.time.first.kind == "number" and not each.candidates]
    is_read = any(each.windows for each in readings)
    return [remark("number-not-read", each.time.place) for each in bare if is_read]


def _names_own_year(reading: Reading) -> bool:
    """The year stands in the time's own words, not lent by its neighbour."""
    year, (start, end) = reading.time.first.year, reading.time.place
    return year is not None and start <= year.place[0] < end


def _remarks(parts: Parts, readings: list[Reading], plan: Plan) -> list[ScheduleRemark]:
    remarks = [note for reading in readings for note in reading.remarks]
    remarks += about_windows(readings, plan) + about_deadlines(readings)
    remarks += about_lengths(parts, readings) + about_times(parts, readings)
    remarks += _numbers_left_over(readings) + _outside(parts, readings)
    if _one_of_neighbours(parts, windows_of(readings)) or _is_choice(parts):
        places = [time.place for time in parts.times]
        remarks.append(remark("either-of-two", (places[0][0], places[-1][1])))
    return remarks + (two_schedules(parts) if parts.externals or parts.of("needed") else [])


_NAME_OF_DAY = lazy_pattern(
    r"\W*(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс)\W*",
    re.IGNORECASE,
)


def days_are_named(phrase: str, parts: Parts) -> bool:
    """«18 октября (пятница)», «по средам: 16, 23 октября»: whole dates beside days of the week."""
    counted = any(each.number or each.of for each in parts.weekdays)
    if _day_of_deadline(phrase, parts):
        return True
    plain = all(
        time.mode == "within" and time.first.kind == "day" and time.last is None and not time.since
        for time in parts.times
    )
    return bool(parts.times) and plain and not counted and not parts.repeats


def _day_of_deadline(phrase: str, parts: Parts) -> bool:
    """«До 18 декабря (пятница)»: the day of that date; «до 18 декабря по пятницам» is each week."""
    if len(parts.times) != 1 or len(parts.weekdays) != 1 or parts.repeats:
        return False
    (time,), (day,) = parts.times, parts.weekdays
    whole = is_deadline(time) and time.first.kind == "day" and not time.since
    named = _NAME_OF_DAY.fullmatch(phrase[day.place[0] : day.place[1]])
    return whole and bool(named) and time.place[1] <= day.place[0]


def _school_calendar(phrase: str, readings: list[Reading]) -> str | None:
    """«осенние каникулы», «1 четверть»: the days stand in each school's own calendar."""
    times = [reading.time for reading in readings if reading.reason in UNKNOWN_DATES]
    if not times:
        return None
    return in_nominative(phrase[times[0].first.place[0] : times[0].place[1]])


def yearly_repeats(parts: Parts) -> list[Repeat]:
    """«ежегодно», «раз в год»."""
    return [repeat for repeat in parts.repeats if is_yearly(repeat, parts.times)]


def anchor_of(parts: Parts) -> str | None:
    """The foreign schedule that the phrase names."""
    return parts.externals[0].anchor or None if parts.externals else None


def _yearly_rule(yearly: list[Repeat], readings: list[Reading]) -> str | None:
    if not yearly:
        return None
    windows = tuple(w for reading in readings for w in reading.windows or reading.candidates)
    windows = windows or tuple(w for reading in readings for w in _in_any_year(reading.time))
    interval = max(repeat.interval for repeat in yearly)
    step = f";INTERVAL={interval}" if interval > 1 else ""
    return yearly_rule(windows).replace("FREQ=YEARLY", f"FREQ=YEARLY{step}")


def _in_any_year(time: Time) -> tuple[Window, ...]:
    """«ежегодно до 25 января» of no plan: the day and month are known all the same."""
    return read_time(time, Plan(_ANY_YEAR)).windows


def _inside_frame(parts: Parts) -> list[Time]:
    """«в течение учебного года (сентябрь – май)»: the year is only the frame of the months."""
    inner = [time for time in parts.times if time.first.kind != "unit" or time.mode != "during"]
    bracketed = any(separator.name == "open" for separator in parts.separators)
    return inner if inner and bracketed else parts.times


def _narrowest(parts: Parts, readings: list[Reading]) -> list[Reading]:
    """«II квартал 2022 г. (апрель – май)»: the months in brackets say which part of it."""
    if not any(separator.name == "open" for separator in parts.separators):
        return readings
    kept = [
        reading for reading in readings if not any(_holds(reading, other) for other in readings)
    ]
    return kept or readings


def _holds(outer: Reading, inner: Reading) -> bool:
    """Whether one long stretch holds all the windows of the other time."""
    if len(outer.windows) != 1 or not inner.windows or outer.windows == inner.windows:
        return False
    frame = outer.windows[0]
    return all(frame.start <= window.start and window.end <= frame.end for window in inner.windows)


def _year_unsaid(reading: Reading) -> Reading:
    """«1 раз в 2 года, октябрь»: which of the years is not said."""
    if reading.explicit or len(reading.windows) < 2:
        return reading
    return replace(reading, windows=(), candidates=reading.windows, reason="year_not_named")


def every_year(phrase: str, parts: Parts, plan: Plan) -> Schedule:
    """«2020, ежегодно», «Ежегодно»: no month, so that no day is said."""
    since = min((w.start for t in parts.times for w in read_time(t, plan).windows), default=None)
    years = [w for w in plan.unit_windows("year") if since is None or w.end >= since]
    readings = [read_time(time, plan) for time in parts.times]
    return Schedule(
        phrase,
        ScheduleKind.RECURRING,
        rrule=rule_of(yearly_repeats(parts)[0]),
        reason="no_month",
        candidates=tuple(years),
        remarks=(*about_windows(readings, plan), *yearly_remarks(parts, plan)),
    )


def _candidates(
    readings: list[Reading], parts: Parts, windows: tuple[Window, ...]
) -> tuple[Window, ...]:
    found = {window for reading in readings for window in reading.candidates}
    if len(windows) == 2 and len(parts.times) == 2 and not parts.separators:
        found.add(Window(windows[0].start, windows[1].end))
    return tuple(sorted(found))


def yearly_remarks(parts: Parts, plan: Plan) -> list[ScheduleRemark]:
    """«ежегодно» in a plan of one year."""
    said = [r.place for r in yearly_repeats(parts) if r.said and r.interval == 1]
    return [remark("yearly-in-one-year-plan", place) for place in said if plan.is_one_year]


def _kind(times: list[Time], readings: list[Reading], yearly: list[Repeat]) -> ScheduleKind:
    reasons = [reading.reason for reading in readings if reading.reason]
    if reasons and reasons[0] in UNKNOWN_DATES:
        return ScheduleKind.EXTERNAL_SCHEDULE
    if reasons and not windows_of(readings) and reasons[0] in _UNREADABLE:
        return ScheduleKind.UNPARSEABLE
    if yearly or any(repeats_within(time) for time in times):
        return ScheduleKind.RECURRING
    if all(map(is_deadline, times)):
        return ScheduleKind.DEADLINE
    if all(map(_is_continuous, times)):
        return ScheduleKind.CONTINUOUS
    return ScheduleKind.FIXED_WINDOW


def _is_continuous(time: Time) -> bool:
    """«в течение года», «весь период», «в течение 2021-2022 учебного года»."""
    point = time.first
    long = point.kind == "years" or (point.kind == "unit" and point.name in _YEAR_LONG)
    bare = point.kind == "unit" and point.name in ("school_year", "period")
    return long and (time.mode == "during" or bare)

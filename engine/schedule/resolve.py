"""A schedule phrase in the period of its plan → `Schedule`.

Schedules with dates in their words, once or every year.

A schedule as plain data for JSON.

A schedule → its occurrences inside any period.
"""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from engine.model.spec import Offset, Schedule, ScheduleKind, ScheduleRemark, Window
from engine.schedule.calendar import CALENDAR, covers, intersect, months_window, within_calendar
from engine.schedule.ellipsis import arrange
from engine.schedule.interpretation import (
    UNKNOWN_DATES,
    Reading,
    base,
    is_deadline,
    points_of,
    remark,
    says_each,
    windows_of,
)
from engine.schedule.parser import parse_phrase
from engine.schedule.periods import read_time
from engine.schedule.plan import Plan
from engine.schedule.recurrence import (
    Recurrence,
    days_of,
    is_yearly,
    recurrence,
    rule_of,
    starts_until_next,
    yearly_rule,
)
from engine.schedule.relative import relative_schedule
from engine.schedule.remarks import (
    about_deadlines,
    about_lengths,
    about_windows,
    confidence,
    lost_separators,
    second_schedules,
    two_schedules,
)
from engine.schedule.syntax import (
    Clause,
    Mark,
    Parts,
    Relative,
    Repeat,
    Separator,
    Time,
    sort_clauses,
)
from engine.schedule.tree import whole_periods
from engine.schedule.vocabulary import in_nominative, names_schedule

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
    if len(readings) != 2 or any(separator.name not in _CLOSING for separator in parts.separators):
        return readings
    if not readings[0].time.since and any(
        separator.name == "and" for separator in parts.separators
    ):
        return readings
    open_, day = readings
    if is_deadline(open_.time) or not is_deadline(day.time):
        return readings
    if len(open_.windows) != len(day.windows) or not open_.windows:
        return readings
    pairs = tuple(zip(open_.windows, day.windows, strict=True))
    if not all(window.start <= end.end <= window.end for window, end in pairs):
        return readings
    closed = tuple(Window(window.start, end.end) for window, end in pairs)
    notes = (*open_.remarks, *day.remarks)
    return [replace(open_, windows=closed, remarks=notes, explicit=open_.explicit or day.explicit)]


_CLOSING = ("comma", "open", "close", "semi", "dash", "and")


def _one_of_neighbours(parts: Parts, windows: tuple[Window, ...]) -> Window | None:
    """«май/июнь»: in one of two months that follow each other, or in both."""
    slashed = [separator.name for separator in parts.separators] == ["slash"]
    if not slashed or len(windows) != 2 or len(parts.times) != 2:
        return None
    one, two = windows
    return Window(one.start, two.end) if (two.start - one.end).days == 1 else None


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


def _names_own_year(reading: Reading) -> bool:
    """The year stands in the time's own words, not lent by its neighbour."""
    year, (start, end) = reading.time.first.year, reading.time.place
    return year is not None and start <= year.place[0] < end


def _remarks(parts: Parts, readings: list[Reading], plan: Plan) -> list[ScheduleRemark]:
    remarks = [note for reading in readings for note in reading.remarks]
    remarks += about_windows(readings, plan) + about_deadlines(readings)
    remarks += about_lengths(parts, readings)
    if _one_of_neighbours(parts, windows_of(readings)):
        places = [time.place for time in parts.times]
        remarks.append(remark("either-of-two", (places[0][0], places[-1][1])))
    return remarks + (two_schedules(parts) if parts.externals or parts.of("needed") else [])


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
    if yearly or any(says_each(time.first) for time in times):
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


_LASTING = re.compile(
    r"\b(?:далее|затем)\b\W*(?:постоянно|в\s+течение\s+(?:всего\s+)?(?:учебного\s+)?(?:года|периода))",
    re.IGNORECASE,
)
_EARLIEST = re.compile(r"\bне\s+(?:ранее|раньше)\b", re.IGNORECASE)
_ONWARD = re.compile(r"\b(?:далее|затем)\b\W*(?:еже|кажд)", re.IGNORECASE)
_EMPTY = frozenset({"", "-", "–", "—", "−"})


LONGEST = 2000
"""Letters of a phrase; a longer text is no schedule, and reading it takes their number squared."""


@lru_cache(maxsize=4096)
def resolve_schedule(
    phrase: str | None, period: Window | None, *, month: date | None = None
) -> Schedule:
    """What `phrase` means in a plan for `period` (both ends included; None: not stated).

    `month` is the month of a monthly plan, or the month a report is about: «до 10», «в течение
    месяца», «до 5 числа месяца, следующего за отчетным». Never raises: what cannot be read is
    `unparseable` with a reason. Conventions: a written year wins; in a school plan September–
    December is the first year; a deadline is a window of one day.
    """
    if phrase is None or phrase.strip() in _EMPTY:
        return Schedule(phrase, ScheduleKind.UNPARSEABLE, confidence=0.0, reason="no_schedule")
    if len(phrase) > LONGEST:
        return _unparseable(phrase, "not_understood")
    plan = Plan(within_calendar(period), _of_calendar(month))
    parsed = whole_periods(parse_phrase(phrase))
    clauses = arrange(parsed, plan)
    parts = sort_clauses(clauses)
    decided = _decide(phrase, parts, plan)
    remarks = [*decided.remarks, *lost_separators(clauses), *_about_words(parts)]
    remarks += second_schedules(parts) + _about_working_days(parts, decided)
    remarks += _without_end(phrase, parts) + _without_use(parsed, decided, remarks, plan)
    noted = replace(decided, remarks=tuple(sorted(set(remarks), key=_by_place)))
    return replace(noted, confidence=confidence(noted))


def _without_use(
    parsed: list[Clause], decided: Schedule, remarks: list[ScheduleRemark], plan: Plan
) -> list[ScheduleRemark]:
    """A clause without which the phrase reads the same is named, unless a remark is about it, or it
    only holds what the others say («в течение учебного года (сентябрь – май)»).
    """
    all_along = decided.kind is ScheduleKind.CONTINUOUS
    needless = [each for each in parsed if isinstance(each, Mark) and each.kind == "needed"]
    told = [c for c in parsed if _says_when(c) and not (all_along and c in needless)]
    if len(told) < 2 or not decided.text or _ONWARD.search(decided.text):
        return []
    schedule_remarks: list[ScheduleRemark] = []
    for clause in told:
        if any(
            schedule_remark.start < clause.place[1] and clause.place[0] < schedule_remark.end
            for schedule_remark in remarks
        ):
            continue
        rest = arrange([each for each in parsed if each is not clause], plan)
        other = _decide(decided.text, sort_clauses(rest), plan)
        if _meaning(other) == _meaning(decided) and not _is_frame(clause, decided, plan):
            schedule_remarks.append(remark("words-not-used", clause.place))
    return schedule_remarks


def _says_when(clause: Clause) -> bool:
    if isinstance(clause, Mark):
        return clause.kind in ("needed", "always") or names_schedule(clause.anchor)
    return not isinstance(clause, Separator)


def _meaning(schedule: Schedule) -> tuple[object, ...]:
    return (
        schedule.kind, schedule.windows, schedule.rrule, schedule.anchor, schedule.offset,
        schedule.reason, schedule.candidates,
    )  # fmt: skip


def _is_frame(clause: Clause, decided: Schedule, plan: Plan) -> bool:
    """Whether the clause is a stretch of time, or a length, that agrees with what was read."""
    if isinstance(clause, Mark):
        lasting = decided.kind is ScheduleKind.CONTINUOUS or decided.rrule is not None
        return clause.kind == "always" and (lasting or bool(_LASTING.search(decided.text or "")))
    if isinstance(clause, Repeat):
        return clause.said and decided.rrule is not None
    if isinstance(clause, Relative):
        bare = clause.anchor is None and clause.point is None and clause.direction == "within"
        return bare and decided.rrule is None
    if not isinstance(clause, Time):
        return False
    read = read_time(clause, plan)
    if read.reason and read.reason == decided.reason:
        return True
    frames = read.windows or read.candidates
    inner = decided.windows or decided.candidates
    return bool(inner) and all(
        any(frame.start <= window.start and window.end <= frame.end for frame in frames)
        for window in inner
    )


def _without_end(phrase: str, parts: Parts) -> list[ScheduleRemark]:
    """«не ранее 15 марта»: when it must be over is not said; the plan's own end is taken."""
    since = [time for time in parts.times if time.since]
    ended = any(map(is_deadline, parts.times))
    told = since and not ended and _EARLIEST.search(phrase)
    return [remark("end-not-said", since[0].place)] if told else []


def _of_calendar(month: date | None) -> date | None:
    return month if month and CALENDAR.start <= month <= CALENDAR.end else None


def _about_working_days(parts: Parts, schedule: Schedule) -> list[ScheduleRemark]:
    """«последний рабочий день месяца» of a year whose production calendar is not known."""
    working = [time for time in parts.times if any(p.name == "workday" for p in points_of(time))]
    windows = (*schedule.windows, *schedule.candidates)
    if all(covers(window.end) for window in windows):
        return []
    return [remark("calendar-not-covered", time.place) for time in working]


def _by_place(entry: ScheduleRemark) -> tuple[int, int, str]:
    return entry.start, entry.end, entry.code


def _about_words(parts: Parts) -> list[ScheduleRemark]:
    """A number that says no date may change what the rest says; words rarely do."""
    codes = {True: "words-not-read", False: "number-not-read"}
    return [remark(codes[bool(mark.anchor)], mark.place) for mark in parts.of("note")]


def _decide(phrase: str, parts: Parts, plan: Plan) -> Schedule:
    """The first that applies: lost text, a distance, a rule, dates, a foreign schedule."""
    lost = parts.of("lost")
    if lost:
        notes = tuple(remark("text-lost", mark.place) for mark in lost)
        return _unparseable(phrase, "text_lost", notes)
    if parts.relatives and not _are_lengths(parts):
        return relative_schedule(phrase, parts, plan)
    times = _onward_times(phrase, parts)
    parts = replace(parts, times=times) if _LASTING.search(phrase) else parts
    repeated = recurrence(parts.repeats, parts.weekdays, times, plan)
    if repeated is not None:
        return _repeated(phrase, parts, plan, repeated)
    if parts.times:
        return timed_schedule(phrase, parts, plan)
    return _undated(phrase, parts, plan)


def _onward_times(phrase: str, parts: Parts) -> list[Time]:
    """«апрель, далее в течение года», «с мая, затем ежемесячно»: from then on."""
    if _LASTING.search(phrase):
        dated = [time for time in parts.times if time.first.kind != "unit"]
        return [replace(time, since=True) for time in dated] or parts.times
    onward = bool(_ONWARD.search(phrase))
    return [replace(time, since=True) for time in parts.times] if onward else parts.times


def _are_lengths(parts: Parts) -> bool:
    """«с 2 по 20 декабря (15 рабочих дней)»: how long the dates are, no distance from anything."""
    bare = all(
        relative.anchor is None and relative.point is None and relative.direction == "within"
        for relative in parts.relatives
    )
    return bare and len(parts.times) == len(parts.relatives) == 1 and _lasts(parts.times[0])


def _lasts(time: Time) -> bool:
    return not is_deadline(time) and (time.last is not None or base(time.first).kind == "month")


def _unparseable(phrase: str, reason: str, remarks: tuple[ScheduleRemark, ...] = ()) -> Schedule:
    return Schedule(phrase, ScheduleKind.UNPARSEABLE, reason=reason, remarks=remarks)


def _repeated(phrase: str, parts: Parts, plan: Plan, found: Recurrence) -> Schedule:
    nothing = found.reason or ("no_period" if plan.period is None else "none_in_period")
    notes = two_schedules(parts) if parts.externals else []
    return Schedule(
        phrase,
        _repeated_kind(found),
        windows=tuple(sorted(set(found.windows))),
        rrule=found.rule,
        anchor=anchor_of(parts),
        reason=None if found.windows else nothing,
        candidates=found.candidates,
        remarks=(*found.remarks, *notes),
    )


def _repeated_kind(found: Recurrence) -> ScheduleKind:
    if found.reason == "impossible_date":
        return ScheduleKind.UNPARSEABLE
    return ScheduleKind.RRULE if found.rule else ScheduleKind.RECURRING


def _undated(phrase: str, parts: Parts, plan: Plan) -> Schedule:
    """No date in the words: constantly, by a foreign schedule, when needed, every year."""
    yearly = yearly_repeats(parts)
    rule = rule_of(yearly[0]) if yearly else None
    remarks = tuple(yearly_remarks(parts, plan))
    period = (plan.period,) if plan.period else ()
    if parts.of("always"):
        reason = None if period else "no_period"
        return Schedule(
            phrase, ScheduleKind.CONTINUOUS, period, rule, reason=reason, remarks=remarks
        )
    if parts.externals:
        kind, reason = ScheduleKind.EXTERNAL_SCHEDULE, "external_schedule"
        return Schedule(phrase, kind, (), rule, anchor_of(parts), reason=reason, remarks=remarks)
    if parts.of("needed"):
        return Schedule(
            phrase, ScheduleKind.AS_NEEDED, (), rule, reason="as_needed", remarks=remarks
        )
    if yearly:
        return every_year(phrase, parts, plan)
    return _unparseable(phrase, "not_understood", remarks)


def schedule_json(schedule: Schedule) -> dict[str, object]:
    """Dates are ISO 8601; places in `findings` count characters of `text`."""
    return {
        "text": schedule.text,
        "kind": schedule.kind.value,
        "windows": [_window(window) for window in schedule.windows],
        "rrule": schedule.rrule,
        "anchor": schedule.anchor,
        "offset": _offset(schedule.offset) if schedule.offset else None,
        "confidence": schedule.confidence,
        "reason": schedule.reason,
        "candidates": [_window(window) for window in schedule.candidates],
        "findings": [_remark(entry) for entry in schedule.remarks],
    }


def _window(window: Window) -> dict[str, str]:
    return {"start": window.start.isoformat(), "end": window.end.isoformat()}


def _offset(offset: Offset) -> dict[str, object]:
    return {"amount": offset.amount, "unit": offset.unit}


def _remark(entry: ScheduleRemark) -> dict[str, object]:
    return {
        "code": entry.code,
        "start": entry.start,
        "end": entry.end,
        "params": dict(entry.params),
    }


_DAY_PARTS = ("BYDAY", "BYMONTHDAY", "BYSETPOS")


def expand(schedule: Schedule, period: Window) -> tuple[Window, ...]:
    """The windows of `schedule` that touch `period`, in order; repeating ones are worked out.

    A schedule with words is read again for `period`; one that has only a rule gives its days, or
    for a rule without days (FREQ=MONTHLY) the stretches between them.
    """
    if schedule.rrule is None:
        return tuple(window for window in schedule.windows if intersect(window, period))
    if schedule.text is not None:
        read = resolve_schedule(schedule.text, period).windows
        return tuple(window for window in read if intersect(window, period))
    within = within_calendar(period)
    if within is None:
        return ()
    if any(part in schedule.rrule for part in _DAY_PARTS):
        return days_of(schedule.rrule, within)
    return starts_until_next(schedule.rrule, within)

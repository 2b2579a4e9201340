"""A schedule phrase in the period of its plan → `Schedule`."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from engine.model.schedules import Schedule, ScheduleKind, ScheduleRemark, Window
from engine.schedule.anchors import in_nominative
from engine.schedule.arrange import arrange
from engine.schedule.dates import intersect
from engine.schedule.occurrences import rule_of, yearly_rule
from engine.schedule.oddities import (
    about_deadlines,
    about_windows,
    confidence,
    lost_separators,
    second_schedules,
    two_schedules,
)
from engine.schedule.parse import parse_phrase
from engine.schedule.parts import Parts, sort_clauses
from engine.schedule.plan import Plan
from engine.schedule.reading import UNKNOWN_DATES, Reading, is_deadline, remark, windows_of
from engine.schedule.recurring import Recurrence, is_yearly, recurrence
from engine.schedule.relative import relative_schedule
from engine.schedule.syntax import Repeat, Time
from engine.schedule.times import read_time

_CALENDAR = Window(date(1900, 1, 1), date(2199, 12, 31))
_EMPTY = frozenset({"", "-", "–", "—", "−"})
_YEAR_LONG = ("year", "calendar_year", "school_year", "period")


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
    plan = Plan(_within_calendar(period), month)
    clauses = arrange(parse_phrase(phrase), plan)
    parts = sort_clauses(clauses)
    decided = _decide(phrase, parts, plan)
    remarks = [*decided.remarks, *lost_separators(clauses), *_about_words(parts)]
    remarks += second_schedules(parts)
    noted = replace(decided, remarks=tuple(sorted(set(remarks), key=_by_place)))
    return replace(noted, confidence=confidence(noted))


def _within_calendar(period: Window | None) -> Window | None:
    """A period of thousands of years is a slip; its windows would never end."""
    return intersect(period, _CALENDAR) if period else None


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
    if parts.relatives:
        return relative_schedule(phrase, parts, plan)
    repeated = recurrence(parts.repeats, parts.weekdays, parts.times, plan)
    if repeated is not None:
        return _repeated(phrase, parts, plan, repeated)
    if parts.times:
        return _timed(phrase, parts, plan)
    return _undated(phrase, parts, plan)


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
        anchor=_anchor(parts),
        reason=None if found.windows else nothing,
        candidates=found.candidates,
        remarks=(*found.remarks, *notes),
    )


def _repeated_kind(found: Recurrence) -> ScheduleKind:
    if found.reason == "impossible_date":
        return ScheduleKind.UNPARSEABLE
    return ScheduleKind.RRULE if found.rule else ScheduleKind.RECURRING


def _anchor(parts: Parts) -> str | None:
    return parts.externals[0].anchor or None if parts.externals else None


def _timed(phrase: str, parts: Parts, plan: Plan) -> Schedule:
    yearly = [repeat for repeat in parts.repeats if is_yearly(repeat, parts.times)]
    if yearly and all(time.first.kind == "years" and not time.last for time in parts.times):
        return _every_year(phrase, parts, plan)
    times = _inside_frame(parts.times)
    readings = [read_time(time, plan, yearly=bool(yearly)) for time in times]
    if any(repeat.interval > 1 for repeat in yearly):
        readings = [_year_unsaid(reading) for reading in readings]
    windows = windows_of(readings)
    reasons = [reading.reason for reading in readings if reading.reason]
    kind = ScheduleKind.RECURRING if yearly else _kind(times)
    anchor = _anchor(parts)
    if reasons and reasons[0] in UNKNOWN_DATES:
        kind, time = ScheduleKind.EXTERNAL_SCHEDULE, readings[0].time
        place = (time.first.place[0], time.place[1])
        anchor = anchor or in_nominative(phrase[slice(*place)])
    if not windows and reasons and reasons[0] in ("malformed_year", "impossible_date"):
        kind = ScheduleKind.UNPARSEABLE
    remarks = [note for reading in readings for note in reading.remarks]
    remarks += about_windows(readings, plan) + about_deadlines(readings)
    remarks += _yearly_remarks(parts, plan)
    remarks += two_schedules(parts) if parts.externals or parts.of("needed") else []
    return Schedule(
        phrase,
        kind,
        windows=windows,
        rrule=_yearly_rule(yearly, readings),
        anchor=anchor,
        reason=reasons[0] if reasons else None,
        candidates=_candidates(readings, parts, windows),
        remarks=tuple(remarks),
    )


def _yearly_rule(yearly: list[Repeat], readings: list[Reading]) -> str | None:
    if not yearly:
        return None
    found = tuple(w for reading in readings for w in reading.windows or reading.candidates)
    interval = max(repeat.interval for repeat in yearly)
    step = f";INTERVAL={interval}" if interval > 1 else ""
    return yearly_rule(found).replace("FREQ=YEARLY", f"FREQ=YEARLY{step}")


def _inside_frame(times: list[Time]) -> list[Time]:
    """«в течение учебного года (сентябрь – май)»: the year is only the frame of the months."""
    inner = [time for time in times if time.first.kind != "unit" or time.mode != "during"]
    return inner or times


def _year_unsaid(reading: Reading) -> Reading:
    """«1 раз в 2 года, октябрь»: which of the years is not said."""
    if reading.explicit or len(reading.windows) < 2:
        return reading
    return replace(reading, windows=(), candidates=reading.windows, reason="year_not_named")


def _every_year(phrase: str, parts: Parts, plan: Plan) -> Schedule:
    """«2020, ежегодно», «Ежегодно»: no month, so that no day is said."""
    since = min((w.start for t in parts.times for w in read_time(t, plan).windows), default=None)
    years = [w for w in plan.unit_windows("year") if since is None or w.end >= since]
    readings = [read_time(time, plan) for time in parts.times]
    return Schedule(
        phrase,
        ScheduleKind.RECURRING,
        rrule=rule_of(next(repeat for repeat in parts.repeats if is_yearly(repeat, parts.times))),
        reason="no_month",
        candidates=tuple(years),
        remarks=(*about_windows(readings, plan), *_yearly_remarks(parts, plan)),
    )


def _candidates(
    readings: list[Reading], parts: Parts, windows: tuple[Window, ...]
) -> tuple[Window, ...]:
    found = {window for reading in readings for window in reading.candidates}
    if len(windows) == 2 and len(parts.times) == 2 and not parts.separators:
        found.add(Window(windows[0].start, windows[1].end))
    return tuple(sorted(found))


def _yearly_remarks(parts: Parts, plan: Plan) -> list[ScheduleRemark]:
    yearly = [repeat for repeat in parts.repeats if is_yearly(repeat, parts.times)]
    return [
        remark("yearly-in-one-year-plan", r.place)
        for r in yearly
        if plan.is_one_year and r.said and r.interval == 1
    ]


def _kind(times: list[Time]) -> ScheduleKind:
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


def _undated(phrase: str, parts: Parts, plan: Plan) -> Schedule:
    """No date in the words: constantly, by a foreign schedule, when needed, every year."""
    yearly = [repeat for repeat in parts.repeats if is_yearly(repeat, parts.times)]
    rule = rule_of(yearly[0]) if yearly else None
    remarks = tuple(_yearly_remarks(parts, plan))
    period = (plan.period,) if plan.period else ()
    if parts.of("always"):
        reason = None if period else "no_period"
        return Schedule(
            phrase, ScheduleKind.CONTINUOUS, period, rule, reason=reason, remarks=remarks
        )
    if parts.externals:
        kind, reason = ScheduleKind.EXTERNAL_SCHEDULE, "external_schedule"
        return Schedule(phrase, kind, (), rule, _anchor(parts), reason=reason, remarks=remarks)
    if parts.of("needed"):
        return Schedule(
            phrase, ScheduleKind.AS_NEEDED, (), rule, reason="as_needed", remarks=remarks
        )
    if yearly:
        return _every_year(phrase, parts, plan)
    return _unparseable(phrase, "not_understood", remarks)

"""A schedule phrase in the period of its plan → `Schedule`."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from engine.model.schedules import Schedule, ScheduleKind, ScheduleRemark, Window
from engine.schedule.arrange import arrange
from engine.schedule.dated import (
    anchor_of,
    every_year,
    timed_schedule,
    yearly_remarks,
    yearly_repeats,
)
from engine.schedule.dates import CALENDAR, within_calendar
from engine.schedule.occurrences import rule_of
from engine.schedule.oddities import (
    confidence,
    lost_separators,
    second_schedules,
    two_schedules,
)
from engine.schedule.parse import parse_phrase
from engine.schedule.parts import Parts, sort_clauses
from engine.schedule.plan import Plan
from engine.schedule.reading import points_of, remark
from engine.schedule.recurring import Recurrence, recurrence
from engine.schedule.relative import relative_schedule
from engine.schedule.workdays import covers

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
    clauses = arrange(parse_phrase(phrase), plan)
    parts = sort_clauses(clauses)
    decided = _decide(phrase, parts, plan)
    remarks = [*decided.remarks, *lost_separators(clauses), *_about_words(parts)]
    remarks += second_schedules(parts) + _about_working_days(parts, decided)
    noted = replace(decided, remarks=tuple(sorted(set(remarks), key=_by_place)))
    return replace(noted, confidence=confidence(noted))


def _of_calendar(month: date | None) -> date | None:
    return month if month and CALENDAR.start <= month <= CALENDAR.end else None


def _about_working_days(parts: Parts, schedule: Schedule) -> list[ScheduleRemark]:
    """«последний рабочий день месяца» of a year whose production calendar is not known."""
    working = [time for time in parts.times if any(p.name == "workday" for p in points_of(time))]
    found = (*schedule.windows, *schedule.candidates)
    if all(covers(window.end) for window in found):
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
    if parts.relatives:
        return relative_schedule(phrase, parts, plan)
    onward = bool(_ONWARD.search(phrase))
    times = [replace(time, since=True) for time in parts.times] if onward else parts.times
    repeated = recurrence(parts.repeats, parts.weekdays, times, plan)
    if repeated is not None:
        return _repeated(phrase, parts, plan, repeated)
    if parts.times:
        return timed_schedule(phrase, parts, plan)
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

"""A schedule phrase in the period of its plan → `Schedule`.

A schedule as plain data for JSON, and its occurrences inside any period.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from engine.lazy import lazy_pattern
from engine.model.spec import Offset, Schedule, ScheduleKind, ScheduleRemark, Window
from engine.schedule.attachment import whole_periods
from engine.schedule.calendar import CALENDAR, WEEK, covers, intersect, within_calendar
from engine.schedule.dated import (
    anchor_of,
    days_are_named,
    every_year,
    timed_schedule,
    yearly_remarks,
    yearly_repeats,
)
from engine.schedule.ellipsis import arrange
from engine.schedule.interpretation import base, is_deadline, points_of, remark, windows_of
from engine.schedule.lines import unwrapped
from engine.schedule.parser import parse_phrase
from engine.schedule.periods import read_time
from engine.schedule.plan import Plan
from engine.schedule.recurrence import EACH_YEAR, Recurrence, recurrence
from engine.schedule.relative import relative_schedule
from engine.schedule.remarks import (
    by_place,
    confidence,
    lost_separators,
    second_schedules,
    two_schedules,
)
from engine.schedule.rrules import days_of, rule_of, starts_until_next
from engine.schedule.syntax import (
    Clause,
    Mark,
    Parts,
    Relative,
    Repeat,
    Separator,
    Time,
    Weekdays,
    sort_clauses,
)
from engine.schedule.vocabulary import names_schedule

_LASTING = lazy_pattern(
    r"\b(?:далее|затем)\b\W*(?:постоянно|в\s+течение\s+(?:всего\s+)?(?:учебного\s+)?(?:года|периода))",
    re.IGNORECASE,
)
_OF_A_PART = lazy_pattern(
    r"^\W*(?:постоянно|непрерывно)\W+(?:(?:с|со)\s+[а-яё]+(?:ем|ей|ией)\b|(?:отч[её]т|итоги|подведени|"
    r"обновлени|актуализаци|свод|анализ|проверк|корректировк|уточнени)[а-яё]*)",
    re.IGNORECASE,
)
"""«Постоянно, с обновлением в январе»: the month is of a part of the work that goes on."""
_EARLIEST = lazy_pattern(r"\bне\s+(?:ранее|раньше)\b", re.IGNORECASE)
_ONWARD = lazy_pattern(r"\b(?:далее|затем)\b\W*(?:еже|кажд)", re.IGNORECASE)
_A_MONTH = timedelta(days=31)
_EMPTY = frozenset({"", "-", "–", "—", "−"})
LONGEST = 2000
"""Letters of a phrase; a longer text is no schedule, and reading it takes their number squared."""
_MOST_CLAUSES = 250
"""Dates, periods and signs between them: a phrase is read once more without each."""


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

    def says_when(line: str) -> bool:
        return resolve_schedule(line, period, month=month).reason is None

    parsed = whole_periods(parse_phrase(unwrapped(phrase, plan, says_when)))
    if len(parsed) > _MOST_CLAUSES:
        return _unparseable(phrase, "not_understood")
    clauses = arrange(parsed, plan)
    parts = sort_clauses(clauses)
    decided = _decide(phrase, parts, plan)
    remarks = [*decided.remarks, *lost_separators(clauses), *_about_words(phrase, parts)]
    remarks += second_schedules(parts) + _about_working_days(parts, decided)
    remarks += _without_end(phrase, parts, decided, plan) + _without_use(
        parsed, decided, remarks, plan
    )
    noted = replace(decided, remarks=tuple(sorted(dict.fromkeys(remarks), key=by_place)))
    return replace(noted, confidence=confidence(noted))


def _without_use(
    parsed: list[Clause], decided: Schedule, remarks: list[ScheduleRemark], plan: Plan
) -> list[ScheduleRemark]:
    """A clause without which the phrase reads the same is named, unless a remark is about it, or it
    only holds what the others say («в течение учебного года (сентябрь – май)»).
    """
    all_along = decided.kind is ScheduleKind.CONTINUOUS or _is_a_season(decided)
    needless = [each for each in parsed if isinstance(each, Mark) and each.kind == "needed"]
    since = any(isinstance(each, Time) and each.since for each in parsed)
    told = [
        each
        for each in parsed
        if _says_when(each)
        and not (all_along and each in needless)
        and not (since and _always(each))
    ]
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


def _is_a_season(schedule: Schedule) -> bool:
    """«Январь – май, по мере обращений»: months on end in which the work is done when asked for."""
    windows = schedule.windows
    return (
        schedule.kind is ScheduleKind.FIXED_WINDOW
        and len(windows) == 1
        and windows[0].end - windows[0].start > _A_MONTH
    )


def _always(clause: Clause) -> bool:
    """«постоянно, начиная с ноября»: of what is open at its end it says no more."""
    return isinstance(clause, Mark) and clause.kind == "always"


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
        text = decided.text or ""
        return clause.kind == "always" and (
            lasting or bool(_LASTING.search(text) or _OF_A_PART.search(text))
        )
    if isinstance(clause, Repeat):
        repeats = decided.rrule is not None or decided.kind is ScheduleKind.RECURRING
        return repeats and (clause.said or decided.rrule == rule_of(clause))
    if isinstance(clause, Relative):
        bare = clause.anchor is None and clause.point is None and clause.direction == "within"
        return bare and decided.rrule is None
    if isinstance(clause, Weekdays):
        return bool(decided.windows) and all(
            window.start == window.end and WEEK[window.start.weekday()] in clause.days
            for window in decided.windows
        )
    if not isinstance(clause, Time):
        return False
    read = read_time(clause, plan)
    if read.reason and (
        read.reason == decided.reason or (read.reason == EACH_YEAR and decided.rrule)
    ):
        return True
    frames = read.windows or read.candidates
    inner = decided.windows or decided.candidates
    return bool(inner) and all(
        any(frame.start <= window.start and window.end <= frame.end for frame in frames)
        for window in inner
    )


def _without_end(phrase: str, parts: Parts, decided: Schedule, plan: Plan) -> list[ScheduleRemark]:
    """«не ранее 15 марта»: when it must be over is not said; the plan's own end is taken."""
    since = [time for time in parts.times if time.since]
    ended = any(map(is_deadline, parts.times))
    if plan.period and decided.windows:
        ended = ended or max(window.end for window in decided.windows) < plan.period.end
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


def _about_words(phrase: str, parts: Parts) -> list[ScheduleRemark]:
    """A number that says no date may change what the rest says; words rarely do."""
    codes = {True: "words-not-read", False: "number-not-read"}
    return [
        remark(codes[bool(mark.anchor and _LETTER.search(phrase[slice(*mark.place)]))], mark.place)
        for mark in parts.of("note")
    ]


_LETTER = lazy_pattern(r"[^\W\d_]")


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
    if parts.weekdays and days_are_named(phrase, parts):
        return _with_weekdays(phrase, parts, plan)
    repeated = recurrence(parts.repeats, parts.weekdays, times, plan)
    if repeated is not None:
        return _repeated(phrase, parts, plan, _after_first_days(phrase, parts, plan, repeated))
    if parts.times:
        return timed_schedule(phrase, parts, plan)
    return _undated(phrase, parts, plan)


def _with_weekdays(phrase: str, parts: Parts, plan: Plan) -> Schedule:
    """«пятница, 18 октября»: the days are those of the dates; one that is none of them is named."""
    decided = timed_schedule(phrase, replace(parts, weekdays=[]), plan)
    said = {WEEK.index(day) for each in parts.weekdays for day in each.days}
    wrong = any(window.end.weekday() not in said for window in decided.windows)
    notes = [remark("weekday-differs", each.place) for each in parts.weekdays if wrong]
    return replace(decided, remarks=(*decided.remarks, *notes))


def _onward_times(phrase: str, parts: Parts) -> list[Time]:
    """«апрель, далее в течение года», «с мая, затем ежемесячно»: from then on; «до 15 октября,
    далее постоянно» has its day besides."""
    if _LASTING.search(phrase):
        dated = [time for time in parts.times if time.first.kind != "unit"]
        return [*filter(is_deadline, dated), *map(_from_then_on, dated)] or parts.times
    onward = bool(_ONWARD.search(phrase))
    return list(map(_from_then_on, parts.times)) if onward else parts.times


def _from_then_on(time: Time) -> Time:
    return replace(time, since=True, mode="within" if is_deadline(time) else time.mode)


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


def _after_first_days(phrase: str, parts: Parts, plan: Plan, repeated: Recurrence) -> Recurrence:
    """«до 15 октября, далее ежемесячно»: once by that day, then in each month after it."""
    first = filter(is_deadline, parts.times if _ONWARD.search(phrase) else ())
    readings = [read_time(time, plan) for time in first]
    days = windows_of(readings)
    if not days:
        return repeated
    later = [window for window in repeated.windows if window.start > days[-1].end]
    notes = [note for reading in readings for note in reading.remarks]
    return replace(repeated, windows=(*days, *later), remarks=(*repeated.remarks, *notes))


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

"""A schedule without a part of it: «Ежемесячно, кроме июля и августа»."""

import re
from dataclasses import replace
from datetime import date, timedelta

from engine.lazy import lazy_pattern
from engine.model.spec import Schedule, ScheduleKind, Window
from engine.schedule.resolve import resolve_schedule as resolve_whole

_BUT = lazy_pattern(
    r"(?:^\s*|[\s,(]+)(?:кроме|за исключением|исключая)\s+(?P<out>[^()]+?)\)?\s*\.?\s*$",
    re.IGNORECASE,
)
_NAMED = (
    (
        lazy_pattern(r"^летн\w+ (?:месяц|период|каникул)\w*|^лет[ао]$", re.IGNORECASE),
        "июнь – август",
    ),
    (lazy_pattern(r"^зимн\w+ месяц\w*$", re.IGNORECASE), "декабрь – февраль"),
)
"""Months that go by another name."""
_MORE = lazy_pattern(r"\b(?:до|не позднее|после|перед|к|числ\w+)\b", re.IGNORECASE)
"""«кроме августа, до 5 числа»: what is excepted has ended, and a term goes on."""
_ALWAYS = "в течение всего периода"
"""Of what «кроме июля и августа» takes its months, where nothing stands before it."""
_LONGEST = 2_000
"""Letters of a phrase in which an exception is looked for: the search takes their square."""
_DAY = timedelta(days=1)
_OUT_OF = frozenset({ScheduleKind.FIXED_WINDOW, ScheduleKind.RECURRING, ScheduleKind.RRULE})


def resolve_schedule(
    phrase: str | None, period: Window | None, *, month: date | None = None
) -> Schedule:
    """What `phrase` means in a plan for `period`, without what it excepts.

    An exception that names no times («кроме каникул»), leaves none, or parts one of several
    occurrences in two stays a remark of the whole phrase.
    """
    other = _IN_MONTH.fullmatch(phrase) if phrase and len(phrase) <= _LONGEST else None
    if phrase and other and (read := _but_in_month(phrase, other, period)):
        return read
    found = _BUT.search(phrase) if phrase and len(phrase) <= _LONGEST else None
    if phrase is None or found is None or _MORE.search(found["out"]):
        return resolve_whole(phrase, period, month=month)
    base = resolve_whole(phrase[: found.start()].strip() or _ALWAYS, period, month=month)
    out = resolve_whole(_called(found["out"]), period, month=month)
    if (
        not base.windows
        or not out.windows
        or out.remarks
        or out.kind is not ScheduleKind.FIXED_WINDOW
    ):
        return resolve_whole(phrase, period, month=month)
    left = base.windows
    for each in out.windows:
        left = tuple(part for window in left for part in _without(window, each))
    if not left or len(left) > len(base.windows) > 1:
        return resolve_whole(phrase, period, month=month)
    again = base.kind in _OUT_OF
    kind = (
        ScheduleKind.RECURRING if base.rrule else base.kind if again else ScheduleKind.FIXED_WINDOW
    )
    return replace(base, text=phrase, windows=left, kind=kind, rrule=None)


_IN_MONTH = lazy_pattern(
    r"\s*(?P<rule>ежемесячно[^,;(]*?(?:до|не позднее)\s+\d{1,2}[^,;(]*?)\s*[,;(]\s*(?:а\s+)?"
    r"(?:в|за)\s+(?P<month>[а-яё]+)\s*[–—-]?\s*(?P<due>(?:до|не позднее)\s+\d{1,2})"
    r"(?:[- ]?го)?(?:\s+числа)?\s*\)?\s*\.?\s*",
    re.IGNORECASE,
)


def _but_in_month(phrase: str, said: re.Match[str], period: Window | None) -> Schedule | None:
    """«ежемесячно до 25 числа, в декабре до 20»: the rule, and another day in that month."""
    rule = resolve_whole(said["rule"], period)
    months = resolve_whole(said["month"], period)
    if rule.kind is not ScheduleKind.RRULE or not rule.windows or not months.windows:
        return None
    due = resolve_whole(f"{said['due']} числа {said['month']}", period)
    kept = [
        window
        for window in rule.windows
        if not any(month.start <= window.end <= month.end for month in months.windows)
    ]
    if len(due.windows) != 1 or due.remarks or len(kept) + 1 != len(rule.windows):
        return None
    windows = tuple(sorted((*kept, *due.windows)))
    return replace(rule, text=phrase, windows=windows, kind=ScheduleKind.RECURRING, rrule=None)


def _called(text: str) -> str:
    return next((months for name, months in _NAMED if name.match(text)), text)


def _without(window: Window, out: Window) -> tuple[Window, ...]:
    """The parts of the window before and after `out`."""
    if out.end < window.start or window.end < out.start:
        return (window,)
    before = (Window(window.start, out.start - _DAY),) if window.start < out.start else ()
    after = (Window(out.end + _DAY, window.end),) if out.end < window.end else ()
    return (*before, *after)

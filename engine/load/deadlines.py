"""A day in words: «до 31.12.2019», «к началу учебного года», «III квартал»."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from engine.codes.rules import DUE_NOT_A_DAY
from engine.diagnostics import Finding, Origin, finding
from engine.lazy import lazy_pattern
from engine.load.entries import Entry, read_date
from engine.model.spec import Schedule, ScheduleKind, Window
from engine.schedule import resolve_schedule

_ISO = lazy_pattern(r"\d{4}-\d{2}-\d{2}")
_OPENING = lazy_pattern(r"(?:к|ко|до|в|на|не\s+позднее|в\s+срок|by)\s", re.IGNORECASE)
_DATED = (ScheduleKind.DEADLINE, ScheduleKind.FIXED_WINDOW)


def read_due(entry: Entry, period: Window | None, findings: list[Finding]) -> date | None:
    """The last day of `due`, a date or words; None with a finding where it is no single day."""
    text = entry.maybe("due")
    if text is None or _ISO.fullmatch(text):
        return read_date(entry, "due", findings)
    found = day_of(text, period, entry.origin("due"))
    if isinstance(found, date):
        return found
    findings.append(found)
    return None


def day_of(text: str, period: Window | None, origin: Origin) -> date | Finding:
    """The last day of what the words mean in the period, as the schedules of a plan are read."""
    schedule = resolve_schedule(text, period)
    windows = schedule.windows
    if schedule.kind in _DATED and len(windows) == 1 and schedule.confidence == 1:
        return windows[0].end
    days = tuple(dict.fromkeys(window.end for window in _perhaps(schedule)))
    return finding(DUE_NOT_A_DAY, origin, text=text, days=days)


def _perhaps(schedule: Schedule) -> tuple[Window, ...]:
    return (schedule.candidates or schedule.windows)[:4]


def with_day(
    text: str, period: Window | None, is_target: Callable[[str], bool]
) -> tuple[str, str, date] | None:
    """«не менее 70 % к концу 2025 года» as target, words and day; None where no day is named."""
    for target, words in _halves(text):
        if _OPENING.match(words) and is_target(target):
            day = day_of(words, period, Origin("", ()))
            if isinstance(day, date):
                return target, words, day
    return None


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Each way to cut the text at a space into a target and what stands after or before it."""
    for cut in re.finditer(r"\s*[,;:–—]?\s+[–—]?\s*", text.strip()):
        one, other = text.strip()[: cut.start()], text.strip()[cut.end() :]
        yield one, other
        yield other, one

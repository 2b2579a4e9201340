"""The month of a part of a plan whose heading is a month: «Сентябрь 2024 г.»."""

import re
from datetime import date

from engine.lazy import lazy_pattern
from engine.model.spec import Window
from engine.schedule.months import A_MONTH
from engine.schedule.named_days import resolve_schedule

_HEADING = lazy_pattern(
    rf"\W*(?:месяц\W+)?(?P<said>{A_MONTH}(?:\s+20\d\d)?)\s*(?:г\.?|года)?\W*", re.IGNORECASE
)


def month_of_heading(title: str | None, period: Window | None) -> date | None:
    """The first day of the month that the heading is, in a plan for `period`; None where it says
    anything else, or the year is not known."""
    found = _HEADING.fullmatch(title or "")
    windows = resolve_schedule(found["said"], period).windows if found else ()
    return windows[0].start if len(windows) == 1 else None

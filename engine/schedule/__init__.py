"""Russian schedule phrases: what they mean, when they fall, and what is odd about them.

A phrase goes through normalise (words → lexemes), parse (`grammar.lark` → clauses), arrange
(clauses lend each other days and years) and resolve (a plan's period gives dates).
"""

from engine.schedule.dates import within_calendar
from engine.schedule.describe import schedule_json
from engine.schedule.expand import expand
from engine.schedule.resolve import resolve_schedule
from engine.schedule.workdays import (
    COVERED_YEARS,
    CalendarNotCoveredError,
    add_working_days,
    covers,
    is_working_day,
)

__all__ = [
    "COVERED_YEARS",
    "CalendarNotCoveredError",
    "add_working_days",
    "covers",
    "expand",
    "is_working_day",
    "resolve_schedule",
    "schedule_json",
    "within_calendar",
]

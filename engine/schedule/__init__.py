"""Russian schedule phrases: what they mean, when they fall, and what is odd about them.

A phrase goes through normalise (words → lexemes), parse (`grammar.lark` → clauses), arrange
(clauses lend each other days and years) and resolve (a plan's period gives dates).
"""

from engine.schedule.anchoring import (
    Anchor,
    anchor_of_event,
    anchored,
    days_of_anchor,
    order_anchor,
)
from engine.schedule.calendar import (
    COVERED_YEARS,
    CalendarNotCoveredError,
    add_working_days,
    covers,
    is_working_day,
    within_calendar,
)
from engine.schedule.joining import joined_schedules
from engine.schedule.monthly import month_of_heading
from engine.schedule.months import A_MONTH, MONTHS, month_number
from engine.schedule.named_days import resolve_schedule
from engine.schedule.resolve import expand, schedule_json
from engine.schedule.several import with_all_anchors

__all__ = [
    "A_MONTH",
    "COVERED_YEARS",
    "MONTHS",
    "Anchor",
    "anchor_of_event",
    "anchored",
    "days_of_anchor",
    "order_anchor",
    "CalendarNotCoveredError",
    "add_working_days",
    "covers",
    "expand",
    "is_working_day",
    "joined_schedules",
    "month_number",
    "month_of_heading",
    "resolve_schedule",
    "schedule_json",
    "with_all_anchors",
    "within_calendar",
]

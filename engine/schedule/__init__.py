"""Russian schedule phrases: what they mean, when they fall, and what is odd about them."""

from datetime import date

from engine.model.schedules import Schedule, ScheduleKind, Window


def resolve_schedule(
    phrase: str | None, period: Window | None, *, month: date | None = None
) -> Schedule:
    return Schedule(phrase, ScheduleKind.UNPARSEABLE, reason="not-implemented")


def expand(schedule: Schedule, period: Window) -> tuple[Window, ...]:
    return schedule.windows


def schedule_json(schedule: Schedule) -> dict[str, object]:
    return {}

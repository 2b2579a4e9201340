"""A schedule → its occurrences inside any period."""

from engine.model.schedules import Schedule, Window
from engine.schedule.dates import intersect, within_calendar
from engine.schedule.occurrences import days_of, starts_until_next
from engine.schedule.resolve import resolve_schedule

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

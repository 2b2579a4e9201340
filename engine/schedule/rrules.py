"""RFC 5545 rules: that of a repetition, and the days that a rule gives inside a period.

A rule gives the first day of each occurrence; blocks (a month, a quarter, a half) give its length.
"""

from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr

from engine.model.spec import Window
from engine.schedule.calendar import ONE_DAY, intersect
from engine.schedule.plan import Plan
from engine.schedule.syntax import Repeat, Weekdays

_RULES = {
    ("year", 1): ("year", "FREQ=YEARLY"),
    ("half", 1): ("half", "FREQ=MONTHLY;INTERVAL=6"),
    ("four_months", 1): ("four_months", "FREQ=MONTHLY;INTERVAL=4"),
    ("quarter", 1): ("quarter", "FREQ=MONTHLY;INTERVAL=3"),
    ("month", 1): ("month", "FREQ=MONTHLY"),
    ("week", 1): ("week", "FREQ=WEEKLY"),
    ("day", 1): ("day", "FREQ=DAILY"),
}
_SEVERAL = {
    ("year", 2): "half", ("year", 3): "four_months", ("year", 4): "quarter", ("year", 12): "month",
    ("half", 2): "quarter", ("half", 6): "month", ("quarter", 3): "month", ("month", 4): "week",
    ("month", 2): "half_month", ("month", 3): "decade",
}  # fmt: skip
_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_PIECES = {
    "decade": "FREQ=MONTHLY;BYMONTHDAY=1,11,21",
    "half_month": "FREQ=MONTHLY;BYMONTHDAY=1,16",
}
_BEFORE = timedelta(days=366)
_LIMIT = 2000


def unit_of(repeat: Repeat) -> str:
    """The unit in which there is one occurrence: «2 раза в год» is once in each half."""
    unit = "year" if repeat.unit == "school_year" else repeat.unit
    return _SEVERAL.get((unit, repeat.times), unit)


def rule_of(repeat: Repeat) -> str | None:
    """The RFC 5545 rule, None where occurrences follow no calendar (school quarters, periods)."""
    unit, interval = unit_of(repeat), repeat.interval
    if unit in _PIECES:
        return _PIECES[unit]
    if unit in _MONTHS and interval > 1:
        return _every_months(_MONTHS[unit] * interval)
    rule = _RULES.get((unit, 1))
    if rule is None:
        return None
    return rule[1] if interval == 1 else f"{rule[1]};INTERVAL={interval}"


def _every_months(count: int) -> str:
    if count % 12 == 0:
        return f"FREQ=YEARLY;INTERVAL={count // 12}"
    return f"FREQ=MONTHLY;INTERVAL={count}"


def blocks(repeat: Repeat, plan: Plan) -> tuple[Window, ...]:
    """The stretches of the plan in each of which the event happens once."""
    period = plan.period
    if period is None:
        return ()
    unit, interval = unit_of(repeat), repeat.interval
    if unit == "day":
        return (period,)
    if unit == "week":
        return _weeks(period, interval)
    if unit in _PIECES:
        return starts_until_next(_PIECES[unit], period)
    pieces = plan.unit_windows(unit)
    groups = [pieces[n : n + interval] for n in range(0, len(pieces), interval)]
    return tuple(Window(group[0].start, group[-1].end) for group in groups)


def _weeks(period: Window, interval: int) -> tuple[Window, ...]:
    monday = period.start - timedelta(days=period.start.weekday())
    length = timedelta(days=7 * interval)
    windows: list[Window] = []
    while monday <= period.end:
        cut = intersect(Window(monday, monday + length - ONE_DAY), period)
        windows += [cut] if cut else []
        monday += length
    return tuple(windows)


def starts(rule: str, period: Window) -> tuple[date, ...]:
    """The days of `rule` inside `period`, counted from 1 January (weeks: from a Monday) before."""
    origin = date(period.start.year, 1, 1)
    if "WEEKLY" in rule:
        origin -= timedelta(days=origin.weekday())
    midnight = datetime.min.time()
    bounds = (origin, period.start, period.end)
    first, begin, end = (datetime.combine(day, midnight) for day in bounds)
    days = rrulestr(rule, dtstart=first).between(begin, end, inc=True)[:_LIMIT]
    return tuple(day.date() for day in days)


def days_of(rule: str, period: Window) -> tuple[Window, ...]:
    """The occurrences of a rule of single days."""
    return tuple(Window(day, day) for day in starts(rule, period))


def starts_until_next(rule: str, period: Window) -> tuple[Window, ...]:
    """Occurrences that last until the day before the next one, cut to `period`."""
    earlier = Window(period.start - _BEFORE, period.end)
    days = starts(rule, earlier)
    ends = [*(day - ONE_DAY for day in days[1:]), period.end]
    whole = (Window(day, end) for day, end in zip(days, ends, strict=False))
    cut = (intersect(window, period) for window in whole)
    return tuple(window for window in cut if window)


def weekday_rule(rules: list[Weekdays]) -> str:
    """«по вторникам и четвергам», «первая и третья среда месяца», «первый понедельник квартала»."""
    days = ",".join(f"{rule.number or ''}{day}" for rule in rules for day in rule.days)
    if not any(rule.number for rule in rules):
        return f"FREQ=WEEKLY;BYDAY={days}"
    units = {rule.of.name for rule in rules if rule.of is not None and rule.of.kind == "unit"}
    if "quarter" in units:
        months = "3,6,9,12" if rules[0].number < 0 else "1,4,7,10"
        return f"FREQ=MONTHLY;BYMONTH={months};BYDAY={days}"
    return f"FREQ=MONTHLY;BYDAY={days}"


def yearly_rule(windows: tuple[Window, ...]) -> str:
    """The rule of windows that come back every year: the first day of each."""
    firsts = sorted({(window.start.month, window.start.day) for window in windows})
    if len({day for _, day in firsts}) != 1:
        return "FREQ=YEARLY"
    months = ",".join(str(month) for month, _ in firsts)
    return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={firsts[0][1]}"

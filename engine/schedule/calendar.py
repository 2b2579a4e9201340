"""Calendar arithmetic: a point in a given year → the days it covers.

Conventions: quarters are calendar quarters; a school year is 1 September–31 August, its first
half ends on 31 December; a decade of a month is 1–10, 11–20, 21–end; its n-th week is seven days
from 7(n-1)+1; the last week is the last seven days. All windows include both ends.

The Russian production calendar of the five-day week: working days and steps over them.

Holidays and days off moved by the government stand in `workdays.csv`, as the library `holidays`
gives them, which takes 50 ms to import: a test holds the two together. Days without work decreed by
the president (paid, no holidays, unknown to that library) come from `nonworking.csv`, which says
how each was confirmed; an empty source means that nobody has yet. Outside `COVERED_YEARS` the
answer for a weekday is unknown, not "working".
"""

import csv
from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from importlib.resources import files

from engine.model.spec import Window
from engine.schedule.syntax import Point, PointKind

COVERED_YEARS = range(2013, 2027)
"""Years whose transfers of days off are published and in the library."""

_ONE = timedelta(days=1)


class CalendarNotCoveredError(ValueError):
    """A step over working days left the years whose calendar is known."""


def covers(day: date) -> bool:
    """True where the production calendar of that year is known."""
    return day.year in COVERED_YEARS


def is_working_day(day: date) -> bool | None:
    """True or False by the production calendar; None for a weekday of a year it does not cover."""
    if not covers(day):
        return False if day.weekday() > 4 else None
    return _is_working(day)


_FEASTS = frozenset({(1, 1), (1, 7), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)})


def is_feast(day: date) -> bool:
    """Whether it is one of the country's holidays (Labour Code, article 112), whatever weekday."""
    return (day.month, day.day) in _FEASTS


def add_working_days(day: date, amount: int) -> date:
    """The `amount`-th working day after `day` (before it if negative).

    Zero gives `day` itself, or the next working day. Raises CalendarNotCoveredError.
    """
    step = -_ONE if amount < 0 else _ONE
    left = abs(amount)
    while left or not _known(day):
        day += step
        left -= _known(day) if left else 0
    return day


def _known(day: date) -> bool:
    if not covers(day):
        raise CalendarNotCoveredError(str(day.year))
    return _is_working(day)


def _is_working(day: date) -> bool:
    return (day.weekday() < 5) != (day in _moved()) and day not in _decreed()


@cache
def _moved() -> frozenset[date]:
    """Weekdays off and working days of weekends."""
    return frozenset(
        date.fromisoformat(f"{row['year']}-{day}")
        for row in _rows("workdays.csv")
        for day in (row["off"] + " " + row["working"]).split()
    )


@cache
def _decreed() -> frozenset[date]:
    days: set[date] = set()
    for row in _rows("nonworking.csv"):
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        days |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return frozenset(days)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("engine.schedule").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


ONE_DAY = timedelta(days=1)
MOST_WEEKS = 5
"""How often a day of the week can fall into one month."""
CALENDAR = Window(date(1900, 1, 1), date(2199, 12, 31))
"""The years that plans are about: every step from one of their days is a day of `date`."""
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TERMS: dict[PointKind, dict[int, tuple[int, int]]] = {
    "term": {1: (9, 10), 2: (11, 12), 3: (1, 3), 4: (4, 5)},
    "trimester": {1: (9, 11), 2: (12, 2), 3: (3, 5)},
}
"""The months that quarters and trimesters of a school year usually have, by their numbers."""
_HOLIDAYS = {9: (10, 26, 11, 5), 12: (12, 29, 1, 10), 3: (3, 22, 3, 31), 6: (6, 1, 8, 31)}


def months_window(year: int, first: int, last: int | None = None) -> Window:
    """From the first day of month `first` of `year` to the end of `last`, next year if earlier."""
    last = last or first
    end_year = year if last >= first else year + 1
    return Window(date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1]))


def school_year(first: int) -> Window:
    """1 September of `first` – 31 August of the next year."""
    return Window(date(first, 9, 1), date(first + 1, 8, 31))


def school_year_of(day: date) -> Window:
    """The school year that `day` lies in."""
    return school_year(day.year if day.month >= 9 else day.year - 1)


def bounds(point: Point, year: int, *, school: bool) -> Window | None:
    """The days of `point` when it begins in calendar `year`; None if there is no such day.

    `school` counts halves by the school year: I is September–December, II is January–August.
    A year of which a date or the one after it knows nothing has no such day.
    """
    if not MINYEAR <= year < MAXYEAR:
        return None
    match point.kind:
        case "day":
            return _day(year, point.month, point.number)
        case "month":
            return months_window(year, point.month) if 1 <= point.month <= 12 else None
        case "quarter":
            return _months(year, point.number, 3) if 1 <= point.number <= 4 else None
        case "half":
            return _half(year, point.number, school=school)
        case "term" | "trimester" as kind:
            months = TERMS[kind].get(point.number)
            return months_window(year, *months) if months else None
        case "season":
            return months_window(year, point.number, (point.number + 1) % 12 + 1)
        case "holidays":
            return _holidays(year, point.number)
        case "nth" | "part" | "monthday":
            inner = bounds(point.of, year, school=school) if point.of else None
            return piece(point, inner) if inner else None
        case _:
            return None


def _day(year: int, month: int, day: int) -> Window | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return Window(date(year, month, day), date(year, month, day))


def _months(year: int, number: int, length: int) -> Window:
    return months_window(year, (number - 1) * length + 1, number * length)


def _half(year: int, number: int, *, school: bool) -> Window | None:
    if number not in (1, 2):
        return None
    if school:
        return months_window(year, 9, 12) if number == 1 else months_window(year, 1, 8)
    return _months(year, number, 6)


def _holidays(year: int, season: int) -> Window | None:
    """When school holidays usually fall; the real days are set by each school's own calendar."""
    if season not in _HOLIDAYS:
        return None
    month, day, last_month, last_day = _HOLIDAYS[season]
    return Window(date(year, month, day), date(year + (last_month < month), last_month, last_day))


def piece(point: Point, inner: Window) -> Window | None:
    """The n-th week, decade, half or day of `inner`, or its start, middle, end."""
    if point.kind == "part":
        return _part(point.name, inner)
    if point.kind == "monthday":
        if point.number == -1:
            return Window(inner.end, inner.end)
        return _day(inner.start.year, inner.start.month, point.number)
    match point.name:
        case "week":
            return _cut(inner, 7, point.number)
        case "decade":
            return _cut(inner, 10, 3 if point.number == -1 else point.number, most=3)
        case "workday":
            return _working(inner, point.number)
        case "moiety":
            half = 15 if is_month(inner) else _half_length(inner)
            return _cut(inner, half, 2 if point.number == -1 else point.number, most=2)
        case "day":
            return _cut(inner, 1, point.number)
        case name if name in WEEK:
            return _weekday(inner, WEEK.index(name), point.number)
        case _:  # a month has no n-th month
            return None


def shortened(number: int, month: Window) -> int:
    """The day of a month that the `number`-th of every month is: the last of a shorter one."""
    last, longest = month.end.day, 31
    return last if number == -1 or last < number <= longest else number


def _working(inner: Window, number: int) -> Window | None:
    """The `number`-th working day; weekdays count where the production calendar is not known."""
    days = [inner.start + timedelta(days=n) for n in range((inner.end - inner.start).days + 1)]
    working = [day for day in days if is_working_day(day) is not False]
    at = number - 1 if number > 0 else number
    if not -len(working) <= at < len(working):
        return None
    return Window(working[at], working[at])


def _weekday(inner: Window, weekday: int, number: int) -> Window | None:
    """The `number`-th Monday (0), …, Sunday (6) of `inner`; -1 is the last."""
    if number > 0:
        day = inner.start + timedelta(days=(weekday - inner.start.weekday()) % 7 + 7 * (number - 1))
    else:
        day = inner.end - timedelta(days=(inner.end.weekday() - weekday) % 7)
    return Window(day, day) if inner.start <= day <= inner.end else None


def _half_length(inner: Window) -> int:
    """In days; that of an even number of whole months ends with a month, of a year with June."""
    months = 12 * (inner.end.year - inner.start.year) + inner.end.month - inner.start.month + 1
    if inner.is_of_months and months % 2 == 0:
        number = inner.start.month - 1 + months // 2
        return (date(inner.start.year + number // 12, number % 12 + 1, 1) - inner.start).days
    return ((inner.end - inner.start).days + 1) // 2


def months_between(window: Window) -> int:
    """Whole months that a window spans, begun ones included."""
    years = window.end.year - window.start.year
    return years * 12 + window.end.month - window.start.month + 1


def is_month(window: Window) -> bool:
    """True where `window` is no longer than one month."""
    return (window.end - window.start).days < 31


def _cut(inner: Window, length: int, number: int, *, most: int = 400) -> Window | None:
    """The `number`-th stretch of `length` days, from the end if it is below 0; the one numbered
    `most` runs to the end.
    """
    if number < 0:
        end = inner.end - timedelta(days=length * (-number - 1))
        start = max(inner.start, end - timedelta(days=length - 1))
        return Window(start, end) if start <= end else None
    start = inner.start + timedelta(days=length * (number - 1))
    end = inner.end if number == most else start + timedelta(days=length - 1)
    if number < 1 or start > inner.end or number > most:
        return None
    return Window(start, min(end, inner.end))


def _part(name: str, inner: Window) -> Window:
    """Start, middle, end: decades of a month; the first, the middle, the last month of more."""
    if is_month(inner):
        cuts = {"start": (0, 9), "middle": (10, 19), "end": (20, 31)}[name]
        days = [inner.start + timedelta(days=n) for n in cuts]
        return Window(min(days[0], inner.end), min(days[1], inner.end))
    if name == "start":
        return months_window(inner.start.year, inner.start.month)
    if name == "end":
        return months_window(inner.end.year, inner.end.month)
    middle = inner.start + (inner.end - inner.start) / 2
    return months_window(middle.year, middle.month)


def within_calendar(period: Window | None) -> Window | None:
    """A period of thousands of years is a slip; its windows would never end."""
    return intersect(period, CALENDAR) if period else None


def intersect(window: Window, other: Window) -> Window | None:
    """The days in both."""
    start, end = max(window.start, other.start), min(window.end, other.end)
    return Window(start, end) if start <= end else None

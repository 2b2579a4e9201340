"""The Russian production calendar of the five-day week: working days and steps over them.

Holidays and days off moved by the government come from the library `holidays`; days without work
decreed by the president (paid, no holidays, unknown to that library) from `nonworking.csv`, which
says how each was confirmed; an empty source means that nobody has yet. Outside `COVERED_YEARS`
the answer for a weekday is unknown, not "working".
"""

import csv
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

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


@cache
def _is_working(day: date) -> bool:
    return day not in _decreed() and _russia(day.year).is_working_day(day)


@cache
def _russia(year: int) -> "HolidayBase":
    from holidays import country_holidays  # 50 ms that few phrases need

    return country_holidays("RU", years=year)


@cache
def _decreed() -> frozenset[date]:
    text = files("engine.schedule").joinpath("nonworking.csv").read_text(encoding="utf-8")
    days: set[date] = set()
    for row in csv.DictReader(text.splitlines()):
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        days |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return frozenset(days)

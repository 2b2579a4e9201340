"""Period labels of tables and rules: «2021/22», «2021-2022», «2021/2022», «2021»."""

import re
from datetime import date
from functools import lru_cache

from engine.model.spec import Window
from engine.schedule import resolve_schedule

_EVER = Window(date(1990, 1, 1), date(2099, 12, 31))
_SCHOOL_YEAR = re.compile(
    r"(?P<first>\d{4})\s*[/\-–—]\s*(?P<second>\d{4}|\d{2})(\s*(уч(\.|ебный)?\s*(г\.?|год)))?"
)
_YEARS = re.compile(r"(?P<first>\d{4})\s*[-–—]\s*(?P<second>\d{4})\s*(годы|гг\.?)")
_YEAR = re.compile(r"(?P<first>\d{4})(\s*(г\.?|год))?")


@lru_cache(maxsize=4096)
def read_period(label: str) -> Window | None:
    """The days that a label means: a school year, calendar years, or None when it is not read."""
    text = label.strip().lower()
    if match := _SCHOOL_YEAR.fullmatch(text):
        return _school_year(int(match["first"]), match["second"])
    if match := _YEARS.fullmatch(text):
        return _calendar_years(int(match["first"]), int(match["second"]))
    if match := _YEAR.fullmatch(text):
        return _calendar_years(int(match["first"]), int(match["first"]))
    return None


def covered_days(words: str) -> Window | None:
    """The days that a document says it is about: «2021/22», «2021 год», «III квартал 2021 г.»;
    None where they are not understood."""
    known = read_period(words)
    if known:
        return known
    read = resolve_schedule(words.strip(), _EVER)
    return read.windows[0] if len(read.windows) == 1 and not read.remarks else None


def _school_year(first: int, written: str) -> Window | None:
    following = first + 1
    if int(written) not in (following, following % 100) or not 1 <= first <= 9998:
        return None
    return Window(date(first, 9, 1), date(following, 8, 31))


def _calendar_years(first: int, second: int) -> Window | None:
    if not 1 <= first <= second:
        return None
    return Window(date(first, 1, 1), date(second, 12, 31))

"""Period labels of tables and rules: «2021/22», «21/22», «2021», «III квартал 2021», «май 2021».

A rule may name its periods as they stand to the judged one: «previous», «current quarter - 2».
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from engine.lazy import lazy_pattern
from engine.model.spec import Window
from engine.schedule import MONTHS, resolve_schedule

_EVER = Window(date(1990, 1, 1), date(2099, 12, 31))

_OF_YEAR = r"(\s*(г\.?|года?))?"
_ROMAN = ("i", "ii", "iii", "iv")
_OF_SCHOOL = r"уч(\.|ебн(ый|ого|ом))?\s*(года?|году|г\.?)|у\.\s*г\.?"
_BETWEEN = r"\s*[/\\\-–—‑−]\s*"
_SCHOOL_YEAR = lazy_pattern(
    rf"(учебный\s+год\s+)?(?P<first>\d{{4}}){_BETWEEN}(?P<second>\d{{4}}|\d{{2}})"
    rf"(\s*({_OF_SCHOOL}|года?|г\.?))?"
)
_SHORT_YEAR = lazy_pattern(
    rf"(?P<first>\d{{2}}){_BETWEEN}(?P<second>\d{{2}})"
    rf"(\s*((?P<school>{_OF_SCHOOL})|(?P<year>года?|г\.?)))?"
)
"""«25/26»: no months, for there are twelve; with «учебный год» a year in any case."""

_THIS_CENTURY = range(70)
_LAST_MONTH = 12
_YEARS = lazy_pattern(r"(?P<first>\d{4})\s*[-–—]\s*(?P<second>\d{4})\s*(годы|гг\.?)")
_YEAR = lazy_pattern(r"(?P<first>\d{4})(\s*(г\.?|года?))?")
_QUARTER = lazy_pattern(
    rf"(?P<n>i{{1,3}}|iv|[1-4])(-?[йы]+)?\s*(квартал|кв\.?)\s*(?P<year>\d{{4}}){_OF_YEAR}"
    r"|(q(?P<q>[1-4])\s*(?P<after>\d{4})|(?P<before>\d{4})\s*-?\s*q(?P<q2>[1-4]))"
)
_HALF = lazy_pattern(
    r"(?P<n>ii?|[12])(-?о?е)?\s*полугодие\s*(?P<year>\d{4})"
    r"(?P<school>\s*[/\-–—]\s*(\d{4}|\d{2})(\s*уч(\.|ебного)?\s*(г\.?|года))?)?"
    rf"{_OF_YEAR}"
)
_MONTH = lazy_pattern(rf"((?P<word>[а-я]+)\s+|(?P<number>\d{{2}})\.)(?P<year>\d{{4}}){_OF_YEAR}")
_DAYS = lazy_pattern(r"(\d{2})\.(\d{2})\.(\d{4})\s*[-–—]\s*(\d{2})\.(\d{2})\.(\d{4})")


@lru_cache(maxsize=4096)
def read_period(label: str) -> Window | None:
    """The days that a label means: a school year, calendar years, a part of a year, or None when it
    is not read."""
    text = label.strip().lower()
    try:
        return _years(text) or _part_of_year(text)
    except ValueError:  # a day or a year that no calendar has
        return None


def covered_days(words: str) -> Window | None:
    """The days that a document says it is about: «2021/22», «2021 год», «III квартал 2021 г.»;
    None where they are not understood."""
    known = read_period(words)
    if known:
        return known
    read = resolve_schedule(words.strip(), _EVER)
    return read.windows[0] if len(read.windows) == 1 and not read.remarks else None


def _years(text: str) -> Window | None:
    if match := _SCHOOL_YEAR.fullmatch(text):
        return _school_year(int(match["first"]), match["second"])
    if match := _SHORT_YEAR.fullmatch(text):
        return _short_school_year(int(match["first"]), match["second"], bool(match["school"]))
    if match := _YEARS.fullmatch(text):
        return _calendar_years(int(match["first"]), int(match["second"]))
    if match := _YEAR.fullmatch(text):
        return _calendar_years(int(match["first"]), int(match["first"]))
    return None


def _short_school_year(first: int, second: str, is_said: bool) -> Window | None:
    """Of this century, where the two can be nothing but years one after another."""
    if first not in _THIS_CENTURY or not (is_said or first > _LAST_MONTH):
        return None
    return _school_year(2000 + first, second)


def read_declared(label: str) -> Window | None:
    """The days of a label that a rule declares: there a year is written with its century."""
    return None if is_short(label) else read_period(label)


def is_short(label: str) -> bool:
    """Whether the label is read as a year though its century is not written."""
    text = label.strip().lower()
    return _SHORT_YEAR.fullmatch(text) is not None and read_period(label) is not None


def _part_of_year(text: str) -> Window | None:
    if match := _QUARTER.fullmatch(text):
        number = match["n"] or match["q"] or match["q2"]
        year = match["year"] or match["after"] or match["before"]
        return _months(int(year), 3 * _number(number) - 2, 3)
    if match := _HALF.fullmatch(text):
        return _half(int(match["year"]), _number(match["n"]), match["school"])
    if match := _MONTH.fullmatch(text):
        word = match["word"]
        if word and word not in MONTHS:
            return None
        month = MONTHS.index(word) + 1 if word else int(match["number"])
        return _months(int(match["year"]), month, 1)
    if match := _DAYS.fullmatch(text):
        one, two, three, four, five, six = map(int, match.groups())
        first, last = date(three, two, one), date(six, five, four)
        return Window(first, last) if first <= last else None
    return None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _ROMAN.index(text) + 1


def _half(year: int, number: int, school: str | None) -> Window | None:
    if school is None:
        return _months(year, 6 * number - 5, 6)
    written = re.sub(r"\D", "", school)
    days = _school_year(year, written)
    if days is None:
        return None
    new_year = date(days.end.year, 1, 1)
    return Window(days.start, date(year, 12, 31)) if number == 1 else Window(new_year, days.end)


def _months(year: int, first: int, count: int) -> Window:
    last = first + count - 1
    return Window(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _school_year(first: int, written: str) -> Window | None:
    following = first + 1
    if int(written) not in (following, following % 100) or not 1 <= first <= 9998:
        return None
    return Window(date(first, 9, 1), date(following, 8, 31))


def _calendar_years(first: int, second: int) -> Window | None:
    if not 1 <= first <= second:
        return None
    return Window(date(first, 1, 1), date(second, 12, 31))


def kind_of(days: Window) -> tuple[int, bool]:
    """What periods of one kind have in common: the months, and whether it is a school's year."""
    start, end = days.start, days.end
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    return (months, start.month == _SEPTEMBER) if months % 12 == 0 else (months, False)


_SEPTEMBER = 9
_RELATIVE = lazy_pattern(
    r"(?P<word>current|previous|year_to_date)( (?P<unit>school_year|year|half_year|quarter|month))?"
    r"(\s*-\s*(?P<back>\d{1,2}))?"
)


def is_relative(label: str) -> bool:
    """Whether the label says how a period stands to the judged one."""
    return _RELATIVE.fullmatch(label.strip()) is not None


def resolved(label: str, window: Window | None, as_of: date) -> str:
    """The label of the period that a relative one means on that day; any other label as it is.

    The judged year is that of the last day that is looked at: a school year where the period of the
    roadmap begins with one, else a calendar year.
    """
    match = _RELATIVE.fullmatch(label.strip())
    if match is None:
        return label
    last = min(as_of, window.end) if window else as_of
    is_school = window is not None and (window.start.month, window.start.day) == (_SEPTEMBER, 1)
    unit, back = match["unit"] or "year", int(match["back"] or 0)
    if unit in ("year", "school_year"):
        is_school = unit == "school_year" or (is_school and match["unit"] is None)
    if match["word"] == "year_to_date":
        return _to_date(last, back, is_school=is_school)
    return _unit_label(unit, last, back + (match["word"] == "previous"), is_school=is_school)


def _to_date(last: date, back: int, *, is_school: bool) -> str:
    """From the first day of the year to that day, so many years before."""
    year = _first_year(last, is_school=is_school)
    first = date(year - back, _SEPTEMBER if is_school else 1, 1)
    day = min(last.day, monthrange(last.year - back, last.month)[1])
    end = last.replace(year=last.year - back, day=day)
    return f"{first:%d.%m.}{first.year:04d}–{end:%d.%m.}{end.year:04d}"


def _first_year(day: date, *, is_school: bool) -> int:
    return day.year - 1 if is_school and day.month < _SEPTEMBER else day.year


def _unit_label(unit: str, last: date, back: int, *, is_school: bool) -> str:
    if unit == "month":
        year, month = divmod(last.year * 12 + last.month - 1 - back, 12)
        return f"{MONTHS[month]} {year:04d}"
    if unit == "quarter":
        year, number = divmod(last.year * 4 + (last.month - 1) // 3 - back, 4)
        return f"{_ROMAN[number].upper()} квартал {year:04d}"
    year = _first_year(last, is_school=is_school)
    if unit == "half_year":
        second = last.month < _SEPTEMBER if is_school else last.month > 6
        year, number = divmod(year * 2 + second - back, 2)
        return f"{_ROMAN[number].upper()} полугодие {_year_label(year, is_school=is_school)}"
    return _year_label(year - back, is_school=is_school)


def _year_label(year: int, *, is_school: bool) -> str:
    return f"{year:04d}/{(year + 1) % 100:02d}" if is_school else f"{year:04d}"

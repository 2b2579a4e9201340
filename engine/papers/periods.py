"""The period of a roadmap as its title prints it: years, school years, halves, months."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.model.spec import Window
from engine.papers.headings import simple
from engine.schedule import A_MONTH, month_number

_YEARS = lazy_pattern(
    r"(?P<first>20\d\d)\s*[-–—/]\s*(?P<second>20\d\d|\d\d(?!\.\d))\s*"
    r"(?P<unit>учебн\w+ год\w*|уч\.?\s*г(?:од)?\.?|год\w*|гг?\.?)?",
    re.IGNORECASE,
)
_LONGEST = 5
_YEAR = lazy_pattern(
    r"\b(?:на|в|за)\s+(?P<year>20\d\d)\s*(?P<unit>календарн\w+ год\w*|год\w*|г\.?)", re.I
)


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """A period as printed, and the days that it spans."""

    text: str
    begins: str
    ends: str

    @property
    def window(self) -> Window:
        """The days, both ends included."""
        return Window(date.fromisoformat(self.begins), date.fromisoformat(self.ends))

    @property
    def years(self) -> tuple[str, ...]:
        """The years, with the one before them: growth is held against something. School years
        where it begins in September; none of a period that is longer than a roadmap."""
        first, last = int(self.begins[:4]), int(self.ends[:4])
        if last - first > _LONGEST:
            return ()
        if self.begins[5:7] == "09":
            return tuple(f"{year}/{(year + 1) % 100:02}" for year in range(first - 1, last))
        return tuple(str(year) for year in range(first - 1, last + 1))


_PART_OF_YEAR = (
    r"(?P<which>I{1,3}|IV|[1-4]|перв\w+|втор\w+|трет\w+|четв\w+)"
    r"(?:-\w{1,2})?\s+(?P<unit>полугоди|квартал)\w*\s+(?P<year>20\d\d)(?!\s*[-–—/]\s*\d)"
    r"(?:\s*(?:года|год|г\.?))?"
)
_PART = lazy_pattern(rf"\b(?:на|в|за|с)\s+(?P<text>{_PART_OF_YEAR})", re.IGNORECASE)
_UP_TO = lazy_pattern(rf"\s*(?:[-–—]|по|до)\s*{_PART_OF_YEAR}", re.IGNORECASE)
_MONTHS = lazy_pattern(
    rf"\b(?:на|в|за|с|период)\s+(?P<text>(?P<first>{A_MONTH})(?:\s+(?P<from>20\d\d))?"
    rf"(?:\s*(?:года|год|г\.?))?\s*(?:[-–—]|по|до)\s*(?P<last>{A_MONTH})\s+(?P<to>20\d\d)"
    r"(?:\s*(?:года|год|г\.?))?)",
    re.IGNORECASE,
)
_MONTH = lazy_pattern(
    rf"\b(?:на|за)\s+(?P<text>(?P<month>{A_MONTH})\s+(?P<year>20\d\d)(?:\s*(?:года|год|г\.?))?)",
    re.IGNORECASE,
)
_WHICH = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "пер": 1, "вто": 2, "тре": 3, "чет": 4}


def _spanning(text: str, begins: date, ends: date) -> PeriodWords:
    return PeriodWords(" ".join(text.split()), begins.isoformat(), ends.isoformat())


def _part_of_year(found: re.Match[str]) -> tuple[date, date] | None:
    """The first and the last day of «II полугодие 2023 года», «1 квартал 2024»; None for a third
    half."""
    which = found["which"].casefold()
    number = int(which) if which.isdecimal() else _WHICH[which[:3]]
    months = 6 if found["unit"].casefold() == "полугоди" else 3
    last = number * months
    if last > 12:
        return None
    year = int(found["year"])
    return date(year, last - months + 1, 1), date(year, last, monthrange(year, last)[1])


def _of_parts(text: str) -> PeriodWords | None:
    """«на II полугодие 2023 года», «на второе полугодие 2025 года – первое полугодие 2026 года»."""
    found = _PART.search(text)
    days = _part_of_year(found) if found else None
    if found is None or days is None:
        return None
    begins, ends = days
    after = _UP_TO.match(text, found.end())
    further = _part_of_year(after) if after else None
    if after and further and further[1] > ends:
        return _spanning(f"{found['text']}{after.group()}", begins, further[1])
    return _spanning(found["text"], begins, ends)


def _of_months(text: str) -> PeriodWords | None:
    """«на ноябрь 2025 – август 2026 года», «с сентября по декабрь 2025 года»."""
    found = _MONTHS.search(text)
    if found is None:
        return None
    first, last = month_number(found["first"]), month_number(found["last"])
    to = int(found["to"])
    year = int(found["from"] or (to if first <= last else to - 1))
    begins, ends = date(year, first, 1), date(to, last, monthrange(to, last)[1])
    return _spanning(found["text"], begins, ends) if begins <= ends else None


def _of_a_month(text: str) -> PeriodWords | None:
    """«План работы на январь 2026 года»."""
    found = _MONTH.search(text)
    if found is None:
        return None
    begins = date(int(found["year"]), month_number(found["month"]), 1)
    ends = begins.replace(day=monthrange(begins.year, begins.month)[1])
    return _spanning(found["text"], begins, ends)


def find_period(texts: Iterable[str]) -> PeriodWords | None:
    """The first period that titles name: school years from September to August."""
    for text in texts:
        if (_PART.search(text) or _MONTHS.search(text)) is not None:
            return _of_parts(text) or _of_months(text)
        if found := _YEARS.search(text):
            first, second = int(found["first"]), int(found["second"]) % 100 + 2000
            unit = simple(found["unit"] or "")
            words = " ".join(found.group().split())
            if unit.startswith("уч") and second == first + 1:
                return PeriodWords(words, f"{first}-09-01", f"{second}-08-31")
            if first <= second < first + 10:
                return PeriodWords(words, f"{first}-01-01", f"{second}-12-31")
        if month := _of_a_month(text):
            return month
        if one := _YEAR.search(text):
            return PeriodWords(
                f"{one['year']} {one['unit']}", f"{one['year']}-01-01", f"{one['year']}-12-31"
            )
    return None

"""Dates inside prose: «в сентябре 2021 г.», «(период 2021 год)», «на 2021-2022 годы».

When events fall: the outer bounds of their windows, and how dates are written.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.lint.text.morphology import words_before
from engine.lint.text.numbering import Span
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Window
from engine.schedule import A_MONTH, resolve_schedule

_YEAR = lazy_pattern(r"(?<!\d)20\d\d(?!\d)")


@lru_cache(maxsize=256)
def number_of_years(text: str) -> int:
    """How many years a text names in figures: asked of one text for each of them."""
    return len(_YEAR.findall(text))


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: what it says, where it stands, and the words before it."""

    window: Window
    span: Span
    before: str


_MONTH = lazy_pattern(rf"\bв\s+({A_MONTH}\s+(?:20\d\d)(?:\s*(?:г\.|года?))?)", re.IGNORECASE)
_PERIOD = lazy_pattern(r"\bпериод\b\W{0,3}(20\d\d(?:\s*[-–—]\s*20\d\d)?)", re.IGNORECASE)
_YEARS = lazy_pattern(
    r"\b(?:на|в|за)\s+(?P<first>20\d\d)\s*[-–—/]\s*(?P<second>20\d\d)"
    r"(?:\s*(?:,|и)\s*(?:на\s+)?20\d\d\s*[-–—/]\s*(?P<last>20\d\d))*\s*(?P<school>учебн\w+|уч\.)?\s*(?:год|гг)",
    re.IGNORECASE,
)
_SOURCE_YEAR = lazy_pattern(
    r"(?:по результатам|по итогам)\s+[^.;()]{2,60}?\b(20\d\d)\s*(?:года|г\.)", re.IGNORECASE
)
_CLAUSE = lazy_pattern(r"[.;:]")


def months_named(text: str) -> Iterator[Dated]:
    """«… в сентябре 2021 г.»."""
    for match in _MONTH.finditer(text):
        read = resolve_schedule(match[1], None)
        if read.windows:
            before = _CLAUSE.split(words_before(text, match.start()))[-1]
            yield Dated(read.windows[0], match.span(), before)


def periods_named(text: str) -> Iterator[Dated]:
    """«(период 2021 год)», «(период – 2021-2022)»."""
    for match in _PERIOD.finditer(text):
        years = [int(year) for year in re.findall(r"20\d\d", match[1])]
        yield Dated(_years(years[0], years[-1]), match.span(), words_before(text, match.start()))


def source_years(text: str) -> Iterator[Dated]:
    """«по результатам ГИА 2021 года»."""
    for match in _SOURCE_YEAR.finditer(text):
        yield Dated(
            _years(int(match[1]), int(match[1])), match.span(), words_before(text, match.start())
        )


def plan_years(text: str) -> Iterator[tuple[int, int, bool, Span]]:
    """«на 2021-2022 учебный год»: both years, whether a school year is meant, the place."""
    for match in _YEARS.finditer(text):
        last = match["last"] or match["second"]
        yield int(match["first"]), int(last), bool(match["school"]), match.span()


def _years(first: int, last: int) -> Window:
    return Window(date(first, 1, 1), date(last, 12, 31))


def first_day(event: Event) -> date | None:
    """The first day of its first window; None when it is undated."""
    return min((window.start for window in event.schedule.windows), default=None)


def last_day(event: Event) -> date | None:
    """The last day of its last window; None when it is undated."""
    return max((window.end for window in event.schedule.windows), default=None)


def ends_before_start(event: Event, other: Event) -> bool:
    """Whether all of `event` lies before `other` begins."""
    end, start = last_day(event), first_day(other)
    return end is not None and start is not None and end < start


def lasts_all_along(event: Event) -> bool:
    """Whether it runs through the whole plan, so that nothing waits for its end."""
    return event.schedule.kind is ScheduleKind.CONTINUOUS


def period_of(project: Project, roadmap: Roadmap) -> Window | None:
    """The printed period of the roadmap, or of the whole order."""
    return roadmap.period or project.period


def written(day: date | None) -> date | str:
    """A day as a finding takes it; the catalogue writes it."""
    return day or ""


_ONE_OR_TWO = r"(?P<first>20\d\d)(?:\s*[-–—/]\s*(?P<last>20\d\d|\d\d))?"
_ONE_OR_SEVERAL = r"(?P<first>20\d\d)(?:\s*(?:[-–—/,]|и)\s*(?P<last>20\d\d|\d\d))?"
_YEAR_WORD = r"\s*(?P<school>(?:учебн|уч)[а-я]*\.?\s*)?(?:год|г\b)[а-я]*\.?"
_TIMES = (
    ("plan", lazy_pattern(rf"\bна\s+{_ONE_OR_TWO}{_YEAR_WORD}", re.IGNORECASE)),
    ("own", lazy_pattern(rf"\(\s*{_ONE_OR_TWO}{_YEAR_WORD}\s*\)", re.IGNORECASE)),
    ("own", lazy_pattern(rf"\bв\s+(?:течени[еи]\s+)?{_ONE_OR_TWO}{_YEAR_WORD}", re.IGNORECASE)),
    ("past", lazy_pattern(
        rf"\b(?:за|из)\s+(?:\w+\s+)?{_ONE_OR_SEVERAL}{_YEAR_WORD}",
        re.IGNORECASE,
    )),
    ("due", lazy_pattern(
        r"\b(?:к|до|не позднее|по)\s+(?:\d{1,2}\s+)?(?:концу|началу|конца|начала|январ\w+|"
        r"феврал\w+|март\w+|апрел\w+|ма[юяй]|июн\w+|июл\w+|август\w+|сентябр\w+|октябр\w+|ноябр\w+|"
        rf"декабр\w+)?\s*{_ONE_OR_TWO}{_YEAR_WORD}",
        re.IGNORECASE,
    )),
    ("heading", lazy_pattern(rf"(?:^|[.,:–—-]\s*){_ONE_OR_TWO}{_YEAR_WORD}\s*$", re.IGNORECASE)),
    ("heading", lazy_pattern(
        rf"(?<!итогам )(?<!результатам )(?<![-–—/])(?<![-–—/] )\b{_ONE_OR_TWO}\s*"
        r"(?P<school>учебн|уч)[а-я]*\.?\s*год[а-я]*\s*$",
        re.IGNORECASE,
    )),
    ("bare", lazy_pattern(rf"(?<![-–—/.\d]){_ONE_OR_TWO}{_YEAR_WORD}", re.IGNORECASE)),
)  # fmt: skip
_ONES = (
    "перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят",
    "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат",
    "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
_LONGEST_FIRST = "|".join(sorted((*_ONES, "четвёрт", "тридцат"), key=len, reverse=True))
"""«девятнадцатого» begins with «девят» too."""
_IN_WORDS = lazy_pattern(
    rf"\bдве\s+тысячи\s+(?P<tens>двадцать|тридцать)?\s*(?P<ones>{_LONGEST_FIRST})[а-яё]+\s+год[а-я]*",
    re.IGNORECASE,
)
_TENS = {"двадцать": 20, "тридцать": 30}
_OF_THE_PAST = lazy_pattern(
    r"итог|результат|данны|показател|сравнени|сравнит|уровн|начиная|динамик|базов|исходн|прошл|"
    r"предыдущ|взамен|прежн|\bранее\b|действовавш|\bс\s*$|\bот\s*$|№|выпуск|аттестац|экзамен|егэ|огэ|гиа\b|впр\b|опыт|отч[её]т|фз",
    re.IGNORECASE,
)
_COMPARES = lazy_pattern(
    r"сравнени|сравнит|динамик|начиная|базов|исходн|уровн|выпуск|\bс\s*$|\bот\s|№|закон|фз\b|"
    r"приказ|стратеги|концепци|указ|прошл|взамен|прежн|\bранее\b|действовавш|\bи\s*$|,\s*$|[-–—]\s*$",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = 60


@dataclass(frozen=True, slots=True)
class YearsNamed:
    """Years in a text, and how they are meant.

    `plan`: «на 2023 год»; `own`: «(2023 год)», «в 2023 году»; `past`: «за 2023 год»; `heading`:
    the last words of a heading. `given`: the words before speak of results that are there already.
    """

    kind: str
    first: int
    last: int
    span: Span
    given: bool
    bracketed: bool = False
    old: bool = False
    """The words before compare, cite a paper or tell of former pupils."""
    school: bool = False

    @property
    def window(self) -> Window:
        """A school year ends with August; a pair of years that is none, with December."""
        if self.school and self.first != self.last:
            return Window(date(self.first, 9, 1), date(self.last, 8, 31))
        return Window(date(self.first, 1, 1), date(self.last, 12, 31))


def years_named(text: str) -> Iterator[YearsNamed]:
    """Every year or pair of years that a text names as a time, each place once."""
    seen: set[int] = set()
    for kind, pattern in _TIMES:
        for found in pattern.finditer(text):
            if found.start("first") in seen:
                continue
            seen.update(range(found.start("first"), found.end()))
            first = int(found["first"])
            last = _second(first, found["last"])
            before = text[max(0, found.start() - _CLAUSE_BEFORE) : found.start()]
            given = bool(_OF_THE_PAST.search(_CLAUSE.split(before)[-1]))
            start = found.start("first") if kind == "heading" else found.start()
            bracketed = found[0].startswith("(")
            old = bool(_COMPARES.search(_CLAUSE.split(before)[-1]))
            school = bool(found.groupdict().get("school"))
            yield YearsNamed(kind, first, last, (start, found.end()), given, bracketed, old, school)

    yield from _in_words(text)


def _in_words(text: str) -> Iterator[YearsNamed]:
    """«две тысячи двадцать третьего года»."""
    for found in _IN_WORDS.finditer(text):
        ones = found["ones"].lower().replace("ё", "е")
        number = 30 if ones == "тридцат" else _ONES.index(ones) + 1
        year = 2000 + _TENS.get((found["tens"] or "").lower(), 0) + number
        yield YearsNamed("bare", year, year, found.span(), given=False)


def _second(first: int, written_last: str | None) -> int:
    if written_last is None:
        return first
    return int(written_last) if len(written_last) > 2 else first // 100 * 100 + int(written_last)

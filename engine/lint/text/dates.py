"""Dates inside prose: «в сентябре 2021 г.», «(период 2021 год)», «на 2021-2022 годы».

When events fall: the outer bounds of their windows, and how dates are written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.lint.text.numbering import Span
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Window
from engine.schedule import resolve_schedule


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: what it says, where it stands, and the words before it."""

    window: Window
    span: Span
    before: str


_MONTHS = "январ|феврал|март|апрел|ма[еяй]|июн|июл|август|сентябр|октябр|ноябр|декабр"
_MONTH = re.compile(rf"\bв\s+((?:{_MONTHS})\w*\s+(?:20\d\d)(?:\s*(?:г\.|года?))?)", re.IGNORECASE)
_PERIOD = re.compile(r"\bпериод\b\W{0,3}(20\d\d(?:\s*[-–—]\s*20\d\d)?)", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(?:на|в|за)\s+(20\d\d)\s*[-–—/]\s*(20\d\d)\s*(учебн\w+|уч\.)?\s*(?:год|гг)", re.IGNORECASE
)
_SOURCE_YEAR = re.compile(
    r"(?:по результатам|по итогам)\s+[^.;()]{2,60}?\b(20\d\d)\s*(?:года|г\.)", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.;:]")


def months_named(text: str) -> Iterator[Dated]:
    """«… в сентябре 2021 г.»."""
    for match in _MONTH.finditer(text):
        read = resolve_schedule(match[1], None)
        if read.windows:
            before = _CLAUSE.split(text[: match.start()])[-1]
            yield Dated(read.windows[0], match.span(), before)


def periods_named(text: str) -> Iterator[Dated]:
    """«(период 2021 год)», «(период – 2021-2022)»."""
    for match in _PERIOD.finditer(text):
        years = [int(year) for year in re.findall(r"20\d\d", match[1])]
        yield Dated(_years(years[0], years[-1]), match.span(), text[: match.start()])


def source_years(text: str) -> Iterator[Dated]:
    """«по результатам ГИА 2021 года»."""
    for match in _SOURCE_YEAR.finditer(text):
        yield Dated(_years(int(match[1]), int(match[1])), match.span(), text[: match.start()])


def plan_years(text: str) -> Iterator[tuple[int, int, bool, Span]]:
    """«на 2021-2022 учебный год»: both years, whether a school year is meant, the place."""
    for match in _YEARS.finditer(text):
        yield int(match[1]), int(match[2]), bool(match[3]), match.span()


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


def written(day: date | None) -> str:
    """«01.11.2021»."""
    return f"{day:%d.%m.%Y}" if day else ""


def months_between(window: Window) -> int:
    """Whole months that a window spans, begun ones included."""
    years = window.end.year - window.start.year
    return years * 12 + window.end.month - window.start.month + 1

"""Days and seasons that a row names, and that its schedule does not have (L625)."""

import re
from collections.abc import Iterator
from datetime import timedelta

from engine.codes.documents import DATE_AGAINST_SCHEDULE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import first_day, last_day, lasts_all_along, years_named
from engine.lint.text.morphology import words_before
from engine.lint.text.numbering import Span, about, beside
from engine.model.project import Project
from engine.model.spec import Event, ScheduleKind, Window
from engine.schedule import A_MONTH, month_number

_SEASONS = {"зимн": (12, 1, 2), "весен": (3, 4, 5), "летн": (6, 7, 8), "осен": (9, 10, 11)}
_SEASON = lazy_pattern(
    r"(?<![-\w])(?P<season>зимн|весен|летн|осен)\w+\s+(?:\w+\s+){0,2}?"
    r"(?P<held>смен|лагер|школ|сесси|каникул|сборы|сборов|спартакиад|кросс|слёт|слет|экзамен|субботник|"
    r"поход|практик|площадк|ярмарк|праздник|фестивал|олимпиад|тур\b|этап|диагностик|мониторинг)\w*",
    re.IGNORECASE,
)
_NEAR = timedelta(days=20)
"""A season begins some weeks sooner or later than its months."""
_NOT_YET = lazy_pattern(
    r"разработ|подготов|план|утвержд|итог|анализ|отч[её]т|организационн|заявк|набор|комплектов|"
    r"результат|формирован|составл|программ\w* (?:летн|зимн|осенн|весенн)|мер\b|приказ|"
    r"\bк\s+\w+ней|информирован|рассмотр|обсужд|совещан|собран|договор|финанс|реклам|закуп",
    re.IGNORECASE,
)
"""Work for a season, or after it."""
_DAY = lazy_pattern(
    rf"(?<![-–—.\d])(?<![-–—]\s)\b(?P<day>\d{{1,2}})\s+(?P<month>{A_MONTH})"
    r"(?!\s*(?:20|19)\d\d)(?!\s*[-–—])",
    re.IGNORECASE,
)
_OF_A_PAPER = lazy_pattern(
    r"\b(?:от|до|к|с|по|после|не позднее|ко?)\s*$|№|дн[юяей]\b|годовщин|посвящ", re.IGNORECASE
)
_OF_OTHER_WORK = lazy_pattern(
    r"\b(?:подготовк|репетици|заявк|регистраци|по\s+(?:материал|итог|результат))[а-яё]*",
    re.IGNORECASE,
)
"""«Подготовка к конкурсу 20 мая», «по материалам конференции 20 февраля»: the day of what comes
after the work or went before it."""
_LONG = 62
_A_YEAR = timedelta(days=366)


def check_days_and_seasons(project: Project) -> tuple[Finding, ...]:
    """«Летняя смена» in November, «семинара 12 февраля» in March, «в 2024 году» in 2026."""
    return tuple(
        about(
            DATE_AGAINST_SCHEDULE, roadmap, event, field, span=span, quote=text[slice(*span)],
            related=[beside(roadmap, event, "scheduled-here", "schedule")],
            schedule=event.schedule.text or "", title=event.title or event.id,
        )
        for roadmap in project.roadmaps
        for event in roadmap.events
        if event.schedule.windows and not lasts_all_along(event)
        for field, text in (("title", event.title or ""), ("result", event.result or ""))
        for span in _against(event, field, text)
    )  # fmt: skip


def _against(event: Event, field: str, text: str) -> Iterator[Span]:
    if field == "title":
        yield from _other_season(event, text)
    yield from _other_day(event, text)
    if field == "result":
        yield from _other_year(event, text)


def _other_season(event: Event, title: str) -> Iterator[Span]:
    """A thing held in a season of which no window has a day."""
    found = _SEASON.search(title)
    if found is None or _NOT_YET.search(title):
        return
    months = _SEASONS[_begun(found["season"].lower())]
    if not any(_touches(window, months) for window in event.schedule.windows):
        yield found.span()


def _begun(word: str) -> str:
    return next(season for season in _SEASONS if word.startswith(season))


def _touches(window: Window, months: tuple[int, ...], near: timedelta = _NEAR) -> bool:
    start, end = window.start - near, window.end + near
    first, last = start.year * 12 + start.month, end.year * 12 + end.month
    return any(at % 12 in {month % 12 for month in months} for at in range(first, last + 1))


def _other_day(event: Event, text: str) -> Iterator[Span]:
    """«12 февраля» in a row of March: the day lies in none of its short windows."""
    windows = event.schedule.windows
    short = all((window.end - window.start).days < _LONG for window in windows)
    if not short or event.schedule.kind is ScheduleKind.DEADLINE:
        return
    for found in _DAY.finditer(text):
        month = month_number(found["month"])
        said = words_before(text, found.start())
        if _OF_A_PAPER.search(said) or _OF_OTHER_WORK.search(said):
            continue
        if not any(_touches(window, (month,), timedelta()) for window in windows):
            yield found.span()


def _other_year(event: Event, result: str) -> Iterator[Span]:
    """«в 2024 году» in the result of a work that begins more than a year later, or is over."""
    start, end = first_day(event), last_day(event)
    for years in years_named(result):
        before = years.window.end
        gone = start is not None and start - before > timedelta(days=60)
        ahead = end is not None and years.window.start > end + _A_YEAR
        long_ago = start is not None and start - before > _A_YEAR
        told = long_ago if years.given else gone or ahead
        if years.kind == "own" and not years.old and told:
            yield years.span

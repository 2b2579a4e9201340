"""Papers dated after what rests on them (L737) or before what they sum up (L797), days of the week
(L738).
"""

import re
from collections.abc import Iterator
from datetime import date

from engine.codes.orders import DAY_OF_WEEK, PAPER_BEFORE_WORK, PAPER_DATED_LATER
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.order_heading import read_day, signed_on
from engine.lint.text import Passage, event_passages, passages_of, report
from engine.lint.text.dates import first_day, last_day, period_of, written
from engine.lint.text.morphology import words_before
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Window
from engine.schedule import A_MONTH, month_number

_PAPER = (
    r"\b(?:приказ|протокол|письм|постановлен|распоряжен|решен|положени|справк|акт|договор|соглашен)"
    r"[а-яё]*\b[^.;№]{0,160}?(?:№\s*[\w/-]+\s*)?"
)
_DATE = rf"(?P<date>\d{{1,2}}\.\d{{1,2}}\.20\d\d|\d{{1,2}}\s+{A_MONTH}\s+20\d\d)"
_DATED = lazy_pattern(rf"{_PAPER}\bот\s+{_DATE}", re.IGNORECASE)
_REPEALS_LATER = lazy_pattern(r"вступа|действу|до\s*$", re.IGNORECASE)
_DAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_DAY = lazy_pattern(
    rf"(?P<day>\d{{1,2}})(?:\.(?P<month>\d{{1,2}})|\s+(?P<word>{A_MONTH}))"
    r"\.?\s*(?P<year>20\d\d)?\s*(?:г\.|года)?\s*[,(]?\s*"
    r"(?P<name>понедельник|вторник|сред[аыуе]|четверг|пятниц|суббот|воскресень)[а-яё]*\b",
    re.IGNORECASE,
)


def check_dated_papers(project: Project) -> tuple[Finding, ...]:
    """Papers cited by the order, papers that are the result of a row, days named by their name."""
    signed = signed_on(project)
    return (
        *(found for found in _in_order(project, signed)),
        *(found for roadmap in project.roadmaps for found in _in_results(roadmap)),
        *(found for found in _days(project)),
    )


def _in_order(project: Project, signed: date | None) -> Iterator[Finding]:
    """«На основании … (протокол от 05.09.2024)» in an order of 30.08.2024."""
    for passage in passages_of(project):
        own = passage.subject.roadmap is None and passage.field in ("title", "preamble")
        if signed and own and not passage.lost:
            yield from _later(passage, signed)


def _in_results(roadmap: Roadmap) -> Iterator[Finding]:
    """«Приказ от 09.02.2024» as the result of work that is over by 26 January."""
    for event in roadmap.events:
        end = last_day(event)
        for passage in event_passages(roadmap, event):
            if end and passage.field in ("title", "result") and not passage.lost:
                yield from _later(passage, end)
        yield from _summed_up(roadmap, event)


_OUTCOME = r"об?\s+(?:итог|результат|подведени)\w*|по\s+(?:итогам|результатам)"
_SUMS_UP = lazy_pattern(
    r"(?:^|[,;]\s*)(?:(?:приказ|распоряжени|справк|акт|отч[её]т|протокол)\w*\s+"
    rf"от\s+{_DATE}\s*(?:г\.|года)?\s*(?:№\s*[\w/-]+\s*)?[«\"]?(?:{_OUTCOME})"
    r"|протокол\w*\s+(?:жюри|заседани|совещани|собрани|педсовет|коллеги|диагностик)\w*\s+"
    rf"от\s+{_DATE.replace('date', 'held')})",
    re.IGNORECASE,
)
_AFTERWARDS = lazy_pattern(
    r"награжд|вручени|чествован|поощр|публикац|размещ|ознаком|доведени|рассылк|исполнени|выполнени|"
    r"реализаци|направлени|рассмотр|обсужд|внедрени|устранени|анализ|рекоменд|итог|результат",
    re.IGNORECASE,
)
"""Work that follows an outcome: its paper may well be the ground."""
_NAME = lazy_pattern("«[^«»]*»")
"""«Совещание «Итоги года»»: what a meeting is called is no deed."""


def _summed_up(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    """«Приказ от 15 января об итогах конкурса» of a contest that begins in February."""
    start = first_day(event)
    if start is None or _AFTERWARDS.search(_NAME.sub(" ", event.title or "")):
        return
    for passage in event_passages(roadmap, event):
        if passage.field != "result" or passage.lost:
            continue
        for found in _SUMS_UP.finditer(passage.text):
            name = "date" if found["date"] else "held"
            day = _date(read_day(found[name]))
            if day and day < start:
                yield report(
                    PAPER_BEFORE_WORK, passage, found.span(name),
                    dated=written(day), limit=written(start),
                )  # fmt: skip


def _later(passage: Passage, limit: date) -> Iterator[Finding]:
    for found in _DATED.finditer(passage.text):
        day = _date(read_day(found["date"]))
        if (
            day
            and day > limit
            and not _REPEALS_LATER.search(words_before(passage.text, found.start()))
        ):
            yield report(
                PAPER_DATED_LATER, passage, found.span("date"),
                dated=written(day), limit=written(limit),
            )  # fmt: skip


def _date(read: tuple[int, int, int] | None) -> date | None:
    try:
        return date(*read) if read else None
    except ValueError:
        return None


def _days(project: Project) -> Iterator[Finding]:
    periods = {roadmap.slug: period_of(project, roadmap) for roadmap in project.roadmaps}
    for passage in passages_of(project):
        period = periods.get(passage.subject.roadmap or "", project.period)
        for found in _DAY.finditer(passage.text):
            day = _day_of(found, period)
            name = _index(found["name"])
            if day and day.weekday() != name:
                yield report(DAY_OF_WEEK, passage, found.span(), dated=written(day))


def _index(name: str) -> int:
    return next(at for at, each in enumerate(_DAYS) if name.lower().startswith(each))


def _day_of(found: re.Match[str], period: Window | None) -> date | None:
    """The date with its year, or with the only one that the period leaves."""
    month = int(found["month"]) if found["month"] else month_number(found["word"])
    if found["year"]:
        return _date((int(found["year"]), month, int(found["day"])))
    years = range(period.start.year, period.end.year + 1) if period else ()
    days = (_date((year, month, int(found["day"]))) for year in years)
    within = [day for day in days if day and period and period.start <= day <= period.end]
    return within[0] if len(within) == 1 else None

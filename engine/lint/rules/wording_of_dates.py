"""Schedules whose words are no date, two dates, or half a date."""

import re
from calendar import monthrange
from collections.abc import Iterator

from engine.codes.documents import (
    AMBIGUOUS_DATE,
    CALENDAR_NOT_COVERED,
    LENGTH_DIFFERS,
    MALFORMED_DATE,
    NO_YEAR,
    NON_WORKING_DEADLINE,
    NOT_IN_EVERY_MONTH,
    SCHEDULE_NOT_READ,
    SCHEDULE_SAYS_NOTHING,
    SCHEDULE_WORDS_UNUSED,
    SEPARATOR_LOST,
    TWO_SCHEDULES,
    WEEKDAY_DIFFERS,
)
from engine.diagnostics import Code, Finding, Param, Worded
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report
from engine.lint.text.dates import period_of
from engine.lint.text.numbering import about, about_roadmap, beside
from engine.lint.text.phrases import deed_of, head_of
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Window
from engine.schedule import A_MONTH, MONTHS, month_number
from engine.schedule.calendar import is_working_day

_CODES: dict[str, Code] = {
    "malformed-year": MALFORMED_DATE,
    "impossible-date": MALFORMED_DATE,
    "reversed-window": MALFORMED_DATE,
    "separator-lost": SEPARATOR_LOST,
    "two-schedules": TWO_SCHEDULES,
    "ambiguous-years": AMBIGUOUS_DATE,
    "ambiguous-deadline": AMBIGUOUS_DATE,
    "number-not-read": AMBIGUOUS_DATE,
    "reporting-month-assumed": AMBIGUOUS_DATE,
    "either-of-two": AMBIGUOUS_DATE,
    "end-not-said": AMBIGUOUS_DATE,
    "times-differ": AMBIGUOUS_DATE,
    "duration-differs": LENGTH_DIFFERS,
    "weekday-differs": WEEKDAY_DIFFERS,
    "words-not-used": SCHEDULE_WORDS_UNUSED,
    "non-working-deadline": NON_WORKING_DEADLINE,
    "calendar-not-covered": CALENDAR_NOT_COVERED,
    "not-in-every-month": NOT_IN_EVERY_MONTH,
}
"""Remarks of the schedule grammar that are findings; the others tell only how it was read."""


_MOST = 4
"""So many readings are named."""


def check_wording_of_dates(project: Project) -> tuple[Finding, ...]:
    """Findings about the words of each schedule (L614–L619), and months without a year (L620)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in _roadmap(roadmap, printed=period_of(project, roadmap) is not None)
    ) + tuple(found for passage in passages_of(project) for found in _impossible(passage))


_DAY = lazy_pattern(
    rf"(?<![\d.,/-])(?P<day>\d{{1,2}})(?:\s+(?P<word>{A_MONTH})"
    r"|\.(?P<month>\d{2})(?:\.(?=20\d\d)))(?:[\s.]*(?P<year>20\d\d))?(?![\d/-])",
    re.IGNORECASE,
)
_LEAP_YEAR = 2024
_SCHOOL_YEAR = lazy_pattern(
    r"(?<!\d)20(?P<first>\d\d)\s*[-–—/]\s*(?:20)?(?P<last>\d\d)\s+(?:учебн(?:ый|ого|ом|ому|ым)\s+год|"
    r"уч\.\s*год)(?:а|у|ом|е)?\b",
    re.IGNORECASE,
)
"""One school year, «2024/25 учебный год»; «2024-2027 учебные годы» are several."""


def _impossible(passage: Passage) -> Iterator[Finding]:
    """«До 31 июня» in a clause, a title or a result; schedules are read by their own grammar."""
    if passage.field == "schedule" or passage.lost:
        return
    for found in _DAY.finditer(passage.text):
        month = month_number(found["word"]) if found["word"] else int(found["month"])
        year = int(found["year"] or _LEAP_YEAR)
        inside = 1 <= month <= len(MONTHS) and 1 <= int(found["day"]) <= monthrange(year, month)[1]
        if not inside:
            yield report(MALFORMED_DATE, passage, found.span())
    for found in _SCHOOL_YEAR.finditer(passage.text):
        if (int(found["last"]) - int(found["first"])) % 100 != 1:
            yield report(MALFORMED_DATE, passage, found.span())


def _roadmap(roadmap: Roadmap, *, printed: bool) -> Iterator[Finding]:
    for event in roadmap.events:
        yield from _odd_words(roadmap, event)
        yield from _on_a_day_off(roadmap, event)
        yield from _months_turned(roadmap, event)
        if _NO_TIME.fullmatch(event.schedule.text or ""):
            yield about(
                SCHEDULE_SAYS_NOTHING, roadmap, event, "schedule", quote=event.schedule.text or ""
            )
        if _is_not_read(event):
            yield about(
                SCHEDULE_NOT_READ, roadmap, event, "schedule", quote=event.schedule.text or ""
            )
    without_year = [event for event in roadmap.events if _has_no_year(event)]
    if without_year and not printed:
        related = [beside(roadmap, event, "no-year-here", "schedule") for event in without_year]
        yield about_roadmap(NO_YEAR, roadmap, related=related, count=len(without_year))


def _odd_words(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    text, seen = event.schedule.text or "", set()
    for remark in event.schedule.remarks:
        code = _CODES.get(remark.code)
        if code is not None and code not in seen:
            seen.add(code)
            span = (remark.start, remark.end)
            quote = text[remark.start : remark.end]
            told: dict[str, Param] = {}
            if code is LENGTH_DIFFERS:
                told = dict(remark.params)
            elif code is AMBIGUOUS_DATE and event.schedule.candidates:
                every = sorted({*event.schedule.windows, *event.schedule.candidates})
                told = {"readings": tuple(map(_read_as, every[:_MOST]))}
            yield about(
                code, roadmap, event, "schedule", span=span, quote=quote, schedule=text, said=told
            )


_FROM_TO = lazy_pattern(
    rf"\bсо?\s+(?P<first>{A_MONTH})\s+по\s+(?P<last>{A_MONTH})\s+20\d\d", re.IGNORECASE
)


def _months_turned(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    """«Ежемесячно с ноября по апрель 2025 г.»: one year for both, and the end before the start."""
    text = event.schedule.text or ""
    found = _FROM_TO.search(text)
    if found is None or any(remark.code in _OF_PERIOD for remark in event.schedule.remarks):
        return
    first, last = (month_number(found[name]) for name in ("first", "last"))
    again = event.schedule.kind in (ScheduleKind.RECURRING, ScheduleKind.RRULE)
    if again and last < first:
        yield about(
            AMBIGUOUS_DATE, roadmap, event, "schedule", span=found.span(), quote=found[0],
            schedule=text,
        )  # fmt: skip


_OF_PERIOD = ("outside-period", "partly-outside-period", "stale-year")


_NO_TIME = lazy_pattern(
    r"^\W*(?:в\s+)?(?:(?:установленн|определ[её]нн|указанн|надлежащ|положенн|намеченн)\w+\s+)?"
    r"(?:срок[аи]?|своевременно|оперативно|в рабочем порядке|вовремя|позже|позднее|"
    r"в ближайшее время|по готовности|(?:при|по)\s+(?:мере\s+|наличи\w+\s+)?возможност\w+|"
    r"в\s+удобное\s+время|по\s+усмотрению(?:\s+[а-яё]+){0,2}|"
    r"(?:(?:срок|дата|время|период)\w*\s+)?(?:проведения\s+)?(?:(?:будет|будут|подлежит|требует)\s+)?"
    r"(?:дополнительно\s+)?(?:уточн|определ|согласу|согласов|установ|назнач|объявл|сообщ|утвержд)\w*"
    r"(?:\s+(?:позднее|позже|дополнительно|отдельно|в рабочем порядке))*)\W*",
    re.IGNORECASE,
)
"""«В установленные сроки»: nobody is told when."""
_MEETINGS = frozenset({
    "совет", "совещание", "заседание", "коллегия", "педсовет", "планерка", "комиссия",
    "собеседование", "приём", "прием", "методсовет", "семинар", "обсуждение", "рассмотрение",
})  # fmt: skip
"""Work of officials, which no Saturday is for."""


def _on_a_day_off(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    """An event of exact days of which one is no working day; contests may take a Saturday."""
    schedule = event.schedule
    days = [window.start for window in schedule.windows if window.start == window.end]
    if schedule.kind is not ScheduleKind.FIXED_WINDOW or len(days) < len(schedule.windows):
        return
    off = [day for day in days if is_working_day(day) is False]
    official = {head_of(event.title or ""), deed_of(event.title or "")} & _MEETINGS
    if any(day.weekday() != _SATURDAY or official for day in off):
        text = schedule.text or ""
        yield about(NON_WORKING_DEADLINE, roadmap, event, "schedule", quote=text, schedule=text)


_SATURDAY = 5


def _read_as(window: Window) -> Worded:
    if window.start == window.end:
        return Worded("report.one_day", (("day", window.start),))
    return Worded("report.days", (("start", window.start), ("end", window.end)))


def _is_not_read(event: Event) -> bool:
    return (
        event.schedule.kind is ScheduleKind.UNPARSEABLE
        and event.schedule.reason == "not_understood"
    )


def _has_no_year(event: Event) -> bool:
    odd = any(remark.code == "year-missing" for remark in event.schedule.remarks)
    return odd or event.schedule.reason == "no_period"

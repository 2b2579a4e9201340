"""Dates in titles and results that contradict the schedules."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from engine.codes.documents import DATE_AGAINST_SCHEDULE
from engine.diagnostics import Finding, Related
from engine.lazy import lazy_pattern
from engine.lint.text.dates import (
    Dated,
    first_day,
    last_day,
    lasts_all_along,
    months_named,
    period_of,
    periods_named,
    source_years,
    years_named,
)
from engine.lint.text.deeds import Doing, read_deed, same_thing, stems
from engine.lint.text.morphology import lemma, words_before
from engine.lint.text.numbering import about, beside
from engine.lint.text.phrases import head_of
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Window
from engine.schedule import A_MONTH, resolve_schedule

_PURPOSE = lazy_pattern(r" с целью | для | в целях ", re.IGNORECASE)
_NAMED = 2
_GIVEN = lazy_pattern(r"установлен|выявлен|получен|по результатам|по итогам|в ходе", re.IGNORECASE)


def check_dates_in_texts(project: Project) -> tuple[Finding, ...]:
    """A finding for each date in a text that some schedule contradicts (L625)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for event in roadmap.events
        for route, text in _texts(event)
        for found in (
            *_judge(roadmap, event, route, text),
            *_too_soon(roadmap, event, route, text, period_of(project, roadmap)),
            *_wrong_way(roadmap, event, route, text),
            *_other_month(roadmap, event, route, text),
            *_term_not_over(roadmap, event, route, text, period_of(project, roadmap)),
        )
    )


_TERM = lazy_pattern(
    r"(?<!\w)(?P<number>перв|втор|трет|четв[её]рт|IV|I{1,3}|[1-4])(?:\w*|-\w+)\s+(?P<kind>полугоди|четверт|квартал|триместр)",
    re.IGNORECASE,
)
_NUMBERS = {"перв": 1, "втор": 2, "трет": 3, "четв": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_SCHOOL_TERMS = {
    "полугоди": ((9, 12), (1, 5)),
    "четверт": ((9, 10), (11, 12), (1, 3), (4, 5)),
    "триместр": ((9, 11), (12, 2), (3, 5)),
}
_YEAR_TERMS = {
    "полугоди": ((1, 6), (7, 12)),
    "квартал": ((1, 3), (4, 6), (7, 9), (10, 12)),
}
_SEPTEMBER = 9
_SOON = timedelta(days=31)
_STILL = timedelta(days=190)


def _term_not_over(
    roadmap: Roadmap,
    event: Event,
    route: tuple[str | int, ...],
    text: str,
    period: Window | None,
) -> Iterator[Finding]:
    """«Справка по итогам второго полугодия» of work that is over in January."""
    found, end = _TERM.search(text), last_day(event)
    if found is None or end is None or period is None or len(event.schedule.windows) > 1:
        return
    if not _TOLD_OF.search(words_before(text, found.start())):
        return
    terms = _SCHOOL_TERMS if period.start.month == _SEPTEMBER else _YEAR_TERMS
    months = terms.get(found["kind"].lower(), _YEAR_TERMS.get(found["kind"].lower(), ()))
    number = _NUMBERS.get(found["number"].lower()[:4]) or int(found["number"])
    if number > len(months):
        return
    closes = [_last_of(end.year + shift, months[number - 1][1]) for shift in (-1, 0)]
    if not any(close - _SOON <= end <= close + _STILL for close in closes):
        yield about(
            DATE_AGAINST_SCHEDULE, roadmap, event, *route, span=found.span(),
            related=[_beside(roadmap, event)], quote=found[0],
            schedule=event.schedule.text or "", title=event.title or event.id,
        )  # fmt: skip


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


_AHEAD = lazy_pattern(
    r"задач|приоритет|перспектив|планировани|\bцел(?:ей|и|ями|ям)\b|направлени|прогноз|предложени|"
    r"\bв план|проект\w* плана",
    re.IGNORECASE,
)
_DRAFTS = frozenset({"разработка", "составление", "утверждение", "формирование", "подготовка"})
_PLANS = lazy_pattern(r"план|программ|график|расписани|календар|циклограмм|нагрузк", re.IGNORECASE)
_NEARLY_OVER = timedelta(days=140)
_NEARLY_THERE = timedelta(days=45)
_LONG_AGO = timedelta(days=700)
_NEAR = 40


def _wrong_way(
    roadmap: Roadmap, event: Event, route: tuple[str | int, ...], text: str
) -> Iterator[Finding]:
    """«Задачи на 2023-2024 год» set when that year is over, «за 2024-2025 год» told before it "
    "is."""
    start, end = first_day(event), last_day(event)
    if start is None or end is None or route[0] == "decision":
        return
    planned = _first_planned(event) if route == ("result",) else 0
    for years in years_named(text):
        before = text[max(0, years.span[0] - _NEAR) : years.span[0]]
        closes = years.window.end - (_NEARLY_OVER if years.school else _NEARLY_THERE)
        drafted = route == ("title",) and head_of(text) in _DRAFTS and _PLANS.search(before)
        told = drafted or years.last <= planned or _AHEAD.search(before)
        ahead = years.kind == "plan" and told and start > closes
        behind = years.kind == "past" and end < closes and _TOLD_OF.search(before)
        long_ago = (
            years.kind == "past"
            and not years.old
            and years.first == years.last - 1
            and start - years.window.end > _LONG_AGO
        )
        if ahead or behind or long_ago:
            yield about(
                DATE_AGAINST_SCHEDULE, roadmap, event, *route, span=years.span,
                related=[_beside(roadmap, event)], quote=text[slice(*years.span)],
                schedule=event.schedule.text or "", title=event.title or event.id,
            )  # fmt: skip


def _first_planned(event: Event) -> int:
    """The first year that the title plans for, of which a result may speak before: «План на
    2024-2025 год» as the result of «Планирование на 2025-2026 год». 0 where it plans for none."""
    named = years_named(event.title or "")
    return min((each.first for each in named if each.kind == "plan"), default=0)


_OF_MONTH = lazy_pattern(
    r"^\W*(?:(?:протокол|решени|резолюци|программ|материал)\w*\s+)?"
    r"(?:[А-ЯЁа-яё-]+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ей|ых|их)\s+){0,3}?"
    r"(?P<month>(?:янв|фев|мар|апр|май|июн|июл|авг|сен|окт|ноя|дек)[а-яё]*ск(?:ий|ая|ое|ие|ого|ой|их))\s+"
    r"(?!район|округ|област|сельс|городс|школ|улиц)",
    re.IGNORECASE,
)
_MONTHS_OF = (
    "январский", "февральский", "мартовский", "апрельский", "майский", "июньский", "июльский",
    "августовский", "сентябрьский", "октябрьский", "ноябрьский", "декабрьский",
)  # fmt: skip
_NEIGHBOUR = timedelta(days=31)


def _other_month(
    roadmap: Roadmap, event: Event, route: tuple[str | int, ...], text: str
) -> Iterator[Finding]:
    """«Декабрьское собрание» held in February; a meeting may slip into the month beside."""
    found = _OF_MONTH.search(text) if route in (("title",), ("result",)) else None
    if found is None or not event.schedule.windows or lemma(found["month"]) not in _MONTHS_OF:
        return
    number = _MONTHS_OF.index(lemma(found["month"])) + 1
    capital = found["month"][0].isupper() and found.start("month") > 0
    if not capital and not any(_reaches(window, number) for window in event.schedule.windows):
        yield about(
            DATE_AGAINST_SCHEDULE, roadmap, event, *route, span=found.span("month"),
            related=[_beside(roadmap, event)], quote=found["month"],
            schedule=event.schedule.text or "", title=event.title or event.id,
        )  # fmt: skip


def _reaches(window: Window, month: int) -> bool:
    """Whether the window, with a month on each side, has a day of the month."""
    start, end = window.start - _NEIGHBOUR, window.end + _NEIGHBOUR
    months = (end.year - start.year) * 12 + end.month - start.month
    return any((start.month - 1 + shift) % 12 + 1 == month for shift in range(months + 1))


_TOLD_OF = lazy_pattern(r"анализ|итог|результат|отч[её]т|оценк|выполнени|показател", re.IGNORECASE)


_RESULT_DATE = lazy_pattern(
    r"(?:\bв\s+|\bдо\s+|\bк\s+|\bза\s+|\(|^|,\s*)(?P<when>(?:\d{1,2}\s+)?"
    rf"{A_MONTH}\s+20\d\d(?:\s*(?:г\.|года?))?)",
    re.IGNORECASE,
)
_DUE_DAY = lazy_pattern(
    rf"\b(?:до|не\s+позднее)\s+(?P<when>\d{{1,2}}\s+{A_MONTH})(?!\s*(?:20|\d))", re.IGNORECASE
)
"""«Отчёты о сменах (до 20 мая)»: of the year of the plan."""
_EARLIER_WORK = lazy_pattern(
    r"итог|результат|сравнени|начиная|\bот\s|№|входн|стартов|предыдущ|прошл|данны", re.IGNORECASE
)


def _too_soon(
    roadmap: Roadmap,
    event: Event,
    route: tuple[str | int, ...],
    text: str,
    period: Window | None,
) -> Iterator[Finding]:
    """A result dated before the event begins: «обучены в декабре» of courses in spring."""
    start = first_day(event)
    if route != ("result",) or start is None:
        return
    turns = {(window.start.month, window.start.day) for window in event.schedule.windows}
    yearly = len(event.schedule.windows) > 1 and len(turns) == 1 and start.month < _SEPTEMBER
    dated = (period is not None and len(event.schedule.windows) == 1) or yearly
    due = [*_DUE_DAY.finditer(text)] if dated and not lasts_all_along(event) else []
    year = Window(date(start.year, 1, 1), date(start.year, 12, 31)) if yearly else period
    for found in (*_RESULT_DATE.finditer(text), *due):
        read = resolve_schedule(found["when"], year if found in due else None)
        over = bool(read.windows) and read.windows[-1].end < start
        if over and not _EARLIER_WORK.search(words_before(text, found.start())):
            yield about(
                DATE_AGAINST_SCHEDULE, roadmap, event, "result", span=found.span("when"),
                related=[_beside(roadmap, event)], quote=found["when"],
                schedule=event.schedule.text or "", title=event.title or event.id,
            )  # fmt: skip


def _texts(event: Event) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Title, result, items of the title and decisions of the row, each with its place."""
    yield from ((("title",), event.title or ""), (("result",), event.result or ""))
    for key, texts in (("details", event.details), ("decision", event.decisions)):
        yield from (((key, number), text) for number, text in enumerate(texts))


def _judge(
    roadmap: Roadmap, event: Event, route: tuple[str | int, ...], text: str
) -> Iterator[Finding]:
    for dated, against in _contradicted(roadmap, event, text):
        yield about(
            DATE_AGAINST_SCHEDULE,
            roadmap,
            event,
            *route,
            span=dated.span,
            related=[_beside(roadmap, each) for each in against],
            quote=text[slice(*dated.span)],
            schedule=against[0].schedule.text or "",
            title=against[0].title or against[0].id,
        )


def _contradicted(roadmap: Roadmap, event: Event, text: str) -> Iterator[tuple[Dated, list[Event]]]:
    for dated in periods_named(text):
        if _apart(event, dated.window):
            yield dated, [event]
        unmade = [each for each in _made_before(roadmap, event) if _not_over(each, dated.window)]
        if unmade:
            yield dated, unmade
    for dated in source_years(text):
        if _is_over(event, dated.window):
            yield dated, [event]
    for dated in months_named(text):
        against = [each for each in [event] if _is_given(dated) and _is_over(each, dated.window)]
        named = _named(roadmap, event, dated.before)
        if named and all(_apart(each, dated.window) for each in named):
            against += named
        if against:
            yield dated, against


def _made_before(roadmap: Roadmap, event: Event) -> list[Event]:
    """What the event carries out, if the plan makes it first."""
    deed = read_deed(event.title or "")
    if deed is None or deed.doing is not Doing.RUN:
        return []
    near = [each for each in roadmap.events if each.section == event.section]
    made = ((each, read_deed(each.title or "")) for each in near)
    return [e for e, its in made if its and its.doing is Doing.MAKE and same_thing(deed, its)]


def _not_over(event: Event, window: Window) -> bool:
    """Whether the event is still going on when the window closes."""
    end = last_day(event)
    return end is not None and end >= window.end


def _is_given(dated: Dated) -> bool:
    """The text speaks of the dated work as already done."""
    return bool(_GIVEN.search(dated.before))


def _is_over(event: Event, window: Window) -> bool:
    end = last_day(event)
    return end is not None and end < window.start


def _apart(event: Event, window: Window) -> bool:
    start, end = first_day(event), last_day(event)
    return start is not None and end is not None and (end < window.start or start > window.end)


def _named(roadmap: Roadmap, event: Event, before: str) -> list[Event]:
    """The events that the last words before a date name, in the part that says what they do."""
    words = stems(before)[-_NAMED:]
    if len(words) < _NAMED:
        return []
    others = (each for each in roadmap.events if each is not event)
    return [each for each in others if set(words) <= set(stems(_act(each)))]


def _act(event: Event) -> str:
    return _PURPOSE.split(event.title or "")[0]


def _beside(roadmap: Roadmap, event: Event) -> Related:
    return beside(roadmap, event, "scheduled-here", "schedule")

"""Deadlines in the clauses of an order: against each other and its date (L714, L715)."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from engine.classes import dataclass
from engine.codes.orders import (
    CLAUSE_DEADLINE_AFTER_PLAN,
    CLAUSE_DEADLINE_PAST,
    CLAUSE_DEADLINES_CROSS,
    REPORT_BEFORE_END,
)
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.order_heading import signed_on
from engine.lint.text import Passage, passages_of, report, words_of
from engine.lint.text.dates import first_day
from engine.lint.text.deeds import likeness
from engine.lint.text.errands import DEADLINE, Errand, errands_of
from engine.lint.text.morphology import forms, words_before
from engine.lint.text.phrases import family
from engine.model.project import Project
from engine.model.spec import Event, ScheduleKind, Stage, Window
from engine.schedule import resolve_schedule

_MUCH_LATER = timedelta(days=183)
_YEAR_OF_DAYS = 366
_WORKS = (
    "мониторинг|диагностик|собрать|сбор|провести опрос|опрос|анкетирован|тестирован|сведени|данные",
    "анализ|отч[её]т|обобщи|свести|справк|подвести итоги",
    "рекомендац|предложени",
    "решени|утвердить меры|принять меры",
    "эффективност",
)
"""Works in the order in which each uses the one before."""
_CLAUSES = ("preamble", "text", "annexes")


_REPORTS = lazy_pattern(
    r"^\W*(?:(?:года?|г\.)\W*)?и\s+(?:\w+\s+){0,2}?(?:представ|направ|доложи|сообщ|сда|предостав|"
    r"отчита|информиров|передат)\w*", re.IGNORECASE,
)  # fmt: skip
_GIVEN = lazy_pattern(
    r",\s*(?:котор\w+\s[^,;]*\b(?:представ|направ|подад|сдад|соб(?:ер|ир)|поступ|перед|пришл|внес)\w+|"
    r"(?:представленн|поступивш|направленн|поданн|полученн|собранн|присланн|внес[её]нн)\w+)\b[^,;]*$",
    re.IGNORECASE,
)
"""«… предложения, которые руководители представят до …»: what is given first is named second."""
_USES = lazy_pattern(r"обобщ|свести|проанализир|рассмотр|проверить|обработ|систематизир", re.I)
_AND = lazy_pattern(r"\bи\s*$", re.IGNORECASE)
_YEAR_WORD = lazy_pattern(r"(?<=^и )\s*(?:20\d\d\s*)?(?:года?|г\.)\s*", re.IGNORECASE)
_ON_THE_PLAN = lazy_pattern(
    r"(?:отч[её]т|доклад|информаци)\w*\s+(?:о|об)\s+(?:выполнени|реализаци|исполнени|итогах)\w*\s+"
    r"(?:\w+\s+){0,2}?(?:план|дорожн|карт|мероприяти|программ)\w*|"
    r"(?:итогов|окончательн|сводн)\w+\s+(?:сведени|значени|данны|информаци)\w*\s+(?:(?:о|об)\s+)?"
    r"(?:достижени\w+\s+|значени\w+\s+)?(?:показател|цел[еи])\w*",
    re.IGNORECASE,
)
_IN_PARTS = lazy_pattern(
    r"ежегодн|ежемесячн|ежекварт|кварт|полугод|промежут|\bход[еу]?\b|этап|за 20\d\d", re.IGNORECASE
)
_OF_OTHERS = lazy_pattern(
    r"\b(?:школьн|собственн|сво(?:его|их)|индивидуальн|рабоч|годов)\w*|\bпланов\b|\bкарт$|\bпрограмм$",
    re.IGNORECASE,
)
"""«о выполнении школьных планов»: not of the plan that the order approves."""
_YET_TO_COME, _A_MONTH = timedelta(days=14), timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day, which of the works it is for, and where it stands."""

    day: date
    work: int | None
    span: tuple[int, int]


def check_clause_deadlines(project: Project) -> tuple[Finding, ...]:
    """Deadlines that go against the order of work in their clause, or lie before the order."""
    signed, period = signed_on(project), project.period
    return tuple(
        found
        for passage in passages_of(project)
        if passage.subject.roadmap is None and passage.field in _CLAUSES and not passage.lost
        for found in (*_judge(passage, signed, period), *_on_plan(project, passage, signed))
    ) + tuple(_between_clauses(project, year_of(signed, period)))


_STEPS = (
    r"собрать|сформировать|разработать|составить|подготовить|провести|организовать|получить|заполнить",
    r"представить|предоставить|сдать|передать|внести",
    r"провер|согласов|сверить|уточнить|принять",
    r"проанализ|обобщ|свести|подвести|оценить",
    r"рассмотр|утвер|обсуд",
    r"опублик|размест|довести|ознаком|разослать",
)
"""What is done with one thing, step by step; a clause's verb begins so."""
_SUMS_UP = lazy_pattern(r"^\W*(?:[а-яё]+\s+)?(?:сводн|обобщ|итогов)[а-яё]+\s", re.IGNORECASE)
_ONE_THING = 0.6


@dataclass(frozen=True, slots=True)
class _Due:
    """What a clause asks for by a day: its step, the noun and the words of the thing."""

    passage: Passage
    day: date
    span: tuple[int, int]
    step: int | None
    errand: Errand

    @property
    def noun(self) -> str:
        """The family of the first noun of what is asked."""
        words = words_of(self.errand.asked)
        nouns = (word.lemma for word in words if forms(word.text)[0].part == "NOUN")
        return next(map(family, nouns), "")


def _between_clauses(project: Project, year: Window | None) -> Iterator[Finding]:
    """«а) представить базы до 25 января; б) проверить базы до 20 января»; a summary of reports that
    is due before they are gathered.
    """
    dues = [due for passage in passages_of(project) for due in _dues(passage, year)]
    for at, due in enumerate(dues):
        for other in dues[:at]:
            first, last = (due, other) if _sums_up(other, due) else (other, due)
            if first.passage is not last.passage and last.day < first.day and (
                _sums_up(last, first) or _goes_on_with(last, first)
            ):  # fmt: skip
                yield report(
                    CLAUSE_DEADLINES_CROSS, last.passage, last.span, ends=last.day,
                    starts=first.day, related=((first.passage, "needed-here"),),
                )  # fmt: skip
                break


def _dues(passage: Passage, year: Window | None) -> Iterator[_Due]:
    if passage.subject.roadmap is not None or passage.field != "preamble" or passage.lost:
        return
    for errand in errands_of(passage.text):
        day = day_of(errand.due["day"], year) if errand.due else None
        if day and errand.due and len(errand.things) > 1:
            steps = (at for at, verbs in enumerate(_STEPS) if re.match(verbs, errand.verb))
            yield _Due(passage, day, errand.due.span(), next(steps, None), errand)


def _goes_on_with(last: _Due, first: _Due) -> bool:
    """Whether the later clause takes a further step with the very thing of the one above it."""
    if first.step is None or last.step is None or first.step >= last.step:
        return False
    alike = likeness(first.errand.things, last.errand.things) >= _ONE_THING
    return first.noun == last.noun != "" and alike


def _sums_up(last: _Due, first: _Due) -> bool:
    """«сводный отчет», and the reports that another clause gathers."""
    gathers = first.step is not None and first.step < _SUMMING and not _is_summary(first)
    return gathers and _is_summary(last) and first.noun == last.noun != ""


_SUMMING = 2


def _is_summary(due: _Due) -> bool:
    return bool(_SUMS_UP.match(f"{due.errand.asked} "))


def _on_plan(project: Project, passage: Passage, signed: date | None) -> Iterator[Finding]:
    """«Отчет о выполнении плана до 26 июня» where work of the plan begins after that day."""
    said = _ON_THE_PLAN.search(passage.text)
    if said is None or _OF_OTHERS.search(said[0]) or _IN_PARTS.search(passage.text):
        return
    deadlines = list(deadlines_of(passage.text, year_of(signed, project.period)))
    if len(deadlines) != 1 or len(project.roadmaps) != 1:
        return
    due = deadlines[0].day
    (roadmap,) = project.roadmaps
    coming = [
        event
        for event in roadmap.events
        if _begins_after(event, due) and not _NEXT.search(event.title or "")
    ]
    if coming:
        yield report(
            REPORT_BEFORE_END, passage, deadlines[0].span,
            due=due, count=len(coming), work=coming[0].title or coming[0].id,
        )  # fmt: skip


_NEXT = lazy_pattern(
    r"^\W*(?:подготовк|разработк|формировани|внесени|составлени)\w*\s+(?:предложени|проект|задач)\w*\s.*"
    r"\b(?:план|следующ|нов|на 20\d\d)",
    re.IGNORECASE,
)
"""The next plan is made after the work has been reported on."""


def _used_before_given(text: str, used: Deadline, given: Deadline) -> bool:
    """«Обобщить до 10 сентября предложения, которые школы представят до 17 сентября»."""
    return given.day > used.day and bool(_USES.search(words_before(text, used.span[0])))


def _begins_after(event: Event, due: date) -> bool:
    start, again = first_day(event), len(event.schedule.windows) > 1
    soon = event.schedule.kind is ScheduleKind.DEADLINE or Stage.EFFECTIVENESS in event.stages
    return start is not None and not again and start > due + (_A_MONTH if soon else _YET_TO_COME)


def _judge(passage: Passage, signed: date | None, period: Window | None) -> Iterator[Finding]:
    deadlines = list(deadlines_of(passage.text, year_of(signed, period)))
    for earlier, later in pairwise(deadlines):
        between = passage.text[earlier.span[1] : later.span[0]]
        told = f"и {passage.text[later.span[1] :]}" if _AND.search(between) else ""
        reported = later.day < earlier.day and bool(
            _REPORTS.search(between) or _REPORTS.search(_YEAR_WORD.sub("", told))
        )
        given = _GIVEN.search(between)
        wrong = _used_before_given(passage.text, earlier, later) if given else (
            reported or _cross(earlier, later)
        )  # fmt: skip
        if wrong:
            yield report(
                CLAUSE_DEADLINES_CROSS, passage, later.span,
                ends=later.day, starts=earlier.day,
            )  # fmt: skip
    for deadline in deadlines:
        if signed and deadline.day < signed:
            yield report(
                CLAUSE_DEADLINE_PAST, passage, deadline.span,
                ends=deadline.day, signed=signed,
            )  # fmt: skip
        elif period and _after(deadline.day, period):
            yield report(
                CLAUSE_DEADLINE_AFTER_PLAN, passage, deadline.span,
                due=deadline.day, ends=period.end,
            )  # fmt: skip


def year_of(signed: date | None, period: Window | None) -> Window | None:
    """Dates without a year: those of the plan, or of the twelve months after the order."""
    if period is not None and (period.end - period.start).days < _YEAR_OF_DAYS:
        return period
    start = signed or (period.start if period else None)
    return Window(start, start + timedelta(days=364)) if start else None


def _after(due: date, period: Window | None) -> bool:
    return period is not None and due > period.end + _MUCH_LATER


def deadlines_of(text: str, year: Window | None) -> Iterator[Deadline]:
    """Each deadline with the last work that is named before it."""
    start = 0
    for found in DEADLINE.finditer(text):
        day = day_of(found["day"], year)
        if day:
            yield Deadline(day, _work(text[start : found.start()]), found.span())
        start = found.end()


def day_of(said: str, year: Window | None) -> date | None:
    """The day that the words name; of months their last."""
    read = resolve_schedule(said, year)
    return read.windows[-1].end if len(read.windows) == 1 else None


def _work(before: str) -> int | None:
    """What is to be done: the first work named, so that «анализ мониторинга» is an analysis."""
    named = [
        (at.start(), number)
        for number, pattern in enumerate(_WORKS)
        for at in [re.search(rf"\b(?:{pattern})", before, re.IGNORECASE)]
        if at
    ]
    return min(named)[1] if named else None


def _cross(earlier: Deadline, later: Deadline) -> bool:
    if earlier.work is None or later.work is None:
        return False
    first, second = sorted((earlier, later), key=lambda each: each.work or 0)
    return first.work != second.work and second.day < first.day

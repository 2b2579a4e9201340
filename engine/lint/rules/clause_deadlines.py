"""Deadlines in the clauses of an order: against each other and its date (L714, L715)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from engine.codes.orders import CLAUSE_DEADLINE_PAST, CLAUSE_DEADLINES_CROSS
from engine.diagnostics import Finding
from engine.lint.rules.order_heading import signed_on
from engine.lint.text import Passage, passages_of, report
from engine.model.project import Project

_DEADLINE = re.compile(
    r"(?:\bдо|не\s+позднее|\bк)\s+(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>20\d\d)",
    re.IGNORECASE,
)
_WORKS = ("мониторинг|диагностик", "анализ|отч[её]т", "рекомендац", "решени")
"""Works in the order in which each uses the one before."""
_CLAUSES = ("preamble", "text", "annexes")


@dataclass(frozen=True, slots=True)
class _Deadline:
    day: date
    work: int | None
    span: tuple[int, int]


def check_clause_deadlines(project: Project) -> tuple[Finding, ...]:
    """Deadlines that go against the order of work in their clause, or lie before the order."""
    signed = signed_on(project)
    return tuple(
        found
        for passage in passages_of(project)
        if passage.subject.roadmap is None and passage.field in _CLAUSES and not passage.lost
        for found in _judge(passage, signed)
    )


def _judge(passage: Passage, signed: date | None) -> Iterator[Finding]:
    deadlines = list(_deadlines(passage.text))
    for earlier, later in pairwise(deadlines):
        if _cross(earlier, later):
            yield report(
                CLAUSE_DEADLINES_CROSS, passage, later.span,
                ends=_written(later.day), starts=_written(earlier.day),
            )  # fmt: skip
    for each in deadlines:
        if signed and each.day < signed:
            yield report(
                CLAUSE_DEADLINE_PAST, passage, each.span,
                ends=_written(each.day), signed=_written(signed),
            )  # fmt: skip


def _deadlines(text: str) -> Iterator[_Deadline]:
    """Each deadline with the last work that is named before it."""
    start = 0
    for found in _DEADLINE.finditer(text):
        day = _day(found)
        if day:
            yield _Deadline(day, _work(text[start : found.start()]), found.span())
        start = found.end()


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _work(before: str) -> int | None:
    """What is to be done: the first work named, so that «анализ мониторинга» is an analysis."""
    named = [
        (at.start(), number)
        for number, pattern in enumerate(_WORKS)
        for at in [re.search(rf"\b(?:{pattern})", before, re.IGNORECASE)]
        if at
    ]
    return min(named)[1] if named else None


def _cross(earlier: _Deadline, later: _Deadline) -> bool:
    if earlier.work is None or later.work is None:
        return False
    first, second = sorted((earlier, later), key=lambda each: each.work or 0)
    return first.work != second.work and second.day < first.day


def _written(day: date) -> str:
    return f"{day:%d.%m.%Y}"

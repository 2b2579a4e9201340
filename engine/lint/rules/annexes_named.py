"""Annexes that the clauses name and the order does not have (L739)."""

import re
from collections.abc import Iterator

from engine.codes.orders import ANNEX_NOT_THERE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import passages_of, report
from engine.model.project import Project

_NAMED = lazy_pattern(r"приложени[а-яё]*\s*(?:№\s*)?(?P<number>\d{1,2})\b", re.IGNORECASE)
_OF_OTHERS = lazy_pattern(r"\bк\s+(?:приказ|письм|постановлен|распоряжен|положени)", re.IGNORECASE)


def check_annexes_named(project: Project) -> tuple[Finding, ...]:
    """«(приложение № 3)» of an order whose annexes are numbered up to 2."""
    return tuple(_missing(project))


def _missing(project: Project) -> Iterator[Finding]:
    yield from _in_rows(project)
    annexes = project.order.annexes
    there = {int(found["number"]) for text in annexes for found in _NAMED.finditer(text)}
    if not annexes or (not there and len(annexes) > 1):
        return
    last = max(there, default=1)
    for passage in passages_of(project):
        if passage.subject.roadmap is not None or passage.field != "preamble":
            continue
        for found in _NAMED.finditer(passage.text):
            other = _OF_OTHERS.match(passage.text[found.end() :].lstrip(" ,"))
            if int(found["number"]) > last and not other:
                yield report(ANNEX_NOT_THERE, passage, found.span(), last=str(last))


_TO_ORDER = lazy_pattern(r"\s*к\s+(?:настоящему\s+)?приказу", re.IGNORECASE)


def _in_rows(project: Project) -> Iterator[Finding]:
    """«по форме приложения 3 к приказу» in the plan of an order that names no third annex."""
    texts = (*project.order.annexes, *project.order.preamble)
    last = max((int(each["number"]) for text in texts for each in _NAMED.finditer(text)), default=1)
    for passage in passages_of(project) if project.order.preamble else ():
        for found in _NAMED.finditer(passage.text) if passage.subject.roadmap else ():
            own = _TO_ORDER.match(passage.text[found.end() :])
            if own and int(found["number"]) > last:
                yield report(ANNEX_NOT_THERE, passage, found.span(), last=str(last))

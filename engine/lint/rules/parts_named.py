"""Sections and points that a text refers to and that do not exist (L760)."""

import re
from collections.abc import Iterator, Sequence

from engine.codes.texts import PART_NOT_THERE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report
from engine.lint.text.printed import bare, read_number
from engine.model.project import Project

_NUMBER = r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5})\b(?!\s*[-–—,]\s*\d|[./-]\d)"
_OF_OTHERS = (
    r"(?!\s+(?:протокол|приказ\w*\s+(?:министерств|департамент|минпросв|рособр|управлен|от\b|№)|"
    r"порядк|положени|закон|концепц|стратеги|программ|методик|указ|постановлен|распоряжен|письм|"
    r"устав|регламент|федеральн|стать|сайта|портала))"
)
_SECTION = lazy_pattern(rf"\bраздел(?:а|у|е|ом)?\s+(?:№\s*)?{_NUMBER}{_OF_OTHERS}", re.IGNORECASE)
_CLAUSE = lazy_pattern(
    rf"\b(?:пункт(?:а|у|е|ом)?|п\.)\s*{_NUMBER}\s+(?:настоящего\s+)?(?:приказа|распоряжения)\b"
    r"(?!\s+(?:(?-i:[А-ЯЁ])|министерств|департамент|минпросв|рособр|управлен|отдел|от\b|№))",
    re.IGNORECASE,
)
_ROW = lazy_pattern(
    rf"\b(?:пункт(?:а|у|е|ом)?|п\.|мероприяти(?:е|я|ю|ем))\s*(?:№\s*)?{_NUMBER}\s+(?:настоящ\w+\s+)?"
    r"(?:плана|дорожной карты|комплекса мер)\b"
    r"(?!\s+работы\b|\s+(?:(?-i:[А-ЯЁ])|министерств|департамент|"
    r"минпросв|рособр|правительств|администрац))",
    re.IGNORECASE,
)
_ROWS = lazy_pattern(
    r"\b(?:пункт(?:а|у|ом|е|ы|ам|ов|ах|ами)?|п{1,2}\.)\s*(?:№\s*)?"
    r"(?P<numbers>\d{1,2}(?:\.\d{1,2}){0,2}(?:(?:\s*,\s*|\s+и\s+)\d{1,2}(?:\.\d{1,2}){0,2})*)"
    r"(?=\s*(?:[);]|$))",
    re.IGNORECASE,
)
"""«(по пунктам 8 и 15)» in a row, and nothing that says of which other paper."""


def check_parts_named(project: Project) -> tuple[Finding, ...]:
    """«выполнение раздела VI плана» of five sections, «пункт 8 приказа» of an order of five."""
    sections = [section.number for roadmap in project.roadmaps for section in roadmap.sections]
    rows = [event.number for roadmap in project.roadmaps for event in roadmap.events]
    clauses = [
        found[0] for text in project.order.preamble if (found := re.match(r"\s*\d[\d.]*", text))
    ]
    kinds = [(_SECTION, _values(sections)), (_CLAUSE, _values(clauses)), (_ROW, _values(rows))]
    return tuple(
        report(PART_NOT_THERE, passage, found.span(), last=there[-1])
        for passage in passages_of(project)
        if _is_own(project, passage)
        for pattern, (values, there) in kinds
        for found in pattern.finditer(passage.text)
        if values and _value(found["number"]) not in values
    ) + tuple(_rows_named(project, *_values(rows)))


def _rows_named(
    project: Project, values: frozenset[tuple[int, ...]], there: list[str]
) -> Iterator[Finding]:
    """Rows that a row of the plan refers to by their numbers alone."""
    for passage in passages_of(project) if values else ():
        if passage.subject.kind != "event" or not _is_own(project, passage):
            continue
        for found in _ROWS.finditer(passage.text):
            for number in re.finditer(r"\d[\d.]*\d|\d", found["numbers"]):
                if _value(number[0]) not in values:
                    start = found.start("numbers")
                    span = (start + number.start(), start + number.end())
                    yield report(PART_NOT_THERE, passage, span, last=there[-1])


def _is_own(project: Project, passage: Passage) -> bool:
    """The order with its only plan: with several plans «раздел 3» may be of any of them."""
    return not passage.lost and len(project.roadmaps) == 1


def _values(numbers: Sequence[str | None]) -> tuple[frozenset[tuple[int, ...]], list[str]]:
    """The numbers as values, Roman like Arabic; none where one of them cannot be read."""
    plain = [bare(number) for number in numbers if number]
    values = [_value(each) for each in plain]
    whole = len(plain) == len(numbers) and all(values)
    return (frozenset(value for value in values if value) if whole else frozenset()), plain


def _value(text: str) -> tuple[int, ...] | None:
    read = read_number(text)
    return (*read.prefix, read.last) if read else None

"""Years in the introduction that the order has outlived."""

import re
from collections.abc import Iterator

from engine.codes.documents import YEAR_OF_OLD
from engine.diagnostics import Finding, Origin, Subject, finding
from engine.lazy import lazy_pattern
from engine.lint.text.numbering import Span
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.schedule import resolve_schedule

_LAST_YEAR = lazy_pattern(r"прошл\w+\s+(20\d\d)\s*[-–—/]\s*(20\d\d)\s+уч", re.IGNORECASE)
_FOR_YEAR = lazy_pattern(
    r"от\s+\d\d?\.\d\d?\.(20\d\d)[^;]{0,200}?\bна\s+(20\d\d)\s*г", re.IGNORECASE
)


def check_years_of_old(project: Project) -> tuple[Finding, ...]:
    """«За прошлый 2020-2021 учебный год» in an order of 2022 (L628)."""
    read = resolve_schedule(project.order.date, None)
    year = read.windows[0].end.year if read.windows else None
    return tuple(
        _finding(roadmap, number, text, span)
        for roadmap in project.roadmaps
        for number, text in enumerate(roadmap.preamble)
        for span in _outlived(text, year)
    )


def _outlived(text: str, year: int | None) -> Iterator[Span]:
    last = _LAST_YEAR.search(text)
    if last and year is not None and int(last[2]) < year:
        yield last.span()
    signed = _FOR_YEAR.search(text)
    if signed and int(signed[2]) < int(signed[1]):
        yield signed.span()


def _finding(roadmap: Roadmap, number: int, text: str, span: Span) -> Finding:
    at = Origin(roadmap.file, ("preamble", number), span=span)
    whole = Subject(roadmap.slug, "document", None)
    return finding(YEAR_OF_OLD, at, subject=whole, quote=text[slice(*span)])

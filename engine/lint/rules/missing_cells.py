"""Events without a responsible body, a date or a result (L673–L676)."""

import re
from collections.abc import Iterator

from engine.codes.texts import COLUMN_MISSING, NO_RESPONSIBLE, NO_RESULT, NO_SCHEDULE
from engine.diagnostics import Code, Finding, Origin, Related, Subject, finding
from engine.lazy import lazy_pattern
from engine.lint.text import event_passages, report
from engine.lint.text.passages import Passage
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_CELLS: tuple[tuple[str, Code], ...] = (
    ("responsible", NO_RESPONSIBLE),
    ("schedule", NO_SCHEDULE),
    ("result", NO_RESULT),
)
_A_PLAN = 3
_BLANK = lazy_pattern(
    r"[\W_]*|\W*(?:нет|не\s+(?:указан|определ[её]н|установлен|назначен|предусмотрен)\w*|н/д|"
    r"без срока|"
    r"отсутству\w+)\W*",
    re.IGNORECASE,
)
"""«–», «нет», «не определён»: a cell with nothing in it."""


def check_missing_cells(project: Project) -> tuple[Finding, ...]:
    """Cells that the order leaves empty; what the scan lost is another matter."""
    return tuple(found for field, code in _CELLS for found in _missing(project, field, code))


def _missing(project: Project, field: str, code: Code) -> Iterator[Finding]:
    plans = [each for each in project.roadmaps if each.events and each.prints(field)]
    without = [plan for plan in plans if _lacks_column(plan, field)]
    if without and without == plans:
        yield _no_column(without, field, Subject(None, "document"))
        return
    for roadmap in plans:
        if roadmap in without:
            yield _no_column([roadmap], field, Subject(roadmap.slug, "document"))
        else:
            empty = (event for event in roadmap.events if _is_empty(event, field))
            yield from (_empty_cell(roadmap, event, code) for event in empty)


def _is_empty(event: Event, field: str) -> bool:
    """Not printed, or a dash in its place."""
    texts = {
        "result": [event.result],
        "schedule": [event.schedule.text],
        "responsible": [responsible.text for responsible in event.responsible],
    }[field]
    printed = [text for text in texts if text is not None]
    blank = bool(printed) and all(_BLANK.fullmatch(text) for text in printed)
    return field in event.not_printed or blank


def _lacks_column(roadmap: Roadmap, field: str) -> bool:
    empty = [event for event in roadmap.events if field in event.not_printed]
    return len(empty) == len(roadmap.events) >= _A_PLAN


def _no_column(plans: list[Roadmap], field: str, subject: Subject) -> Finding:
    events = [(roadmap.slug, event) for roadmap in plans for event in roadmap.events]
    return finding(
        COLUMN_MISSING,
        Origin(plans[0].file, ("events",), on_key=True),
        related=[
            Related(each.origin, "caption.empty-here", Subject(slug, "event", each.id))
            for slug, each in events
        ],
        subject=subject,
        quote=plans[0].plan_title or plans[0].title,
        count=len(events),
        **{field: 1},
    )


def _empty_cell(roadmap: Roadmap, event: Event, code: Code) -> Finding:
    title = next(_titles(roadmap, event), None)
    if title:
        return report(code, title, number=event.number or "")
    subject = Subject(roadmap.slug, "event", event.id)
    return finding(code, event.origin, subject=subject, quote="", number=event.number or "")


def _titles(roadmap: Roadmap, event: Event) -> Iterator[Passage]:
    return (passage for passage in event_passages(roadmap, event) if passage.field == "title")

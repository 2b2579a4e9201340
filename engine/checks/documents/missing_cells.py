"""Events without a responsible body, a date or a result (L673–L676)."""

from collections.abc import Iterator

from engine.checks.texts import event_passages, report
from engine.checks.texts.passages import Passage
from engine.codes.texts import COLUMN_MISSING, NO_RESPONSIBLE, NO_RESULT, NO_SCHEDULE
from engine.diagnostics import Code, Finding, Origin, Related, Subject, finding
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_CELLS: tuple[tuple[str, Code], ...] = (
    ("responsible", NO_RESPONSIBLE),
    ("schedule", NO_SCHEDULE),
    ("result", NO_RESULT),
)
_A_PLAN = 3


def check_missing_cells(project: Project) -> tuple[Finding, ...]:
    """Cells that the order leaves empty; what the scan lost is another matter."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for field, code in _CELLS
        for found in _missing(roadmap, field, code)
    )


def _missing(roadmap: Roadmap, field: str, code: Code) -> Iterator[Finding]:
    empty = [each for each in roadmap.events if field in each.not_printed]
    if len(empty) == len(roadmap.events) >= _A_PLAN:
        yield _whole_column(roadmap, field, empty)
    else:
        yield from (_empty_cell(roadmap, each, code) for each in empty)


def _whole_column(roadmap: Roadmap, field: str, empty: list[Event]) -> Finding:
    return finding(
        COLUMN_MISSING,
        Origin(roadmap.file, ("events",), on_key=True),
        related=[
            Related(each.origin, "caption.empty-here", Subject(roadmap.slug, "event", each.id))
            for each in empty
        ],
        subject=Subject(roadmap.slug, "document"),
        quote=roadmap.title,
        column=field,
        count=len(empty),
    )


def _empty_cell(roadmap: Roadmap, event: Event, code: Code) -> Finding:
    title = next(_titles(roadmap, event), None)
    if title:
        return report(code, title, number=event.number or "")
    subject = Subject(roadmap.slug, "event", event.id)
    return finding(code, event.origin, subject=subject, quote="", number=event.number or "")


def _titles(roadmap: Roadmap, event: Event) -> Iterator[Passage]:
    return (each for each in event_passages(roadmap, event) if each.field == "title")

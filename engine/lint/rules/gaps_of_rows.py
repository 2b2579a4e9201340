"""Rows of the plan without a number of their own (L711), and cells that the scan lost (L712)."""

from collections.abc import Iterator

from engine.codes.orders import CELL_LOST, EVENT_WITHOUT_NUMBER
from engine.diagnostics import Finding
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_CELLS = ("title", "schedule", "responsible", "result")


def check_gaps_of_rows(project: Project) -> tuple[Finding, ...]:
    """One finding a plan for rows that bear no number; one a row for what was lost of it."""
    return tuple(
        found for roadmap in project.roadmaps for found in (*_unnumbered(roadmap), *_lost(roadmap))
    )


def _unnumbered(roadmap: Roadmap) -> Iterator[Finding]:
    bare = [event for event in roadmap.events if event.number is None and not _lost_number(event)]
    if bare and len(bare) < len(roadmap.events):
        first, *others = bare
        related = [beside(roadmap, event, "also-here") for event in others]
        yield about(EVENT_WITHOUT_NUMBER, roadmap, first, related=related, count=len(bare))


def _lost_number(event: Event) -> bool:
    return any(name == "number" for name, _ in event.lost)


def _lost(roadmap: Roadmap) -> Iterator[Finding]:
    for event in roadmap.events:
        gone = [cell for cell in _CELLS if _is_gone(event, cell)]
        if gone:
            words = event.title or event.result or ""
            yield about(CELL_LOST, roadmap, event, "lost", quote=words, said=dict.fromkeys(gone, 1))


def _is_gone(event: Event, cell: str) -> bool:
    """Whether nothing of the cell is left."""
    kept = {
        "title": event.title,
        "schedule": event.schedule.text,
        "responsible": " ".join(responsible.text or "" for responsible in event.responsible),
        "result": event.result,
    }
    return not kept[cell] and any(name == cell for name, _ in event.lost)

"""One list of decisions for a whole plan (L699)."""

from collections.abc import Iterator

from engine.codes.texts import SAME_DECISIONS
from engine.diagnostics import Finding, Origin, Related, Subject, finding
from engine.lint.text import likeness
from engine.lint.text.passages import shortened
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_MANY = 5
_SAME = 0.9


def check_same_decisions(project: Project) -> tuple[Finding, ...]:
    """A finding for each plan whose events all decide the same."""
    only = len(project.roadmaps) == 1
    return tuple(
        found for roadmap in project.roadmaps for found in _same_everywhere(roadmap, only=only)
    )


def _same_everywhere(roadmap: Roadmap, *, only: bool) -> Iterator[Finding]:
    deciding = [event for event in roadmap.events if event.decisions]
    first = _decisions(deciding[0]) if deciding else ""
    if len(deciding) < _MANY or any(likeness(first, _decisions(e)) < _SAME for e in deciding):
        return
    yield finding(
        SAME_DECISIONS,
        Origin(deciding[0].origin.file, (*deciding[0].origin.route, "decision")),
        related=[
            Related(each.origin, "caption.same-here", Subject(roadmap.slug, "event", each.id))
            for each in deciding[1:]
        ],
        subject=Subject(None if only else roadmap.slug, "document"),
        quote=shortened(first),
        count=len(deciding),
    )


def _decisions(event: Event) -> str:
    return "; ".join(event.decisions)

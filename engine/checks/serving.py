"""Events that serve no goal and no indicator (K401)."""

from engine.codes.checks import SERVES_NOTHING
from engine.diagnostics import Finding, Subject, finding
from engine.model.project import Project
from engine.model.spec import Event, Roadmap


def check_serving(project: Project) -> tuple[Finding, ...]:
    """A finding for each event whose `serves` is empty."""
    return tuple(
        _serves_nothing(roadmap, event)
        for roadmap in project.roadmaps
        for event in roadmap.events
        if not event.serves
    )


def _serves_nothing(roadmap: Roadmap, event: Event) -> Finding:
    return finding(
        SERVES_NOTHING,
        event.origin,
        subject=Subject(roadmap.slug, "event", event.id),
        event=event.id,
        number=event.number or "",
        title=event.title or "",
    )

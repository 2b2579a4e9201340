"""Numbers of the rows of a passport."""

from engine.diagnostics import Finding
from engine.lint.text.numbering import slips_of
from engine.model.project import Project
from engine.model.spec import Roadmap


def check_passport_numbers(project: Project) -> tuple[Finding, ...]:
    """Slips of row numbers (L630–L633); a passport made of the plan's own rows has none."""
    return tuple(
        found
        for roadmap in project.roadmaps
        if not _is_made_of_events(roadmap)
        for found in slips_of(roadmap, roadmap.passport, "row", "row")
    )


def _is_made_of_events(roadmap: Roadmap) -> bool:
    """The order prints no passport, and the spec shows rows of the plan in its place."""
    titles = {event.title for event in roadmap.events}
    items = [item for row in roadmap.passport for item in row.items]
    return bool(items) and all(item in titles for item in items)

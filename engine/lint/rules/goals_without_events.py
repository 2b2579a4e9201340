"""Goals that no event serves, directly or through an indicator (L713)."""

from collections.abc import Iterator

from engine.codes.orders import GOAL_WITHOUT_EVENT
from engine.diagnostics import Finding
from engine.lint.text.numbering import about, about_roadmap, beside
from engine.model.project import Project
from engine.model.spec import Goal, Roadmap

_EACH = 3
"""So many are told one by one."""


def check_goals_without_events(project: Project) -> tuple[Finding, ...]:
    """A finding for each such goal of a roadmap that has events; for many, one with all places."""
    return tuple(
        found for roadmap in project.roadmaps for found in _tell(roadmap, list(_idle(roadmap)))
    )


def _tell(roadmap: Roadmap, goals: list[Goal]) -> Iterator[Finding]:
    if len(goals) <= _EACH:
        yield from (
            about(GOAL_WITHOUT_EVENT, roadmap, goal, "text", text=goal.text) for goal in goals
        )
        return
    related = [beside(roadmap, goal, "also-here", "text") for goal in goals]
    counted = {"count": len(goals), "total": len(roadmap.goals)}
    yield about_roadmap(GOAL_WITHOUT_EVENT, roadmap, related=related, said=dict(counted))


def _idle(roadmap: Roadmap) -> Iterator[Goal]:
    served = {name for event in roadmap.events for name in event.serves}
    through = {indicator.goal for indicator in roadmap.indicators if indicator.id in served}
    return (goal for goal in roadmap.goals if roadmap.events and goal.id not in served | through)

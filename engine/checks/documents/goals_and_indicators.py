"""Goals that nothing measures, and indicators that nothing works for."""

from collections.abc import Iterator, Sequence

from engine.checks.wording.pointing import about, about_roadmap, beside
from engine.codes.documents import GOAL_WITHOUT_INDICATOR, INDICATOR_WITHOUT_EVENT
from engine.diagnostics import Code, Finding
from engine.model.project import Project
from engine.model.spec import Goal, Indicator, Roadmap

_EACH = 3
"""So many are told one by one; more of them are one finding with all their places."""


def check_goals_and_indicators(project: Project) -> tuple[Finding, ...]:
    """Goals without indicator (L640), indicators that no event serves (L641)."""
    return tuple(found for roadmap in project.roadmaps for found in _judge(roadmap))


def _judge(roadmap: Roadmap) -> Iterator[Finding]:
    measured = {indicator.goal for indicator in roadmap.indicators}
    served = {name for event in roadmap.events for name in event.serves}
    goals = [goal for goal in roadmap.goals if goal.id not in measured]
    idle = [indicator for indicator in roadmap.indicators if indicator.id not in served]
    yield from _tell(GOAL_WITHOUT_INDICATOR, roadmap, goals, len(roadmap.goals))
    if roadmap.events:
        yield from _tell(INDICATOR_WITHOUT_EVENT, roadmap, idle, len(roadmap.indicators))


def _tell(
    code: Code, roadmap: Roadmap, items: Sequence[Goal | Indicator], total: int
) -> Iterator[Finding]:
    if len(items) <= _EACH:
        yield from (about(code, roadmap, item, "text", text=item.text) for item in items)
        return
    related = [beside(roadmap, item, "also-here", "text") for item in items]
    yield about_roadmap(code, roadmap, related=related, count=len(items), total=total)

"""Goals that stand as rows of the plan."""

import re

from engine.codes.documents import GOAL_AS_EVENT
from engine.diagnostics import Finding
from engine.lint.text.numbering import about
from engine.model.project import Project
from engine.model.spec import Event, Stage

_IS_WORK = re.compile(r"^\W*(?:разработ|утвержд|внесени|определени|постановк|актуализ)", re.I)


def check_goals_as_events(project: Project) -> tuple[Finding, ...]:
    """A finding for each row that states what is wanted, not what is done (L649)."""
    return tuple(
        about(GOAL_AS_EVENT, roadmap, event, "title", title=event.title or "")
        for roadmap in project.roadmaps
        for event in roadmap.events
        if _is_goal(event)
    )


def _is_goal(event: Event) -> bool:
    return event.stages == (Stage.GOAL,) and not _IS_WORK.search(event.title or "")

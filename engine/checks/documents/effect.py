"""Effects judged in the very weeks in which the decision is taken."""

from datetime import timedelta

from engine.checks.wording.pointing import about, beside
from engine.checks.wording.times import first_day, last_day, written
from engine.codes.documents import EFFECT_AT_ONCE
from engine.diagnostics import Finding
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Stage

_AT_ONCE = timedelta(days=31)
_DECIDING = (Stage.DECISION, Stage.MEASURE)


def check_effect(project: Project) -> tuple[Finding, ...]:
    """A finding where effectiveness is judged within the month of what it judges (L608)."""
    return tuple(
        about(
            EFFECT_AT_ONCE,
            roadmap,
            event,
            "schedule",
            related=[beside(roadmap, other, "decided-here", "schedule") for other in decisions],
            ends=written(last_day(event)),
            decided=decisions[0].title or decisions[0].id,
        )
        for roadmap in project.roadmaps
        for event in roadmap.events
        if Stage.EFFECTIVENESS in event.stages
        for decisions in [_at_once(event, roadmap)]
        if decisions
    )


def _at_once(event: Event, roadmap: Roadmap) -> list[Event]:
    """What the event judges, if all of it begins in the month in which the event ends."""
    judged = [each for each in roadmap.events if each.id in event.after and _decides(each)]
    return judged if judged and all(_too_near(event, each) for each in judged) else []


def _decides(event: Event) -> bool:
    return any(stage in event.stages for stage in _DECIDING)


def _too_near(event: Event, decision: Event) -> bool:
    end, start = last_day(event), first_day(decision)
    return end is not None and start is not None and start <= end < start + _AT_ONCE

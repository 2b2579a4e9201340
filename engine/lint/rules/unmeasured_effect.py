"""Effects judged from the very day on which the decision begins."""

from engine.codes.documents import EFFECT_AT_ONCE
from engine.diagnostics import Finding
from engine.lint.text.dates import first_day, last_day, written
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Stage

_DECIDING = (Stage.DECISION, Stage.MEASURE)


def check_effect(project: Project) -> tuple[Finding, ...]:
    """A finding where effectiveness is judged as soon as what it judges begins (L608)."""
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
    """What the event judges, if nothing of it begins before the judging does."""
    decisions = [each for each in roadmap.events if _decides(each) and each is not event]
    named = [decision for decision in decisions if decision.id in event.after]
    judged = named or [decision for decision in decisions if decision.section == event.section]
    return judged if judged and all(_not_later(event, each) for each in judged) else []


def _decides(event: Event) -> bool:
    return any(stage in event.stages for stage in _DECIDING)


def _not_later(event: Event, decision: Event) -> bool:
    """Whether the judging begins with the decision or before it, and does not end before it.

    A judgement that is over before the decision is a conflict of its own.
    """
    judged, decided, end = first_day(event), first_day(decision), last_day(event)
    if judged is None or decided is None or end is None:
        return False
    return judged <= decided <= end

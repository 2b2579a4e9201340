"""Dates against the order of work: what is named in `after`, and the stages of the cycle."""

from collections.abc import Iterator
from dataclasses import replace

from engine.codes.documents import AGAINST_CYCLE, ORDER_CONFLICT, ORDER_NOT_CHECKED
from engine.cycle import order_events
from engine.diagnostics import Code, Finding
from engine.lint.text.dates import first_day, last_day, written
from engine.lint.text.deeds import stems
from engine.lint.text.numbering import about, about_roadmap, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Stage
from engine.results.events import Ordering

_Placed = tuple[Roadmap, Event]
_NO_WORK = frozenset({Stage.GOAL, Stage.INDICATOR, Stage.COLLECTION_METHODS})
_LOOKED_INTO = frozenset({Stage.MONITORING, Stage.ANALYSIS})
_SUBJECT = 2
"""So many words, beside those of the roadmap's title, make one subject."""
_MUCH = 0.34
"""The part of the shorter title that both share."""
_OVERHEAD = frozenset(
    stems(
        "проведение организация вопросам образовательных организаций руководителей педагогов "
        "анализ мониторинг оценка эффективность результаты принятых мер решений"
    )
)
"""Words that nearly every row has; a title of nothing else speaks of all the work."""


def check_order_of_work(project: Project) -> tuple[Finding, ...]:
    """One finding for each event that ends before something begins that it needs (L601, L602).

    A roadmap whose events nothing links is not compared, and one finding says so (L718).
    """
    ordering = compared_order(project)
    events = _events(project)
    hard = {(conflict.before, conflict.after) for conflict in ordering.conflicts}
    soft = {(conflict.before, conflict.after) for conflict in ordering.against_cycle}
    return (
        *_findings(ORDER_CONFLICT, hard, events),
        *_findings(AGAINST_CYCLE, soft, events),
        *_not_checked(project, frozenset(ordering.unlinked)),
    )


def compared_order(project: Project) -> Ordering:
    """The order of work with the contradictions that are told: the same for `plan` and `lint`."""
    ordering, _ = order_events(project)
    events = _events(project)
    hard = {(conflict.before, conflict.after) for conflict in ordering.conflicts}
    bodies = frozenset(stems(" ".join(body.name for body in project.bodies)))
    told = (
        each
        for each in ordering.against_cycle
        if (each.before, each.after) not in hard
        and _leans_on(events[each.after], events[each.before][1], bodies)
    )
    return replace(ordering, against_cycle=tuple(told))


def _events(project: Project) -> dict[str, _Placed]:
    return {
        roadmap.full_id(event.id): (roadmap, event)
        for roadmap in project.roadmaps
        for event in roadmap.events
    }


def _not_checked(project: Project, unlinked: frozenset[str]) -> Iterator[Finding]:
    for roadmap in project.roadmaps:
        ids = {roadmap.full_id(event.id) for event in roadmap.events}
        if len(ids) > 1 and ids <= unlinked:
            yield about_roadmap(ORDER_NOT_CHECKED, roadmap, count=len(ids))


def _leans_on(placed: _Placed, before: Event, bodies: frozenset[str]) -> bool:
    """Work leans on earlier work of its own subject; no work waits for goals and indicators.

    An effect leans on all that was looked into before.
    """
    roadmap, event = placed
    if set(before.stages) <= _NO_WORK:
        return False
    if Stage.EFFECTIVENESS in event.stages and set(before.stages) <= _LOOKED_INTO:
        return True
    common = frozenset(stems(roadmap.title))
    said, needed = (
        frozenset(stems(each.title or "")) - common - _OVERHEAD for each in (event, before)
    )
    if not said or not needed:
        return bool({Stage.DECISION, Stage.EFFECTIVENESS} & set(event.stages))
    shared, least = len(said & needed - bodies), min(len(said), len(needed))
    return shared >= _SUBJECT and shared >= _MUCH * least


def _findings(
    code: Code, pairs: set[tuple[str, str]], events: dict[str, _Placed]
) -> Iterator[Finding]:
    for name, (roadmap, event) in events.items():
        needed = [events[before] for before in events if (before, name) in pairs]
        if needed:
            yield _finding(code, roadmap, event, needed)


def _finding(code: Code, roadmap: Roadmap, event: Event, needed: list[_Placed]) -> Finding:
    latest = max((first_day(other), other.title or other.id) for _, other in needed)
    return about(
        code,
        roadmap,
        event,
        "schedule",
        related=[beside(where, other, "needed-here", "schedule") for where, other in needed],
        ends=written(last_day(event)),
        starts=written(latest[0]),
        needed=latest[1],
        schedule=event.schedule.text or "",
    )

"""Which measures of an action plan answer a recommendation, and where an answer is waited for."""

from collections.abc import Iterator

from engine.model.decision_tables import Decision, DecisionRow
from engine.model.project import Project
from engine.model.spec import Event


def measures(project: Project) -> Iterator[tuple[str, Event]]:
    """The events that answer anything, by their full ids."""
    for roadmap in project.roadmaps:
        yield from ((roadmap.full_id(event.id), event) for event in roadmap.events if event.answers)


def answering(
    project: Project, decision: Decision, row: str, to: str, organisation: str | None
) -> tuple[str, ...]:
    """The full ids of the measures that answer one recommendation at one organisation."""
    return tuple(
        id
        for id, event in measures(project)
        if any(answer.is_to(decision.id, row, to, organisation) for answer in event.answers)
    )


def is_awaited(project: Project, decision: Decision, row: DecisionRow) -> bool:
    """Whether an answer to the row's recommendations is waited for: the project has an action plan,
    which answers this table, or the row names no events of the plan that carry it out."""
    answered = {answer.decision for _, event in measures(project) for answer in event.answers}
    return bool(answered) and (decision.id in answered or not row.events)

"""Tasks beside goals: what serves a task serves the goal that the task is for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.codes import spec as codes
from engine.diagnostics import Finding, finding
from engine.expressions.suggestions import nearest
from engine.load.citations import read_citation
from engine.load.entries import Entry, check_gaps
from engine.model.spec import Event, Goal, Indicator, Roadmap


def read_tasks(entry: Entry, findings: list[Finding]) -> tuple[Goal, ...]:
    """The tasks, each with its goal: the one that it names, or the only one there is."""
    goals = [str(each.data["id"]) for each in entry.entries("goals")]
    found = []
    for each in entry.entries("tasks"):
        findings.extend(check_gaps(each, ("text", "clause"), nullable=()))
        goal = each.maybe("goal") or (goals[0] if len(goals) == 1 else None)
        findings.extend(_fault(each, goal, goals))
        id = each.text("id")
        where = read_citation(each, findings)
        found.append(Goal(id, each.text("text"), where, each.origin(), goal or id))
    return tuple(found)


def _fault(task: Entry, goal: str | None, goals: list[str]) -> Iterator[Finding]:
    if goal is None and goals:
        yield finding(codes.KEY_MISSING, task.origin(), key="goal", title="")
    elif goal is not None and goal not in goals:
        hint = nearest(goal, goals) or ""
        yield finding(codes.UNKNOWN_GOAL, task.origin("goal"), id=goal, hint=hint)


def with_tasks(roadmap: Roadmap) -> Roadmap:
    """What belongs to a task belongs to its goal; where there are no goals, tasks are goals."""
    if not roadmap.tasks:
        return roadmap
    goals = {task.id: task.goal or task.id for task in roadmap.tasks}
    return replace(
        roadmap,
        goals=roadmap.goals or roadmap.tasks,
        indicators=tuple(_measured(indicator, goals) for indicator in roadmap.indicators),
        events=tuple(_served(event, goals) for event in roadmap.events),
    )


def _measured(indicator: Indicator, goals: Mapping[str, str]) -> Indicator:
    task = indicator.goal
    if task is None or task not in goals:
        return indicator
    return replace(indicator, goal=goals[task], task=task)


def _served(event: Event, goals: Mapping[str, str]) -> Event:
    more = (goals[serve] for serve in event.serves if serve in goals)
    return replace(event, serves=tuple(dict.fromkeys((*event.serves, *more))))

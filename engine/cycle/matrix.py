"""The coverage matrix: which stages of the cycle each goal has something in."""

from collections.abc import Iterator

from engine.model.project import Project
from engine.model.spec import CYCLE, Roadmap, Stage, cycle_stage
from engine.results.ordering import Cell, MatrixRow


def coverage_matrix(project: Project) -> Iterator[MatrixRow]:
    """A row for each goal of each roadmap, in document order.

    The goal itself stands in *goal*, its indicators in *indicator*, and an event in each stage that
    it names, in the rows of the goals that it serves, itself or through an indicator.
    """
    return (row for roadmap in project.roadmaps for row in _rows(roadmap))


def _rows(roadmap: Roadmap) -> Iterator[MatrixRow]:
    filled: dict[str, dict[Stage, list[str]]] = {
        goal.id: {stage: [] for stage in CYCLE} for goal in roadmap.goals
    }
    for goal, stage, id in _occupants(roadmap):
        if goal in filled:
            filled[goal][stage].append(id)
    for goal, cells in filled.items():
        shown = tuple(Cell(stage, tuple(dict.fromkeys(ids))) for stage, ids in cells.items())
        yield MatrixRow(roadmap.slug, goal, shown)


def _occupants(roadmap: Roadmap) -> Iterator[tuple[str, Stage, str]]:
    """(goal, stage, id) of goals, then indicators, then events."""
    goal_of = {goal.id: goal.id for goal in roadmap.goals}
    yield from ((goal.id, Stage.GOAL, goal.id) for goal in roadmap.goals)
    for indicator in roadmap.indicators:
        if indicator.goal is not None:
            goal_of[indicator.id] = indicator.goal
            yield indicator.goal, Stage.INDICATOR, indicator.id
    for event in roadmap.events:
        goals = dict.fromkeys(goal_of[served] for served in event.serves if served in goal_of)
        for goal in goals:
            yield from ((goal, cycle_stage(stage), event.id) for stage in event.stages)

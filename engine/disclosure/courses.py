"""The organisations of an effect: persons behind the smaller of both figures."""

from engine.disclosure.cells import Cell, hidden_cells, is_given_away
from engine.results.decision_tables import Effect


def course_cells(effect: Effect, *, decided: bool) -> list[Cell]:
    """A cell an organisation with the decision, or without it."""
    return [Cell(course.organisation, course.rows) for course in effect.group(decided=decided)]


def hides_means(effect: Effect, least: int) -> bool:
    """Whether the means of the groups would give a hidden organisation away, or tell of a group of
    which nothing else may be told."""
    return any(
        is_given_away(cells, least) or (cells and len(hidden_cells(cells, least)) == len(cells))
        for cells in (course_cells(effect, decided=decided) for decided in (True, False))
    )

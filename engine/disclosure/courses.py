"""The organisations of an effect: persons behind the smaller of both figures."""

from engine.disclosure.cells import Cell
from engine.results.decision_tables import Effect


def course_cells(effect: Effect, *, decided: bool) -> list[Cell]:
    """A cell an organisation with the decision, or without it."""
    return [Cell(each.organisation, each.rows) for each in effect.group(decided=decided)]

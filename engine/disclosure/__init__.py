"""What may leave the department: the one room that knows.

`publish` takes an outcome and an audience and gives the outcome that writers may see.
"""

from engine.disclosure.audience import Audience
from engine.disclosure.cells import Cell, Hidden, hidden_cells, is_given_away
from engine.disclosure.courses import course_cells, hides_means
from engine.disclosure.hiding import NOTHING, WHOLE, Sheet
from engine.disclosure.persons import counts_persons
from engine.disclosure.publishing import Published, publish, told_by

__all__ = [
    "NOTHING",
    "WHOLE",
    "Audience",
    "Cell",
    "Hidden",
    "Published",
    "Sheet",
    "counts_persons",
    "course_cells",
    "hidden_cells",
    "hides_means",
    "is_given_away",
    "publish",
    "told_by",
]

"""Decision tables: cells read, tables checked for gaps and overlaps, rows matched. No I/O."""

from engine.decision_tables.cells import CellFault, read_cell
from engine.decision_tables.coverage import Fault, Firing, Firings, Point, faults_of, told

__all__ = [
    "CellFault", "Fault", "Firing", "Firings", "Point", "faults_of", "read_cell",
    "told",
]  # fmt: skip

"""Decision tables: cells read, tables checked for gaps and overlaps, rows matched. No I/O."""

from engine.deciding.cells import CellFault, read_cell
from engine.deciding.comparing import Firing, compare_firing
from engine.deciding.regions import Fault, Point, faults_of, told

__all__ = [
    "CellFault", "Fault", "Firing", "Point", "compare_firing", "faults_of", "read_cell",
    "told",
]  # fmt: skip

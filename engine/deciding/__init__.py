"""Decision tables: cells read, tables checked for gaps and overlaps, rows matched. No I/O."""

from engine.deciding.cells import CellFault, read_cell
from engine.deciding.regions import Fault, faults_of

__all__ = ["CellFault", "Fault", "faults_of", "read_cell"]

"""Files → raw sheets with the addresses of their cells."""

from engine.tables.delimited import read_csv
from engine.tables.sheets import (
    ROW,
    CellFault,
    FaultyCell,
    RawSheet,
    cell_address,
    cell_place,
    nearest,
    plain,
)
from engine.tables.workbook import Workbook, open_workbook

__all__ = [
    "ROW",
    "CellFault",
    "FaultyCell",
    "RawSheet",
    "Workbook",
    "cell_address",
    "cell_place",
    "nearest",
    "open_workbook",
    "plain",
    "read_csv",
]

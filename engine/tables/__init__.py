"""Files → raw sheets with the addresses of their cells."""

from engine.tables.database import read_database
from engine.tables.delimited import read_csv
from engine.tables.large import LARGE, read_large_csv
from engine.tables.otherbooks import OtherWorkbook
from engine.tables.parquet import read_parquet
from engine.tables.sheets import (
    ROW,
    CellFault,
    FaultyCell,
    RawSheet,
    cell_address,
    cell_place,
    column_number,
    nearest,
    plain,
)
from engine.tables.workbook import Workbook, open_workbook

__all__ = [
    "LARGE",
    "OtherWorkbook",
    "ROW",
    "CellFault",
    "FaultyCell",
    "RawSheet",
    "Workbook",
    "cell_address",
    "cell_place",
    "column_number",
    "nearest",
    "open_workbook",
    "plain",
    "read_csv",
    "read_database",
    "read_large_csv",
    "read_parquet",
]

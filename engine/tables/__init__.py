"""Files → raw sheets with the addresses of their cells."""

from engine.tables.csv import LARGE, read_csv, read_large_csv
from engine.tables.database import read_database
from engine.tables.numberformats import Look, look_of, percent, scale_of, shown
from engine.tables.other import OtherWorkbook
from engine.tables.parquet import read_parquet
from engine.tables.sheets import (
    ERROR_WORDS,
    NEARLY,
    ROW,
    UNFORMED,
    UNKEPT,
    CellFault,
    FaultyCell,
    RawSheet,
    cell_address,
    cell_place,
    column_number,
    error_word,
    nearest,
    plain,
    unkept,
    without_noise,
)
from engine.tables.xlsx import Workbook, open_workbook

__all__ = [
    "ERROR_WORDS",
    "LARGE",
    "NEARLY",
    "Look",
    "OtherWorkbook",
    "ROW",
    "UNFORMED",
    "UNKEPT",
    "CellFault",
    "FaultyCell",
    "RawSheet",
    "Workbook",
    "cell_address",
    "cell_place",
    "column_number",
    "error_word",
    "look_of",
    "nearest",
    "open_workbook",
    "percent",
    "scale_of",
    "plain",
    "read_csv",
    "read_database",
    "read_large_csv",
    "read_parquet",
    "shown",
    "unkept",
    "without_noise",
]

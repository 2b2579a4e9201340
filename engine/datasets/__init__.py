"""Declared tables → typed frames, with a finding and a cell for everything that is wrong."""

from engine.datasets.files import Folder, folder_of
from engine.datasets.namesakes import Unnamed
from engine.datasets.organisations import NOBODY, Members, alive_on, members_of
from engine.datasets.quoting import unquoted
from engine.datasets.reading import Progress, read_resources, read_tables
from engine.datasets.references import again_of, code_in
from engine.datasets.rows import showing
from engine.datasets.tables import CellSource, Dataset, Paper, Tables, make_dataset

__all__ = [
    "CellSource",
    "Dataset",
    "Members",
    "NOBODY",
    "Folder",
    "Paper",
    "Progress",
    "Tables",
    "Unnamed",
    "again_of",
    "alive_on",
    "code_in",
    "folder_of",
    "make_dataset",
    "members_of",
    "read_resources",
    "read_tables",
    "showing",
    "unquoted",
]

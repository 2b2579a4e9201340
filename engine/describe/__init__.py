"""A file of tables → a proposal of its declaration, with what the proposal is not sure of."""

from engine.describe.describing import Described, GivenFile, describe, propose_tables
from engine.describe.proposal import Proposal
from engine.describe.wishes import ColumnWish, Wish
from engine.describe.writing import Writer, lines_of, told_doubts

__all__ = [
    "ColumnWish",
    "Described",
    "GivenFile",
    "Proposal",
    "Wish",
    "Writer",
    "describe",
    "lines_of",
    "propose_tables",
    "told_doubts",
]

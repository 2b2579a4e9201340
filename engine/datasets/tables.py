"""What reading gives: typed frames with the way back to the cells they came from."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from engine.diagnostics import Finding, Place
from engine.model.tables import Resource
from engine.results.outcome import FileHash
from engine.tables import cell_place


@dataclass(frozen=True, slots=True)
class CellSource:
    """The way back from a row and a column of a dataset to the file."""

    file: str
    sheet: str | None
    columns: Mapping[str, int]
    """Column name → 0-based position in the sheet."""

    def place(self, row: int, column: str | None = None) -> Place:
        """The cell of row `__row`; the line of a csv file."""
        at = self.columns.get(column) if column else None
        return cell_place(self.file, self.sheet, row, at)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table as declared: the columns of the resource without the personal ones, and `__row`.

    String, Int64, Float64, Boolean or Date by the declared type; a cell that could not be read
    or breaks a constraint is NULL and has a finding.
    """

    resource: Resource
    frame: pl.DataFrame
    source: CellSource


@dataclass(frozen=True, slots=True)
class Tables:
    """The datasets that could be read, by name; a table that could not has only findings."""

    datasets: Mapping[str, Dataset]
    findings: tuple[Finding, ...]
    files: tuple[FileHash, ...]

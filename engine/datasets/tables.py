"""What reading gives: typed frames with the way back to the cells they came from.

Datasets made of plain values: tables that no file holds, to try a rule on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from engine.classes import dataclass
from engine.datasets.namesakes import Unnamed
from engine.datasets.types import DTYPES
from engine.diagnostics import Finding, Place
from engine.model.conditions import Scalar
from engine.model.tables import Resource
from engine.results.outcome import Carried, FileHash
from engine.tables import ROW, cell_place

AT = "__at"
"""The position of the cell that a wide column gave; only in tables that are unpivoted."""

RAW = "raw:"
"""Prefix of the columns that keep the whole text of a composite cell."""

TEXT = "text:"
"""Prefix of the columns that keep the trimmed text of each typed column."""


PART = 1 << 40
"""What separates the row numbers of the files and sheets of one table."""


@dataclass(frozen=True, slots=True)
class CellSource:
    """The way back from a row and a column of a dataset to the file."""

    file: str
    sheet: str | None
    columns: Mapping[str, int]
    """Column name → 0-based position in the sheet."""

    more: tuple["CellSource", ...] = ()
    """The second and later files or sheets of a table: rows of number n are `PART * n + row`."""

    misfits: tuple[int, ...] = ()
    """Rows with more cells than headings, or with fewer: their cells may have slipped."""

    def place(self, row: int, column: str | None = None, at: int | None = None) -> Place:
        """The cell of row `__row`; the line of a csv file. `at` is the position where it differs
        from row to row."""
        number, line = divmod(row, PART)
        if number:
            return self.more[number - 1].place(line, column, at)
        position = self.columns.get(column) if column and at is None else at
        return cell_place(self.file, self.sheet, line, position)

    def fits(self, row: int) -> bool:
        """Whether the cells of row `__row` stand under their headings, as far as can be seen."""
        number, line = divmod(row, PART)
        return self.more[number - 1].fits(line) if number else line not in self.misfits

    @property
    def parts(self) -> tuple["CellSource", ...]:
        """This file or sheet and those that follow."""
        return (self, *self.more)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table as declared: the columns of the resource without the personal ones, and `__row`.

    String, Int64, Float64, Boolean or Date by the declared type; a cell that could not be read
    or breaks a constraint is NULL and has a finding. A table that is too
    large for the memory is lazy.
    """

    resource: Resource
    rows: pl.DataFrame | pl.LazyFrame
    source: CellSource
    files: tuple[Path, ...] = ()
    """The Parquet files in which the rows lie, typed, when they are not in memory."""

    @property
    def frame(self) -> pl.DataFrame:
        """All rows in memory; of a large table better ask `lazy`."""
        return self.rows.collect() if isinstance(self.rows, pl.LazyFrame) else self.rows

    @property
    def lazy(self) -> pl.LazyFrame:
        """The rows as a lazy frame, whatever their number."""
        return self.rows.lazy()

    @property
    def height(self) -> int:
        """How many rows there are."""
        if isinstance(self.rows, pl.DataFrame):
            return self.rows.height
        return int(self.rows.select(pl.len()).collect(engine="streaming").item())

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, `__row` among them."""
        return tuple(self.lazy.collect_schema().names())


@dataclass(frozen=True, slots=True)
class Paper:
    """The file of a registered document as it lies in the project; `fault` says why it has no
    hash: absent, outside, unread."""

    sha256: str | None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """The datasets that could be read, by name; a table that could not has only findings."""

    datasets: Mapping[str, Dataset]
    findings: tuple[Finding, ...]
    files: tuple[FileHash, ...]
    scratch: TemporaryDirectory[str] | None = None
    """Where large tables lie between reading and judging; it goes when the tables go."""
    carried: tuple[Carried, ...] = ()
    """Which rows count under another organisation."""
    of_persons: frozenset[str] = frozenset()
    """Files that may hold names of persons: no finding quotes what stands in them."""
    called: Mapping[str, str] = field(default_factory=dict)
    """What findings call files of persons whose own names may name them, by their paths."""
    papers: Mapping[str, Paper] = field(default_factory=dict)
    """The files that rows of the register name, by the names they use."""
    unnamed: tuple[Unnamed, ...] = ()
    """Names of organisations that nobody knows, with what they may mean."""


def make_dataset(resource: Resource, rows: Sequence[Mapping[str, Scalar | None]]) -> Dataset:
    """The declared table with these rows; a column that a row does not name is empty."""
    columns = {
        field.name: pl.Series(
            field.name,
            [row.get(field.name) for row in rows],
            dtype=DTYPES[field.type],
            strict=False,
        )
        for field in resource.fields
        if field.name not in resource.personal
    }
    numbers = pl.Series(ROW, range(2, len(rows) + 2), dtype=pl.Int64)
    source = CellSource(resource.path, resource.sheet, {name: i for i, name in enumerate(columns)})
    return Dataset(resource, pl.DataFrame({**columns, ROW: numbers}), source)

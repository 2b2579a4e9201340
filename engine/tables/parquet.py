"""Parquet → a raw sheet: the names of its columns are the header, row 0."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.tables.csv import MAX_COLUMNS
from engine.tables.sheets import (
    ROW,
    UNKEPT,
    UNKEPT_SINGLE,
    RawSheet,
    Typed,
    float_text,
    in_one_form,
    one_form,
)
from engine.tables.trial import refusal

_BLOCK = 1_000_000


def read_parquet(source: bytes | Path, file: str) -> RawSheet | Finding:
    """All cells as text; of a `Path` the first row only, and the rest in blocks.

    What a page is said to hold decides what its reader takes: all is read once in a child before.
    """
    try:
        read = read_file_for_nothing if isinstance(source, Path) else read_for_nothing
        if refused := refusal(read, source, file, codes.UNREADABLE_PARQUET):
            return refused
        lazy = pl.scan_parquet(
            BytesIO(source) if isinstance(source, bytes) else source,
            row_index_name=ROW, row_index_offset=1, glob=False,
        )  # fmt: skip
        schema = pl.Schema({n: k for n, k in lazy.collect_schema().items() if n != ROW})
        if len(schema) > MAX_COLUMNS:
            return finding(codes.TOO_LARGE, Place(file), unpacked="")
        cells = _as_text(lazy, schema)
        frame = cells.collect() if isinstance(source, bytes) else cells.head(1).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return finding(codes.UNREADABLE_PARQUET, Place(file))
    names = {str(at): [one_form(name)] for at, name in enumerate(schema)}
    header = pl.DataFrame({**names, ROW: [0]}, schema_overrides={ROW: pl.Int64})
    blocks = None if isinstance(source, bytes) else _Blocks(file, cells)
    rows = lazy.rename({name: str(at) for at, name in enumerate(schema)})
    typed = Typed(rows, tuple(schema), None if isinstance(source, bytes) else source)
    return RawSheet(file, None, pl.concat([header, frame]), blocks=blocks, typed=typed)


def read_for_nothing(data: bytes) -> None:
    """Read all cells of a small file, as `read_parquet` does. Raises what its reader raises."""
    lazy = pl.scan_parquet(BytesIO(data), row_index_name=ROW, row_index_offset=1)
    kinds = {name: kind for name, kind in lazy.collect_schema().items() if name != ROW}
    _as_text(lazy, pl.Schema(kinds)).collect()


def read_file_for_nothing(path: str) -> None:
    """Unpack all columns of a file, a part of the rows at a time."""
    pl.scan_parquet(path, glob=False).select(pl.all().is_null().sum()).collect(engine="streaming")


@dataclass(frozen=True, slots=True)
class _Blocks:
    file: str
    cells: pl.LazyFrame

    def __call__(self) -> Iterator[RawSheet | Finding]:
        """The rows, a million at a time."""
        start = 0
        while (block := self.cells.slice(start, _BLOCK).collect()).height:
            yield RawSheet(self.file, None, block)
            start += _BLOCK


def _as_text(lazy: pl.LazyFrame, schema: pl.Schema) -> pl.LazyFrame:
    columns = [_text(name, kind).alias(str(at)) for at, (name, kind) in enumerate(schema.items())]
    return lazy.select(*columns, pl.col(ROW).cast(pl.Int64))


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if kind.is_float():
        most = UNKEPT_SINGLE if kind == pl.Float32 else UNKEPT
        return float_text(column, column.cast(pl.String), unkept=most)
    if kind.is_nested() or kind in (pl.Binary, pl.Duration):  # no cell, which is told as such
        return pl.when(column.is_not_null()).then(pl.lit("#VALUE!"))
    text = column.cast(pl.String)
    return in_one_form(text) if kind == pl.String else text

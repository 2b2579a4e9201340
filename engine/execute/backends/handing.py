"""What engines are handed, and what they hand back.

A table in memory goes over as Arrow, only the columns that the scan reads. A table that lies in
Parquet is read there by the engine itself; a lazy one that lies nowhere yet is first written there
as a stream.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import narwhals as nw
import polars as pl
import polars.selectors as cs
from narwhals.typing import IntoLazyFrameT

from engine.codes.run import ENGINE_FAILED
from engine.compile.columns import columns_read
from engine.datasets import Dataset, Tables
from engine.diagnostics import Finding, Place
from engine.execute.engines import EngineError
from engine.execute.frames import Lazy
from engine.expressions.lowering import column_name
from engine.query.answers import Answer
from engine.query.questions import Grouping, Scan


def read_by(scan: Scan, tables: Tables) -> dict[str, tuple[Dataset, list[str]]]:
    """The datasets of the scan that could be read, and the columns that it needs of each."""
    return {
        name: (tables.datasets[name], [c for c in columns if c in tables.datasets[name].columns])
        for name, columns in columns_read(scan).items()
        if name in tables.datasets
    }


class Shelf:
    """A folder for tables that are lazy and lie in no file; it goes with the engine."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._files: dict[int, tuple[Dataset, tuple[Path, ...]]] = {}

    def files_of(self, dataset: Dataset) -> tuple[Path, ...]:
        """The Parquet files in which the rows lie; written as a stream where they lie nowhere."""
        if dataset.files:
            return dataset.files
        if id(dataset) not in self._files:
            self._folder = self._folder or TemporaryDirectory(prefix="roadmap-")
            path = Path(self._folder.name) / f"{len(self._files)}.parquet"
            dataset.lazy.sink_parquet(path)
            self._files[id(dataset)] = dataset, (path,)
        return self._files[id(dataset)][1]


def is_large(dataset: Dataset) -> bool:
    """True of a table that is not in memory."""
    return isinstance(dataset.rows, pl.LazyFrame)


def answer_of(scan: Scan, frames: list[pl.DataFrame], tables: Tables) -> Answer:
    """The small frames with the types that Polars gives them."""
    types = _types(scan, tables)
    return {
        grouping.keys: _as_polars(frame, grouping, types)
        for grouping, frame in zip(scan.groupings, frames, strict=True)
    }


def collected(lazy: Lazy[IntoLazyFrameT]) -> pl.DataFrame:
    """An answer as a frame of Polars."""
    frame: pl.DataFrame = nw.from_native(lazy.collect("polars").to_native()).to_native()
    return frame


def _as_polars(
    frame: pl.DataFrame, grouping: Grouping, types: Mapping[str, pl.DataType]
) -> pl.DataFrame:
    keys = [
        pl.col(f"k{i}").cast(types.get(column_name(path), pl.Null()))
        for i, path in enumerate(grouping.keys)
        if column_name(path) in types
    ]
    sums = cs.starts_with("t") & (cs.integer() | cs.decimal())
    frame = frame.with_columns(*keys, sums.cast(pl.Int64))
    return frame.with_columns(cs.starts_with("t").fill_null(0))


def _types(scan: Scan, tables: Tables) -> dict[str, pl.DataType]:
    types = dict(tables.datasets[scan.dataset].lazy.collect_schema())
    for join in scan.joins:
        if join.dataset in tables.datasets:
            there = tables.datasets[join.dataset].lazy.collect_schema()
            types |= {column_name((*join.over, name)): there[name] for name, _ in join.columns}
    return types


def failed(engine: str, reason: str, error: Exception) -> EngineError:
    """The engine could not answer: nothing is wrong with the rules. `reason` says which part of
    the message applies: unreachable, alone, unseen, lost, resources, names."""
    lines = str(error).strip().splitlines()
    text = (lines[0] if lines else type(error).__name__)[:300]
    place = Place("project.yaml")
    told = tuple(sorted({"engine": engine, reason: text}.items()))
    return EngineError(Finding(ENGINE_FAILED, place, told))

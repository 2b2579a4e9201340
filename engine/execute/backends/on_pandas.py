"""pandas, the reference: in memory, a block of rows at a time, and the blocks' sums are added."""

from collections.abc import Iterator

import narwhals as nw
import polars as pl
import polars.selectors as cs
from narwhals.typing import IntoLazyFrame

from engine.datasets import Dataset, Tables
from engine.execute.backends.handing import answer_of, collected, is_large, read_by
from engine.execute.frames import Lazy, answers_to
from engine.query.answers import Answer
from engine.query.questions import Scan

_BLOCK = 1_000_000


class PandasEngine:
    """Everything through pandas with columns of Arrow, whose NULL is SQL's."""

    def answer(self, scan: Scan, tables: Tables) -> Answer:
        """The small frames; raises what pandas raises."""
        read = read_by(scan, tables)
        others = {
            name: _pandas(dataset.lazy.select(columns).collect())
            for name, (dataset, columns) in read.items()
            if name != scan.dataset
        }
        own, columns = read[scan.dataset]
        sums: list[pl.DataFrame] = []
        for block in _blocks(own, columns):
            frames = {**others, scan.dataset: _pandas(block)}
            found = [collected(frame) for frame in answers_to(scan, frames, adds_booleans=False)]
            sums = [_added(*pair) for pair in zip(sums, found, strict=True)] if sums else found
        return answer_of(scan, sums, tables)


def _blocks(dataset: Dataset, columns: list[str]) -> Iterator[pl.DataFrame]:
    """All rows; those of a table that is not in memory a million at a time."""
    rows = dataset.lazy.select(columns or [dataset.columns[0]])
    if not is_large(dataset):
        yield rows.collect()
        return
    yield (block := rows.head(_BLOCK).collect(engine="streaming"))
    start = 0
    while block.height == _BLOCK:
        start += _BLOCK
        block = rows.slice(start, _BLOCK).collect(engine="streaming")
        yield block


def _pandas(frame: pl.DataFrame) -> Lazy[IntoLazyFrame]:
    return nw.from_native(frame.to_pandas(use_pyarrow_extension_array=True)).lazy()


def _added(one: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    both = pl.concat([one, more], how="vertical_relaxed")
    keys = [name for name in both.columns if name.startswith("k")]
    sums = cs.starts_with("t").sum()
    return both.group_by(keys).agg(sums) if keys else both.select(sums)

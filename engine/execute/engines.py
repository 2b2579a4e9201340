"""Engines that answer scans. Polars, embedded and lazy, is the first."""

from dataclasses import replace
from typing import Literal, Protocol

import narwhals as nw
import polars as pl

from engine.datasets import Dataset, Tables
from engine.diagnostics import Finding
from engine.execute.frames import answers_of, joined
from engine.expressions.lowering import column_name
from engine.query.answers import Answer
from engine.query.labels import are_needed
from engine.query.questions import Grouping, Path, Scan

LARGE_FROM = 300_000
"""Rows below which nothing is won by choosing how to count."""


class EngineError(Exception):
    """The engine cannot answer, whatever is asked: a library, a connection, the disk.

    Nothing is judged then: a figure of half the rows would be worse than none.
    """

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code.name)
        self.finding = found


class Engine(Protocol):
    """Answers one scan at a time; the answers are small and sorted by nothing."""

    def answer(self, scan: Scan, tables: Tables) -> Answer:
        """The sums that the scan asks for. Raises EngineError where it cannot work at all."""


class PolarsEngine:
    """All groupings of a scan in one pass over the frame.

    A table of `large_from` rows or more is counted by its few values first, where that is shorter,
    or by bitmaps.
    """

    def __init__(self, large_from: int = LARGE_FROM) -> None:
        self._large_from = large_from

    def answer(self, scan: Scan, tables: Tables) -> Answer:
        """The small frames; raises what Polars raises."""
        frames, own = _frames(scan, tables), tables.datasets[scan.dataset]
        is_large, labels = _is_large(tables), labels_read(scan, tables)
        answers: dict[tuple[Path, ...], pl.DataFrame] = {}
        height = own.height
        if height >= self._large_from:
            answers |= _of_large(scan, lazy_frames(scan, tables), height, labels)
        rest = [grouping for grouping in scan.groupings if grouping.keys not in answers]
        for groupings in _apart(rest, scan.period) if is_large else [rest]:
            part = replace(scan, groupings=tuple(groupings))
            rows = joined(part, frames)
            lazy = answers_of(part, rows, adds_booleans=True, labels=labels)
            engine: Literal["streaming", "auto"] = "streaming" if is_large else "auto"
            found = pl.collect_all(lazy, engine=engine)
            answers |= {each.keys: frame for each, frame in zip(groupings, found, strict=True)}
        return answers


def _of_large(
    scan: Scan,
    frames: dict[str, nw.LazyFrame[pl.LazyFrame]],
    height: int,
    labels: list[str] | None,
) -> dict[tuple[Path, ...], pl.DataFrame]:
    """The groupings that a large table answers sooner by its few values, or else by bitmaps."""
    from engine.execute import bitmaps, cube  # a small table needs no numpy

    # Both read the rows of the labels alone: what counts the others, too, is asked the direct way.
    asked = [each for each in scan.groupings if labels is None or scan.period in each.keys]
    answers = cube.counted(replace(scan, groupings=tuple(asked)), frames, height, labels)
    rest = tuple(grouping for grouping in asked if grouping.keys not in answers)
    return answers | bitmaps.counted(replace(scan, groupings=rest), frames, labels)


def _apart(groupings: list[Grouping], period: Path | None) -> list[list[Grouping]]:
    """Those that read one column at most and all rows, and those that read the columns of rules:
    in one pass the first would keep the others from leaving rows out."""
    light = [grouping for grouping in groupings if grouping.keys in ((), (period,))]
    return [part for part in (light, [e for e in groupings if e not in light]) if part]


def _is_large(tables: Tables) -> bool:
    """Whether a table is not in memory."""
    return any(isinstance(dataset.rows, pl.LazyFrame) for dataset in tables.datasets.values())


def labels_read(scan: Scan, tables: Tables) -> list[str] | None:
    """The labels whose rows are read for groupings by the label; None where all are."""
    return needed_labels(scan, tables.datasets[scan.dataset]) if _is_large(tables) else None


def needed_labels(scan: Scan, dataset: Dataset) -> list[str] | None:
    """The labels of periods to read; None where all are, or where rows have none."""
    if scan.period is None:
        return None
    name = column_name(scan.period)
    column = dataset.lazy.select(pl.col(name).unique()).collect(engine="streaming")[name]
    if column.dtype != pl.String:
        return None
    there = column.drop_nulls().sort().to_list()
    needed = are_needed(scan, there)
    return needed if len(needed) < len(there) else None


def lazy_frames(scan: Scan, tables: Tables) -> dict[str, nw.LazyFrame[pl.LazyFrame]]:
    """The scan's dataset and those it joins, as far as they could be read."""
    return {name: nw.from_native(frame) for name, frame in _frames(scan, tables).items()}


def _frames(scan: Scan, tables: Tables) -> dict[str, pl.LazyFrame]:
    wanted = dict.fromkeys((scan.dataset, *(join.dataset for join in scan.joins)))
    return {name: tables.datasets[name].lazy for name in wanted if name in tables.datasets}

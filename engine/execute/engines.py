"""Engines that answer scans. Polars, embedded and lazy, is the first."""

from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

import narwhals as nw
import polars as pl

from engine.compile.plan import Path, Scan
from engine.datasets import Tables
from engine.diagnostics import Finding
from engine.execute.cubes import counted
from engine.execute.scanning import answers_of, joined

Answer = Mapping[tuple[Path, ...], pl.DataFrame]
"""The small frame of each grouping, by its keys."""


CUBE_FROM = 300_000
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

    def answer(self, scan: Scan, tables: Tables) -> Answer: ...


class PolarsEngine:
    """All groupings of a scan in one pass over the frame.

    A table of `cube_from` rows or more is counted by its few values first, where that is shorter.
    """

    def __init__(self, cube_from: int = CUBE_FROM) -> None:
        self._cube_from = cube_from

    def answer(self, scan: Scan, tables: Tables) -> Answer:
        """The small frames; raises what Polars raises."""
        frame = joined(scan, lazy_frames(scan, tables))
        height = tables.datasets[scan.dataset].height
        if height >= self._cube_from:
            found = counted(scan, frame.to_native(), height)
            if found is not None:
                return dict(zip(_keys(scan), found, strict=True))
        answers = answers_of(scan, frame, adds_booleans=True)
        lazy = [answer.to_native() for answer in answers]
        is_large = any(isinstance(each.rows, pl.LazyFrame) for each in tables.datasets.values())
        engine: Literal["streaming", "auto"] = "streaming" if is_large else "auto"
        return dict(zip(_keys(scan), pl.collect_all(lazy, engine=engine), strict=True))


def lazy_frames(scan: Scan, tables: Tables) -> dict[str, nw.LazyFrame[pl.LazyFrame]]:
    """The scan's dataset and those it joins, as far as they could be read."""
    wanted = dict.fromkeys((scan.dataset, *(join.dataset for join in scan.joins)))
    return {
        name: nw.from_native(tables.datasets[name].lazy)
        for name in wanted
        if name in tables.datasets
    }


def _keys(scan: Scan) -> Iterable[tuple[Path, ...]]:
    return (grouping.keys for grouping in scan.groupings)

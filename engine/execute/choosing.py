"""Whether counting by few values first is the shorter way, and by which columns.

The choice rests on a sample and on estimates. It changes no figure, only the time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import prod

import narwhals as nw
import polars as pl

from engine.compile.binding import columns_of
from engine.compile.questions import Days, Path, Scan, Total
from engine.execute.coding import Column, banded, coded, size_of, together
from engine.execute.edges import edges_of
from engine.execute.scanning import joined, of_labels, within
from engine.expressions.lowering import column_name

MOST_CELLS = 1 << 17
MOST_KEYS = 1 << 17
MOST_NUMBERS = 1 << 40
_FEW, _SAMPLE = 100, 25_000
_OF_COLUMN, _OF_GROUP, _OF_PRODUCT, _OF_TOTAL = 3.0, 70.0, 0.02, 0.3
"""Costs in nanoseconds: to code a cell, to count a group, to multiply, and of a row and a total the
direct way. Only their proportions matter."""

Frames = Mapping[str, nw.LazyFrame[pl.LazyFrame]]


@dataclass(frozen=True, slots=True)
class Cube:
    """What to count first: `scan` has the groupings that it answers, `rows` the rows that they
    read, joined. Keys and conditions are columns of few values; `sums` are what totals need."""

    scan: Scan
    rows: pl.LazyFrame
    keys: list[Column]
    cells: list[Column]
    sums: dict[Total, str]


def choose(scan: Scan, frames: Frames, height: int, labels: list[str] | None) -> Cube | None:
    """The cube for those groupings that have one; None where the direct way is shorter.

    `frames` are the scan's dataset, of `height` rows, and those it joins.
    """
    if not _may_be_shorter(scan, frames):
        return None
    scan, kinds = _of_few_keys(scan, frames[scan.dataset].to_native())
    if not scan.groupings:
        return None
    rows = of_labels(scan, labels, within(_days(scan), frames[scan.dataset]))
    frames = {**frames, scan.dataset: rows}
    cells = _chosen_cells(scan, frames, kinds, height)
    if cells is None:
        return None
    keys = _keys(rows.to_native(), scan)
    if keys is None or size_of([*keys, *cells]) > MOST_NUMBERS:
        return None
    asked = (total for grouping in scan.groupings for total in grouping.totals if total.column)
    sums = {total: f"s{i}" for i, total in enumerate(dict.fromkeys(map(of_every_row, asked)))}
    return Cube(scan, joined(scan, frames).to_native(), keys, cells, sums)


def of_every_row(total: Total) -> Total:
    """The same sum without a mask."""
    return Total((), total.column, total.filled, total.squared)


def _may_be_shorter(scan: Scan, frames: Frames) -> bool:
    """False where a look at the first rows shows columns of many values, or few totals."""
    paths = _paths(scan)
    if len(paths) * _OF_COLUMN > _limit(scan):
        return False
    return _cells(scan, paths, _sample(scan, frames, paths, [0], _FEW)) is not None


def _paths(scan: Scan) -> list[Path]:
    return list(dict.fromkeys(c.path for tree in scan.conditions for c in columns_of(tree)))


def _totals(scan: Scan) -> int:
    return sum(len(grouping.totals) for grouping in scan.groupings)


def _limit(scan: Scan) -> float:
    """What the direct way costs."""
    return (len(scan.conditions) + _totals(scan)) * _OF_TOTAL


def _of_few_keys(scan: Scan, rows: pl.LazyFrame) -> tuple[Scan, list[int]]:
    """The groupings by keys of not too many values that ask more than a number or two, and about
    how many values each key has."""
    several = [each for each in scan.groupings if each.keys and each.keys != (scan.period,)]
    names = list(dict.fromkeys(path[0] for each in several for path in each.keys))
    if not several or any(len(path) > 1 for each in several for path in each.keys):
        return replace(scan, groupings=()), []
    asked = rows.select(pl.col(name).approx_n_unique() for name in names)
    kinds = asked.collect(engine="streaming").row(0, named=True)
    few = {name: count for name, count in kinds.items() if count < MOST_KEYS}
    kept = tuple(each for each in several if all(path[0] in few for path in each.keys))
    left = {path[0] for each in kept for path in each.keys}
    return replace(scan, groupings=kept), [few[name] for name in names if name in left]


def _days(scan: Scan) -> Days | None:
    """The days that hold every row that counts in any of the groupings."""
    found = [each.days for each in scan.groupings]
    known = [each for each in found if each is not None]
    if len(known) < len(found):
        return None
    first, last = min(each.first for each in known), max(each.last for each in known)
    return Days(known[0].column, first, last)


def _chosen_cells(scan: Scan, frames: Frames, kinds: list[int], height: int) -> list[Column] | None:
    """The columns of the conditions; None where counting by them would cost more than it saves."""
    paths = _paths(scan)
    seen = _sample(scan, frames, paths, [0, max(height // 2, _SAMPLE)], _SAMPLE)
    cells = _cells(scan, paths, seen)
    if cells is None or size_of(cells) > MOST_CELLS:
        return None
    there = seen.select(together(cells)).to_series().n_unique() if cells else 1
    products = prod(kinds) * there
    cost = (len(paths) + len(kinds)) * _OF_COLUMN
    cost += min(products, height) * _OF_GROUP / height
    cost += products * _totals(scan) * _OF_PRODUCT / height
    return cells if cost <= _limit(scan) else None


def _sample(
    scan: Scan, frames: Frames, paths: list[Path], starts: list[int], height: int
) -> pl.DataFrame:
    """The columns of the conditions in so many rows from each start."""
    rows = frames[scan.dataset].to_native()
    parts = pl.concat([rows.slice(start, height) for start in starts])
    frame = joined(scan, {**frames, scan.dataset: nw.from_native(parts)}).to_native()
    return frame.select(column_name(path) for path in paths).collect(engine="streaming")


def _cells(scan: Scan, paths: list[Path], seen: pl.DataFrame) -> list[Column] | None:
    """Each column by its values or by what lies between its edges, whichever are fewer."""
    edges = edges_of(scan.conditions)
    found: list[Column] = []
    for path in paths:
        name = column_name(path)
        both = [coded(name, seen[name]), banded(name, edges[path]) if path in edges else None]
        known = [each for each in both if each is not None]
        if not known:
            return None
        found.append(min(known, key=lambda each: each.size))
    return found


def _keys(rows: pl.LazyFrame, scan: Scan) -> list[Column] | None:
    """The keys of all groupings by all their values."""
    paths = dict.fromkeys(path for grouping in scan.groupings for path in grouping.keys)
    names = [column_name(path) for path in paths]
    distinct = pl.collect_all([rows.select(name).unique() for name in names], engine="streaming")
    found = [coded(name, each[name], MOST_KEYS) for name, each in zip(names, distinct, strict=True)]
    known = [each for each in found if each is not None]
    return [*known] if len(known) == len(found) else None

"""Rules that ask columns of few values only: the rows are counted once, the rules ask the counts.

The rows are grouped by one number that stands for the keys and for every column of the conditions
(`coding`). The conditions are then computed for each different *cell* of values, and all totals of
all keys are one product of two matrices: how many rows of a key lie in a cell, and which total
counts the cell. A row with a value that was not foreseen is counted the direct way.

Whether counting by few values first is the shorter way, and by which columns.

The choice rests on a sample and on estimates. It changes no figure, only the time.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import prod

import narwhals as nw
import numpy as np
import polars as pl

from engine.classes import dataclass
from engine.execute.encoding import EncodedColumn, apart, banded, coded, edges_of, size_of, together
from engine.execute.frames import (
    answers_of,
    days_of,
    joined,
    mask_of,
    of_labels,
    with_conditions,
    within,
)
from engine.expressions.lowering import column_name
from engine.query.binding import columns_of
from engine.query.questions import Grouping, Mask, Path, Scan, Total
from engine.tables import UNKEPT

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
    keys: list[EncodedColumn]
    cells: list[EncodedColumn]
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
    rows = of_labels(scan, labels, within(days_of(scan.groupings), frames[scan.dataset]))
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
    several = [
        grouping for grouping in scan.groupings if grouping.keys and grouping.keys != (scan.period,)
    ]
    names = list(dict.fromkeys(path[0] for grouping in several for path in grouping.keys))
    if not several or any(len(path) > 1 for grouping in several for path in grouping.keys):
        return replace(scan, groupings=()), []
    asked = rows.select(pl.col(name).approx_n_unique() for name in names)
    kinds = asked.collect(engine="streaming").row(0, named=True)
    few = {name: count for name, count in kinds.items() if count < MOST_KEYS}
    kept = tuple(grouping for grouping in several if all(path[0] in few for path in grouping.keys))
    left = {path[0] for grouping in kept for path in grouping.keys}
    return replace(scan, groupings=kept), [few[name] for name in names if name in left]


def _chosen_cells(
    scan: Scan, frames: Frames, kinds: list[int], height: int
) -> list[EncodedColumn] | None:
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
    frame: pl.LazyFrame = joined(scan, {**frames, scan.dataset: nw.from_native(parts)}).to_native()
    return frame.select(column_name(path) for path in paths).collect(engine="streaming")


def _cells(scan: Scan, paths: list[Path], seen: pl.DataFrame) -> list[EncodedColumn] | None:
    """Each column by its values or by what lies between its edges, whichever are fewer."""
    edges = edges_of(scan.conditions)
    found: list[EncodedColumn] = []
    for path in paths:
        name = column_name(path)
        both = [coded(name, seen[name]), banded(name, edges[path]) if path in edges else None]
        known = [each for each in both if each is not None]
        if not known:
            return None
        found.append(min(known, key=lambda each: each.size))
    return found


def _keys(rows: pl.LazyFrame, scan: Scan) -> list[EncodedColumn] | None:
    """The keys of all groupings by all their values."""
    paths = dict.fromkeys(path for grouping in scan.groupings for path in grouping.keys)
    names = [column_name(path) for path in paths]
    distinct = pl.collect_all([rows.select(name).unique() for name in names], engine="streaming")
    found = [coded(name, each[name], MOST_KEYS) for name, each in zip(names, distinct, strict=True)]
    known = [each for each in found if each is not None]
    return [*known] if len(known) == len(found) else None


_CODE, _ROWS = "code:", "rows:"
_CHUNK = 16_000_000
_EXACT = float(UNKEPT)

_Ints = np.ndarray[tuple[int], np.dtype[np.int64]]
_Floats = np.ndarray[tuple[int], np.dtype[np.float64]]
_Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]


def counted(
    scan: Scan, frames: Frames, height: int, labels: list[str] | None = None
) -> dict[tuple[Path, ...], pl.DataFrame]:
    """The answers to those groupings for which counting first is the shorter way; perhaps none.

    `frames` are the scan's dataset, of `height` rows, and those it joins.
    """
    cube = choose(scan, frames, height, labels)
    if cube is None:
        return {}
    number = together([*cube.keys, *cube.cells])
    sums = [_summed(total).alias(name) for total, name in cube.sums.items()]
    rows = pl.len().cast(pl.Int64).alias(_ROWS)
    counts = cube.rows.group_by(number.alias(_CODE)).agg(rows, *sums).collect(engine="streaming")
    if not _is_exact(counts):
        return {}
    known = counts.filter(pl.col(_CODE).is_not_null())
    answers = _answers(cube, known)
    if known.height < counts.height:
        strange = _direct(cube.scan, cube.rows.filter(number.is_null()))
        both = zip(cube.scan.groupings, answers, strange, strict=True)
        answers = [_both(*each) for each in both]
    return {each.keys: answer for each, answer in zip(cube.scan.groupings, answers, strict=True)}


def _direct(scan: Scan, frame: pl.LazyFrame) -> list[pl.DataFrame]:
    lazy = answers_of(scan, nw.from_native(frame), adds_booleans=True)
    return pl.collect_all([lazy_frame.to_native() for lazy_frame in lazy], engine="streaming")


def _both(grouping: Grouping, one: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    return _by(grouping, pl.concat([one, other], how="vertical_relaxed"))


def _summed(total: Total) -> pl.Expr:
    assert total.column is not None
    column = pl.col(column_name(total.column))
    if total.filled:
        return column.is_not_null().sum().cast(pl.Int64)
    return (column * column).sum() if total.squared else column.sum()


def _is_exact(counts: pl.DataFrame) -> bool:
    """True where all whole numbers stay exact as fractions, and no sum is infinite."""
    sums = counts.select(pl.exclude(_CODE).cast(pl.Float64).abs().sum()).row(0)
    return all(value < _EXACT for value in sums)


def _answers(cube: Cube, known: pl.DataFrame) -> list[pl.DataFrame]:
    """The totals by all keys, then by the keys of each grouping."""
    scan = cube.scan
    codes, size = known[_CODE].cast(pl.Int64).to_numpy(), size_of(cube.cells)
    keys, key_at = _numbered(codes // size)
    cells, cell_at = _numbered(codes % size)
    masks = _masks(scan, pl.DataFrame(apart(cube.cells, cells)), len(cells))
    places = _Places(key_at, cell_at, len(keys))
    totals = dict.fromkeys(total for grouping in scan.groupings for total in grouping.totals)
    asked: dict[str, list[Total]] = {}
    for total in totals:
        name = cube.sums[of_every_row(total)] if total.column else _ROWS
        asked.setdefault(name, []).append(total)
    found: dict[Total, pl.Series] = {}
    for name, wanted in asked.items():
        chosen = [masks[total.mask] for total in wanted]
        kind = pl.Float64 if known[name].dtype.is_float() else pl.Int64
        columns = places.added(known[name].cast(pl.Float64).to_numpy(), chosen)
        found |= {t: pl.Series(c).cast(kind) for t, c in zip(wanted, columns, strict=True)}
    named = {series.name: series for series in apart(cube.keys, keys)}
    return [_answer(grouping, named, found, len(keys)) for grouping in scan.groupings]


def _numbered(numbers: _Ints) -> tuple[_Ints, _Ints]:
    """The different numbers in their order, and where each of the given ones stands there."""
    there = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.bool_)
    there[numbers] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[numbers]


def _masks(scan: Scan, cells: pl.DataFrame, height: int) -> dict[Mask, _Bools]:
    """Which cells each mask takes."""
    asked = dict.fromkeys(total.mask for grouping in scan.groupings for total in grouping.totals)
    named = {mask: mask_of(mask) for mask in asked}
    frame = with_conditions(scan, nw.from_native(cells.lazy()))
    wanted = {f"m{i}": each for i, each in enumerate(named.values()) if each is not None}
    totals = frame.select(**wanted).to_native().collect() if wanted else pl.DataFrame()
    everything = np.ones(height, dtype=np.bool_)
    return {
        mask: totals[f"m{i}"].fill_null(False).to_numpy() if mask else everything
        for i, mask in enumerate(named)
    }


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the counts of each group stand in the matrix of keys and cells."""

    keys: _Ints
    cells: _Ints
    height: int

    def added(self, values: _Floats, chosen: list[_Bools]) -> list[_Floats]:
        """For each of the chosen sets of cells the values of its groups, added up by keys."""
        width = len(chosen[0])
        rows, columns = max(1, _CHUNK // max(width, 1)), max(1, _CHUNK // max(width, 1))
        sums = np.zeros((self.height, len(chosen)))
        for top in range(0, self.height, rows):
            here = (self.keys >= top) & (self.keys < top + rows)
            part = np.zeros((min(rows, self.height - top), width))
            part[self.keys[here] - top, self.cells[here]] = values[here]
            for left in range(0, len(chosen), columns):
                taken = np.stack(chosen[left : left + columns], axis=1).astype(np.float64)
                sums[top : top + rows, left : left + columns] = part @ taken
        return list(sums.T)


def _answer(
    grouping: Grouping, keys: Mapping[str, pl.Series], found: Mapping[Total, pl.Series], height: int
) -> pl.DataFrame:
    own = [keys[column_name(path)].alias(f"k{i}") for i, path in enumerate(grouping.keys)]
    sums = [found[total].alias(f"t{i}") for i, total in enumerate(grouping.totals)]
    return _by(grouping, pl.DataFrame([*own, *sums]))


def _by(grouping: Grouping, frame: pl.DataFrame) -> pl.DataFrame:
    names = [f"k{i}" for i in range(len(grouping.keys))]
    sums = [pl.col(f"t{i}").sum() for i in range(len(grouping.totals))]
    return frame.group_by(names).agg(sums) if names else frame.select(sums)

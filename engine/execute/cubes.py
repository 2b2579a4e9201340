"""Rules that ask columns of few values only: the rows are counted once, the rules ask the counts.

The rows are grouped by one number that stands for the keys and for every column of the conditions
(`coding`). The conditions are then computed for each different *cell* of values, and all totals of
all keys are one product of two matrices: how many rows of a key lie in a cell, and which total
counts the cell. A row with a value that was not foreseen is counted the direct way.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import narwhals as nw
import numpy as np
import polars as pl

from engine.compile.questions import Grouping, Mask, Path, Scan, Total
from engine.execute.choosing import Cube, Frames, choose, of_every_row
from engine.execute.coding import apart, size_of, together
from engine.execute.scanning import answers_of, mask_of, with_conditions
from engine.expressions.lowering import column_name

_CODE, _ROWS = "code:", "rows:"
_CHUNK = 16_000_000
_EXACT = float(1 << 53)

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
    return pl.collect_all([each.to_native() for each in lazy], engine="streaming")


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
    named = {each.name: each for each in apart(cube.keys, keys)}
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
    found = frame.select(**wanted).to_native().collect() if wanted else pl.DataFrame()
    everything = np.ones(height, dtype=np.bool_)
    return {
        mask: found[f"m{i}"].fill_null(False).to_numpy() if mask else everything
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

"""Columns of few values as small whole numbers, many columns as one number.

Nought stands for NULL; a value that is not among the known ones gives NULL for the whole number.

The values that conditions compare a column with: between two of them all cells are alike.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from math import ceil, floor, inf, nextafter, prod
from operator import add
from typing import assert_never

import numpy as np
import polars as pl

from engine.classes import dataclass
from engine.model.conditions import (
    Both,
    Column,
    ColumnType,
    Compare,
    Condition,
    Either,
    Flag,
    InList,
    IsNull,
    Like,
    Literal,
    Matches,
    Not,
    Scalar,
)
from engine.query.binding import columns_of
from engine.query.questions import Path

MOST_VALUES = 4_096
"""More values than this make a column one of many values."""

MOST_EDGES = 32
"""More edges than this cost more than they save."""

_Indices = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Banded:
    """A column that is only compared with `edges`, sorted: each edge has a number, and so has what
    lies before, between and after them. Nought stands for NULL here too."""

    name: str
    edges: pl.Series

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return 2 * len(self.edges) + 2

    def number(self, whole: type[pl.DataType]) -> pl.Expr:
        """The number of a cell, as a whole number of that type; of none unknown."""
        column, kind = pl.col(self.name), self.edges.dtype
        passed = [
            is_past.cast(whole)
            for edge in self.edges
            for is_past in (column >= pl.lit(edge, kind), column > pl.lit(edge, kind))
        ]
        return (reduce(add, passed) + pl.lit(1, whole)).fill_null(pl.lit(0, whole))

    def cells(self, numbers: _Indices) -> pl.Series:
        """A cell for each number: the edge, or what compares like all that lies beside it."""
        kind, edges = self.edges.dtype, self.edges.to_physical().to_list()
        known = [_beside(edges[0], -1)]
        for edge in edges:
            known += [edge, _beside(edge, 1)]
        values = pl.Series([None, *known], dtype=self.edges.to_physical().dtype).cast(kind)
        return values.gather(numbers).alias(self.name)


def _beside(edge: float, step: int) -> float:
    """The nearest value on one side of an edge."""
    return edge + step if isinstance(edge, int) else nextafter(edge, step * inf)


@dataclass(frozen=True, slots=True)
class Coded:
    """A column and its known values, in their order: the n-th has the number n + 1."""

    name: str
    values: pl.Series

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return len(self.values) + 1

    def number(self, whole: type[pl.DataType]) -> pl.Expr:
        """The number of a cell, as a whole number of that type."""
        column, kind = pl.col(self.name), self.values.dtype
        if kind == pl.Boolean:
            known = column.cast(whole)
        elif kind == pl.String:
            known = column.cast(pl.Enum(self.values), strict=False).to_physical().cast(whole)
        else:
            least = self.values.min()
            inside = column.is_between(pl.lit(least, kind), pl.lit(self.values.max(), kind))
            steps = column.to_physical() - pl.lit(least, kind).to_physical()
            if kind.is_float():
                inside &= steps == steps.floor()
            known = pl.when(inside).then(steps).cast(whole, strict=False)
        nought = pl.when(column.is_null()).then(pl.lit(0, whole))
        return pl.coalesce(known + pl.lit(1, whole), nought)

    def cells(self, numbers: _Indices) -> pl.Series:
        """The cells that the numbers stand for."""
        known = pl.concat([pl.Series([None], dtype=self.values.dtype), self.values])
        return known.gather(numbers).alias(self.name)


EncodedColumn = Coded | Banded


def banded(name: str, edges: pl.Series) -> Banded | None:
    """The column as what lies between the edges; None where they are too many."""
    return Banded(name, edges) if 0 < len(edges) <= MOST_EDGES else None


def coded(name: str, seen: pl.Series, most: int = MOST_VALUES) -> Coded | None:
    """The column with the values that were `seen`; None where they are more than `most`, or no
    whole numbers, texts, days or truth values."""
    kind, values = seen.dtype, seen.drop_nulls().unique().sort()
    if kind == pl.Boolean:
        return Coded(name, pl.Series([False, True]))
    if len(values) > most:
        return None
    if kind == pl.String:
        return Coded(name, values)
    if not (kind.is_integer() or kind.is_float() or kind == pl.Date) or values.is_empty():
        return None
    if kind.is_float() and not bool((values.is_finite() & (values == values.floor())).all()):
        return None
    numbers = values.to_physical()
    least, last = int(numbers[0]), int(numbers[-1])
    if last - least >= most:
        return None
    steps = pl.Series(range(least, last + 1), dtype=pl.Int64)
    return Coded(name, steps.cast(numbers.dtype).cast(kind))


def together(columns: list[EncodedColumn]) -> pl.Expr:
    """One number for the cells of a row; NULL where one of them is unknown."""
    whole = pl.UInt32 if size_of(columns) < 1 << 32 else pl.UInt64
    numbers = [column.number(whole) for column in columns]
    sizes = [pl.lit(column.size, whole) for column in columns]
    number = numbers[0]
    for size, own in zip(sizes[1:], numbers[1:], strict=True):
        number = number * size + own
    return number


def size_of(columns: list[EncodedColumn]) -> int:
    """How many numbers `together` can give."""
    return prod(column.size for column in columns)


def apart(columns: list[EncodedColumn], numbers: _Indices) -> list[pl.Series]:
    """The cells of each column that the numbers of `together` stand for."""
    series: list[pl.Series] = []
    for column in reversed(columns):
        numbers, own = numbers // column.size, numbers % column.size
        series.append(column.cells(own))
    return series[::-1]


_ORDERED = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE)
_LARGEST = 1 << 52


def edges_of(conditions: Iterable[Condition]) -> dict[Path, pl.Series]:
    """The sorted edges of each column that is compared with constants and with nothing else."""
    edges: dict[Path, set[Scalar]] = {}
    others: set[Path] = set()
    for tree in conditions:
        for column, values in _uses(tree):
            if column.type in _ORDERED and values is not None and all(map(_is_edge, values)):
                own = (edge for value in values for edge in _typed(value, column.type))
                edges.setdefault(column.path, set()).update(own)
            else:
                others.add(column.path)
    return {path: _sorted(found) for path, found in edges.items() if path not in others and found}


def _uses(tree: Condition) -> Iterator[tuple[Column, list[Scalar] | None]]:
    """Each column with the constants it is compared with; None where it is used otherwise."""
    match tree:
        case Compare(left=Column() as column, right=Literal() as value):
            yield column, [value.value]
        case Compare(left=Literal() as value, right=Column() as column):
            yield column, [value.value]
        case InList(item=Column() as column):
            yield column, [literal.value for literal in tree.values]
        case IsNull(item=Column() as column):
            yield column, []
        case Not():
            yield from _uses(tree.item)
        case Both() | Either():
            for item in tree.items:
                yield from _uses(item)
        case Compare() | InList() | IsNull() | Like() | Matches() | Flag():
            yield from ((column, None) for column in columns_of(tree))
        case _:
            assert_never(tree)


def _typed(value: Scalar, kind: ColumnType) -> tuple[Scalar, ...]:
    """The edge as cells of that type are, so that conditions understand what stands beside it;
    whole numbers have one on either side of 3.5."""
    if isinstance(value, float) and kind is ColumnType.INTEGER:
        return floor(value), ceil(value)
    if isinstance(value, int) and kind is ColumnType.NUMBER:
        return (float(value),)
    return (value,)


def _is_edge(value: Scalar) -> bool:
    if isinstance(value, bool | str):
        return False
    return isinstance(value, date) or abs(value) < _LARGEST


def _sorted(values: set[Scalar]) -> pl.Series:
    whole = all(isinstance(value, date | int) for value in values)
    return pl.Series(sorted(values) if whole else sorted(map(float, values)))  # type: ignore

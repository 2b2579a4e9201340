"""The values that conditions compare a column with: between two of them all cells are alike."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

import polars as pl

from engine.compile.binding import columns_of
from engine.compile.questions import Path
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
    Not,
    Scalar,
)

_ORDERED = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE)
_LARGEST = 1 << 52


def edges_of(conditions: Iterable[Condition]) -> dict[Path, pl.Series]:
    """The sorted edges of each column that is compared with constants and with nothing else."""
    edges: dict[Path, set[Scalar]] = {}
    others: set[Path] = set()
    for tree in conditions:
        for column, values in _uses(tree):
            if column.type in _ORDERED and values is not None and all(map(_is_edge, values)):
                edges.setdefault(column.path, set()).update(values)
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
            yield column, [each.value for each in tree.values]
        case IsNull(item=Column() as column):
            yield column, []
        case Not():
            yield from _uses(tree.item)
        case Both() | Either():
            for item in tree.items:
                yield from _uses(item)
        case Compare() | InList() | IsNull() | Like() | Flag():
            yield from ((column, None) for column in columns_of(tree))
        case _:
            assert_never(tree)


def _is_edge(value: Scalar) -> bool:
    if isinstance(value, bool | str):
        return False
    return isinstance(value, date) or abs(value) < _LARGEST


def _sorted(values: set[Scalar]) -> pl.Series:
    whole = all(isinstance(each, date | int) for each in values)
    return pl.Series(sorted(values) if whole else sorted(map(float, values)))  # type: ignore

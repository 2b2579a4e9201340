"""Numbers that engines cannot compute with: those that outgrow 64 bits, and sums of fractions that
differ by less than binary fractions can tell. Looked for in the tables before an engine is asked.

Every engine would do something else with them, most of them in silence.
"""

import sys
from dataclasses import replace
from fractions import Fraction
from math import isfinite
from typing import Any

import polars as pl

from engine.classes import dataclass
from engine.datasets import Dataset, Tables
from engine.execute.engines import lazy_frames
from engine.execute.frames import joined
from engine.expressions.atoms import leaves
from engine.expressions.lowering import column_name, equations, is_of_fractions, is_tie
from engine.expressions.magnitudes import LARGEST_WHOLE, Span, TooLargeError, span_of_values
from engine.expressions.truth import truth
from engine.model.conditions import Column, Compare, Condition, InList
from engine.query.binding import arithmetic_of, columns_of
from engine.query.questions import Path, Scan
from engine.query.uncomputable import NumbersTooCloseError, NumbersTooLargeError

"""The reason of a verdict (a message key)."""


_NOUGHT = Fraction(0), Fraction(0)
_LARGEST_NUMBER = sys.float_info.max


UNCOMPUTABLE = {each.__name__: each for each in (NumbersTooLargeError, NumbersTooCloseError)}


def refuse_uncomputable(scan: Scan, tables: Tables) -> None:
    """Raises UncomputableError where engines would compute a condition or a sum wrongly."""
    _refuse_large(scan, tables)
    for tree in scan.conditions:
        for atom in leaves(tree):
            if isinstance(atom, Compare | InList) and is_of_fractions(atom):
                for equation in equations(atom):
                    _refuse_close(equation, scan, tables)


def _refuse_close(atom: Compare, scan: Scan, tables: Tables) -> None:
    """Rows in which the sides are a tie for binary fractions must be one as they are written."""
    columns = {column.path: column_name(column.path) for column in columns_of(atom)}
    frame = joined(scan, lazy_frames(scan, tables)).filter(is_tie(atom, {}))
    ties = frame.select(*columns.values()).unique().to_native().collect()
    for row in ties.iter_rows():
        if not truth(replace(atom, op="="), dict(zip(columns, row, strict=True))):
            raise NumbersTooCloseError(tuple(columns))


def _refuse_large(scan: Scan, tables: Tables) -> None:
    sizes = _Sizes(scan, tables, {})
    for tree in scan.conditions:
        _check_condition(tree, sizes)
    totals = {total for grouping in scan.groupings for total in grouping.totals}
    summed = sorted({(t.column, t.squared) for t in totals if t.column and not t.filled})
    for path, squared in summed:
        if sizes.sum_is_too_large(path, squared=squared):
            raise NumbersTooLargeError((path,))


def _check_condition(tree: Condition, sizes: "_Sizes") -> None:
    try:
        for item in arithmetic_of(tree):
            span_of_values(item, sizes.of)
    except TooLargeError:
        raise NumbersTooLargeError(tuple(column.path for column in columns_of(tree))) from None


@dataclass(frozen=True, slots=True)
class _Sizes:
    """The least and the largest number of columns, each looked for once."""

    scan: Scan
    tables: Tables
    known: dict[Path, Span]

    def of(self, column: Column) -> Span:
        """Between which numbers the cells lie; nought of a table that could not be read."""
        if column.path not in self.known:
            self.known[column.path] = self._found(column.path)
        return self.known[column.path]

    def sum_is_too_large(self, path: Path, *, squared: bool) -> bool:
        """Whether the sum of the column, or of its squares, can overflow."""
        there = self._table(path)
        if there is None:
            return False
        dataset, column = there
        whole = dataset.rows.collect_schema()[column].is_integer()
        limit = LARGEST_WHOLE if whole else Fraction(_LARGEST_NUMBER)
        if path not in self.known:
            self.known[path] = self._found(path)
        most = max(abs(end) for end in self.known[path]) ** (2 if squared else 1)
        if most > limit:
            return True
        if most * dataset.height <= limit:
            return False
        added = (pl.col(column).cast(pl.Float64).abs() ** (2 if squared else 1)).sum()
        found = dataset.lazy.select(added).collect(engine="streaming").item()
        return not isfinite(found) or Fraction(found) > limit

    def _found(self, path: Path) -> Span:
        there = self._table(path)
        if there is None:
            return _NOUGHT
        dataset, column = there
        if isinstance(dataset.rows, pl.DataFrame):  # needs no plan
            cells = dataset.rows[column]
            ends: tuple[Any, ...] = (cells.min(), cells.max())
        else:
            both = [pl.col(column).min().alias("low"), pl.col(column).max().alias("high")]
            ends = dataset.rows.select(both).collect(engine="streaming").row(0)
        low, high = ends
        return _NOUGHT if low is None else (Fraction(low), Fraction(high))

    def _table(self, path: Path) -> tuple[Dataset, str] | None:
        """The table in which the path ends, and the column there."""
        *over, column = path
        joins = (join.dataset for join in self.scan.joins if over and join.over == tuple(over))
        name = next(joins, None) if over else self.scan.dataset
        dataset = self.tables.datasets.get(name) if name else None
        return None if dataset is None else (dataset, column)

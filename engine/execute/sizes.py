"""Numbers that outgrow 64 bits: looked for in the tables before an engine is asked.

Every engine would do something else with them, most of them in silence.
"""

from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from engine.compile.binding import arithmetic_of, columns_of
from engine.compile.questions import Path, Scan
from engine.datasets import Tables
from engine.expressions.magnitudes import LARGEST_WHOLE, Span, TooLargeError, span_of_values
from engine.model.conditions import Column, Condition

TOO_LARGE = "numbers_too_large"
"""The reason of a verdict (a message key)."""

_NOUGHT = Fraction(0), Fraction(0)


class NumbersTooLargeError(Exception):
    """Numbers of these columns are too large to be computed with."""

    def __init__(self, columns: tuple[Path, ...]) -> None:
        names = ", ".join(".".join(path) for path in dict.fromkeys(columns))
        super().__init__(names)
        self.columns = names


def refuse_large_numbers(scan: Scan, tables: Tables) -> None:
    """Raises NumbersTooLargeError where a condition or a sum of the scan can overflow."""
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
        raise NumbersTooLargeError(tuple(each.path for each in columns_of(tree))) from None


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
        """Whether the sum of the column, or of its squares, can overflow as a whole number."""
        name = self._frame(path)
        if name is None:
            return False
        frame, column = name
        if not frame.collect_schema()[column].is_integer():
            return False
        if path not in self.known:
            self.known[path] = self._found(path)
        most = max(abs(end) for end in self.known[path]) ** (2 if squared else 1)
        if most > LARGEST_WHOLE:
            return True
        rows = frame.select(pl.len()).collect(engine="streaming").item()
        if most * rows <= LARGEST_WHOLE:
            return False
        added = (pl.col(column).cast(pl.Float64).abs() ** (2 if squared else 1)).sum()
        return Fraction(frame.select(added).collect(engine="streaming").item()) > LARGEST_WHOLE

    def _found(self, path: Path) -> Span:
        there = self._frame(path)
        if there is None:
            return _NOUGHT
        frame, column = there
        ends = [pl.col(column).min().alias("low"), pl.col(column).max().alias("high")]
        low, high = frame.select(ends).collect(engine="streaming").row(0)
        return _NOUGHT if low is None else (Fraction(low), Fraction(high))

    def _frame(self, path: Path) -> tuple[pl.LazyFrame, str] | None:
        """The table in which the path ends, and the column there."""
        *over, column = path
        joins = (each.dataset for each in self.scan.joins if over and each.key == over[0])
        name = next(joins, None) if over else self.scan.dataset
        dataset = self.tables.datasets.get(name) if name else None
        return None if dataset is None else (dataset.lazy, column)

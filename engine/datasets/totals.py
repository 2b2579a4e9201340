"""Totals of a file that are not the sum of its rows."""

from collections.abc import Iterator

import polars as pl

from engine.codes import tables as codes
from engine.datasets.tables import CellSource
from engine.diagnostics import Finding, finding
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource, Taken, Unit
from engine.tables import ROW

_PERCENTS = (Unit.PERCENT, Unit.FRACTION)
_MOST = 200
"""Rows of totals that are checked: a table with more is all totals, group by group."""


def wrong_totals(
    resource: Resource, source: CellSource, rows: pl.DataFrame, totals: pl.DataFrame
) -> Iterator[Finding]:
    """Numbers in rows of totals that are neither a sum of the rows around them nor a mean."""
    if totals.is_empty() or rows.is_empty() or totals.height > _MOST:
        return
    bounds = sorted(totals[ROW].to_list())
    for field in _summed(resource, rows):
        for row, value in zip(totals[ROW], totals[field.name], strict=True):
            if value is None:
                continue
            groups = _groups(rows, field, int(row), bounds)
            if groups and not any(_agrees(field, value, group) for group in groups):
                yield finding(
                    codes.TOTAL_MISMATCH,
                    source.place(int(row), field.name),
                    column=field.header,
                    value=_short(value),
                    sum=_short(groups[0].sum()),
                )


def _summed(resource: Resource, rows: pl.DataFrame) -> list[Field]:
    """Columns of amounts: no keys, no percents, nothing that is the same in most rows."""
    keys = {*resource.primary_key, resource.organisation, resource.period, resource.date}
    return [
        each
        for each in resource.fields
        if each.type in (ColumnType.INTEGER, ColumnType.NUMBER)
        and each.taken is Taken.COLUMN
        and each.name not in keys
        and each.name in rows.columns
        and resource.key_of(each.name) is None
        and each.unit not in _PERCENTS
        and "%" not in each.header
    ]


def _groups(rows: pl.DataFrame, field: Field, row: int, bounds: list[int]) -> list[pl.Series]:
    """The values that the total may add up: all, those above up to the last total, those below."""
    at = bounds.index(row)
    before = bounds[at - 1] if at else 0
    after = bounds[at + 1] if at + 1 < len(bounds) else None
    number = pl.col(ROW)
    below = (number > row) & (number < after) if after else number > row
    parts = (rows, rows.filter((number > before) & (number < row)), rows.filter(below))
    series = (part[field.name].drop_nulls() for part in parts)
    return [each for each in series if len(each)]


def _agrees(field: Field, total: float, values: pl.Series) -> bool:
    sum_, mean = float(values.sum()), float(values.mean() or 0)  # type: ignore[arg-type]
    tolerance = 1e-6 if field.type is ColumnType.INTEGER else 0.05 * len(values) + 1e-6
    if abs(total - sum_) <= tolerance or abs(total - mean) <= 0.51:
        return True
    least, most = float(values.min()), float(values.max())  # type: ignore[arg-type]
    return field.type is ColumnType.NUMBER and least <= total <= most


def _short(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)

"""Repeated keys of a table that is too large for the memory: looked for share by share."""

from collections.abc import Iterator

import polars as pl

from engine.datasets.constraints import header_of, unique_columns
from engine.datasets.tables import CellSource
from engine.diagnostics import Finding, Related, finding
from engine.model.tables import Resource
from engine.tables import ROW

SHARE = 4_000_000
"""Rows that are grouped at a time."""

_TIMES, _FIRST, _SECOND = "times:", "first:", "second:"


def repeats_of_large(
    resource: Resource, source: CellSource, rows: pl.LazyFrame
) -> Iterator[Finding]:
    """One finding for each set of columns that repeats. All rows with the same values have the
    same hash, so each share of the hashes can be searched alone, exactly."""
    height = int(rows.select(pl.len()).collect(engine="streaming").item())
    shares = height // SHARE + 1
    for code, columns in unique_columns(resource):
        count, first, second = 0, 0, None
        for share in range(shares):
            again = _repeats(rows, columns, share, shares)
            if again.height:
                count += int(again[_TIMES].sum()) - again.height
                number = int(again[_SECOND].min())  # type: ignore[arg-type]
                if second is None or number < second:
                    second = number
                    first = int(again.sort(_SECOND)[_FIRST][0])
        if second is not None:
            headers = tuple(header_of(resource, name) for name in columns)
            yield finding(
                code,
                source.place(second, columns[0]),
                related=[Related(source.place(first, columns[0]), "first-here")],
                column=headers[0],
                columns=headers,
                table=resource.title,
                count=count,
                more=count - 1 if count > 1 else "",
                cells=(),
                value="",
            )


def _repeats(rows: pl.LazyFrame, columns: tuple[str, ...], share: int, shares: int) -> pl.DataFrame:
    mine = pl.struct(columns).hash(seed=0) % shares == share
    filled = pl.all_horizontal(pl.col(name).is_not_null() for name in columns)
    row = pl.col(ROW)
    groups = rows.filter(filled & mine).group_by(columns)
    totals = groups.agg(
        pl.len().alias(_TIMES), row.min().alias(_FIRST), row.bottom_k(2).max().alias(_SECOND)
    )
    return totals.filter(pl.col(_TIMES) > 1).collect(engine="streaming")

"""Rows that repeat another one whole, in a table of which a column would be the key but for them.

Marks of a class may well be the same for two pupils. But where no two rows agree in a column of
codes or names, or in two of them, and those that do agree in everything else as well, one row was
written or pasted twice.
"""

from collections.abc import Iterator
from itertools import combinations

import polars as pl

from engine.codes import tables as codes
from engine.datasets.rows import addresses
from engine.datasets.tables import CellSource
from engine.diagnostics import Finding, Related, finding
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource, Taken
from engine.tables import ROW

_FEWEST, _FEWEST_OF_TWO = 5, 10
"""Different rows by which a column is known to tell them apart, and two columns together."""

_TELLING = 5
"""So many different rests of a row do not agree by chance; beside two columns, rests of numbers."""

_MOST = 1_000_000
_MOST_COLUMNS = 12


def repeated_rows(resource: Resource, source: CellSource, rows: pl.DataFrame) -> Iterator[Finding]:
    """One warning about all rows that stand twice, at the first of them."""
    fields = [each for each in resource.fields if each.name in rows.columns]
    names = [each.name for each in fields]
    if resource.primary_key or len(names) < 2 or not _FEWEST < rows.height <= _MOST:
        return
    is_first = rows.select(pl.struct(names).is_first_distinct()).to_series()
    once, again = rows.filter(is_first), rows.filter(~is_first)
    if again.is_empty() or again.height * 4 > once.height:
        return
    key = _key(resource, fields, once, again)
    if key is None:
        return
    second = again.row(0, named=True)
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.lit(second[name])) for name in names)
    first = int(once.filter(same)[ROW][0])
    places = [source.place(int(row), key[0].name) for row in again[ROW].head(addresses())]
    yield finding(
        codes.ROW_TWICE,
        places[0],
        related=[Related(source.place(first, key[0].name), "first-here")],
        columns=tuple(each.header for each in key),
        table=resource.title,
        count=again.height,
        cells=tuple(place.spot for place in places[1:]),
    )


def _key(
    resource: Resource, fields: list[Field], once: pl.DataFrame, again: pl.DataFrame
) -> tuple[Field, ...] | None:
    """The fewest columns that tell the different rows apart and are filled in those that repeat."""
    named = [each for each in fields if _may_name(each) and again[each.name].null_count() == 0]
    for size, fewest in ((1, _FEWEST), (2, _FEWEST_OF_TWO)):
        if once.height < fewest or (size > 1 and resource.personal):
            return None
        for key in combinations(named[:_MOST_COLUMNS], size):
            own = [each.name for each in key]
            rest = [each for each in fields if each not in key and (size < 2 or _counts(each))]
            is_key = once.select(own).n_unique() == once.height
            if is_key and rest and once.select(each.name for each in rest).n_unique() >= _TELLING:
                return key
    return None


def _counts(field: Field) -> bool:
    return field.type in (ColumnType.INTEGER, ColumnType.NUMBER) and field.taken is Taken.COLUMN


def _may_name(field: Field) -> bool:
    is_named = field.type in (ColumnType.STRING, ColumnType.DATE)
    return is_named and field.taken is Taken.COLUMN

"""Rows whose cells slipped one column to the right."""

import polars as pl

from engine.datasets.tables import TEXT, CellSource
from engine.datasets.types import DTYPES, reading
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource
from engine.tables import ROW

_GOOD = "good:"


def shifted_rows(
    resource: Resource, source: CellSource, body: pl.DataFrame, both: pl.DataFrame, shift: int
) -> list[tuple[int, int]]:
    """Row and first position of each row that has cells of wrong types, all of which would be
    right, and no other wrong, one column to the left."""
    fields = [
        field
        for field in resource.fields
        if field.type is not ColumnType.STRING
        and str(source.columns.get(field.name, -2) + 1) in body.columns
    ]
    if len(fields) < 2 or not any(_has_wrong(both, field.name) for field in fields):
        return []
    wrong = both.filter(pl.any_horizontal(_is_wrong(field.name) for field in fields))
    if wrong.is_empty() or wrong.height * 2 > both.height + 1:
        return []
    right = right_of(resource, source, body.filter(pl.col(ROW).is_in(wrong[ROW].implode())), fields)
    first = min(source.columns.values())
    values = right.with_columns(
        reading(field, decimal=resource.dialect.decimal, serial_shift=shift)
        .cast(DTYPES[field.type])
        .alias(_GOOD + field.name)
        for field in fields
    )
    good = [pl.col(_GOOD + field.name).is_not_null() for field in fields]
    bad = [pl.col(each.name).is_not_null() & ~fine for each, fine in zip(fields, good, strict=True)]
    fits = ~pl.any_horizontal(bad) & (pl.sum_horizontal(good) >= max(2, len(fields) - 1))
    return [(int(row), first) for row in values.filter(fits)[ROW]]


def right_of(
    resource: Resource, source: CellSource, body: pl.DataFrame, fields: list[Field]
) -> pl.DataFrame:
    """The text one column to the right of each field."""
    missing = [word for word in resource.missing_values if word]
    texts = (
        (pl.col(str(source.columns[field.name] + 1)).str.strip_chars(), field.name)
        for field in fields
    )
    return body.select(
        ROW,
        *(
            pl.when((text != "") & ~text.is_in(missing)).then(text).alias(name)
            for text, name in texts
        ),
    )


def _has_wrong(both: pl.DataFrame, name: str) -> bool:
    return both[TEXT + name].null_count() != both[name].null_count()


def _is_wrong(name: str) -> pl.Expr:
    return pl.col(TEXT + name).is_not_null() & pl.col(name).is_null()

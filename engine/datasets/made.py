"""Datasets made of plain values: tables that no file holds, to try a rule on."""

from collections.abc import Mapping, Sequence

import polars as pl

from engine.datasets.casting import DTYPES
from engine.datasets.tables import CellSource, Dataset
from engine.model.conditions import Scalar
from engine.model.tables import Resource
from engine.tables import ROW


def make_dataset(resource: Resource, rows: Sequence[Mapping[str, Scalar | None]]) -> Dataset:
    """The declared table with these rows; a column that a row does not name is empty."""
    columns = {
        field.name: pl.Series(
            field.name,
            [row.get(field.name) for row in rows],
            dtype=DTYPES[field.type],
            strict=False,
        )
        for field in resource.fields
        if field.name not in resource.personal
    }
    numbers = pl.Series(ROW, range(2, len(rows) + 2), dtype=pl.Int64)
    source = CellSource(resource.path, resource.sheet, {name: i for i, name in enumerate(columns)})
    return Dataset(resource, pl.DataFrame({**columns, ROW: numbers}), source)

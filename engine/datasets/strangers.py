"""Codes of organisations that no list knows, in a table of persons: a name may stand there.

Reports tell the codes of organisations. So a code that the declared list lacks is called by the
address of its first cell, before anything is counted; its rows count as before.
"""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from engine.datasets.tables import Dataset
from engine.datasets.warnings import PERSON
from engine.model.conditions import ColumnType
from engine.tables import ROW


def addressed(datasets: Mapping[str, Dataset]) -> dict[str, Dataset]:
    """The datasets with addresses for strange codes of organisations in tables of persons."""
    return {name: _addressed(each, datasets) for name, each in datasets.items()}


def _addressed(dataset: Dataset, datasets: Mapping[str, Dataset]) -> Dataset:
    resource = dataset.resource
    column = resource.organisation
    field = resource.field(column) if column else None
    if not resource.personal or column is None or column not in dataset.columns:
        return dataset
    if field is None or field.type is not ColumnType.STRING:
        return dataset
    strange = dataset.lazy.filter(_is_strange(dataset, column, datasets))
    first = strange.group_by(column).agg(pl.col(ROW).min()).sort(ROW)
    places = {
        code: str(dataset.source.place(int(row), column))
        for code, row in first.collect(engine="streaming").iter_rows()
    }
    if not places:
        return dataset
    rows = dataset.rows.with_columns(pl.col(column).replace(places))
    return replace(dataset, rows=rows, files=())


def _is_strange(dataset: Dataset, column: str, datasets: Mapping[str, Dataset]) -> pl.Expr:
    """True of a code that the list lacks; without a list, of a full name."""
    key = dataset.resource.key_of(column)
    other = datasets.get(key.resource) if key else None
    if key is None or other is None or key.target not in other.columns:
        return pl.col(column).str.contains(PERSON).fill_null(False)
    known = other.lazy.select(pl.col(key.target).drop_nulls().cast(pl.String).unique())
    listed = known.collect(engine="streaming")[key.target]
    return (~pl.col(column).is_in(listed.implode())).fill_null(False)

"""Foreign keys: values that the other table lacks."""

from collections.abc import Iterator, Mapping

import polars as pl

from engine.codes import tables as codes
from engine.datasets.faults import Fault, find_faults
from engine.datasets.tables import Dataset
from engine.diagnostics import Finding
from engine.model.tables import ForeignKey
from engine.tables import nearest


def unresolved(datasets: Mapping[str, Dataset]) -> Iterator[Finding]:
    """Keys without a row to point at. A table that was not read has its own finding."""
    for dataset in datasets.values():
        faults = [
            _fault(dataset, key, datasets[key.resource])
            for key in dataset.resource.foreign_keys
            if key.resource in datasets and _can_be_joined(dataset, key, datasets[key.resource])
        ]
        yield from find_faults(dataset.resource, dataset.source, dataset.lazy, faults)


def _can_be_joined(dataset: Dataset, key: ForeignKey, other: Dataset) -> bool:
    return key.field in dataset.columns and key.target in other.columns


def _fault(dataset: Dataset, key: ForeignKey, other: Dataset) -> Fault:
    known = _values(other, key.target)
    value = pl.col(key.field).cast(pl.String)
    names_organisation = key.target == other.resource.organisation
    hint = _hint(dataset, key, known) if names_organisation else ""
    own, their = (
        each.resource.field(name) for each, name in ((dataset, key.field), (other, key.target))
    )
    differ = own is not None and their is not None and own.type is not their.type
    params = (
        ("other", other.resource.title),
        ("hint", hint),
        ("own", own.type.value if own and differ else ""),
        ("their", their.type.value if their and differ else ""),
    )
    wrong = value.is_not_null() & ~value.is_in(known.implode())
    return Fault(
        codes.UNRESOLVED_REFERENCE,
        key.field,
        wrong,
        key.field if names_organisation else None,
        params,
    )


def _hint(dataset: Dataset, key: ForeignKey, known: pl.Series) -> str:
    value = pl.col(key.field).cast(pl.String)
    wrong = dataset.lazy.filter(value.is_not_null() & ~value.is_in(known.implode()))
    strange = wrong.select(key.field).head(1).collect(engine="streaming")[key.field]
    return nearest(str(strange[0]), tuple(sorted(known))) if len(strange) else ""


def _values(dataset: Dataset, column: str) -> pl.Series:
    values = dataset.lazy.select(pl.col(column).drop_nulls().cast(pl.String).unique())
    return values.collect(engine="streaming")[column]

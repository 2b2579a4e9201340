"""Foreign keys: values that the other table lacks, or has several times."""

from collections.abc import Iterator, Mapping

import polars as pl

from engine.codes import tables as codes
from engine.datasets.constraints import unique_columns
from engine.datasets.faults import Fault, Find, find_faults
from engine.datasets.tables import Dataset
from engine.diagnostics import Finding, finding
from engine.model.tables import ForeignKey
from engine.tables import ROW, nearest


def unresolved(datasets: Mapping[str, Dataset], find: Find = find_faults) -> Iterator[Finding]:
    """Keys without a row to point at, where they must have one. A table that was not read has its
    own finding."""
    for dataset in datasets.values():
        faults = [
            _fault(dataset, key, datasets[key.resource])
            for key in dataset.resource.foreign_keys
            if key.resource in datasets
            and not key.optional
            and _can_be_joined(dataset, key, datasets[key.resource])
        ]
        yield from find(dataset.resource, dataset.source, dataset.lazy, faults)


def ambiguous(datasets: Mapping[str, Dataset]) -> Iterator[Finding]:
    """Keys that lead to several rows, in tables that do not say that their codes differ."""
    for dataset in datasets.values():
        for key in dataset.resource.foreign_keys:
            other = datasets.get(key.resource)
            if other and _can_be_joined(dataset, key, other) and not _must_differ(other, key):
                yield from _ambiguous(dataset, key, other)


def _must_differ(other: Dataset, key: ForeignKey) -> bool:
    """Whether repeated codes are told already, or belong to organisations of different days."""
    unique = (columns for _, columns in unique_columns(other.resource))
    return (key.target,) in unique or other.resource.lifetime is not None


def _ambiguous(dataset: Dataset, key: ForeignKey, other: Dataset) -> Iterator[Finding]:
    again = again_of(dataset.lazy, key.field, other.lazy, key.target)
    if again.height:
        row, code = again.row(0, named=True)[ROW], again[key.target][0]
        place = other.source.place(int(row), key.target)
        yield finding(
            codes.AMBIGUOUS_REFERENCE, place, table=other.resource.title,
            key=str(code), count=again.height, of=dataset.resource.title,
        )  # fmt: skip


def again_of(rows: pl.LazyFrame, field: str, others: pl.LazyFrame, target: str) -> pl.DataFrame:
    """The rows of the other table that repeat a code to which some row leads, each after its first,
    in their order."""
    code = pl.col(target)
    repeated = others.filter(code.is_not_null() & code.is_duplicated())
    again = repeated.filter(~code.is_first_distinct()).collect(engine="streaming")
    if not again.height:
        return again
    own, their = (of.collect_schema()[name] for of, name in ((rows, field), (others, target)))
    led = rows.select(_code(field, own, their).unique()).collect(engine="streaming")[field]
    return again.filter(_code(target, their, own).is_in(led.implode())).sort(ROW)


def _code(column: str, own: pl.DataType, other: pl.DataType) -> pl.Expr:
    """A code as text, as it is held against codes of another type; a number as a number."""
    value = pl.col(column)
    if own != other and own.is_numeric() and other.is_numeric():
        value = value.cast(pl.Float64)
    return value.cast(pl.String)


def _can_be_joined(dataset: Dataset, key: ForeignKey, other: Dataset) -> bool:
    return key.field in dataset.columns and key.target in other.columns


def _fault(dataset: Dataset, key: ForeignKey, other: Dataset) -> Fault:
    types = dataset.lazy.collect_schema()[key.field], other.lazy.collect_schema()[key.target]
    known, value = values_of(other, key.target, types[0]), _code(key.field, *types)
    names_organisation = key.target == other.resource.organisation
    hint = _hint(dataset, key, value, known) if names_organisation else ""
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


def _hint(dataset: Dataset, key: ForeignKey, value: pl.Expr, known: pl.Series) -> str:
    wrong = dataset.lazy.filter(value.is_not_null() & ~value.is_in(known.implode()))
    strange = wrong.select(key.field).head(1).collect(engine="streaming")[key.field]
    return nearest(str(strange[0]), tuple(sorted(known))) if len(strange) else ""


def values_of(dataset: Dataset, column: str, beside: pl.DataType | None = None) -> pl.Series:
    """The values of a column as text, as they are held against those of another type, each once,
    without the empty ones."""
    own = dataset.lazy.collect_schema()[column]
    values = dataset.lazy.select(_code(column, own, beside or own).drop_nulls().unique())
    return values.collect(engine="streaming")[column]

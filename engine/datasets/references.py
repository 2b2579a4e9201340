"""Foreign keys: values that the other table lacks, or has several times."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from engine.codes import tables as codes
from engine.datasets.constraints import header_of, unique_columns
from engine.datasets.faults import Fault, Find, find_faults
from engine.datasets.tables import Dataset
from engine.datasets.totals import said_of_all
from engine.diagnostics import Finding, Param, finding
from engine.model.tables import ForeignKey, Resource
from engine.tables import ROW, UNKEPT, nearest


def unresolved(datasets: Mapping[str, Dataset], find: Find = find_faults) -> Iterator[Finding]:
    """Keys without a row to point at, where they must have one. A table that was not read has its
    own finding."""
    for dataset in datasets.values():
        keys = [
            key
            for key in dataset.resource.foreign_keys
            if key.resource in datasets
            and not key.optional
            and _can_be_joined(dataset, key, datasets[key.resource])
        ]
        faults = [_fault(dataset, key, datasets[key.resource]) for key in keys]
        found = find(dataset.resource, dataset.source, dataset.lazy, faults)
        told = {dict(each.params)["key"] for each in found}
        near = {
            each.name: (
                _near(dataset, each, datasets[each.resource])[0] or "",
                said_of_all(_strange(dataset, each, datasets[each.resource])),
            )
            for each in keys
            if each.name in told
        }
        for each in found:
            params = dict(each.params)
            params["noughts"], params["total"] = near[str(params.pop("key"))]
            yield replace(each, params=tuple(sorted(params.items())))


def missed_by_noughts(datasets: Mapping[str, Dataset]) -> Iterator[Finding]:
    """Optional keys that would find a row, were it not for the noughts before the code: that a row
    is lacking is no fault there, and nothing else would tell."""
    for dataset in datasets.values():
        for key in dataset.resource.foreign_keys:
            other = datasets.get(key.resource)
            if not key.optional or other is None or not _can_be_joined(dataset, key, other):
                continue
            count, row = _near(dataset, key, other)
            if count:
                yield finding(
                    codes.MISSED_BY_NOUGHTS, dataset.source.place(row, key.fields[0]),
                    column=header_of(dataset.resource, key.fields[0]), count=count,
                    other=other.resource.title,
                )  # fmt: skip


def _near(dataset: Dataset, key: ForeignKey, other: Dataset) -> tuple[int, int]:
    """How many rows miss by noughts, and the first; a code of several columns is not looked at."""
    if len(key.pairs) > 1:
        return 0, 0
    value, there = _alike(dataset.lazy, other.lazy, key.pairs)
    known = other.lazy.select(there.drop_nulls().unique().alias(_CODE))
    return by_noughts(dataset.lazy, value, known.collect(engine="streaming")[_CODE])


def ambiguous(datasets: Mapping[str, Dataset]) -> Iterator[Finding]:
    """Keys that lead to several rows, in tables that do not say that their codes differ."""
    for dataset in datasets.values():
        for key in dataset.resource.foreign_keys:
            other = datasets.get(key.resource)
            if other and _can_be_joined(dataset, key, other) and not _must_differ(other, key):
                yield from _ambiguous(dataset, key, other)


def _must_differ(other: Dataset, key: ForeignKey) -> bool:
    """Whether repeated codes are told already, or belong to organisations of different days."""
    unique = (frozenset(columns) for _, columns in unique_columns(other.resource))
    return any(each <= set(key.targets) for each in unique) or other.resource.lifetime is not None


def _ambiguous(dataset: Dataset, key: ForeignKey, other: Dataset) -> Iterator[Finding]:
    again = again_of(dataset.lazy, other.lazy, key.pairs)
    if again.height:
        place = other.source.place(int(again[ROW][0]), key.targets[0])
        yield finding(
            codes.AMBIGUOUS_REFERENCE, place, table=other.resource.title,
            key=code_in(again, key.targets), count=again.height, of=dataset.resource.title,
        )  # fmt: skip


Pairs = Sequence[tuple[str, str]]
"""The columns of a key, each with the one that it is held against."""


def again_of(rows: pl.LazyFrame, others: pl.LazyFrame, pairs: Pairs) -> pl.DataFrame:
    """The rows of the other table that repeat a code to which some row leads, each after its first,
    in their order. Several columns are one code; it is none where one of them is empty."""
    targets = [target for _, target in pairs]
    filled = pl.all_horizontal(pl.col(target).is_not_null() for target in targets)
    code = pl.struct(targets)
    repeated = others.filter(filled).filter(code.is_duplicated())
    again = repeated.filter(~code.is_first_distinct()).collect(engine="streaming")
    if not again.height:
        return again
    here, there = _alike(rows, others, pairs)
    led = rows.select(here.unique().alias(_CODE)).collect(engine="streaming")[_CODE]
    return again.filter(there.is_in(led.implode())).sort(ROW)


def code_in(rows: pl.DataFrame, columns: Sequence[str]) -> str:
    """The code of the first row as it is told, its parts in the order of the key."""
    return ", ".join(str(rows[column][0]) for column in columns)


_CODE, _BETWEEN = "__code", "\x1f"
Types = Sequence[tuple[pl.DataType, pl.DataType]]


def _alike(rows: pl.LazyFrame, others: pl.LazyFrame, pairs: Pairs) -> tuple[pl.Expr, pl.Expr]:
    """The codes of both tables, as they are held against one another."""
    own, their = rows.collect_schema(), others.collect_schema()
    types = [(own[field], their[target]) for field, target in pairs]
    here = _codes([field for field, _ in pairs], types)
    return here, _codes([target for _, target in pairs], [pair[::-1] for pair in types])


def _codes(columns: Sequence[str], types: Types) -> pl.Expr:
    """The parts of a key as one text; NULL where one is."""
    parts = [_code(each, *pair) for each, pair in zip(columns, types, strict=True)]
    return parts[0] if len(parts) == 1 else pl.concat_str(parts, separator=_BETWEEN)


def _code(column: str, own: pl.DataType, other: pl.DataType) -> pl.Expr:
    """A code as text, as it is held against codes of another type; a number as a number, but for a
    whole one that no number with a fraction holds exactly."""
    value = pl.col(column)
    if own == other or not (own.is_numeric() and other.is_numeric()):
        text = value.cast(pl.String)
        return text.str.replace(r"\.0$", "") if own != other and own.is_float() else text
    as_number = value.cast(pl.Float64).cast(pl.String)
    if not own.is_integer():
        return as_number
    return (
        pl.when(value.is_between(-UNKEPT, UNKEPT)).then(as_number).otherwise(value.cast(pl.String))
    )


def _can_be_joined(dataset: Dataset, key: ForeignKey, other: Dataset) -> bool:
    return all(own in dataset.columns and there in other.columns for own, there in key.pairs)


def _fault(dataset: Dataset, key: ForeignKey, other: Dataset) -> Fault:
    (value, there), column = _alike(dataset.lazy, other.lazy, key.pairs), key.fields[0]
    codes_there = other.lazy.select(there.drop_nulls().unique().alias(_CODE))
    known = codes_there.collect(engine="streaming")[_CODE]
    names_organisation = key.targets[0] == other.resource.organisation
    hint = (
        _hint(dataset, column, value, known)
        if key.targets == (other.resource.organisation,)
        else ""
    )
    params: tuple[tuple[str, Param], ...] = (
        ("other", other.resource.title),
        ("hint", hint),
        ("key", key.name),
        ("beside", tuple(header_of(dataset.resource, each) for each in key.fields[1:])),
        *_types(dataset.resource, key, other.resource),
    )
    wrong = value.is_not_null() & ~value.is_in(known.implode())
    shown = column if names_organisation else None
    return Fault(codes.UNRESOLVED_REFERENCE, column, wrong, shown, params)


def _types(own: Resource, key: ForeignKey, other: Resource) -> tuple[tuple[str, str], ...]:
    """The declared types of the first columns that differ in them."""
    fields = ((own.field(here), other.field(there)) for here, there in key.pairs)
    types = ((here.type, there.type) for here, there in fields if here and there)
    differ = next((pair for pair in types if pair[0] is not pair[1]), None)
    return ("own", differ[0].value if differ else ""), ("their", differ[1].value if differ else "")


def _strange(dataset: Dataset, key: ForeignKey, other: Dataset) -> pl.Series:
    """The values that the other table lacks, as text, by their first rows."""
    value, there = _alike(dataset.lazy, other.lazy, key.pairs)
    known = other.lazy.select(there.drop_nulls().unique().alias(_CODE))
    codes_there = known.collect(engine="streaming")[_CODE]
    missed = dataset.lazy.filter(value.is_not_null() & ~value.is_in(codes_there.implode()))
    texts = missed.group_by(value.cast(pl.String).alias(_CODE)).agg(pl.col(ROW).min())
    return texts.sort(ROW).collect(engine="streaming")[_CODE]


def _hint(dataset: Dataset, column: str, value: pl.Expr, known: pl.Series) -> str:
    wrong = dataset.lazy.filter(value.is_not_null() & ~value.is_in(known.implode()))
    strange = wrong.select(column).head(1).collect(engine="streaming")[column]
    return nearest(str(strange[0]), tuple(sorted(known))) if len(strange) else ""


def by_noughts(rows: pl.LazyFrame, code: pl.Expr, known: pl.Series) -> tuple[int, int]:
    """How many rows miss a known code by the noughts before it alone (1 and 001), and the first."""
    missing = rows.select(ROW, code.alias(_CODE)).filter(~pl.col(_CODE).is_in(known.implode()))
    missed = missing.group_by(_CODE).agg(pl.len(), pl.col(ROW).min()).collect(engine="streaming")
    digits = pl.col(_CODE).str.contains("^[0-9]+$")
    bare = pl.col(_CODE).str.strip_chars_start("0")
    there = known.to_frame(_CODE).filter(digits).select(bare)[_CODE].unique()
    near = missed.filter(digits & bare.is_in(there.implode()))
    return int(near["len"].sum()), min(near[ROW].to_list(), default=0)


def values_of(dataset: Dataset, column: str) -> pl.Series:
    """The values of a column as text, each once, without the empty ones."""
    values = dataset.lazy.select(pl.col(column).cast(pl.String).drop_nulls().unique())
    return values.collect(engine="streaming")[column]

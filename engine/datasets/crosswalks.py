"""Old codes → the codes that are valid now, through a declared table with years or dates.

An old code with its successors: one that follows it, or several that share its amounts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.faults import Fault, find_faults
from engine.datasets.tables import Dataset
from engine.diagnostics import Finding, finding
from engine.model.conditions import ColumnType
from engine.model.tables import Crosswalk, Field, Unit
from engine.results.outcome import Carried
from engine.tables import ROW

OLD, AT, NEW, SHARE, REFUSED = "old:", "at:", "new:", "share:", "refused:"
_BEGUN, _DONE, _COUNT, _TOTAL, _TOLD = "begun:", "done:", "count:", "total:", "told:"
_NEAR = 1e-6
"""How far shares may be from one altogether: a third is written as 0.333333."""


def successors(valid: pl.DataFrame, *, divides: bool) -> pl.DataFrame:
    """Lines by old code and moment: one a successor, or one that is refused.

    `valid` has the columns OLD, AT, NEW, SHARE. A single successor takes everything. Several take
    parts if `divides`, every one has a share, and the shares make one.
    """
    each = valid.group_by(OLD, AT, NEW).agg(pl.col(SHARE).max()).sort(OLD, AT, NEW)
    code = (OLD, AT)
    share = pl.col(SHARE)
    number, last = pl.int_range(pl.len()).over(code), pl.len().over(code) - 1
    done = pl.when(number == last).then(1.0).otherwise(share.cum_sum().over(code))
    known = each.with_columns(
        pl.len().over(code).alias(_COUNT),
        share.sum().over(code).alias(_TOTAL),
        share.count().over(code).alias(_TOLD),
        done.alias(_DONE),
    ).with_columns(pl.col(_DONE).shift(1, fill_value=0.0).over(code).alias(_BEGUN))
    makes_one = (pl.col(_TOTAL) - 1).abs() <= _NEAR
    alone = (pl.col(_COUNT) == 1) & ((pl.col(_TOLD) == 0) | makes_one)
    parted = (pl.col(_COUNT) > 1) & (pl.col(_TOLD) == pl.col(_COUNT)) & makes_one
    fine = alone | parted if divides else alone
    kept = known.filter(fine).select(OLD, AT, NEW, _BEGUN, _DONE, pl.lit(False).alias(REFUSED))
    refused = known.filter(~fine).select(OLD, AT).unique().sort(OLD, AT)
    return pl.concat([kept, refused.with_columns(pl.lit(True).alias(REFUSED))], how="diagonal")


def part_of(dataset: Dataset, column: str) -> pl.Expr:
    """What a successor has of an amount. Whole numbers stay whole, and the parts make the whole."""
    field = dataset.resource.field(column)
    begun = pl.col(column) * pl.col(_BEGUN).fill_null(0.0)
    done = pl.col(column) * pl.col(_DONE).fill_null(1.0)
    if field is not None and field.type is ColumnType.INTEGER:
        return (done.round() - begun.round()).cast(pl.Int64).alias(column)
    return (done - begun).alias(column)


_SINCE, _UNTIL, _ROWS = "since:", "until:", "rows:"


@dataclass(frozen=True, slots=True)
class Translated:
    """The datasets with the codes of their crosswalks, and what was found and carried over."""

    datasets: dict[str, Dataset]
    findings: list[Finding]
    carried: tuple[Carried, ...]


def translated(datasets: Mapping[str, Dataset]) -> Translated:
    """The datasets with the codes of their crosswalks. A code that the crosswalk does not know
    stays; one with several valid successors is divided between them by their shares, or becomes
    NULL and has a finding."""
    new = dict(datasets)
    found: list[Finding] = []
    carried: list[Carried] = []
    moved: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for name, dataset in datasets.items():
        for field in dataset.resource.fields:
            walk = field.crosswalk
            if walk and walk.resource in datasets and field.name in dataset.columns:
                new[name], findings, rows = _translated(
                    new[name], field, walk, datasets[walk.resource]
                )
                found += findings
                if field.name == dataset.resource.organisation:
                    carried += (Carried(name, *pair, count) for pair, count in rows.items())
                key = dataset.resource.key_of(field.name)
                if key is not None and key.resource in datasets:
                    moved.setdefault((key.resource, key.target), set()).update(rows)
    for (name, column), pairs in moved.items():
        found += _counted_twice(datasets[name], column, pairs)
    return Translated(new, found, tuple(carried))


def _counted_twice(listing: Dataset, column: str, moved: set[tuple[str, str]]) -> Iterator[Finding]:
    """One finding for a list that still has old codes whose rows count under a listed successor.
    An old organisation with a last day is known to be gone, and leaves the counts by itself."""
    until = listing.resource.lifetime.until if listing.resource.lifetime else None
    staying = listing.lazy.filter(pl.col(until).is_null()) if until else listing.lazy
    rows = staying.select(ROW, pl.col(column).cast(pl.String)).collect()
    places = dict(zip(rows[column].to_list(), rows[ROW].to_list(), strict=True))
    both = sorted(pair for pair in moved if pair[0] in places and pair[1] in places)
    if both:
        old, new = both[0]
        yield finding(
            codes.MOVED_AND_LISTED,
            listing.source.place(int(places[old]), column),
            table=listing.resource.title,
            old=old,
            new=new,
            more=len(both) - 1 if len(both) > 1 else "",
        )


def _translated(
    dataset: Dataset, field: Field, walk: Crosswalk, other: Dataset
) -> tuple[Dataset, list[Finding], dict[tuple[str, str], int]]:
    by_day = _is_day(dataset, walk.at) and _is_day(other, walk.since or walk.until)
    at = _moment(dataset, walk.at, by_day=by_day)
    keyed = dataset.lazy.with_columns(pl.col(field.name).cast(pl.String).alias(OLD), at.alias(AT))
    asked = keyed.group_by(OLD, AT).agg(pl.len().alias(_ROWS)).collect(engine="streaming")
    valid = _valid(asked.lazy(), walk, other, by_day=by_day)
    lines = successors(valid, divides=bool(walk.divide))
    rows = keyed.join(
        lines.lazy(), on=[OLD, AT], how="left", nulls_equal=True, maintain_order="left_right"
    )
    refused = pl.col(REFUSED).fill_null(False)
    code = codes.WRONG_SHARES if walk.share else codes.AMBIGUOUS_CODE
    fault = Fault(code, field.name, refused, _shown(dataset, field))
    findings = find_faults(dataset.resource, dataset.source, rows, [fault])
    own = dataset.lazy.collect_schema()[field.name]
    value = pl.when(~refused).then(pl.coalesce(NEW, OLD)).cast(own, strict=False)
    amounts = [part_of(dataset, name) for name in walk.divide if name in dataset.columns]
    done = rows.with_columns(value.alias(field.name), *amounts).select(dataset.columns)
    kept = done if isinstance(dataset.rows, pl.LazyFrame) else done.collect()
    moved = lines.filter(pl.col(NEW) != pl.col(OLD)).join(asked, on=[OLD, AT], nulls_equal=True)
    counts = moved.group_by(OLD, NEW).agg(pl.col(_ROWS).sum()).sort(OLD, NEW)
    carried = {(old, new): count for old, new, count in counts.iter_rows()}
    return replace(dataset, rows=kept, files=()), findings, carried


def _valid(asked: pl.LazyFrame, walk: Crosswalk, other: Dataset, *, by_day: bool) -> pl.DataFrame:
    """The successors of each code at each moment that is asked, with their shares."""
    pairs = other.lazy.select(
        pl.col(walk.old).cast(pl.String).alias(OLD),
        pl.col(walk.new).cast(pl.String).alias(NEW),
        _share(other, walk.share).alias(SHARE),
        _moment(other, walk.since, by_day=by_day).alias(_SINCE),
        _moment(other, walk.until, by_day=by_day).alias(_UNTIL),
    )
    since, until, when = pl.col(_SINCE), pl.col(_UNTIL), pl.col(AT)
    valid = (since.is_null() | (since <= when)) & (until.is_null() | (until >= when))
    if walk.at is None:
        valid = pl.lit(True)
    return asked.join(pairs, on=OLD).filter(valid.fill_null(False)).select(
        OLD, AT, NEW, SHARE
    ).collect()  # fmt: skip


def _share(other: Dataset, column: str | None) -> pl.Expr:
    """A part of one; percents are kept as 0–100."""
    field = other.resource.field(column) if column else None
    if column is None or field is None:
        return pl.lit(None, dtype=pl.Float64)
    in_percent = field.unit in (Unit.PERCENT, Unit.FRACTION)
    return pl.col(column).cast(pl.Float64, strict=False) / (100 if in_percent else 1)


def _shown(dataset: Dataset, field: Field) -> str | None:
    return field.name if field.name == dataset.resource.organisation else None


def _is_day(dataset: Dataset, column: str | None) -> bool:
    field = dataset.resource.field(column) if column else None
    return field is not None and field.type is ColumnType.DATE


def _moment(dataset: Dataset, column: str | None, *, by_day: bool) -> pl.Expr:
    """A day, or a year: of a date, a number, or a label like 2020/21."""
    field = dataset.resource.field(column) if column else None
    if column is None or field is None:
        return pl.lit(None, dtype=pl.Date if by_day else pl.Int32)
    if field.type is ColumnType.DATE:
        return pl.col(column) if by_day else pl.col(column).dt.year().cast(pl.Int32)
    if field.type is ColumnType.STRING:
        return pl.col(column).str.extract(r"(\d{4})").cast(pl.Int32, strict=False)
    return pl.col(column).cast(pl.Int32, strict=False)

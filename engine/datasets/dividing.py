"""An old code with its successors: one that follows it, or several that share its amounts."""

import polars as pl

from engine.datasets.tables import Dataset
from engine.model.conditions import ColumnType

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

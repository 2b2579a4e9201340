"""Pandera over Polars: a check of the whole frame for each rule, all of them before it tells.

It knows no groups, and collects the rows that fail.
"""

from functools import partial, reduce
from operator import and_, eq, ge, gt, le, lt, ne

import pandera.polars as pa
import polars as pl
from timed import Share, told

SIGNS = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def fits(rule: Share, data: pa.PolarsData) -> pl.LazyFrame:
    """True of the rows outside the rule and of those that count."""
    where = reduce(and_, (SIGNS[s](pl.col(c), v) for c, s, v in rule.where))
    of = reduce(and_, (SIGNS[s](pl.col(c), v) for c, s, v in rule.of))
    return data.lazyframe.select((~where | of).fill_null(True))


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    checks = [pa.Check(partial(fits, rule), name=rule.name) for rule in rules]
    try:
        pa.DataFrameSchema(checks=checks).validate(pl.read_parquet(file), lazy=True)
    except pa.errors.SchemaErrors as told_of:
        return float(len(told_of.schema_errors)), float(len(rules))
    return 0.0, float(len(rules))


told(work, "pandera", "polars")

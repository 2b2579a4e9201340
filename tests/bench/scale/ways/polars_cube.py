"""Polars by hand, a cube: rows counted by every column of the rules, the rules over the counts."""

from functools import reduce
from operator import and_

import polars as pl
from polars_masks import SIGNS, added
from timed import Share, told


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    columns = sorted({test[0] for rule in rules for test in (*rule.where, *rule.of)})
    cube = pl.scan_parquet(file).group_by(by, *columns).agg(pl.len().alias("rows"))
    sums = []
    for rule in rules:
        where = reduce(and_, (SIGNS[s](pl.col(c), v) for c, s, v in rule.where))
        of = reduce(and_, (SIGNS[s](pl.col(c), v) for c, s, v in rule.of))
        masks = {"n": where & of, "N": where, "u": where & of.is_null(), "s": where.is_null()}
        sums += [
            pl.col("rows").filter(mask).sum().alias(f"{sign}{rule.name}")
            for sign, mask in masks.items()
        ]
    found = cube.collect(engine="streaming").group_by(by).agg(sums)
    return added(found, rules)


told(work, "polars")

"""Polars by hand, masks first: every comparison once, then sums of truth values by group."""

from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne

import polars as pl
from timed import Share, told

SIGNS = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    tests = dict.fromkeys(test for rule in rules for test in (*rule.where, *rule.of))
    names = {test: f"c{number}" for number, test in enumerate(tests)}
    masks = [SIGNS[s](pl.col(c), v).alias(names[c, s, v]) for c, s, v in tests]
    sums = []
    for rule in rules:
        where = reduce(and_, (pl.col(names[test]) for test in rule.where))
        of = reduce(and_, (pl.col(names[test]) for test in rule.of))
        sums += [
            (where & of).alias(f"n{rule.name}"),
            where.alias(f"N{rule.name}"),
            (where & of.is_null()).alias(f"u{rule.name}"),
            where.is_null().alias(f"s{rule.name}"),
        ]
    frame = pl.scan_parquet(file).with_columns(masks).select(by, *sums)
    found = frame.group_by(by).agg(pl.all().sum()).collect(engine="streaming")
    return added(found, rules)


def added(found: pl.DataFrame, rules: tuple[Share, ...]) -> tuple[float, float]:
    """The sums of n and of N without the unknown."""
    totals = found.drop(found.columns[0]).sum().row(0, named=True)
    n = sum(totals[f"n{rule.name}"] for rule in rules)
    return n, sum(totals[f"N{rule.name}"] - totals[f"u{rule.name}"] for rule in rules)


if __name__ == "__main__":
    told(work, "polars")

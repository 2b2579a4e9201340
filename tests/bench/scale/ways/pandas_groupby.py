"""pandas by hand: nullable columns, masks, sums by group."""

from functools import reduce
from operator import and_, eq, ge, gt, le, lt, ne

import pandas as pd
from timed import Share, told

SIGNS = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    columns = sorted({by} | {test[0] for rule in rules for test in (*rule.where, *rule.of)})
    frame = pd.read_parquet(file, columns=columns, dtype_backend="numpy_nullable")
    group = frame[by].astype("category")
    n = total = 0.0
    for rule in rules:
        where = reduce(and_, (SIGNS[s](frame[c], v) for c, s, v in rule.where))
        of = reduce(and_, (SIGNS[s](frame[c], v) for c, s, v in rule.of))
        masks = ((where & of), where, (where & of.isna()), where.isna())
        sums = [m.fillna(False).astype("int64").groupby(group, observed=True).sum() for m in masks]
        n += float(sums[0].sum())
        total += float(sums[1].sum() - sums[2].sum())
    return n, total


told(work, "pandas")

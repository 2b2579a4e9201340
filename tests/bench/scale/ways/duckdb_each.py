"""DuckDB by hand: one query a rule."""

import duckdb
from duckdb_fused import added, sums
from timed import Share, told


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    found = [
        added(duckdb.sql(f"select {by}, {sums(rule)} from '{file}' group by 1").fetchall())
        for rule in rules
    ]
    return sum(n for n, _ in found), sum(total for _, total in found)


told(work, "duckdb")

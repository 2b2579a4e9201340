"""DuckDB by hand: all rules in one query, sums of CASE by group."""

import duckdb
from timed import Share, told

from rules import sql


def sums(rule: Share) -> str:
    """n, N, unknown and set aside of a rule."""
    where, of = sql(rule.where), sql(rule.of)
    cases = (
        f"({where}) and ({of})",
        where,
        f"({where}) and (({of}) is null)",
        f"({where}) is null",
    )
    return ", ".join(f"sum(case when {case} then 1 else 0 end)" for case in cases)


def added(rows: list[tuple[object, ...]]) -> tuple[float, float]:
    """The sums of n and of N without the unknown; four columns a rule behind the group."""
    width = (len(rows[0]) - 1) // 4
    n = sum(row[1 + 4 * i] for row in rows for i in range(width))
    total = sum(row[2 + 4 * i] - row[3 + 4 * i] for row in rows for i in range(width))
    return float(n), float(total)


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    asked = ", ".join(map(sums, rules))
    return added(duckdb.sql(f"select {by}, {asked} from '{file}' group by 1").fetchall())


if __name__ == "__main__":
    told(work, "duckdb")

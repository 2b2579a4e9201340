"""Soda Core over DuckDB: a metric for each figure of a rule. The whole table is one group."""

import duckdb
from duckdb_fused import added
from soda.scan import Scan
from timed import Share, told

from rules import sql


def checks(rules: tuple[Share, ...]) -> str:
    """SodaCL: n, N, unknown and set aside of each rule."""
    lines = ["checks for results:"]
    for rule in rules:
        where, of = sql(rule.where), sql(rule.of)
        cases = {
            "n": f"({where}) and ({of})", "t": where,
            "u": f"({where}) and (({of}) is null)", "s": f"({where}) is null",
        }  # fmt: skip
        for sign, case in cases.items():
            name = f"{sign}_{rule.name}"
            lines.append(f"  - {name} >= 0:")
            lines.append(f"      {name} expression: sum(case when {case} then 1 else 0 end)")
    return "\n".join(lines)


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    connection = duckdb.connect()
    connection.execute(f"create view results as select * from '{file}'")
    scan = Scan()
    scan.set_data_source_name("duckdb")
    scan.add_duckdb_connection(connection)
    scan.add_sodacl_yaml_str(checks(rules))
    scan.execute()
    values = {metric.name: metric.value for metric in scan._metrics}
    signs = [values[f"{sign}_{rule.name}"] for rule in rules for sign in "ntus"]
    return added([("", *map(float, signs))])


told(work, "soda-core-duckdb", "duckdb")

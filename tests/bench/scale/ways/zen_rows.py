"""GoRules zen: a decision over each row; timed on the first rows, extrapolated to all of them."""

import json

import pyarrow.parquet as pq
import zen
from timed import Share, told

from rules import Test, Value

SAMPLE = 20_000


def decision(rules: tuple[Share, ...]) -> str:
    """A graph of one node with two expressions a rule."""
    lines = [
        line
        for rule in rules
        for line in (
            {"id": f"N{rule.name}", "key": f"N{rule.name}", "value": _text(rule.where)},
            {"id": f"n{rule.name}", "key": f"n{rule.name}",
             "value": f"{_text(rule.where)} and {_text(rule.of)}"},
        )
    ]  # fmt: skip
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {"id": "do", "type": "expressionNode", "name": "do", "position": {"x": 0, "y": 0},
         "content": {"expressions": lines}},
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}},
    ]  # fmt: skip
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "do"},
        {"id": "2", "type": "edge", "sourceId": "do", "targetId": "out"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def _text(tests: tuple[Test, ...]) -> str:
    return " and ".join(
        f"({column} != null and {column} {'==' if sign == '=' else sign} {_value(value)})"
        for column, sign, value in tests
    )


def _value(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else json.dumps(value)


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    rows = next(pq.ParquetFile(file).iter_batches(SAMPLE)).to_pylist()
    made = zen.ZenEngine().create_decision(decision(rules))
    found = [made.evaluate(row)["result"] for row in rows]
    n = sum(bool(each[f"n{rule.name}"]) for each in found for rule in rules)
    return n, sum(bool(each[f"N{rule.name}"]) for each in found for rule in rules)


told(work, "zen-engine")

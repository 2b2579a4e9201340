"""Conditions in SQL syntax: text → typed tree → engine expression.

`lowering` is imported by those who run conditions: it needs Narwhals, reading a spec does not.
"""

from engine.expressions.columns import ColumnSource
from engine.expressions.formulas import names_in, parse_formula
from engine.expressions.parsing import parse_condition, resolve_column
from engine.expressions.suggestions import meant_day, nearest

__all__ = [
    "ColumnSource",
    "names_in",
    "meant_day",
    "nearest",
    "parse_condition",
    "parse_formula",
    "resolve_column",
]

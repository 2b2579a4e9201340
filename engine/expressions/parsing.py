"""A condition as written → a typed tree, or a finding at the characters that do not fit."""

from functools import lru_cache

from engine.diagnostics import Finding, Origin
from engine.expressions.checker import Checker
from engine.expressions.columns import ColumnSource
from engine.expressions.refusals import ConditionError
from engine.expressions.syntax import Node, syntax_tree
from engine.model.conditions import Clause, Column, Condition


def parse_condition(text: str, columns: ColumnSource, origin: Origin) -> Clause | Finding:
    """The condition over the dataset's columns; its place is the scalar at `origin`."""
    tree = columns.read.get(text)
    if tree is None:
        tree = columns.read[text] = _read(text, columns)
    if isinstance(tree, ConditionError):
        return tree.finding(origin)
    return Clause(text, tree, origin, columns.resource.name)


def _read(text: str, columns: ColumnSource) -> Condition | ConditionError:
    try:
        return Checker(columns).condition(_syntax_tree(text))
    except ConditionError as refused:
        return refused.quoting(text)


@lru_cache(maxsize=2048)
def _syntax_tree(text: str) -> Node:
    """One parse for one text, whatever dataset it is said of."""
    return syntax_tree(text)


def resolve_column(name: str, columns: ColumnSource, origin: Origin) -> Column | Finding:
    """The column that a rule names, `column` or `key.column`, over as many keys as are asked."""
    try:
        return columns.column(tuple(name.split(".")), None)
    except ConditionError as refused:
        return refused.finding(origin)

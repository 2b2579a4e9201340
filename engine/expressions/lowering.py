"""A typed tree → an expression of Narwhals, or of Polars itself, with SQL's three-valued logic.

A column over a key is looked for under `column_name` of its path: whoever runs the expression has
joined `school` and named its columns so. `true and null` is null, `false and null` is false, and
`x in (…)` is null where x is: the same on every backend. What is computed from numbers compares as
it is written, `0.1 + 0.2 = 0.3`, though engines compute in binary fractions.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import add, and_, eq, ge, gt, le, lt, mul, ne, or_, sub
from typing import Any, TypeAlias, TypeVar, assert_never

import narwhals as nw

from engine.expressions.regular import portable
from engine.lazy import lazy_pattern
from engine.model.conditions import (
    Arithmetic,
    Both,
    Column,
    ColumnType,
    Compare,
    Condition,
    Either,
    Flag,
    InList,
    IsNull,
    Like,
    Literal,
    Matches,
    Not,
    Operand,
    Reserved,
)

_OPERATORS = {
    "=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge, "+": add, "-": sub, "*": mul,
}  # fmt: skip
_PATTERN_PART = lazy_pattern(r"[%_]|[^%_]+")


Vocabulary: TypeAlias = Any
"""The module whose words make an expression: Narwhals for all engines, or Polars, which has the
same words: of a small table the way over Narwhals takes longer than the sums."""

JOINED = "→"
"""Stands between a key and a column over it; no full stop, which Spark takes for a field."""


def column_name(path: Sequence[str]) -> str:
    """The column of a frame that holds a path: `grade`, `school→low_results`."""
    return JOINED.join(path)


def lower(tree: Condition, dates: Mapping[str, date]) -> nw.Expr:
    """The condition as a boolean expression; `dates` are the values of the reserved names."""
    made: nw.Expr = lower_in(nw, tree, dates)
    return made


def lower_in(words: Vocabulary, tree: Condition, dates: Mapping[str, date]) -> Any:
    """The same as an expression of the module whose words are used."""
    match tree:
        case Compare() if is_of_fractions(tree):
            return _COMPARED[tree.op](*_apart(words, tree, dates))
        case Compare():
            left = _operand(words, _fitted(tree.left, tree.right), dates)
            right = _operand(words, _fitted(tree.right, tree.left), dates)
            return _operator(tree.op, left, right)
        case InList() if is_of_fractions(tree):
            return reduce(or_, [lower_in(words, equation, dates) for equation in equations(tree)])
        case InList():
            return _in_list(words, tree, _operand(words, tree.item, dates))
        case IsNull():
            return _operand(words, tree.item, dates).is_null()
        case Like():
            return _like(words, _operand(words, tree.item, dates), tree.pattern)
        case Matches():
            return _operand(words, tree.item, dates).str.contains(portable(tree.pattern))
        case Flag():
            return _operand(words, tree.item, dates)
        case Not():
            return ~lower_in(words, tree.item, dates)
        case Both():
            return reduce(and_, [lower_in(words, item, dates) for item in tree.items])
        case Either():
            return reduce(or_, [lower_in(words, item, dates) for item in tree.items])
        case _:
            assert_never(tree)


def is_of_fractions(atom: Condition) -> bool:
    """Whether it compares a number that is computed, and need not be whole."""
    if isinstance(atom, Compare):
        sides: tuple[Operand, ...] = (atom.left, atom.right)
    else:
        sides = (atom.item, *atom.values) if isinstance(atom, InList) else ()
    computed = any(isinstance(side, Arithmetic) for side in sides)
    return computed and any(side.type is ColumnType.NUMBER for side in sides)


def equations(atom: Compare | InList) -> tuple[Compare, ...]:
    """The comparisons of an atom: `x in (1, 2)` is `x = 1 or x = 2`."""
    if isinstance(atom, Compare):
        return (atom,)
    return tuple(Compare("=", atom.item, value) for value in atom.values)


def is_tie(atom: Compare, dates: Mapping[str, date]) -> nw.Expr:
    """Whether the sides are nearer to each other than binary fractions can tell."""
    told: nw.Expr = _COMPARED["="](*_apart(nw, atom, dates))
    return told


_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda apart, least: apart.abs() <= least,
    "<>": lambda apart, least: apart.abs() > least,
    "<": lambda apart, least: apart < -least,
    "<=": lambda apart, least: apart <= least,
    ">": lambda apart, least: apart > least,
    ">=": lambda apart, least: apart >= -least,
}


def _apart(words: Vocabulary, atom: Compare, dates: Mapping[str, date]) -> tuple[Any, Any]:
    """How far the sides are apart, and by how much binary fractions may be off: each number and
    each step by half a unit in the last place of what is added up."""
    steps = _steps(atom.left) + _steps(atom.right) + 1
    least = (_magnitude(words, atom.left) + _magnitude(words, atom.right)) * (steps * 2.0**-53)
    return _operand(words, atom.left, dates) - _operand(words, atom.right, dates), least


def _steps(item: Operand) -> int:
    if not isinstance(item, Arithmetic):
        return 1
    return 1 + (_steps(item.left) if item.left else 0) + _steps(item.right)


def _magnitude(words: Vocabulary, item: Operand) -> Any:
    """The largest number that the operand could be, whatever the signs of its parts."""
    match item:
        case Arithmetic(left=None):
            return _magnitude(words, item.right)
        case Arithmetic(left=left) if left is not None:
            sign = "*" if item.op == "*" else "+"
            return _operator(sign, _magnitude(words, left), _magnitude(words, item.right))
        case Literal(value=int() | float() as value):
            return words.lit(float(abs(value)))
        case _:
            return _operand(words, item, {}).cast(words.Float64()).abs()


def _in_list(words: Vocabulary, tree: InList, item: Any) -> Any:
    """A number that is not whole is never one of a column of whole numbers, and takes no part:
    an engine would bring the column to its type, or refuse."""
    fitted = [_fitted(value, tree.item) for value in tree.values]
    whole = tree.item.type is ColumnType.INTEGER
    values = [v.value for v in fitted if not whole or v.type is ColumnType.INTEGER]
    found = item.is_in(values) if values else item != item
    return words.when(~item.is_null()).then(found)


_Fitted = TypeVar("_Fitted", bound=Operand)


def _fitted(item: _Fitted, other: Operand) -> _Fitted:
    """A literal with the type of what it is compared with, as far as its value allows."""
    if not isinstance(item, Literal) or isinstance(item.value, bool | str | date):
        return item
    if other.type is ColumnType.NUMBER:
        return replace(item, value=float(item.value), type=ColumnType.NUMBER)
    if other.type is ColumnType.INTEGER and item.value == int(item.value):
        return replace(item, value=int(item.value), type=ColumnType.INTEGER)
    return item


def _operand(words: Vocabulary, item: Operand, dates: Mapping[str, date]) -> Any:
    match item:
        case Column():
            return words.col(column_name(item.path))
        case Literal():
            return words.lit(item.value)
        case Reserved():
            return words.lit(dates[item.name])
        case Arithmetic():
            left = words.lit(0) if item.left is None else _operand(words, item.left, dates)
            return _operator(item.op, left, _operand(words, item.right, dates))
        case _:
            assert_never(item)


def _operator(sign: str, left: Any, right: Any) -> Any:
    return _OPERATORS[sign](left, right)


def _like(words: Vocabulary, item: Any, pattern: str) -> Any:
    """Plain prefixes, suffixes and parts without a regular expression; the rest with one."""
    bare = pattern.strip("%")
    if "%" in bare or "_" in bare:
        return item.str.contains(_regular_expression(pattern))
    starts, ends = pattern.startswith("%"), pattern.endswith("%")
    if not starts and not ends:
        return item == words.lit(pattern)
    if starts and ends:
        return item.str.contains(bare, literal=True)
    return item.str.ends_with(bare) if starts else item.str.starts_with(bare)


def _regular_expression(pattern: str) -> str:
    wild = {"%": ".*", "_": "."}
    parts = (wild.get(part) or re.escape(part) for part in _PATTERN_PART.findall(pattern))
    return f"^(?s:{''.join(parts)})$"

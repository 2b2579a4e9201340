"""Conditions judged on one row in plain Python, with SQL's three answers: to look for witnesses."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any, TypeAlias, assert_never

from engine.expressions.regular import automaton
from engine.model.conditions import (
    Arithmetic,
    Both,
    Column,
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
    Scalar,
)

Truth: TypeAlias = bool | None
Cell: TypeAlias = Scalar | None
Computed: TypeAlias = Cell | Fraction
"""A cell, or what is computed from the numbers of cells as they are written."""
Path: TypeAlias = tuple[str, ...]
Row: TypeAlias = Mapping[Path, Cell]
Opaque: TypeAlias = Mapping[Condition, Truth]
"""Atoms that no sample decides (arithmetic, patterns), with the answer that is supposed."""

_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


def truth(tree: Condition, row: Row, opaque: Opaque | None = None) -> Truth:
    """True, False or None; an atom of `opaque` has the answer that stands there."""
    if opaque and tree in opaque:
        return opaque[tree]
    match tree:
        case Not():
            inner = truth(tree.item, row, opaque)
            return None if inner is None else not inner
        case Both():
            answers = [truth(item, row, opaque) for item in tree.items]
            return False if False in answers else None if None in answers else True
        case Either():
            answers = [truth(item, row, opaque) for item in tree.items]
            return True if True in answers else None if None in answers else False
        case Flag():
            found = value(tree.item, row)
            return None if found is None else bool(found)
        case IsNull():
            return value(tree.item, row) is None
        case InList() | Like() | Matches() | Compare():
            return _atom(tree, row)
        case _:
            assert_never(tree)


def _atom(tree: InList | Like | Matches | Compare, row: Row) -> Truth:
    left = value(tree.left if isinstance(tree, Compare) else tree.item, row)
    if left is None:
        return None
    match tree:
        case InList():
            return any(eq(*_alike(left, literal.value)) for literal in tree.values)
        case Like():
            return is_like(str(left), tree.pattern)
        case Matches():
            return automaton(tree.pattern).matches(str(left))
        case Compare():
            right = value(tree.right, row)
            return None if right is None else _SIGNS[tree.op](*_alike(left, right))


def _alike(left: Computed, right: Computed) -> tuple[Computed, Computed]:
    """Both as written, where one was computed."""
    if isinstance(left, Fraction) or isinstance(right, Fraction):
        return _exact(left), _exact(right)
    return left, right


def is_like(text: str, pattern: str) -> bool:
    """Whether the text is like the pattern with % and _, in steps of no more than their product:
    only the last % ever takes more."""
    at = place = 0
    wild, taken = -1, 0
    while at < len(text):
        sign = pattern[place] if place < len(pattern) else None
        if sign == "%":
            wild, taken = place, at
            place += 1
        elif sign is not None and sign in ("_", text[at]):
            at, place = at + 1, place + 1
        elif wild >= 0:
            taken += 1
            at, place = taken, wild + 1
        else:
            return False
    return all(sign == "%" for sign in pattern[place:])


def value(item: Operand, row: Row) -> Computed:
    """The value of an operand on the row; None where a part of it is NULL."""
    match item:
        case Column():
            return row.get(item.path)
        case Literal():
            return item.value
        case Reserved():
            return row.get((item.name,))
        case Arithmetic():
            left: Computed = 0 if item.left is None else value(item.left, row)
            right = value(item.right, row)
            if left is None or right is None:
                return None
            return _computed(item.op, _exact(left), _exact(right))
        case _:
            assert_never(item)


def _exact(number: Computed) -> Fraction:
    """The number as it is written."""
    return number if isinstance(number, Fraction) else Fraction(str(number))


def _computed(sign: str, left: Fraction, right: Fraction) -> Fraction:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case _:
            return left * right

"""Comparisons of what a row computes, brought to the plain ones that mean the same of filled rows:
`x * 2 > 10` is `x > 5`, `x - y > 0` is `x > y`, and `x * 0 > 1` is never true.
"""

from dataclasses import replace
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne

from engine.expressions.truth import Path
from engine.model.conditions import (
    Arithmetic,
    Both,
    Column,
    ColumnType,
    Compare,
    Condition,
    Either,
    Flag,
    Literal,
    Not,
    Operand,
)

_Sum = dict[tuple[Path, ...], Fraction]
"""A polynomial: what stands before each product of columns; before none of them, the constant."""

_SIGNS = {"=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER)
_MOST = 20
"""Products of columns; beyond them nothing is solved."""


def solved(tree: Condition) -> Condition:
    """The condition with such comparisons solved, the others as they are. An empty cell may get an
    answer from it, where the condition itself has none."""
    match tree:
        case Not():
            return replace(tree, item=solved(tree.item))
        case Both() | Either():
            return replace(tree, items=tuple(map(solved, tree.items)))
        case Compare() if Arithmetic in (type(tree.left), type(tree.right)):
            return _compared(tree)
        case _:
            return tree


def _compared(atom: Compare) -> Condition:
    columns: dict[Path, Column] = {}
    left, right = _sum(atom.left, columns), _sum(atom.right, columns)
    if left is None or right is None:
        return atom
    terms = {key: each for key, each in _added(left, right, -1).items() if each}
    constant = terms.pop((), Fraction(0))
    if not terms:
        holds = bool(_SIGNS[atom.op](constant, 0))
        return Flag(Literal(holds, ColumnType.BOOLEAN))
    (first, factor), *others = terms.items()
    sign = atom.op if factor > 0 else _TURNED.get(atom.op, atom.op)
    if len(first) == 1 and not others:
        number = -constant / factor
        value = int(number) if number.denominator == 1 else float(number)
        kind = ColumnType.INTEGER if number.denominator == 1 else ColumnType.NUMBER
        return Compare(sign, columns[first[0]], Literal(value, kind))
    if len(others) == 1 and not constant:
        ((second, against),) = others
        if len(first) == len(second) == 1 and against == -factor:
            return Compare(sign, columns[first[0]], columns[second[0]])
    return atom


def _sum(item: Operand, columns: dict[Path, Column]) -> _Sum | None:
    """The operand as a polynomial; None where it is none of numbers. `columns` take its columns."""
    match item:
        case Literal(value) if isinstance(value, int | float) and not isinstance(value, bool):
            return {(): Fraction(str(value))}
        case Column() if item.type in _NUMBERS:
            columns[item.path] = item
            return {(item.path,): Fraction(1)}
        case Arithmetic():
            left = {} if item.left is None else _sum(item.left, columns)
            right = _sum(item.right, columns)
            if left is None or right is None:
                return None
            if item.op == "*":
                return _product(left, right)
            return _added(left, right, -1 if item.op == "-" else 1)
        case _:
            return None


def _added(left: _Sum, right: _Sum, factor: int) -> _Sum:
    keys = dict.fromkeys((*left, *right))
    nought = Fraction(0)
    return {key: left.get(key, nought) + factor * right.get(key, nought) for key in keys}


def _product(left: _Sum, right: _Sum) -> _Sum | None:
    found: _Sum = {}
    for one, factor in left.items():
        for other, by in right.items():
            key = tuple(sorted((*one, *other)))
            found[key] = found.get(key, Fraction(0)) + factor * by
    return found if len(found) <= _MOST else None

"""Conditions and measures computed slowly, row by row, in plain Python.

Nothing of `compile` and `execute` is used: a row is a dict, NULL is None, and three-valued logic
is written out. The engine must give the same figures.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from operator import eq, ge, gt, le, lt, ne
from typing import Any

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
)

Row = Mapping[str, object]
Truth = bool | None

_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """What a measure counts of some rows."""

    n: float
    total: float | None
    missing: int
    set_aside: int


def truth(tree: Condition, row: Row, as_of: date) -> Truth:
    """True, False or None of a row; joined columns stand in it as `key.column`."""
    match tree:
        case Flag():
            found = _value(tree.item, row, as_of)
            return found if found is None else bool(found)
        case Not():
            inner = truth(tree.item, row, as_of)
            return None if inner is None else not inner
        case Both():
            answers = [truth(item, row, as_of) for item in tree.items]
            return False if False in answers else None if None in answers else True
        case Either():
            answers = [truth(item, row, as_of) for item in tree.items]
            return True if True in answers else None if None in answers else False
        case IsNull():
            return _value(tree.item, row, as_of) is None
        case InList():
            item = _value(tree.item, row, as_of)
            return None if item is None else any(item == value.value for value in tree.values)
        case Compare():
            left, right = _value(tree.left, row, as_of), _value(tree.right, row, as_of)
            if left is None or right is None:
                return None
            return _SIGNS[tree.op](left, right)
        case Like():
            item = _value(tree.item, row, as_of)
            return None if item is None else _is_like(str(item), tree.pattern)
        case Matches():
            item = _value(tree.item, row, as_of)
            return None if item is None else bool(re.fullmatch(tree.pattern, str(item), re.DOTALL))
        case _:
            raise NotImplementedError(tree)


def _is_like(text: str, pattern: str) -> bool:
    """SQL's like, a sign at a time: % is any text, _ any one sign."""
    if not pattern:
        return not text
    if pattern[0] == "%":
        return any(_is_like(text[at:], pattern[1:]) for at in range(len(text) + 1))
    fits = bool(text) and pattern[0] in ("_", text[0])
    return fits and _is_like(text[1:], pattern[1:])


def _value(item: Operand, row: Row, as_of: date) -> object:
    match item:
        case Column():
            return row[".".join(item.path)]
        case Literal():
            return item.value
        case Reserved():
            return as_of
        case Arithmetic():
            left = 0 if item.left is None else _value(item.left, row, as_of)
            right = _value(item.right, row, as_of)
            if left is None or right is None:
                return None
            assert isinstance(left, int | float)
            assert isinstance(right, int | float)
            return (
                left + right
                if item.op == "+"
                else (left - right if item.op == "-" else left * right)
            )


def taken(rows: Iterable[Row], where: Condition | None, as_of: date) -> tuple[list[Row], int]:
    """The rows of `where`, and how many are set aside because it is unknown of them."""
    if where is None:
        return list(rows), 0
    answers = [(row, truth(where, row, as_of)) for row in rows]
    return [row for row, answer in answers if answer], sum(a is None for _, a in answers)


def share(
    rows: Iterable[Row], of: Condition, where: Condition | None, missing: str, as_of: date
) -> Figures:
    """n rows of N for which `of` holds."""
    chosen, aside = taken(rows, where, as_of)
    answers = [truth(of, row, as_of) for row in chosen]
    silent = answers.count(None)
    total = len(answers) - silent if missing == "exclude" else len(answers)
    return Figures(answers.count(True), total, silent, aside)


def distinct(rows: Iterable[Row], of: Condition, column: str, as_of: date) -> Figures:
    """Different values of a column among the rows for which `of` holds, or may hold."""
    answers = [(row, truth(of, row, as_of)) for row in rows]
    sure = {row[column] for row, answer in answers if answer} - {None}
    perhaps = {row[column] for row, answer in answers if answer is not False} - {None}
    unkeyed = sum(bool(answer) and row[column] is None for row, answer in answers)
    return Figures(len(sure), None, len(perhaps) - len(sure), unkeyed)


def total(rows: Iterable[Row], column: str, where: Condition | None, as_of: date) -> Figures:
    """Sum of a column, the number of its values, and how many are empty."""
    chosen, aside = taken(rows, where, as_of)
    known = [row[column] for row in chosen if row[column] is not None]
    amount = round(sum(value for value in known if isinstance(value, int | float)), 9)
    return Figures(amount, len(known), len(chosen) - len(known), aside)

"""Conditions with their dates filled in, and the columns they reach over a key."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

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
from engine.model.spec import Window


def dates_of(window: Window | None, as_of: date) -> dict[str, date]:
    """The reserved names; a project without a period has one without bounds."""
    start, end = (window.start, window.end) if window else (date.min, date.max)
    return {"as_of": as_of, "period_start": start, "period_end": end}


def bind(tree: Condition, dates: dict[str, date]) -> Condition:
    """The condition with literals for as_of, period_start and period_end."""
    match tree:
        case Compare():
            return Compare(tree.op, _operand(tree.left, dates), _operand(tree.right, dates))
        case InList():
            return InList(_operand(tree.item, dates), tree.values)
        case IsNull():
            return IsNull(_operand(tree.item, dates))
        case Not():
            return Not(bind(tree.item, dates))
        case Both():
            return Both(tuple(bind(item, dates) for item in tree.items))
        case Either():
            return Either(tuple(bind(item, dates) for item in tree.items))
        case Like() | Matches() | Flag():
            return tree
        case _:
            assert_never(tree)


def _operand(item: Operand, dates: dict[str, date]) -> Operand:
    match item:
        case Reserved():
            return Literal(dates[item.name], ColumnType.DATE)
        case Arithmetic():
            left = None if item.left is None else _operand(item.left, dates)
            return Arithmetic(item.op, left, _operand(item.right, dates), item.type)
        case _:
            return item


def columns_of(tree: Condition) -> Iterator[Column]:
    """Every column that the condition names, in the order of its text."""
    match tree:
        case Compare():
            yield from _columns(tree.left)
            yield from _columns(tree.right)
        case InList() | IsNull() | Like() | Matches() | Flag():
            yield from _columns(tree.item)
        case Not():
            yield from columns_of(tree.item)
        case Both() | Either():
            for item in tree.items:
                yield from columns_of(item)
        case _:
            assert_never(tree)


def arithmetic_of(tree: Condition) -> Iterator[Arithmetic]:
    """Whatever the condition computes, whole expressions only."""
    match tree:
        case Compare():
            yield from (each for each in (tree.left, tree.right) if isinstance(each, Arithmetic))
        case InList() | IsNull():
            yield from (each for each in (tree.item,) if isinstance(each, Arithmetic))
        case Like() | Matches() | Flag():
            return
        case Not():
            yield from arithmetic_of(tree.item)
        case Both() | Either():
            for item in tree.items:
                yield from arithmetic_of(item)
        case _:
            assert_never(tree)


def _columns(item: Operand) -> Iterator[Column]:
    if isinstance(item, Column):
        yield item
    elif isinstance(item, Arithmetic):
        if item.left is not None:
            yield from _columns(item.left)
        yield from _columns(item.right)


def conjunction(*trees: Condition | None) -> Condition | None:
    """All of the conditions that are there, as one; None when there are none."""
    present: list[Condition] = []
    for tree in trees:
        present += tree.items if isinstance(tree, Both) else [tree] if tree else []
    if len(present) < 2:
        return present[0] if present else None
    return Both(tuple(present))

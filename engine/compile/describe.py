"""A plan in words, for people who wonder what a run asks of the tables."""

from collections.abc import Iterator
from typing import assert_never

from engine.compile.plan import Plan
from engine.compile.questions import Mask, Path, Scan, State, Total
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
    Not,
    Operand,
    Reserved,
    Scalar,
)


def describe(plan: Plan) -> str:
    """One paragraph a scan: its joins, its conditions, its totals by their keys."""
    lines = [line for scan in plan.scans for line in _scan(scan)]
    return "\n".join(lines)


def condition_text(tree: Condition) -> str:
    """The condition in SQL syntax, bracketed so that its reading is plain."""
    match tree:
        case Compare():
            return f"{_operand(tree.left)} {tree.op} {_operand(tree.right)}"
        case InList():
            values = ", ".join(_scalar(value.value) for value in tree.values)
            return f"{_operand(tree.item)} in ({values})"
        case IsNull():
            return f"{_operand(tree.item)} is null"
        case Like():
            return f"{_operand(tree.item)} like {_scalar(tree.pattern)}"
        case Flag():
            return _operand(tree.item)
        case Not():
            return f"not ({condition_text(tree.item)})"
        case Both():
            return " and ".join(_bracketed(item) for item in tree.items)
        case Either():
            return " or ".join(_bracketed(item) for item in tree.items)
        case _:
            assert_never(tree)


def _bracketed(tree: Condition) -> str:
    text = condition_text(tree)
    return f"({text})" if isinstance(tree, Both | Either) else text


def _operand(item: Operand) -> str:
    match item:
        case Column():
            return ".".join(item.path)
        case Literal():
            return _scalar(item.value)
        case Reserved():
            return item.name
        case Arithmetic():
            left = "" if item.left is None else f"{_operand(item.left)} "
            return f"({left}{item.op} {_operand(item.right)})"
        case _:
            assert_never(item)


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    quoted = str(value).replace("'", "''")
    return f"'{quoted}'"


def _scan(scan: Scan) -> Iterator[str]:
    yield f"scan {scan.dataset}"
    for join in scan.joins:
        columns = ", ".join(name for name, _ in join.columns)
        yield f"  join {join.dataset} on {join.key} = {join.target}: {columns}"
    for number, tree in enumerate(scan.conditions):
        yield f"  c{number}: {condition_text(tree)}"
    for grouping in scan.groupings:
        yield f"  by {_paths(grouping.keys) or 'nothing'}"
        for number, total in enumerate(grouping.totals):
            yield f"    t{number}: {_total(total)}"


def _total(total: Total) -> str:
    what = ".".join(total.column) if total.column else "rows"
    asked = f"filled {what}" if total.filled else f"sum of {what}" if total.column else what
    return f"{asked}{_mask(total.mask)}"


def _mask(mask: Mask) -> str:
    parts = [f"c{index}{'' if state is State.TRUE else ' unknown'}" for index, state in mask]
    return f" where {' and '.join(parts)}" if parts else ""


def _paths(keys: tuple[Path, ...]) -> str:
    return " × ".join(".".join(path) for path in keys)

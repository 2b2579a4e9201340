"""A typed tree → a condition as one writes it."""

from typing import assert_never

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
        case Matches():
            return f"{_operand(tree.item)} matches {_scalar(tree.pattern)}"
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

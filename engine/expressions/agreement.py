"""Values of two sides of a comparison: literals, dates written as text, types that agree."""

from collections.abc import Iterator
from datetime import date

from sqlglot import exp

from engine.codes.rules import BAD_DATE, TYPES_DIFFER
from engine.expressions.refusals import ConditionError
from engine.expressions.syntax import span_of_tree
from engine.model.conditions import Arithmetic, ColumnType, Literal, Operand


def read_literal(node: exp.Literal) -> Literal:
    """A number or a text as written."""
    text = str(node.this)
    if node.is_string:
        return Literal(text, ColumnType.STRING)
    if "." in text:
        return Literal(float(text), ColumnType.NUMBER)
    return Literal(int(text), ColumnType.INTEGER)


def agree(
    left: Operand, right: Operand, left_node: exp.Expr, right_node: exp.Expr
) -> tuple[Operand, Operand]:
    """Both operands with types that can be compared; a text beside a date becomes a date."""
    left, right = _as_date(left, right, left_node), _as_date(right, left, right_node)
    if left.type is right.type or (left.type.is_numeric and right.type.is_numeric):
        return left, right
    raise types_differ(right_node, right.type, left.type)


def _as_date(item: Operand, other: Operand, node: exp.Expr) -> Operand:
    if other.type is not ColumnType.DATE or not isinstance(item, Literal):
        return item
    if not isinstance(item.value, str):
        return item
    try:
        if len(item.value) != 10:
            raise ValueError
        return Literal(date.fromisoformat(item.value), ColumnType.DATE)
    except ValueError:
        raise ConditionError(BAD_DATE, span_of_tree(node), value=item.value) from None


def types_differ(node: exp.Expr, found: ColumnType, expected: ColumnType) -> ConditionError:
    """The refusal of a value whose type does not fit."""
    types = {"type": found.value, "expected": expected.value}
    return ConditionError(TYPES_DIFFER, span_of_tree(node), **types)


def leaves(*items: Operand | None) -> Iterator[Operand]:
    """The columns, literals and reserved names of arithmetic."""
    for item in items:
        if isinstance(item, Arithmetic):
            yield from leaves(item.left, item.right)
        elif item is not None:
            yield item

"""sqlglot's tree → the typed tree of `engine.model.conditions`, by an allow-list of nodes.

Values of two sides of a comparison: literals, dates written as text, types that agree.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from sqlglot import exp

from engine.codes.rules import (
    BAD_DATE,
    CONDITION_NOT_ALLOWED,
    CONDITION_OVERFLOWS,
    CONSTANT_CONDITION,
    NOT_A_CONDITION,
    TEXTS_HAVE_NO_ORDER,
    TYPES_DIFFER,
    VALUE_NOT_LISTED,
)
from engine.expressions.columns import ColumnSource
from engine.expressions.magnitudes import TooLargeError, span_of_values
from engine.expressions.refusals import FOUND, ConditionError
from engine.expressions.suggestions import nearest
from engine.expressions.tokens import span_of_tree
from engine.model.conditions import (
    RESERVED_NAMES,
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
    Not,
    Operand,
    Reserved,
)


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


_COMPARISONS: dict[type[exp.Expr], str] = {
    exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=",
}  # fmt: skip
_ARITHMETIC: dict[type[exp.Expr], str] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*"}
_PARTS: dict[type[exp.Expr], set[str]] = {
    exp.In: {"this", "expressions"},
    exp.Between: {"this", "low", "high"},
    exp.Like: {"this", "expression", "negate"},
    exp.Column: {"this", "table"},
    exp.Literal: {"this", "is_string"},
    exp.Paren: {"this"}, exp.Not: {"this"}, exp.Neg: {"this"}, exp.Boolean: {"this"},
}  # fmt: skip
_TWO_PARTS = {"this", "expression"}
_KNOWN = {*_PARTS, *_COMPARISONS, *_ARITHMETIC, exp.And, exp.Or, exp.Is}
_ORDERED = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE)


class Checker:
    """Reads conditions over one dataset. Raises ConditionError at what it does not know."""

    def __init__(self, columns: ColumnSource) -> None:
        self._columns = columns

    def condition(self, node: exp.Expr) -> Condition:
        """The node as a condition: something that is true, false or unknown of a row."""
        _check_parts(node)
        match node:
            case exp.Paren():
                return self.condition(node.this)
            case exp.And():
                return Both(tuple(self.condition(part) for part in _flat(node, exp.And)))
            case exp.Or():
                return Either(tuple(self.condition(part) for part in _flat(node, exp.Or)))
            case exp.Not():
                return Not(self.condition(node.this))
            case exp.In():
                return self._in_list(node)
            case exp.Between():
                return self._between(node)
            case exp.Is():
                return self._is_null(node)
            case exp.Like():
                return self._like(node)
            case exp.Column() | exp.Boolean():
                return self._flag(node)
        if type(node) in _COMPARISONS:
            return self._compare(_COMPARISONS[type(node)], node.this, node.expression, node)
        raise self._not_a_condition(node)

    def operand(self, node: exp.Expr) -> Operand:
        """The node as a value: a column, a literal, or arithmetic on them."""
        _check_parts(node)
        match node:
            case exp.Paren():
                return self.operand(node.this)
            case exp.Column():
                return self._column(node)
            case exp.Literal():
                return read_literal(node)
            case exp.Boolean():
                return Literal(bool(node.this), ColumnType.BOOLEAN)
            case exp.Neg():
                return self._negation(node)
        if type(node) in _ARITHMETIC:
            return self._arithmetic(node)
        raise self._not_a_condition(node)

    def _column(self, node: exp.Column) -> Column | Reserved:
        names = tuple(part.name for part in node.parts)
        if len(names) == 1 and names[0] in RESERVED_NAMES:
            return Reserved(names[0])
        quoted = bool(node.this.args.get("quoted"))
        return self._columns.column(names, span_of_tree(node), quoted=quoted)

    def _flag(self, node: exp.Expr) -> Flag:
        item = self.operand(node)
        if item.type is ColumnType.BOOLEAN and isinstance(item, Column | Literal):
            return Flag(item)
        raise self._not_a_condition(node, item.type.value)

    def _negation(self, node: exp.Neg) -> Operand:
        item = self._number(node.this)
        if isinstance(item, Literal) and isinstance(item.value, int | float):
            return Literal(-item.value, item.type)
        return self._bounded(Arithmetic("-", None, item, item.type), node)

    def _arithmetic(self, node: exp.Expr) -> Arithmetic:
        left, right = self._number(node.this), self._number(node.expression)
        whole = left.type is right.type is ColumnType.INTEGER
        kind = ColumnType.INTEGER if whole else ColumnType.NUMBER
        return self._bounded(Arithmetic(_ARITHMETIC[type(node)], left, right, kind), node)

    def _bounded(self, item: Arithmetic, node: exp.Expr) -> Arithmetic:
        """The arithmetic, if it stays small enough over the values that are declared, or over one
        where none are."""
        try:
            span_of_values(item, self._declared)
        except TooLargeError:
            raise ConditionError(CONDITION_OVERFLOWS, span_of_tree(node), part=FOUND) from None
        return item

    def _declared(self, column: Column) -> tuple[Fraction, Fraction]:
        limits = self._columns.field(column.path, None).constraints
        low, high = limits.minimum, limits.maximum
        return (
            Fraction(str(low)) if isinstance(low, int | float) else Fraction(-1),
            Fraction(str(high)) if isinstance(high, int | float) else Fraction(1),
        )

    def _number(self, node: exp.Expr) -> Operand:
        item = self.operand(node)
        if not item.type.is_numeric:
            raise types_differ(node, item.type, ColumnType.NUMBER)
        return item

    def _compare(self, op: str, left: exp.Expr, right: exp.Expr, node: exp.Expr) -> Compare:
        first, second = agree(self.operand(left), self.operand(right), left, right)
        if op not in ("=", "<>") and first.type not in _ORDERED:
            raise ConditionError(
                TEXTS_HAVE_NO_ORDER, span_of_tree(node), sign=op, type=first.type.value
            )
        if not any(isinstance(leaf, Column | Reserved) for leaf in leaves(first, second)):
            raise ConditionError(CONSTANT_CONDITION, span_of_tree(node))
        self._check_listed(first, second, right)
        self._check_listed(second, first, left)
        return Compare(op, first, second)

    def _in_list(self, node: exp.In) -> InList:
        item = self.operand(node.this)
        if not isinstance(item, Column | Arithmetic):
            raise ConditionError(CONSTANT_CONDITION, span_of_tree(node))
        if not node.expressions:
            raise ConditionError(CONDITION_NOT_ALLOWED, span_of_tree(node), empty_list=FOUND)
        return InList(item, tuple(self._value(item, part, node) for part in node.expressions))

    def _value(self, item: Operand, part: exp.Expr, node: exp.In) -> Literal:
        value = agree(item, self.operand(part), node.this, part)[1]
        if not isinstance(value, Literal):
            raise ConditionError(CONDITION_NOT_ALLOWED, span_of_tree(part), column_in_list=FOUND)
        self._check_listed(item, value, part)
        return value

    def _between(self, node: exp.Between) -> Both:
        low, high = node.args["low"], node.args["high"]
        return Both(
            (self._compare(">=", node.this, low, node), self._compare("<=", node.this, high, node))
        )

    def _is_null(self, node: exp.Is) -> IsNull:
        if not isinstance(node.expression, exp.Null):
            raise ConditionError(CONDITION_NOT_ALLOWED, span_of_tree(node), is_test=FOUND)
        item = self.operand(node.this)
        if not isinstance(item, Column | Arithmetic):
            raise ConditionError(CONSTANT_CONDITION, span_of_tree(node))
        return IsNull(item)

    def _like(self, node: exp.Like) -> Like | Not:
        item, pattern = self.operand(node.this), self.operand(node.expression)
        if not isinstance(item, Column):
            raise ConditionError(CONSTANT_CONDITION, span_of_tree(node))
        if item.type is not ColumnType.STRING:
            raise types_differ(node.this, item.type, ColumnType.STRING)
        if not isinstance(pattern, Literal) or not isinstance(pattern.value, str):
            raise types_differ(node.expression, pattern.type, ColumnType.STRING)
        like = Like(item, pattern.value)
        return Not(like) if node.args.get("negate") else like

    def _check_listed(self, item: Operand, value: Operand, node: exp.Expr) -> None:
        """A value that the column's `enum` does not list would never be met with."""
        if not isinstance(item, Column) or not isinstance(value, Literal):
            return
        listed = self._columns.field(item.path, None).constraints.enum
        if listed and value.value not in listed:
            names = tuple(str(each) for each in listed)
            hint = nearest(str(value.value), names) or ""
            column, written = ".".join(item.path), str(value.value)
            raise ConditionError(
                VALUE_NOT_LISTED, span_of_tree(node),
                value=written, column=column, listed=names, hint=hint,
            )  # fmt: skip

    def _not_a_condition(self, node: exp.Expr, found: str = "") -> ConditionError:
        if isinstance(node, exp.Literal):
            found = read_literal(node).type.value
        if found or type(node) in _KNOWN:
            return ConditionError(NOT_A_CONDITION, span_of_tree(node), type=found)
        return ConditionError(CONDITION_NOT_ALLOWED, span_of_tree(node), other=FOUND)


def _check_parts(node: exp.Expr) -> None:
    """No part that the allow-list does not know may be set: `in (select …)`, `like … escape`."""
    known = _PARTS.get(type(node), _TWO_PARTS)
    unknown = [name for name, value in node.args.items() if value and name not in known]
    if unknown:
        raise ConditionError(CONDITION_NOT_ALLOWED, span_of_tree(node), other=FOUND)


def _flat(node: exp.Expr, kind: type[exp.Expr]) -> Iterator[exp.Expr]:
    """The parts of a chain `a and b and c`, left to right, without recursion into it."""
    parts: list[exp.Expr] = []
    while isinstance(node, kind):
        _check_parts(node)
        parts.append(node.expression)
        node = node.this
    yield node
    yield from reversed(parts)

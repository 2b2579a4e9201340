"""The tree of what is written → the typed tree of `engine.model.conditions`, by an allow-list of
nodes.

Values of two sides of a comparison: literals, dates written as text, types that agree.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from engine.codes.rules import (
    BAD_DATE,
    BAD_PATTERN,
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
from engine.expressions.refusals import FOUND, ConditionError, Span
from engine.expressions.regular import PatternError, automaton
from engine.expressions.suggestions import meant_day, nearest
from engine.expressions.syntax import Node
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
    Matches,
    Not,
    Operand,
    Reserved,
)


def read_literal(node: Node) -> Literal:
    """A number or a text as written."""
    text = node.words[0]
    if node.kind == "string":
        return Literal(text, ColumnType.STRING)
    if "." in text:
        return Literal(float(text), ColumnType.NUMBER)
    return Literal(int(text), ColumnType.INTEGER)


def agree(
    left: Operand, right: Operand, left_node: Node, right_node: Node
) -> tuple[Operand, Operand]:
    """Both operands with types that can be compared; a text beside a date becomes a date."""
    left, right = _as_date(left, right, left_node), _as_date(right, left, right_node)
    if left.type is right.type or (left.type.is_numeric and right.type.is_numeric):
        return left, right
    raise types_differ(right_node, right.type, left.type)


def _as_date(item: Operand, other: Operand, node: Node) -> Operand:
    if other.type is not ColumnType.DATE or not isinstance(item, Literal):
        return item
    if not isinstance(item.value, str):
        return item
    try:
        if len(item.value) != 10:
            raise ValueError
        return Literal(date.fromisoformat(item.value), ColumnType.DATE)
    except ValueError:
        meant = meant_day(item.value)
        raise ConditionError(BAD_DATE, node.span, value=item.value, hint=meant) from None


def types_differ(node: Node, found: ColumnType, expected: ColumnType) -> ConditionError:
    """The refusal of a value whose type does not fit."""
    types = {"type": found.value, "expected": expected.value}
    return ConditionError(TYPES_DIFFER, node.span, **types)


def leaves(*items: Operand | None) -> Iterator[Operand]:
    """The columns, literals and reserved names of arithmetic."""
    for item in items:
        if isinstance(item, Arithmetic):
            yield from leaves(item.left, item.right)
        elif item is not None:
            yield item


def _within(node: Node, text: str, span: Span) -> Span | None:
    """The characters of a text where it is written: behind its quote, with quotes of its own
    doubled."""
    if node.span is None:
        return None
    first, last = (node.span[0] + 1 + at + text[:at].count("'") for at in span)
    return first, last


_COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
_ARITHMETIC = ("+", "-", "*")
_KNOWN = {
    *_COMPARISONS, *_ARITHMETIC, "and", "or", "not", "in", "between", "is", "like", "matches",
    "bracket", "negative", "column", "string", "number", "true", "false",
}  # fmt: skip
_ORDERED = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE)


class Checker:
    """Reads conditions over one dataset. Raises ConditionError at what it does not know."""

    def __init__(self, columns: ColumnSource) -> None:
        self._columns = columns

    def condition(self, node: Node) -> Condition:
        """The node as a condition: something that is true, false or unknown of a row."""
        match node.kind:
            case "bracket":
                return self.condition(node.parts[0])
            case "and":
                return Both(tuple(self.condition(part) for part in node.parts))
            case "or":
                return Either(tuple(self.condition(part) for part in node.parts))
            case "not":
                return Not(self.condition(node.parts[0]))
            case "in":
                return self._in_list(node)
            case "between":
                return self._between(node)
            case "is":
                return self._is_null(node)
            case "like":
                return Like(*self._pattern(node))
            case "matches":
                return self._matches(node)
            case "column" | "true" | "false":
                return self._flag(node)
        if node.kind in _COMPARISONS:
            left, right = node.parts
            return self._compare(node.kind, left, right, node)
        raise self._not_a_condition(node)

    def operand(self, node: Node) -> Operand:
        """The node as a value: a column, a literal, or arithmetic on them."""
        match node.kind:
            case "bracket":
                return self.operand(node.parts[0])
            case "column":
                return self._column(node)
            case "string" | "number":
                return read_literal(node)
            case "true" | "false":
                return Literal(node.kind == "true", ColumnType.BOOLEAN)
            case "negative":
                return self._negation(node)
        if node.kind in _ARITHMETIC:
            return self._arithmetic(node)
        raise self._not_a_condition(node)

    def _column(self, node: Node) -> Column | Reserved:
        if len(node.words) == 1 and node.words[0] in RESERVED_NAMES:
            return Reserved(node.words[0])
        return self._columns.column(node.words, node.span, quoted=node.quoted)

    def _flag(self, node: Node) -> Flag:
        item = self.operand(node)
        if item.type is ColumnType.BOOLEAN and isinstance(item, Column | Literal):
            return Flag(item)
        raise self._not_a_condition(node, item.type.value)

    def _negation(self, node: Node) -> Operand:
        item = self._number(node.parts[0])
        if isinstance(item, Literal) and isinstance(item.value, int | float):
            return Literal(-item.value, item.type)
        return self._bounded(Arithmetic("-", None, item, item.type), node)

    def _arithmetic(self, node: Node) -> Arithmetic:
        left, right = (self._number(part) for part in node.parts)
        whole = left.type is right.type is ColumnType.INTEGER
        kind = ColumnType.INTEGER if whole else ColumnType.NUMBER
        return self._bounded(Arithmetic(node.kind, left, right, kind), node)

    def _bounded(self, item: Arithmetic, node: Node) -> Arithmetic:
        """The arithmetic, if it stays small enough over the values that are declared, or over one
        where none are."""
        try:
            span_of_values(item, self._declared)
        except TooLargeError:
            raise ConditionError(CONDITION_OVERFLOWS, node.span, part=FOUND) from None
        return item

    def _declared(self, column: Column) -> tuple[Fraction, Fraction]:
        limits = self._columns.field(column.path, None).constraints
        low, high = limits.minimum, limits.maximum
        return (
            Fraction(str(low)) if isinstance(low, int | float) else Fraction(-1),
            Fraction(str(high)) if isinstance(high, int | float) else Fraction(1),
        )

    def _number(self, node: Node) -> Operand:
        item = self.operand(node)
        if not item.type.is_numeric:
            raise types_differ(node, item.type, ColumnType.NUMBER)
        return item

    def _compare(self, op: str, left: Node, right: Node, node: Node) -> Compare:
        first, second = agree(self.operand(left), self.operand(right), left, right)
        if op not in ("=", "<>") and first.type not in _ORDERED:
            raise ConditionError(TEXTS_HAVE_NO_ORDER, node.span, sign=op, type=first.type.value)
        if not any(isinstance(leaf, Column | Reserved) for leaf in leaves(first, second)):
            raise ConditionError(CONSTANT_CONDITION, node.span)
        self._check_listed(first, second, right)
        self._check_listed(second, first, left)
        return Compare(op, first, second)

    def _in_list(self, node: Node) -> InList:
        first, *values = node.parts
        item = self.operand(first)
        if not isinstance(item, Column | Arithmetic):
            raise ConditionError(CONSTANT_CONDITION, node.span)
        if not values:
            raise ConditionError(CONDITION_NOT_ALLOWED, node.span, empty_list=FOUND)
        return InList(item, tuple(self._value(item, part, first) for part in values))

    def _value(self, item: Operand, part: Node, first: Node) -> Literal:
        value = agree(item, self.operand(part), first, part)[1]
        if not isinstance(value, Literal):
            raise ConditionError(CONDITION_NOT_ALLOWED, part.span, column_in_list=FOUND)
        self._check_listed(item, value, part)
        return value

    def _between(self, node: Node) -> Both:
        item, low, high = node.parts
        return Both((self._compare(">=", item, low, node), self._compare("<=", item, high, node)))

    def _is_null(self, node: Node) -> IsNull:
        item_node, tested = node.parts
        if tested.kind != "null":
            raise ConditionError(CONDITION_NOT_ALLOWED, node.span, is_test=FOUND)
        item = self.operand(item_node)
        if not isinstance(item, Column | Arithmetic):
            raise ConditionError(CONSTANT_CONDITION, node.span)
        return IsNull(item)

    def _matches(self, node: Node) -> Matches:
        item, pattern = self._pattern(node)
        try:
            automaton(pattern)
        except PatternError as error:
            part = {error.reason: pattern[slice(*error.span)]}
            span = _within(node.parts[1], pattern, error.span)
            raise ConditionError(BAD_PATTERN, span, **part) from None
        return Matches(item, pattern)

    def _pattern(self, node: Node) -> tuple[Column, str]:
        """The column of texts and what they are held against."""
        item, pattern = (self.operand(part) for part in node.parts)
        if not isinstance(item, Column):
            raise ConditionError(CONSTANT_CONDITION, node.span)
        if item.type is not ColumnType.STRING:
            raise types_differ(node.parts[0], item.type, ColumnType.STRING)
        if not isinstance(pattern, Literal) or not isinstance(pattern.value, str):
            raise types_differ(node.parts[1], pattern.type, ColumnType.STRING)
        return item, pattern.value

    def _check_listed(self, item: Operand, value: Operand, node: Node) -> None:
        """A value that the column's `enum` does not list would never be met with."""
        if not isinstance(item, Column) or not isinstance(value, Literal):
            return
        listed = self._columns.field(item.path, None).constraints.enum
        if listed and value.value not in listed:
            names = tuple(str(each) for each in listed)
            hint = nearest(str(value.value), names) or ""
            column, written = ".".join(item.path), str(value.value)
            raise ConditionError(
                VALUE_NOT_LISTED, node.span,
                value=written, column=column, listed=names, hint=hint,
            )  # fmt: skip

    def _not_a_condition(self, node: Node, found: str = "") -> ConditionError:
        if node.kind in ("string", "number"):
            found = read_literal(node).type.value
        if found or node.kind in _KNOWN:
            return ConditionError(NOT_A_CONDITION, node.span, type=found)
        return ConditionError(CONDITION_NOT_ALLOWED, node.span, other=FOUND)

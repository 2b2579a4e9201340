"""How large the numbers of a condition can become.

Engines wrap around in silence where a whole number outgrows 64 bits; so what might is refused.
"""

from collections.abc import Callable
from fractions import Fraction

from engine.model.conditions import Arithmetic, Column, ColumnType, Literal, Operand

Span = tuple[Fraction, Fraction]
"""The least and the largest value."""

LARGEST_WHOLE = Fraction(2**63 - 1)
LARGEST = Fraction(10**300)


class TooLargeError(Exception):
    """A number of the condition can outgrow what engines compute with."""

    def __init__(self, item: Operand) -> None:
        super().__init__("numbers are too large")
        self.item = item


def span_of_values(item: Operand, of: Callable[[Column], Span]) -> Span:
    """Between which numbers the operand lies; `of` says it of columns. Raises TooLargeError where
    it, or a part of it, can be too large."""
    match item:
        case Arithmetic(left=None):
            low, high = span_of_values(item.right, of)
            span = -high, -low
        case Arithmetic(left=left) if left is not None:
            span = _combined(item.op, span_of_values(left, of), span_of_values(item.right, of))
        case Column():
            span = of(item)
        case Literal(value=int() | float() as value):
            span = Fraction(str(value)), Fraction(str(value))
        case _:
            raise TypeError(item)
    limit = LARGEST_WHOLE if item.type is ColumnType.INTEGER else LARGEST
    if max(abs(span[0]), abs(span[1])) > limit:
        raise TooLargeError(item)
    return span


def _combined(op: str, left: Span, right: Span) -> Span:
    if op == "+":
        return left[0] + right[0], left[1] + right[1]
    if op == "-":
        return left[0] - right[1], left[1] - right[0]
    products = [one * other for one in left for other in right]
    return min(products), max(products)

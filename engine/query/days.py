"""Outside which days no row counts, so that it need not be read at all."""

from collections.abc import Iterable, Iterator
from datetime import date

from engine.model.conditions import Both, Column, Compare, Condition, Literal
from engine.query.questions import Days, State, Total


def days_of(
    totals: tuple[Total, ...], conditions: tuple[Condition, ...], column: str | None
) -> Days | None:
    """The days that hold every row of the totals; None where a total looks at all days."""
    if column is None or not totals:
        return None
    spans = [_span(total, conditions, column) for total in totals]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return None
    return Days((column,), min(first for first, _ in known), max(last for _, last in known))


def _span(total: Total, conditions: tuple[Condition, ...], column: str) -> tuple[date, date] | None:
    """A row outside the bounds is false, and so neither true nor unknown."""
    bounds = [
        bound
        for index, state in total.mask
        for bound in _bounds(_parts(conditions[index], state), column)
    ]
    if not bounds:
        return None
    firsts = [day for sign, day in bounds if sign == ">="]
    lasts = [day for sign, day in bounds if sign == "<="]
    return max(firsts, default=date.min), min(lasts, default=date.max)


def _parts(tree: Condition, state: State) -> Iterable[Condition]:
    """The conditions of which none may be false. That of a bare unknown one tells nothing."""
    if isinstance(tree, Both):
        return tree.items
    return (tree,) if state is State.TRUE else ()


def _bounds(parts: Iterable[Condition], column: str) -> Iterator[tuple[str, date]]:
    for part in parts:
        if (
            isinstance(part, Compare)
            and part.op in (">=", "<=")
            and isinstance(part.left, Column)
            and part.left.path == (column,)
            and isinstance(part.right, Literal)
            and isinstance(part.right.value, date)
        ):
            yield part.op, part.right.value

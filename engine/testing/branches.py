"""Branches of conditions: of each part of a condition, whether some row of the cases made it true,
false, and left it without an answer; and cases for what no row did.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from engine.classes import dataclass
from engine.compile import Plan, compile_project, span_of
from engine.datasets import Tables
from engine.execute import leaf_values
from engine.expressions.masks import telling_texts
from engine.expressions.regular import automaton
from engine.expressions.writing import condition_text
from engine.model.conditions import (
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
)
from engine.testing.cases import Case, Subject

BRANCHES = ("true", "false", "missing")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part of a condition that has no parts: of which rule or case, in words, its dataset."""

    owner: str
    text: str
    dataset: str
    tree: Condition

    @property
    def label(self) -> str:
        """«share-above: mark > 3»."""
        return f"{self.owner}: {self.text}"


def leaves(tree: Condition) -> Iterator[Condition]:
    """The parts that a condition joins by and, or, not."""
    match tree:
        case Both() | Either():
            for item in tree.items:
                yield from leaves(item)
        case Not():
            yield from leaves(tree.item)
        case _:
            yield tree


def seen_branches(case: Case) -> Mapping[Leaf, frozenset[str]]:
    """What the rows of a case made of each part of the condition of a rule; a decision table has
    its rows instead."""
    if case.subject not in (Subject.RULE, Subject.INDICATOR):
        return {}
    plan = compile_project(case.project, date.fromisoformat(case.as_of))
    found: dict[Leaf, frozenset[str]] = {}
    for leaf in _leaves(case, plan):
        values = leaf_values(plan, Tables(dict(case.tables), (), ()), leaf.dataset, leaf.tree)
        told = {"missing" if value is None else str(value).lower() for value in values}
        found[leaf] = found.get(leaf, frozenset()) | told
    return found


def _leaves(case: Case, plan: Plan) -> Iterator[Leaf]:
    planned = plan.planned(case.judged)
    if planned is None or planned.measure is None:
        return
    span, owner = span_of(planned.window, plan.as_of), case.uses[0] if case.uses else case.judged
    for _, dataset, clause in planned.measure.clauses():
        bound = span.bound(clause)
        for tree in leaves(bound) if bound else ():
            yield Leaf(owner, condition_text(tree), dataset, tree)


def possible(leaf: Leaf, case: Case) -> tuple[str, ...]:
    """The branches that rows can reach: a column that must be filled is never without answer, and
    whether a cell is empty is always known."""
    if isinstance(leaf.tree, IsNull):
        return BRANCHES[:2]
    column = _column(leaf.tree)
    resource = case.project.data.resource(leaf.dataset) if case.project.data else None
    own = column.path[0] if column and len(column.path) == 1 else None
    field = resource.field(own) if resource and own else None
    return BRANCHES[:2] if field and field.constraints.required else BRANCHES


def _column(tree: Condition) -> Column | None:
    match tree:
        case Compare():
            item: object = tree.left
        case InList() | IsNull() | Like() | Matches() | Flag():
            item = tree.item
        case _:
            return None
    return item if isinstance(item, Column) else None


def boundary(leaf: Leaf, branch: str) -> tuple[tuple[str, ...], Any] | None:
    """The way to a column and the value nearest to the boundary that takes the branch; None where
    no one value does."""
    column = _column(leaf.tree)
    if column is None:
        return None
    if branch == "missing":
        return column.path, None
    wanted = branch == "true"
    for value in _candidates(leaf.tree, column.type):
        if _holds(leaf.tree, value) is wanted:
            return column.path, value.isoformat() if isinstance(value, date) else value
    return None


_OPERATORS = {"=": eq, "<>": ne, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
_OTHER = "x"
"""A word that no condition means."""
_FILLED = {
    ColumnType.BOOLEAN: True, ColumnType.STRING: _OTHER, ColumnType.DATE: date(2022, 1, 1),
}  # fmt: skip


def _candidates(tree: Condition, kind: ColumnType) -> Iterator[Any]:
    match tree:
        case Flag():
            yield from (True, False)
        case IsNull():
            yield None
            yield _FILLED.get(kind, 1)
        case Compare() if isinstance(tree.right, Literal):
            yield from _near(tree.right.value, kind)
        case InList():
            for literal in (tree.values[0], tree.values[-1]):
                yield from _near(literal.value, kind)
        case Like():
            yield from (tree.pattern.replace("%", "").replace("_", _OTHER), _OTHER)
        case Matches():
            yield from (*(telling_texts({(Matches, tree.pattern)}, ()) or ()), _OTHER)


def _near(value: Any, kind: ColumnType) -> Iterator[Any]:
    """The value, and those just below and above it."""
    yield value
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        step = 1 if kind is ColumnType.INTEGER else 0.01
        yield from (round(value - step, 9), round(value + step, 9))
    elif isinstance(value, date):
        yield from (value - timedelta(1), value + timedelta(1))
    else:
        yield _OTHER


def _holds(tree: Condition, value: Any) -> bool:
    match tree:
        case Flag():
            return bool(value)
        case IsNull():
            return value is None
        case Compare() if isinstance(tree.right, Literal) and tree.op in _OPERATORS:
            return bool(_OPERATORS[tree.op](value, tree.right.value))
        case InList():
            return value in [literal.value for literal in tree.values]
        case Like():
            return bool(value != _OTHER)
        case Matches():
            return automaton(tree.pattern).matches(str(value))
    return False

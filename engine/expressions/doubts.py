"""Conditions that cannot be meant: parts that no row fulfils, or that every filled row does.

Decided exactly, over one value of every stretch that the condition can tell apart (see `samples`);
where arithmetic or too many columns leave it open, nothing is said.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from engine.classes import dataclass
from engine.expressions.atoms import Vocabulary, leaves
from engine.expressions.linear import solved
from engine.expressions.samples import samples_of
from engine.expressions.truth import Path, Truth, truth
from engine.model.conditions import (
    Both,
    Column,
    ColumnType,
    Compare,
    Condition,
    Either,
    Flag,
    InList,
    Like,
    Literal,
    Matches,
    Not,
    Scalar,
)
from engine.model.tables import Constraints

Declared: TypeAlias = Mapping[Path, Constraints]
_NOTHING: Declared = {}
_EVERY_ROW = Flag(Literal(True, ColumnType.BOOLEAN))
_MOST = 2_000
"""Rows that are looked at; a condition that can tell more apart is left alone."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """`is_true`: the part holds of every filled row; otherwise of none."""

    part: Condition
    is_true: bool


def doubts_of(tree: Condition, declared: Declared) -> Iterator[Doubt]:
    """The outermost parts that do not depend on the rows. What is declared of columns may leave a
    part without any row; it makes no part needless, since tables do not always keep to it."""
    if True not in (found := _answers(tree, declared)) and found:
        yield Doubt(tree, is_true=False)
    elif False not in (found := _answers(tree, _NOTHING)) and found:
        yield Doubt(tree, is_true=True)
    else:
        match tree:
            case Not():
                yield from doubts_of(tree.item, declared)
            case Both() | Either():
                for item in tree.items:
                    yield from doubts_of(item, declared)
            case InList(item, values) if len(values) > 1:
                for value in values:
                    yield from doubts_of(Compare("=", item, value), declared)


def settled(of: Condition, where: Condition, declared: Declared) -> bool | None:
    """The one answer that `of` gives on all filled rows of `where`; None where there are two, or
    where one of the conditions is settled by itself."""
    if any(_is_alone(each, declared) for each in (of, where)):
        return None
    if True not in (found := _answers(of, declared, where)) and found:
        return False
    return True if False not in (found := _answers(of, _NOTHING, where)) and found else None


def _is_alone(tree: Condition, declared: Declared) -> bool:
    return any(doubt.part == tree for doubt in doubts_of(tree, declared))


def _answers(
    tree: Condition, declared: Declared, where: Condition = _EVERY_ROW
) -> frozenset[Truth]:
    """Every answer that some row of `where` gives; nothing where that is not known."""
    return _answered(tree, tuple(declared.items()), where)


@lru_cache(maxsize=2_048)
def _answered(
    tree: Condition, declared: tuple[tuple[Path, Constraints], ...], where: Condition
) -> frozenset[Truth]:
    """The same, asked once of each: an editor asks after every key."""
    tree, where = solved(tree), solved(where)
    if isinstance(tree, Flag) and isinstance(tree.item, Literal):
        return frozenset({bool(tree.item.value)})
    vocabulary = Vocabulary()
    for each in (tree, where):
        vocabulary.read(each)
    samples = samples_of(vocabulary, dict(declared), {}, most=_MOST)
    if not samples.complete:
        return frozenset()
    return frozenset(
        truth(tree, sample.row, sample.opaque)
        for sample in samples.supposed
        if truth(where, sample.row, sample.opaque)
    )


def compared(tree: Condition) -> Iterator[tuple[Column, str, Scalar]]:
    """Each column with the sign and the constant that it is compared with."""
    for atom in leaves(tree):
        match atom:
            case Compare(op, Column() as column, Literal(value)) | Compare(
                op, Literal(value), Column() as column
            ):
                yield column, op, value
            case InList(Column() as column):
                yield from ((column, "=", literal.value) for literal in atom.values)
            case Like(Column() as column, pattern):
                yield column, "like", pattern
            case Matches(Column() as column, pattern):
                yield column, "matches", pattern

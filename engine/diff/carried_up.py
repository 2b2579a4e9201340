"""The target at every organisation, or at every value of a column, beside that of all together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from engine.diff.implication import own_kinds, target_of
from engine.diff.relation import Relation
from engine.diff.row_classes import Kind, Piece, Role
from engine.diff.scope import World
from engine.diff.witness import Builder, Trial, random_tables
from engine.measures.comparing import limit_of
from engine.model.conditions import ColumnType
from engine.model.measures import Form
from engine.model.spec import Indicator, Level
from engine.model.targets import UPWARD
from engine.results.changes import Witness

_MIXTURES = ((1, 0, 0, 1), (9, 0, 0, 1), (9, 0, 1, 1), (99, 0, 0, 1), (1, 0, 9, 1), (2, 1, 1, 2))
"""Rows that count and rows that do not, in one organisation and in another."""


def judge_relation(old: Indicator, new: Indicator, world: World) -> Relation:
    """What every organisation reaches in shares, means or counts, all together reach too."""
    if new.rule is None or old.rule is None:
        return Relation()
    is_finer = new.judge is Level.SCHOOL
    asks_more = _is_carried_up(new)
    witness = Trial(old, new, world).of_any(_tables(new, world), 0 if is_finer else 1)
    return Relation(
        new_implies_old=is_finer and asks_more,
        old_implies_new=not is_finer and asks_more,
        only_old=witness if is_finer else None,
        only_new=None if is_finer else witness,
    )


def values_relation(old: Indicator, new: Indicator, world: World) -> Relation:
    """What every value of a column reaches, all together reach too."""
    if new.rule is None or old.rule is None:
        return Relation()
    judged, is_finer = (new, True) if new.judges_values else (old, False)
    asks_more = _is_carried_up(judged)
    witness = _witness_of_values(old, new, judged, world)
    return Relation(
        new_implies_old=is_finer and asks_more,
        old_implies_new=not is_finer and asks_more,
        only_old=witness if is_finer else None,
        only_new=None if is_finer else witness,
    )


def _witness_of_values(
    old: Indicator, new: Indicator, judged: Indicator, world: World
) -> Witness | None:
    side = 0 if new.judges_values else 1
    return Trial(old, new, world).of_any(_tables(judged, world, _by_value), side)


def _is_carried_up(indicator: Indicator) -> bool:
    """A mean of means lies between them, and a sum of counts is not less than each."""
    assert indicator.rule is not None
    measure = indicator.rule.measure
    if measure.lies_between_parts:
        return True
    return measure.adds_up_parts and target_of(indicator).operator in UPWARD


_Placing = Callable[[Kind, int, Indicator, World], tuple[Piece, ...]]


def _tables(
    indicator: Indicator, world: World, placing: "_Placing | None" = None
) -> Iterator[Builder]:
    """Of two kinds of rows in mixtures; random ones where the rows of a measure have no kinds."""
    assert indicator.rule is not None
    pair = _pair(indicator, world)
    if indicator.rule.measure.demand() is None and _is_carried_up(indicator):
        yield from random_tables(indicator, world)
    for mixture in _MIXTURES if pair else ():
        builder = Builder(world)
        for number, times in enumerate(mixture):
            kind = pair[number % 2]
            placed = (placing or _at)(kind, number // 2, indicator, world)
            for _ in range(times if placed else 0):
                builder.unit(placed)
        yield builder


def _pair(indicator: Indicator, world: World) -> tuple[Kind, ...]:
    """A row that counts and one that does not: of a mean the amounts nearest to the target, on its
    good side and on the other. Nothing where there are no two such."""
    assert indicator.rule is not None
    kinds = own_kinds(indicator, world, (-1, 0, 1))
    counting = [kind for kind in kinds if kind.old is Role.COUNTS]
    others = [kind for kind in kinds if kind.old is Role.ROW]
    if indicator.rule.measure.form is Form.AVERAGED:
        target = target_of(indicator)
        limit = limit_of(target)
        ranked = sorted(counting, key=lambda kind: abs(kind.amounts[0] - limit))
        counting = [kind for kind in ranked if kind.amounts[0] > limit]
        others = [kind for kind in ranked if kind.amounts[0] < limit]
        if target.operator not in UPWARD:
            counting, others = others, counting
    return (counting[0], others[0]) if counting and others else ()


def _at(kind: Kind, number: int, indicator: Indicator, world: World) -> tuple[Piece, ...]:
    """A row of the organisation of that number."""
    (piece,) = kind.pieces
    resource = world.resource(piece.dataset)
    if resource is None or resource.organisation is None:
        return ()
    return (replace(piece, cells={**piece.cells, (resource.organisation,): f"s{number + 1}"}),)


def _by_value(kind: Kind, number: int, indicator: Indicator, world: World) -> tuple[Piece, ...]:
    """A row with the value of that number in the column of the breakdown."""
    (piece,) = kind.pieces
    by = indicator.by
    if by is None or "." in by.column:
        return ()
    listed = (*(_cell(each, by.type) for each in by.listed), *_SOME[by.type])
    return (replace(piece, cells={**piece.cells, (by.column,): listed[number]}),)


_SOME: Mapping[ColumnType, tuple[str | int | bool, ...]] = {
    ColumnType.STRING: ("a", "b"), ColumnType.INTEGER: (1, 2), ColumnType.BOOLEAN: (True, False),
}  # fmt: skip
"""Values of a column that lists none."""


def _cell(key: str, type: ColumnType) -> str | int | bool:
    if type is ColumnType.BOOLEAN:
        return key == "true"
    return int(key) if type is ColumnType.INTEGER else key

"""The target at every organisation, or of all together."""

from collections.abc import Iterator
from dataclasses import replace

from engine.diff.building import Builder
from engine.diff.duel import own_kinds, target_of
from engine.diff.kinds import Kind, Piece, Role
from engine.diff.relation import Relation
from engine.diff.trial import Trial
from engine.diff.world import World
from engine.execute.comparing import UPWARD
from engine.model.rules import Count, Mean, Share
from engine.model.spec import Indicator, Level
from engine.results.changes import Witness

_MIXTURES = ((1, 0, 0, 1), (9, 0, 0, 1), (9, 0, 1, 1), (99, 0, 0, 1), (1, 0, 9, 1), (2, 1, 1, 2))
"""Rows that count and rows that do not, in one organisation and in another."""


def judge_relation(old: Indicator, new: Indicator, world: World) -> Relation:
    """What every organisation reaches in shares, means or counts, all together reach too."""
    if new.rule is None or old.rule is None:
        return Relation()
    is_finer = new.judge is Level.SCHOOL
    asks_more = _is_carried_up(new)
    witness = _witness(old, new, world, 0 if is_finer else 1)
    return Relation(
        new_implies_old=is_finer and asks_more,
        old_implies_new=not is_finer and asks_more,
        only_old=witness if is_finer else None,
        only_new=None if is_finer else witness,
    )


def _is_carried_up(indicator: Indicator) -> bool:
    """A mean of means lies between them, and a sum of counts is not less than each."""
    assert indicator.rule is not None
    measure = indicator.rule.measure
    if isinstance(measure, Share | Mean):
        return True
    distinct = isinstance(measure, Count) and measure.distinct is None
    return distinct and target_of(indicator).operator in UPWARD


def _witness(old: Indicator, new: Indicator, world: World, side: int) -> Witness | None:
    trial = Trial(old, new, world)
    for builder in _tables(new, world):
        if witness := trial.of_rows(builder, side):
            return witness
    return None


def _tables(indicator: Indicator, world: World) -> Iterator[Builder]:
    kinds = own_kinds(indicator, world)
    counts = next((each for each in kinds if each.old is Role.COUNTS), None)
    row = next((each for each in kinds if each.old is Role.ROW), None)
    if counts is None or row is None:
        return
    for mixture in _MIXTURES:
        builder = Builder(world)
        for number, times in enumerate(mixture):
            kind = (counts, row)[number % 2]
            placed = _at(kind, f"s{number // 2 + 1}", world)
            for _ in range(times if placed else 0):
                builder.unit(placed)
        yield builder


def _at(kind: Kind, code: str, world: World) -> tuple[Piece, ...]:
    (piece,) = kind.pieces
    resource = world.resource(piece.dataset)
    if resource is None or resource.organisation is None:
        return ()
    return (replace(piece, cells={**piece.cells, (resource.organisation,): code}),)

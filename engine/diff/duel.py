"""Which of two rules asks for more: proved over all tables, and shown on one."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from engine.diff.changes_over_years import compare_series
from engine.diff.halves import follows, halves_of
from engine.diff.kinds import Kind, Kinds, Role
from engine.diff.lists import document_kinds, listed_kinds, value_kinds
from engine.diff.monotone import MONOTONE, compare_monotone
from engine.diff.relation import Relation
from engine.diff.roles import row_kinds
from engine.diff.search import Board, tables_met_only_by
from engine.diff.trial import Trial
from engine.diff.world import World
from engine.execute.comparing import AT_LEAST_ONE, WHOLE, limit_of
from engine.model.rules import (
    Change,
    Count,
    CoverageOfList,
    CoverageOfValues,
    EachDocument,
    EachRow,
    Exists,
    Mean,
    Measure,
    Share,
    Sum,
)
from engine.model.spec import Indicator
from engine.model.targets import Target, Unit
from engine.results.changes import Witness

ATTEMPTS = 6
"""How many tables the engine is asked about before a witness is given up."""


def compare_rules(old: Indicator, new: Indicator, world: World) -> Relation:
    """How two versions of an indicator compare over all tables."""
    if old.rule is None or new.rule is None:
        return Relation()
    measures = old.rule.measure, new.rule.measure
    if isinstance(measures[0], Change) and isinstance(measures[1], Change):
        return compare_series(old, new, world)
    if isinstance(measures[0], MONOTONE):
        return compare_monotone(old, new, world)
    targets = target_of(old), target_of(new)
    kinds = _kinds(*measures, world, marks=tuple(map(limit_of, targets)))
    if kinds is None or not kinds.real:
        return Relation()
    return _Duel(measures, targets, kinds, Trial(old, new, world)).relation()


def target_of(indicator: Indicator) -> Target:
    """The target, or the one that the measure implies."""
    if indicator.rule and isinstance(indicator.rule.measure, Exists):
        return AT_LEAST_ONE
    target = indicator.target
    return target if target is not None and target.operator is not None else WHOLE


def _kinds(
    old: Measure, new: Measure, world: World, *, marks: tuple[Fraction, ...]
) -> Kinds | None:
    match old, new:
        case (Share(), Share()) | (Count(), Count()) | (Sum(), Sum()) | (Mean(), Mean()):
            return row_kinds(old, new, world, marks)  # type: ignore[arg-type]
        case (CoverageOfList(), CoverageOfList()) | (EachRow(), EachRow()):
            return listed_kinds(old, new, world)  # type: ignore[arg-type]
        case (CoverageOfValues(), CoverageOfValues()):
            return value_kinds(old, new, world)
        case (Exists(), Exists()) | (EachDocument(), EachDocument()):
            return document_kinds(old, new, world)  # type: ignore[arg-type]
    return None


@dataclass(frozen=True, slots=True)
class _Duel:
    measures: tuple[Measure, Measure]
    targets: tuple[Target, Target]
    kinds: Kinds
    trial: Trial

    def relation(self) -> Relation:
        """What is proved, and what the engine confirms."""
        to_old, to_new = (self._is_proved(side) for side in (0, 1))
        return Relation(
            new_implies_old=to_old,
            old_implies_new=to_new,
            only_old=None if to_new else self._witness(0),
            only_new=None if to_old else self._witness(1),
        )

    def _is_proved(self, side: int) -> bool:
        """Every table that the other side meets, `side` meets too."""
        if not self.kinds.complete:
            return False
        kinds = self.kinds.supposed
        halves = [
            halves_of(measure, target, kinds, number)
            for number, (measure, target) in enumerate(
                zip(self.measures, self.targets, strict=True)
            )
        ]
        present = (Role.COUNTS, Role.ROW)
        populated = [kind.old in present or kind.new in present for kind in kinds]
        units = self.kinds.rows_are_units
        return follows(halves[1 - side], halves[side], populated, rows_are_units=units)

    def _witness(self, side: int) -> Witness | None:
        kinds = self.kinds.real
        sides = tuple(
            halves_of(measure, target, kinds, number)
            for number, (measure, target) in enumerate(
                zip(self.measures, self.targets, strict=True)
            )
        )
        ratio = not isinstance(self.measures[0], Count | Exists | Sum)
        board = Board(kinds, (sides[0], sides[1]), ratio or isinstance(self.measures[0], Sum))
        found = tables_met_only_by(board, side, self._marks(), self._ratios())
        for counts in islice(found, ATTEMPTS):
            if witness := self.trial.of_counts(kinds, counts, side):
                return witness
        return None

    def _marks(self) -> tuple[Fraction, ...]:
        counted = isinstance(self.measures[0], Count)
        return tuple(map(limit_of, self.targets)) if counted else ()

    def _ratios(self) -> tuple[Fraction, ...]:
        shares = [limit_of(each) for each in self.targets if each.unit is Unit.PERCENT]
        return tuple(each for each in shares if each <= 1)


def own_kinds(indicator: Indicator, world: World) -> tuple[Kind, ...]:
    """The kinds of rows that one rule tells apart."""
    if indicator.rule is None:
        return ()
    measure, limit = indicator.rule.measure, limit_of(target_of(indicator))
    kinds = _kinds(measure, measure, world, marks=(limit,))
    return kinds.real if kinds else ()

"""Which of two rules asks for more: proved over all tables, and shown on one.

Measures of change: which direction, shape or list of periods asks for more.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain, islice, pairwise, product
from math import lcm
from operator import ge, gt, le, lt

from engine.classes import dataclass
from engine.diff.inequalities import COUNTED, Board, follows, halves_of, tables_met_only_by
from engine.diff.monotone import compare_monotone
from engine.diff.relation import Relation
from engine.diff.row_classes import (
    Kind,
    Kinds,
    Piece,
    Role,
    document_kinds,
    listed_kinds,
    row_kinds,
    value_kinds,
)
from engine.diff.scope import World
from engine.diff.witness import Builder, Trial, random_tables
from engine.expressions.truth import Path
from engine.measures.comparing import (
    Range,
    compare,
    demand_of,
    limit_of,
    reaches,
    sides_of,
)
from engine.model.demands import (
    DocumentDemand,
    ListDemand,
    RowDemand,
    SeriesDemand,
    Shape,
    ValueDemand,
)
from engine.model.measures import Form
from engine.model.rules import Measure
from engine.model.spec import Indicator
from engine.model.targets import WHOLE, Operator, Target, Unit, is_direction
from engine.results.changes import Witness
from engine.results.verdicts import VerdictKind

_HOLDS = {
    Operator.MORE: gt, Operator.LESS: lt, Operator.AT_LEAST: ge, Operator.AT_MOST: le
}  # fmt: skip
_LEVELS = (1, 2, 3)
_MOST = 4
"""Periods for which every series of levels is tried."""
Series = dict[str, int]


_Asked = tuple[SeriesDemand, Target]


def compare_series(old: Indicator, new: Indicator, world: World) -> Relation:
    """Two dynamics of the same figure; of different figures nothing is proved."""
    ours, theirs = _parts(old), _parts(new)
    labels = tuple(dict.fromkeys((*ours[0].over, *theirs[0].over)))
    if ours[0].breaks != theirs[0].breaks:
        return Relation()
    has_amount = not (is_direction(ours[1]) and is_direction(theirs[1]))
    if has_amount or Shape.SLOPE in (ours[0].shape, theirs[0].shape):
        return _slopes(ours, theirs, Trial(old, new, world))
    if ours[0].of != theirs[0].of or len(labels) > _MOST:
        return Relation()
    series = [dict(zip(labels, each, strict=True)) for each in product(_LEVELS, repeat=len(labels))]
    verdicts = [(_holds(*ours, each), _holds(*theirs, each), each) for each in series]
    alone = [[each for a, b, each in verdicts if (a, b) == pair] for pair in _ALONE]
    trial = Trial(old, new, world)
    return Relation(
        new_implies_old=not alone[1],
        old_implies_new=not alone[0],
        only_old=_first(trial, ours[0], alone[0], 0),
        only_new=_first(trial, ours[0], alone[1], 1),
    )


def _slopes(ours: _Asked, theirs: _Asked, trial: Trial) -> Relation:
    """Two targets of the same trend, or of a change by so much, over slopes (or differences) on
    both sides of each; of others nothing."""
    if ours[0] != theirs[0]:
        return Relation()
    sides = (side for _, target in (ours, theirs) for side in sides_of(target))
    limits = sorted({limit_of(side) for side in sides} | {Fraction(0)})
    middles = [(one + other) / 2 for one, other in pairwise(limits)]
    slopes = (limits[0] - 1, *limits, *middles, limits[-1] + 1)
    both = [tuple(_rises(slope, target) for _, target in (ours, theirs)) for slope in slopes]
    alone = [[each for each, found in zip(slopes, both, strict=True) if found == pair]
             for pair in _ALONE]  # fmt: skip
    return Relation(
        new_implies_old=not alone[1],
        old_implies_new=not alone[0],
        only_old=_steady(trial, ours[0], alone[0], 0),
        only_new=_steady(trial, ours[0], alone[1], 1),
    )


def _steady(
    trial: Trial, change: SeriesDemand, slopes: list[Fraction], side: int
) -> Witness | None:
    """A table in which the figure moves by as much from each period to the next, as one of the two
    versions alone asks."""
    if not slopes or change.shape is Shape.SLOPE:
        return None
    steps = len(change.over) - 1 if change.shape is Shape.ENDS else 1
    for rise in (slope / steps for slope in slopes):
        of = change.of.demand()
        figures = [at * rise for at in range(len(change.over))]
        least = min(figures)
        if change.of.form is Form.PART_OF_WHOLE:
            parts = _parts_of_whole([figure - least for figure in figures])
        else:
            parts = [(figure - least + 1, None) for figure in figures]
        if not isinstance(of, RowDemand) or parts is None:
            continue
        builder = Builder(trial.world)
        for label, (n, total) in zip(change.over, parts, strict=True):
            for piece in _rows_of(of, n, total, trial.world):
                builder.unit((piece,), label)
        if witness := trial.of_rows(builder, side):
            return witness
    return None


_MOST_ROWS = 200


def _parts_of_whole(shares: list[Fraction]) -> list[tuple[Fraction, int | None]] | None:
    """The shares as n of the least N that fits all; None where that is too large a table."""
    total = lcm(*(share.denominator for share in shares))
    if total > _MOST_ROWS or max(shares) > 1:
        return None
    return [(share * total, total) for share in shares]


def _rises(slope: Fraction, target: Target) -> bool:
    found = Range(slope, slope)
    if target.operator is None:
        return compare(demand_of(target), found, Range(Fraction(0), Fraction(0))) is True
    return reaches(target, found) is True


_ALONE = ((True, False), (False, True))


def _parts(indicator: Indicator) -> _Asked:
    assert indicator.rule is not None
    demand = indicator.rule.measure.demand()
    assert isinstance(demand, SeriesDemand)
    assert indicator.target is not None
    return demand, indicator.target


def _holds(change: SeriesDemand, target: Target, series: Series) -> bool:
    """A demand on ranks alone, so that levels of three stand for all figures."""
    levels = [series[label] for label in change.over]
    pairs = [(levels[0], levels[-1])]
    if change.shape is Shape.EVERY_STEP:
        pairs = list(pairwise(levels))
    compare = _HOLDS.get(demand_of(target), gt)
    return all(compare(later, earlier) for earlier, later in pairs)


def _first(trial: Trial, change: SeriesDemand, found: list[Series], side: int) -> Witness | None:
    for series in islice(found, 3):
        builder = Builder(trial.world)
        for label, level in series.items():
            for piece in _rows(change, level, trial.world):
                builder.unit((piece,), label)
        if witness := trial.of_rows(builder, side):
            return witness
    return None


def _rows(change: SeriesDemand, level: int, world: World) -> Iterator[Piece]:
    """Rows that give the figure the level: as many that count, the rest that do not."""
    of = change.of.demand()
    if isinstance(of, RowDemand):
        is_share = change.of.form is Form.PART_OF_WHOLE
        yield from _rows_of(of, Fraction(level), len(_LEVELS) if is_share else None, world)


def _rows_of(of: RowDemand, n: Fraction, total: int | None, world: World) -> Iterator[Piece]:
    """Rows of which n count, of so many; or one row with n in the column that is added up."""
    bare = replace(of, since=None)
    kinds = row_kinds(bare, bare, replace(world, window=None), ())
    by_role = {kind.old: kind.pieces[0] for kind in (kinds.real if kinds else ())}
    counts = by_role.get(Role.COUNTS)
    if counts is None:
        return
    if of.amount is not None:
        path: Path = tuple(of.amount.split("."))
        value = int(n) if n.denominator == 1 else float(n)
        yield replace(counts, cells={**counts.cells, path: value})
        return
    yield from (counts for _ in range(int(n)))
    if total is not None and Role.ROW in by_role:
        yield from (by_role[Role.ROW] for _ in range(total - int(n)))


ATTEMPTS = 6
"""How many tables the engine is asked about before a witness is given up."""


def compare_rules(old: Indicator, new: Indicator, world: World) -> Relation:
    """How two versions of an indicator compare over all tables."""
    if old.rule is None or new.rule is None:
        return Relation()
    measures = old.rule.measure, new.rule.measure
    demands = measures[0].demand(), measures[1].demand()
    if isinstance(demands[0], SeriesDemand) and isinstance(demands[1], SeriesDemand):
        return compare_series(old, new, world)
    if demands[0] is None:
        return compare_monotone(old, new, world)
    targets = target_of(old), target_of(new)
    kinds = _kinds(*measures, world, marks=_limits(*targets))
    if kinds is None or not kinds.real:
        return Relation()
    return _Duel(measures, targets, kinds, Trial(old, new, world)).relation()


def target_of(indicator: Indicator) -> Target:
    """The target, or the one that the measure implies."""
    if indicator.rule and not indicator.rule.measure.takes_target:
        return indicator.rule.measure.target
    target = indicator.target
    return target if target is not None and target.operator is not None else WHOLE


def _limits(*targets: Target) -> tuple[Fraction, ...]:
    return tuple(limit_of(side) for target in targets for side in sides_of(target))


def _kinds(
    old: Measure, new: Measure, world: World, *, marks: tuple[Fraction, ...]
) -> Kinds | None:
    """The kinds of rows that two versions of one measure tell apart."""
    if type(old) is not type(new):
        return None
    match old.demand(), new.demand():
        case RowDemand() as ours, RowDemand() as theirs:
            return row_kinds(ours, theirs, world, marks)
        case ListDemand() as ours, ListDemand() as theirs:
            return listed_kinds(ours, theirs, world)
        case ValueDemand() as ours, ValueDemand() as theirs:
            return value_kinds(ours, theirs, world)
        case DocumentDemand() as ours, DocumentDemand() as theirs:
            return document_kinds(ours, theirs, world)
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
        form = self.measures[0].form
        board = Board(kinds, (sides[0], sides[1]), form not in COUNTED)
        tables = tables_met_only_by(board, side, self._marks(), self._ratios())
        for counts in islice(tables, ATTEMPTS):
            if witness := self.trial.of_counts(kinds, counts, side):
                return witness
        return None

    def _marks(self) -> tuple[Fraction, ...]:
        counted = self.measures[0].form is Form.COUNTED
        return _limits(*self.targets) if counted else ()

    def _ratios(self) -> tuple[Fraction, ...]:
        shares = [target for target in self.targets if target.unit is Unit.PERCENT]
        return tuple(limit for limit in _limits(*shares) if limit <= 1)


def own_kinds(
    indicator: Indicator, world: World, steps: tuple[int, ...] = (0,)
) -> tuple[Kind, ...]:
    """The kinds of rows that one rule tells apart; amounts stand so far from the target, too."""
    if indicator.rule is None:
        return ()
    measure, limits = indicator.rule.measure, _limits(target_of(indicator))
    marks = tuple(limit + step for limit in limits for step in steps)
    kinds = _kinds(measure, measure, world, marks=marks)
    return kinds.real if kinds else ()


def missed(
    judged: Indicator, trial: Trial, world: World, kinds: Collection[VerdictKind]
) -> Iterator[Witness]:
    """Tables of one row, then random ones, on which the two versions have these two verdicts."""
    own = own_kinds(judged, world)
    alone = (_of_one(own, number, world) for number in range(len(own)))
    for builder in chain(alone, random_tables(judged, world)):
        verdicts = trial.run(builder, world.as_of)
        if verdicts and {verdict.kind for verdict in verdicts} == set(kinds):
            yield trial.witness(builder, verdicts, world.as_of)


def _of_one(kinds: tuple[Kind, ...], number: int, world: World) -> Builder:
    builder = Builder(world)
    builder.write(kinds, ((number, 1),))
    return builder

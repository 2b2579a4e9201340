"""Measures of change: which direction, shape or list of periods asks for more."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice, pairwise, product
from operator import ge, gt, le, lt

from engine.diff.building import Builder
from engine.diff.kinds import Piece, Role
from engine.diff.relation import Relation
from engine.diff.roles import row_kinds
from engine.diff.trial import Trial
from engine.diff.world import World
from engine.execute.comparing import Range, compare, demand_of, limit_of, reaches
from engine.expressions.truth import Path
from engine.model.rules import Change, Count, Mean, Shape, Share, Sum
from engine.model.spec import Indicator
from engine.model.targets import Operator, Target
from engine.results.changes import Witness

_HOLDS = {
    Operator.MORE: gt, Operator.LESS: lt, Operator.AT_LEAST: ge, Operator.AT_MOST: le
}  # fmt: skip
_LEVELS = (1, 2, 3)
_MOST = 4
"""Periods for which every series of levels is tried."""
Series = dict[str, int]


def compare_series(old: Indicator, new: Indicator, world: World) -> Relation:
    """Two dynamics of the same figure; of different figures nothing is proved."""
    ours, theirs = _parts(old), _parts(new)
    labels = tuple(dict.fromkeys((*ours[0].over, *theirs[0].over)))
    if ours[0].breaks != theirs[0].breaks:
        return Relation()
    if Shape.SLOPE in (ours[0].shape, theirs[0].shape):
        return _slopes(ours, theirs)
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


def _slopes(ours: tuple[Change, Target], theirs: tuple[Change, Target]) -> Relation:
    """Two targets of the same trend, over slopes on both sides of each; of others nothing."""
    if ours[0] != theirs[0]:
        return Relation()
    limits = sorted({limit_of(target) for _, target in (ours, theirs)} | {Fraction(0)})
    middles = [(one + other) / 2 for one, other in pairwise(limits)]
    slopes = (limits[0] - 1, *limits, *middles, limits[-1] + 1)
    both = [tuple(_rises(slope, target) for _, target in (ours, theirs)) for slope in slopes]
    return Relation(
        new_implies_old=(False, True) not in both, old_implies_new=(True, False) not in both
    )


def _rises(slope: Fraction, target: Target) -> bool:
    found = Range(slope, slope)
    if target.operator is None:
        return compare(demand_of(target), found, Range(Fraction(0), Fraction(0))) is True
    return reaches(target, found) is True


_ALONE = ((True, False), (False, True))


def _parts(indicator: Indicator) -> tuple[Change, Target]:
    assert indicator.rule is not None
    assert isinstance(indicator.rule.measure, Change)
    assert indicator.target is not None
    return indicator.rule.measure, indicator.target


def _holds(change: Change, target: Target, series: Series) -> bool:
    """A demand on ranks alone, so that levels of three stand for all figures."""
    levels = [series[label] for label in change.over]
    pairs = [(levels[0], levels[-1])]
    if change.shape is Shape.EVERY_STEP:
        pairs = list(pairwise(levels))
    compare = _HOLDS.get(demand_of(target), gt)
    return all(compare(later, earlier) for earlier, later in pairs)


def _first(trial: Trial, change: Change, found: list[Series], side: int) -> Witness | None:
    for series in islice(found, 3):
        builder = Builder(trial.world)
        for label, level in series.items():
            for piece in _rows(change, level, trial.world):
                builder.unit((piece,), label)
        if witness := trial.of_rows(builder, side):
            return witness
    return None


def _rows(change: Change, level: int, world: World) -> Iterator[Piece]:
    """Rows that give the figure the level: as many that count, the rest that do not."""
    of = change.of
    if not isinstance(of, Share | Count | Sum | Mean):
        return
    bare = replace(of, since=None) if isinstance(of, Count) else of
    kinds = row_kinds(bare, bare, replace(world, window=None), ())
    by_role = {kind.old: kind.pieces[0] for kind in (kinds.real if kinds else ())}
    counts = by_role.get(Role.COUNTS)
    if counts is None:
        return
    if isinstance(of, Sum | Mean):
        path: Path = tuple(of.of.split("."))
        yield replace(counts, cells={**counts.cells, path: level})
        return
    yield from (counts for _ in range(level))
    if isinstance(of, Share) and Role.ROW in by_role:
        yield from (by_role[Role.ROW] for _ in range(len(_LEVELS) - level))

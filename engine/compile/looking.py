"""Measures that look at each organisation → what each asks of the scan of its dataset."""

from engine.compile.needed import (
    IntervalTask,
    ListedTask,
    Moments,
    PairsTask,
    RankTask,
    RatioTask,
    RowsTask,
    ScorePart,
    SumTask,
)
from engine.model.conditions import Clause, Column, Condition, IsNull, Not
from engine.model.rules import Agreement, Interval, Listed, Mean, Rank, RatioChange
from engine.query.periods import read_period
from engine.query.questions import Path, State, Total, path_of
from engine.query.scans import ScanBuilder
from engine.query.scope import (
    Span,
    keys_of,
    reach_of,
    set_aside_of,
    unknown_of,
    where_of,
    with_key,
)

T = State.TRUE


def pairs_task(measure: Agreement, scan: ScanBuilder, span: Span) -> PairsTask:
    """Rows by organisation, period and the pair of values: a small table where values are few."""
    first, second = path_of(measure.first), path_of(measure.second)
    where = where_of(scan, span, measure.where)
    keys = tuple(dict.fromkeys((*keys_of(scan), first, second)))
    pairs = scan.slot(keys, Total(scan.mask((where, T))))
    aside = set_aside_of(scan, keys_of(scan), where)
    return PairsTask(measure, reach_of(scan, span), first, second, pairs, aside)


def interval_task(measure: Interval, scan: ScanBuilder, span: Span) -> IntervalTask:
    """Moments of the rows of each organisation, and of the reference rows of the same table."""
    own = _moments(measure.of, scan, span, measure.where)
    if not isinstance(measure.reference, Clause):
        return IntervalTask(measure, own, None)
    return IntervalTask(measure, own, _moments(measure.of, scan, span, measure.reference))


def _moments(of: str, scan: ScanBuilder, span: Span, clause: Clause | None) -> Moments:
    keys, column, where = keys_of(scan), path_of(of), where_of(scan, span, clause)
    mask = scan.mask((where, T))
    return Moments(
        reach=reach_of(scan, span),
        total=scan.slot(keys, Total(mask, column)),
        squares=scan.slot(keys, Total(mask, column, squared=True)),
        filled=scan.slot(keys, Total(mask, column, filled=True)),
        rows=scan.slot(keys, Total(mask)),
        set_aside=set_aside_of(scan, keys, where),
    )


def ratio_task(measure: RatioChange, scan: ScanBuilder, span: Span) -> RatioTask:
    """The scores of the rows before and after; each in its own period where `over` names two."""
    spans = [span, span]
    if measure.over:
        windows = [read_period(label) for label in measure.over]
        spans = [span.during(window) for window in windows if window]
    before, after = spans
    return RatioTask(
        measure,
        _scores(measure, scan, before, measure.before),
        _scores(measure, scan, after, measure.after),
    )


def _scores(
    measure: RatioChange, scan: ScanBuilder, span: Span, clause: Clause | None
) -> ScorePart:
    """Sums over the rows that have both a score and a maximum."""
    keys, column, where = keys_of(scan), path_of(measure.of), where_of(scan, span, clause)
    known = [_is_filled(scan, column)]
    maximum = path_of(measure.maximum) if isinstance(measure.maximum, str) else None
    if maximum:
        known.append(_is_filled(scan, maximum))
    mask = scan.mask((where, T), *((tree, T) for tree in known))
    return ScorePart(
        reach=reach_of(scan, span),
        total=scan.slot(keys, Total(mask, column)),
        maximum=scan.slot(keys, Total(mask, maximum)) if maximum else None,
        filled=scan.slot(keys, Total(mask)),
        rows=scan.slot(keys, Total(scan.mask((where, T)))),
        set_aside=set_aside_of(scan, keys, where),
    )


def _is_filled(scan: ScanBuilder, path: Path) -> Condition:
    return Not(IsNull(Column(path, scan.type_of(path))))


def listed_task(measure: Listed, scan: ScanBuilder, span: Span) -> ListedTask:
    """n and N, or sum and number of values, by organisation and group."""
    of, by = measure.of, path_of(measure.by)
    keys, where = with_key(scan, by), where_of(scan, span, of.where)
    aside = set_aside_of(scan, keys_of(scan), where)
    reach = reach_of(scan, span)
    if isinstance(of, Mean):
        mask, column = scan.mask((where, T)), path_of(of.of)
        n = scan.slot(keys, Total(mask, column))
        total = scan.slot(keys, Total(mask, column, filled=True))
        return ListedTask(measure, reach, by, n, total, None, aside)
    counted = span.bound(of.of)
    n = scan.slot(keys, Total(scan.mask((where, T), (counted, T))))
    total = scan.slot(keys, Total(scan.mask((where, T))))
    unknown = unknown_of(scan, keys, where, counted)
    return ListedTask(measure, reach, by, n, total, unknown, aside)


def rank_task(measure: Rank, of: RowsTask | SumTask, scan: ScanBuilder) -> RankTask:
    """The figures of each organisation, and which cluster its rows name."""
    if measure.cluster is None:
        return RankTask(measure, of, None, None)
    cluster = path_of(measure.cluster)
    return RankTask(measure, of, cluster, scan.slot(with_key(scan, cluster), Total(())))

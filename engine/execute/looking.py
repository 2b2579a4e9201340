"""Measures that look at each organisation: its number, and whether it shows the sign.

Everything here happens on the small frames: counts and sums by organisation.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

import polars as pl

from engine.compile.needed import (
    IntervalTask,
    ListedTask,
    LookingTask,
    Moments,
    PairsTask,
    RankTask,
    RatioTask,
    RowsTask,
    ScorePart,
)
from engine.execute.agreeing import agreement
from engine.execute.answers import Answers, key_name, organisation_name, rounded
from engine.execute.comparing import ZERO, Range, compare, exact, limit_of
from engine.execute.counting import absent_rows, count_rows, sum_column
from engine.execute.nodata import NoData, no_data
from engine.execute.signing import signs_of
from engine.model.signs import Given, Listed, RatioChange, Sharp, Side
from engine.query.scope import Reach
from engine.results.verdicts import Figure, Measurement, Tally

FEWEST_FOR_QUARTILES = 4


def look(task: LookingTask, answers: Answers) -> Measurement | NoData:
    """Each organisation with its number; n of N organisations show the sign."""
    match task:
        case PairsTask():
            return agreement(task, answers)
        case IntervalTask():
            return _intervals(task, answers)
        case RatioTask():
            return _ratios(task, answers)
        case ListedTask():
            return _listed(task, answers)
        case RankTask():
            return _ranked(task, answers)


def _intervals(task: IntervalTask, answers: Answers) -> Measurement | NoData:
    from engine.statistics.groups import Sample, half_interval

    measure, own = task.measure, task.own
    absent = absent_rows(own.reach, answers)
    if absent:
        return absent
    samples = _samples(own, answers)
    if isinstance(measure.reference, Given):
        given = measure.reference
        n, mean, deviation = given.n, exact(given.mean), given.deviation
    elif measure.is_given:
        return no_data("reference_absent")
    else:
        parts = _samples(task.reference, answers) if task.reference else samples
        counts, totals, squares = zip(*parts.values(), strict=True) if parts else ((), (), ())
        whole = Sample(sum(counts), sum(totals, ZERO), sum(squares, ZERO))
        if whole.n < 2:
            return no_data("reference_empty", dataset=own.reach.dataset)
        n, mean, deviation = whole.n, whole.mean, whole.deviation
    half = half_interval(n, deviation, measure.z)
    figures = [_of_interval(None, mean, half, n, None)]
    for code, found in samples.items():
        sample = Sample(*found)
        if not sample.n:
            figures.append(Figure(code, None))
            continue
        own_half = half_interval(sample.n, sample.deviation, measure.z)
        beyond = sample.mean - mean if measure.side is Side.ABOVE else mean - sample.mean
        sign = beyond > half + own_half if sample.n >= measure.min_n else None
        figures.append(_of_interval(code, sample.mean, own_half, sample.n, sign))
    aside, unread = _aside(own, answers)
    return signs_of(figures, aside, _read(own.reach, answers), unread=unread)


def _of_interval(
    code: str | None, mean: Fraction, half: Fraction, n: int, sign: bool | None
) -> Figure:
    return Figure(code, float(mean), float(mean - half), float(mean + half), n, sign)


def _samples(moments: Moments, answers: Answers) -> dict[str, tuple[int, Fraction, Fraction]]:
    folded = answers.by_organisation(moments.reach)
    columns = (folded.column(each) for each in (moments.filled, moments.total, moments.squares))
    sums = zip(*(column.to_list() for column in columns), strict=True)
    rows = folded.column(moments.rows).to_list()
    return {
        code: (int(sample[0]), exact(rounded(sample[1])), exact(rounded(sample[2])))
        for code, sample, count in zip(folded.codes, sums, rows, strict=True)
        if code is not None and count
    }


def _aside(part: Moments | ScorePart, answers: Answers) -> tuple[int, int]:
    """Rows that count for no organisation, and those of them whose period is not known: of which
    the condition or the period is unknown, and those that name no organisation."""
    folded = answers.by_organisation(part.reach)
    unread = answers.unlabelled(part.reach, part.rows, part.set_aside)
    return int(folded.total(part.set_aside)) + unread + folded.of_none(part.rows), unread


def _read(reach: Reach, answers: Answers) -> int:
    return int(answers.by_organisation(reach).total(reach.read))


def _ratios(task: RatioTask, answers: Answers) -> Measurement | NoData:
    from engine.statistics.groups import fences

    measure = task.measure
    absent = absent_rows(task.before.reach, answers) or absent_rows(task.after.reach, answers)
    if absent:
        return absent
    before, after = (_scores(part, measure, answers) for part in (task.before, task.after))
    sizes = {code: min(before[code][1], after[code][1]) for code in before if code in after}
    ratios = {
        code: before[code][0] / after[code][0]
        for code, n in sizes.items()
        if n >= measure.min_n and after[code][0]
    }
    if len(ratios) < FEWEST_FOR_QUARTILES:
        return no_data("too_few_organisations", found=len(ratios), least=FEWEST_FOR_QUARTILES)
    low, high = fences(list(ratios.values()), exact(measure.fences))
    figures = [
        _of_ratio(code, ratios.get(code), (low, high), sizes.get(code, 0), measure.sharp)
        for code in sorted({*before, *after})
    ]
    rows = _read(task.after.reach, answers)
    asides = [_aside(part, answers) for part in (task.before, task.after)]
    aside, unread = (sum(each) for each in zip(*asides, strict=True))
    return signs_of(figures, aside, rows, unread=unread)


def _of_ratio(
    code: str, ratio: Fraction | None, ends: tuple[Fraction, Fraction], n: int, sharp: Sharp
) -> Figure:
    low, high = ends
    value = None if ratio is None else float(ratio)
    sign = None if ratio is None else _is_sharp(ratio, low, high, sharp)
    return Figure(code, value, float(low), float(high), n, sign)


def _is_sharp(ratio: Fraction, low: Fraction, high: Fraction, sharp: Sharp) -> bool:
    """K above the upper fence: results fell; below the lower one: they rose."""
    fell, rose = ratio > high, ratio < low
    return {Sharp.FALL: fell, Sharp.RISE: rose, Sharp.ANY: fell or rose}[sharp]


def _scores(
    part: ScorePart, measure: RatioChange, answers: Answers
) -> dict[str, tuple[Fraction, int]]:
    """S of each organisation and how many rows it comes from."""
    folded = answers.by_organisation(part.reach)
    totals, counts = folded.column(part.total).to_list(), folded.column(part.filled).to_list()
    if part.maximum:
        most = folded.column(part.maximum).to_list()
    else:
        most = [count * exact(float(measure.maximum)) for count in counts]
    return {
        code: (exact(rounded(total)) / _exact(best), int(count))
        for code, total, best, count in zip(folded.codes, totals, most, counts, strict=True)
        if code is not None and best
    }


def _exact(value: float | Fraction) -> Fraction:
    return value if isinstance(value, Fraction) else exact(rounded(value))


def _listed(task: ListedTask, answers: Answers) -> Measurement | NoData:
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    name = organisation_name(task.reach, task.n)
    assert name is not None
    groups = _groups(task, name, answers)
    figures = [_listed_figure(code, groups[code], task.measure) for code in sorted(groups)]
    folded = answers.by_organisation(task.reach)
    unread = answers.unlabelled(task.reach, task.total)
    aside = folded.total(task.set_aside) + unread + _ungrouped(task, name, answers)
    return signs_of(figures, int(aside), _read(task.reach, answers), unread=unread)


def _ungrouped(task: ListedTask, name: str, answers: Answers) -> int:
    """Rows that belong and name no organisation, or no group."""
    by, count = key_name(task.by, task.n), f"t{task.total.index}"
    frame = answers.in_sight(task.reach, task.total)
    return int(frame.filter(pl.col(name).is_null() | pl.col(by).is_null())[count].sum())


def _groups(task: ListedTask, name: str, answers: Answers) -> dict[str, list[tuple[float, int]]]:
    """n and N of each organisation for each value of the column; rows without one are left."""
    by = key_name(task.by, task.n)
    frame = answers.in_sight(task.reach, task.n).filter(
        pl.col(name).is_not_null() & pl.col(by).is_not_null()
    )
    total = pl.col(f"t{task.total.index}").sum()
    if task.unknown:
        total = total - pl.col(f"t{task.unknown.index}").sum()
    small = frame.group_by(name, by).agg(
        pl.col(f"t{task.n.index}").sum().alias("n"), total.alias("total")
    )
    found: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for code, n, whole in small.select(name, "n", "total").iter_rows():
        if whole:
            found[str(code)].append((rounded(n), int(whole)))
    return found


def _listed_figure(code: str, groups: list[tuple[float, int]], measure: Listed) -> Figure:
    """In how many groups the bound is reached; unknown where small groups could decide it."""
    assert measure.bound.operator is not None
    limit, judged = limit_of(measure.bound), [each for each in groups if each[1] >= measure.min_n]
    reached = sum(
        compare(measure.bound.operator, Range(value, value), Range(limit, limit)) is True
        for value in (exact(n) / whole for n, whole in judged)
    )
    open_groups = len(groups) - len(judged)
    sign = True if reached >= measure.groups else None
    if sign is None and reached + open_groups < measure.groups and judged:
        sign = False
    return Figure(code, reached, n=sum(whole for _, whole in groups), sign=sign)


def _ranked(task: RankTask, answers: Answers) -> Measurement | NoData:
    of = task.of
    measured = count_rows(of, answers) if isinstance(of, RowsTask) else sum_column(of, answers)
    if isinstance(measured, NoData):
        return measured
    clusters = _clusters(task, answers)
    figures = _placed(measured.by_organisation, clusters, task)
    nobody = sum(int(each.size) for each in measured.by_organisation if each.key is None)
    aside = measured.overall.set_aside + nobody
    return signs_of(figures, aside, measured.rows_read, unread=measured.unread_period)


def _clusters(task: RankTask, answers: Answers) -> Mapping[str, str]:
    """The cluster of each organisation; of two that its rows name the first by the alphabet."""
    if task.cluster is None or task.clusters is None:
        return {}
    name = organisation_name(task.of.reach, task.clusters)
    by = key_name(task.cluster, task.clusters)
    assert name is not None
    frame = answers.in_sight(task.of.reach, task.clusters).drop_nulls([name, by])
    text = (pl.col(each).cast(pl.String) for each in (name, by))
    pairs = frame.select(text).unique().sort(name, by, descending=True)
    return {str(code): str(cluster) for code, cluster in pairs.iter_rows()}


def _placed(tallies: Iterable[Tally], clusters: Mapping[str, str], task: RankTask) -> list[Figure]:
    """Each organisation with its place in its cluster; equals share the better place."""
    measure, values = task.measure, {}
    groups: dict[str | None, list[Fraction]] = defaultdict(list)
    for tally in tallies:
        if tally.key is not None and tally.total and tally.total >= measure.min_n:
            values[tally.key] = exact(tally.n) / tally.total
            groups[clusters.get(tally.key)].append(values[tally.key])
    figures = []
    for tally in tallies:
        if tally.key is None:
            continue
        cluster, value = clusters.get(tally.key), values.get(tally.key)
        among = groups[cluster]
        if value is None or (task.cluster and cluster is None):
            figures.append(Figure(tally.key, tally.value, n=tally.total or 0, group=cluster))
            continue
        worse = sum(other < value if measure.lowest else other > value for other in among)
        part = len(among) * measure.part
        sign = worse < part if part >= 1 else None
        figures.append(
            Figure(tally.key, float(value), n=tally.total or 0, sign=sign,
                   place=(worse + 1, len(among)), group=cluster)
        )  # fmt: skip
    return figures

"""agreement: from how many rows have each pair of values."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from operator import eq, gt, lt

import polars as pl

from engine.classes import dataclass
from engine.measures.agreement import Agreement, Statistic
from engine.measures.comparing import Range, compare, exact, limit_of
from engine.measures.figures.organisations import OrganisationsTask, signs_of
from engine.measures.figures.tallies import absent_rows
from engine.query.answers import Answers, key_name, organisation_name
from engine.query.asking import Asker
from engine.query.nodata import NoData, no_data
from engine.query.questions import Path, Slot, State, Total, path_of
from engine.query.scope import (
    Reach,
    Span,
    keys_of,
    reach_of,
    set_aside_of,
    where_of,
)
from engine.query.tasks import Run
from engine.results.verdicts import Figure, Measurement, Tally


def ask(measure: Agreement, asker: Asker, span: Span) -> "PairsTask":
    """Rows by organisation, period and the pair of values: a small table where they are few."""
    scan = asker.scan(measure.dataset)
    first, second = path_of(measure.first), path_of(measure.second)
    where = where_of(scan, span, measure.where)
    keys = tuple(dict.fromkeys((*keys_of(scan), first, second)))
    pairs = scan.slot(keys, Total(scan.mask((where, State.TRUE))))
    aside = set_aside_of(scan, keys_of(scan), where)
    return PairsTask(measure, reach_of(scan, span), first, second, pairs, aside)


@dataclass(frozen=True, slots=True)
class PairsTask(OrganisationsTask):
    """agreement: how many rows have each pair of values, for each organisation."""

    measure: Agreement
    reach: Reach
    first: Path
    second: Path
    pairs: Slot
    set_aside: Slot | None

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield self.reach, self.set_aside

    def look(self, run: Run) -> Measurement | NoData:
        """A coefficient, n / N of rows, or the organisations with the sign."""
        return agreement(self, run.answers)


_AGREES: Mapping[Statistic, Callable[[float, float], bool]] = {
    Statistic.EQUAL: eq,
    Statistic.RAISED: gt,
    Statistic.LOWERED: lt,
}
"""What the second value is to the first."""

Pairs = list[tuple[float, float, int]]
"""First value, second value, how many rows have them."""


def agreement(task: PairsTask, answers: Answers) -> Measurement | NoData:
    """A coefficient, n / N of rows, or the organisations with the sign."""
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    pairs, missing = _pairs(task, answers)
    folded = answers.by_organisation(task.reach)
    unread = answers.unlabelled(task.reach, task.pairs, task.set_aside)
    aside, rows = int(folded.total(task.set_aside)) + unread, int(folded.total(task.reach.read))
    whole = [pair for each in pairs.values() for pair in each]
    if not whole:
        return no_data("all_missing", dataset=task.reach.dataset)
    figures = tuple(_figure(code, pairs[code], task.measure) for code in sorted(pairs, key=str)
                    if code is not None)  # fmt: skip
    if task.measure.sign:
        nobody = sum(times for _, _, times in pairs.get(None, ()))
        return signs_of(figures, aside + missing + nobody, rows, unread=unread)
    if task.measure.statistic.is_ratio:
        overall = _tally(None, whole, task.measure.statistic, missing, aside)
        parts = (
            _tally(code, pairs[code], task.measure.statistic, 0, 0)
            for code in sorted(pairs, key=str)
        )
        return Measurement(
            overall, by_organisation=tuple(parts), rows_read=rows, unread_period=unread
        )
    found = _coefficient(task.measure, whole, figures, Tally(None, 0, None, missing, aside), rows)
    return found if isinstance(found, NoData) else replace(found, unread_period=unread)


def _coefficient(
    measure: Agreement, whole: Pairs, figures: tuple[Figure, ...], left: Tally, rows: int
) -> Measurement | NoData:
    figure = _figure(None, whole, measure)
    if figure.n < measure.min_n:
        return no_data("too_few_rows", found=figure.n, least=measure.min_n)
    if figure.value is None:
        return no_data("one_value_only", first=measure.first, second=measure.second)
    overall = Tally(None, figure.n, None, left.missing, left.set_aside)
    return Measurement(overall, rows_read=rows, statistic=figure, figures=figures)


def _pairs(task: PairsTask, answers: Answers) -> tuple[dict[str | None, Pairs], int]:
    """The pairs of each organisation, and how many rows lack one of the two values."""
    count = pl.col(f"t{task.pairs.index}")
    first, second = (key_name(path, task.pairs) for path in (task.first, task.second))
    name = organisation_name(task.reach, task.pairs)
    frame = answers.in_sight(task.reach, task.pairs).filter(count > 0)
    known = frame.drop_nulls([first, second])
    missing = _rows(frame, count) - _rows(known, count)
    code = pl.col(name).cast(pl.String) if name else pl.lit(None, pl.String)
    small = known.group_by(code.alias("code"), pl.col(first).alias("a"), pl.col(second).alias("b"))
    pairs: dict[str | None, Pairs] = defaultdict(list)
    for key, a, b, times in small.agg(count.sum().alias("n")).sort("code", "a", "b").iter_rows():
        pairs[key].append((a, b, int(times)))
    return pairs, missing


def _rows(frame: pl.DataFrame, count: pl.Expr) -> int:
    return int(frame.select(count.sum()).item() or 0)


def _figure(code: str | None, pairs: Pairs, measure: Agreement) -> Figure:
    n = sum(times for _, _, times in pairs)
    value = _statistic(pairs, measure.statistic)
    if code is None or value is None or n < measure.min_n or measure.sign is None:
        return Figure(code, value, n=n)
    assert measure.sign.operator is not None
    shown, limit = exact(value), limit_of(measure.sign)
    sign = compare(measure.sign.operator, Range(shown, shown), Range(limit, limit))
    return Figure(code, value, n=n, sign=sign)


def _statistic(pairs: Pairs, statistic: Statistic) -> float | None:
    if statistic.is_ratio:
        return _tally(None, pairs, statistic, 0, 0).value
    from engine.statistics.ranks import kendall, spearman

    compute = spearman if statistic is Statistic.SPEARMAN else kendall
    first, second, counts = zip(*pairs, strict=True)
    return compute(first, second, counts)


def _tally(code: str | None, pairs: Pairs, statistic: Statistic, missing: int, aside: int) -> Tally:
    """Rows whose second value is equal to the first, higher (raised) or lower."""
    agrees = _AGREES[statistic]
    n = sum(times for first, second, times in pairs if agrees(second, first))
    return Tally(code, n, sum(times for _, _, times in pairs), missing, aside)

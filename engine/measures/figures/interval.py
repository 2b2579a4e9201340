"""interval: x̄ ± z·s/√n of each organisation."""

from collections.abc import Iterator
from fractions import Fraction

from engine.classes import dataclass
from engine.measures.comparing import ZERO, exact
from engine.measures.figures.organisations import OrganisationsTask, read_rows, rows_aside, signs_of
from engine.measures.figures.tallies import absent_rows
from engine.measures.interval import Given, Interval, Side
from engine.model.conditions import Clause
from engine.query.answers import Answers, rounded
from engine.query.asking import Asker
from engine.query.nodata import NoData, no_data
from engine.query.questions import Slot, State, Total, path_of
from engine.query.scans import ScanBuilder
from engine.query.scope import (
    Reach,
    Span,
    keys_of,
    reach_of,
    set_aside_of,
    where_of,
)
from engine.query.tasks import Run
from engine.results.verdicts import Figure, Measurement
from engine.statistics.groups import Sample, half_interval


def ask(measure: Interval, asker: Asker, span: Span) -> "IntervalTask":
    """Moments of the rows of each organisation, and of the reference rows of the same table."""
    scan = asker.scan(measure.dataset)
    own = _moments(measure.of, scan, span, measure.where)
    if not isinstance(measure.reference, Clause):
        return IntervalTask(measure, own, None)
    return IntervalTask(measure, own, _moments(measure.of, scan, span, measure.reference))


@dataclass(frozen=True, slots=True)
class Moments:
    """Sum, sum of squares and number of the values of a column, and of all its rows."""

    reach: Reach
    total: Slot
    squares: Slot
    filled: Slot
    rows: Slot
    set_aside: Slot | None


def _moments(of: str, scan: ScanBuilder, span: Span, clause: Clause | None) -> Moments:
    keys, column, where = keys_of(scan), path_of(of), where_of(scan, span, clause)
    mask = scan.mask((where, State.TRUE))
    return Moments(
        reach=reach_of(scan, span),
        total=scan.slot(keys, Total(mask, column)),
        squares=scan.slot(keys, Total(mask, column, squared=True)),
        filled=scan.slot(keys, Total(mask, column, filled=True)),
        rows=scan.slot(keys, Total(mask)),
        set_aside=set_aside_of(scan, keys, where),
    )


@dataclass(frozen=True, slots=True)
class IntervalTask(OrganisationsTask):
    """interval: the moments of each organisation, and of the reference where it is of the table."""

    measure: Interval
    own: Moments
    reference: Moments | None

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield self.own.reach, self.own.set_aside

    def look(self, run: Run) -> Measurement | NoData:
        """Each organisation with its interval, the reference group first."""
        return _intervals(self, run.answers)


def _intervals(task: IntervalTask, answers: Answers) -> Measurement | NoData:
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
    aside, unread = rows_aside(own, answers)
    return signs_of(figures, aside, read_rows(own.reach, answers), unread=unread)


def _of_interval(
    code: str | None, mean: Fraction, half: Fraction, n: int, sign: bool | None
) -> Figure:
    return Figure(code, float(mean), float(mean - half), float(mean + half), n, sign)


def _samples(moments: Moments, answers: Answers) -> dict[str, tuple[int, Fraction, Fraction]]:
    folded = answers.by_organisation(moments.reach)
    columns = (folded.column(slot) for slot in (moments.filled, moments.total, moments.squares))
    sums = zip(*columns, strict=True)
    rows = folded.column(moments.rows)
    return {
        code: (int(sample[0]), exact(rounded(sample[1])), exact(rounded(sample[2])))
        for code, sample, count in zip(folded.codes, sums, rows, strict=True)
        if code is not None and count
    }

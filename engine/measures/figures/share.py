"""share: numbers of rows, and the part of them that counts."""

from collections.abc import Iterable
from functools import partial
from itertools import repeat
from operator import sub

from engine.classes import dataclass
from engine.measures.figures.rolling import rolled
from engine.measures.figures.tallies import absent_rows, measurement
from engine.measures.figures.weighted import WeightedTask, weighted_task
from engine.measures.share import Share
from engine.model.conditions import Condition
from engine.model.demands import Missing
from engine.query.answers import Answers, Folded
from engine.query.asking import Asker
from engine.query.nodata import NoData
from engine.query.questions import Slot, State, Total
from engine.query.scans import ScanBuilder
from engine.query.scope import (
    Reach,
    Span,
    keys_of,
    reach_of,
    set_aside_of,
    unknown_of,
    where_of,
)
from engine.query.tasks import OfRows, Run
from engine.results.verdicts import Measurement, Tally


def ask(measure: Share, asker: Asker, span: Span) -> "RowsTask | WeightedTask":
    """Rows with `of` among those of `where`."""
    scan = asker.scan(measure.dataset)
    where, of = where_of(scan, span, measure.where), span.bound(measure.of)
    if measure.weight:
        return weighted_task(
            measure.weight, scan, span, where, of, column=None, missing=measure.missing
        )
    return rows_task(scan, span, where, of, ratio=True, missing=measure.missing)


@dataclass(frozen=True, slots=True)
class RowsTask(OfRows):
    """share and count: rows that count, rows that might, rows looked at, rows set aside."""

    reach: Reach
    n: Slot
    unknown: Slot | None
    rows: Slot
    set_aside: Slot | None
    ratio: bool
    missing: Missing

    @property
    def adds_up(self) -> bool:
        """Numbers of rows do, parts of a whole do not."""
        return not self.ratio

    def figure(self, run: Run) -> Measurement | NoData:
        """n and, of a share, N; whole and by organisation."""
        return count_rows(self, run.answers)


def rows_task(
    scan: ScanBuilder,
    span: Span,
    where: Condition | None,
    of: Condition | None,
    *,
    ratio: bool,
    missing: Missing,
) -> RowsTask:
    """Numbers of rows: n of `of`, N of `where`."""
    keys, true = keys_of(scan), State.TRUE
    return RowsTask(
        reach=reach_of(scan, span),
        n=scan.slot(keys, Total(scan.mask((where, true), (of, true)))),
        unknown=unknown_of(scan, keys, where, of),
        rows=scan.slot(keys, Total(scan.mask((where, true)))),
        set_aside=set_aside_of(scan, keys, where),
        ratio=ratio,
        missing=missing,
    )


def count_rows(task: RowsTask, answers: Answers) -> Measurement | NoData:
    """share and count of rows."""
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    folded = answers.by_organisation(task.reach)
    unlabelled = answers.unlabelled(task.reach, task.rows, task.set_aside)
    slots = (task.n, task.unknown, task.rows, task.set_aside)
    n, unknown, rows, aside = (int(folded.total(slot)) for slot in slots)
    excluded = unknown if task.missing is Missing.EXCLUDE else 0
    whole = rows - excluded if task.ratio else None
    overall = Tally(None, n, whole, unknown, aside + unlabelled)
    measured = measurement(task, folded, overall, _parts(task, folded), task.missing, unlabelled)
    return rolled(measured, task, answers, partial(_parts, task))


def _parts(task: RowsTask, folded: Folded) -> Iterable[Tally]:
    """A tally an organisation."""
    unknown, rows = folded.column(task.unknown), folded.column(task.rows)
    totals = map(sub, rows, unknown) if task.missing is Missing.EXCLUDE else rows
    return Tally.of_columns(
        folded.codes,
        folded.column(task.n),
        totals if task.ratio else repeat(None),
        unknown,
        folded.column(task.set_aside),
    )

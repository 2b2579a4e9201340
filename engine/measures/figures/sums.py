"""sum and mean: the values of a column, added up."""

from functools import partial

from engine.classes import dataclass
from engine.measures.figures.rolling import rolled
from engine.measures.figures.tallies import absent_rows, measurement
from engine.measures.figures.weighted import WeightedTask, weighted_task
from engine.measures.sums import Mean, Sum
from engine.model.demands import Missing
from engine.model.measures import Form
from engine.query.answers import Answers, Folded, rounded
from engine.query.asking import Asker
from engine.query.nodata import NoData, no_data
from engine.query.questions import Slot, State, Total, path_of
from engine.query.scope import (
    Reach,
    Span,
    keys_of,
    reach_of,
    set_aside_of,
    where_of,
)
from engine.query.tasks import OfRows, Run
from engine.results.verdicts import Measurement, Tally


def ask_mean(measure: Mean, asker: Asker, span: Span) -> "SumTask | WeightedTask":
    """As of a sum; by the values of the weight where there is one."""
    if not measure.weight:
        return ask(measure, asker, span)
    scan = asker.scan(measure.dataset)
    where = where_of(scan, span, measure.where)
    return weighted_task(
        measure.weight, scan, span, where, None, column=measure.of, missing=measure.missing
    )


def ask(measure: Sum | Mean, asker: Asker, span: Span) -> "SumTask":
    """The values of the rows of `where`, and how many there are."""
    scan, column = asker.scan(measure.dataset), path_of(measure.of)
    keys = keys_of(scan)
    where = where_of(scan, span, measure.where)
    mask = scan.mask((where, State.TRUE))
    return SumTask(
        reach=reach_of(scan, span),
        total=scan.slot(keys, Total(mask, column)),
        filled=scan.slot(keys, Total(mask, column, filled=True)),
        rows=scan.slot(keys, Total(mask)),
        set_aside=set_aside_of(scan, keys, where),
        mean=measure.form is Form.AVERAGED,
        missing=measure.missing,
        of_persons=not scan.resource.is_of_organisations,
    )


@dataclass(frozen=True, slots=True)
class SumTask(OfRows):
    """sum and mean of a column."""

    reach: Reach
    total: Slot
    filled: Slot
    rows: Slot
    set_aside: Slot | None
    mean: bool
    missing: Missing
    of_persons: bool = True
    """Whether a row is a person, so that the rows of a sum are persons."""

    @property
    def adds_up(self) -> bool:
        """Sums do, means do not."""
        return not self.mean

    def figure(self, run: Run) -> Measurement | NoData:
        """The sum, and of a mean the number of values; whole and by organisation."""
        return sum_column(self, run.answers)


def sum_column(task: SumTask, answers: Answers) -> Measurement | NoData:
    """sum and mean: the known values, and how many are not known."""
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    folded = answers.by_organisation(task.reach)
    if folded.total(task.rows) and not folded.total(task.filled):
        return no_data("all_missing", dataset=task.reach.dataset)
    unlabelled = answers.unlabelled(task.reach, task.rows, task.set_aside)
    overall = _sum_tally(
        task, None,
        folded.total(task.total), folded.total(task.filled), folded.total(task.rows),
        folded.total(task.set_aside) + unlabelled,
    )  # fmt: skip
    parts = _sum_parts(task, folded)
    measured = measurement(task, folded, overall, parts, Missing.EXCLUDE, unlabelled)
    return rolled(measured, task, answers, partial(_sum_parts, task))


def _sum_parts(task: SumTask, folded: Folded) -> list[Tally]:
    slots = (task.total, task.filled, task.rows, task.set_aside)
    columns = (folded.column(slot) for slot in slots)
    return [
        _sum_tally(task, code, total, filled, rows, aside)
        for code, total, filled, rows, aside in zip(folded.codes, *columns, strict=True)
    ]


def _sum_tally(
    task: SumTask, code: str | None, total: float, filled: float, rows: float, aside: float
) -> Tally:
    count = int(filled) if task.mean else None
    persons = int(filled) if task.of_persons and not task.mean else None
    return Tally(code, rounded(total), count, int(rows - filled), int(aside), persons)

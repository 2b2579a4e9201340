"""change and trend: the figure of each period."""

from collections.abc import Iterator

from engine.classes import dataclass
from engine.measures.change import Change
from engine.model.spec import Window
from engine.query.asking import Asker
from engine.query.nodata import NoData, no_data
from engine.query.periods import read_period, resolved
from engine.query.questions import Slot
from engine.query.scope import (
    Reach,
    Span,
)
from engine.query.tasks import OfRows, Run, Single, Step, Steps, Task


def ask(measure: Change, asker: Asker, span: Span) -> "ChangeTask":
    """The questions of each period."""
    labels = [resolved(label, span.window, span.as_of) for label in measure.over]
    windows = [read_period(label) for label in labels]
    steps = []
    for label, window in zip(labels, windows, strict=True):
        if window is None:
            raise ValueError(label)
        task = asker.task(measure.of, span.during(window))
        assert isinstance(task, Single)
        steps.append((label, task))
    return ChangeTask(tuple(steps), _broken(measure, windows))


@dataclass(frozen=True, slots=True)
class ChangeTask(Task):
    """The same task for each period of a change, with the period's label.

    `broken` is the period from which figures are not comparable with earlier ones, and why.
    """

    steps: tuple[tuple[str, Single], ...]
    broken: tuple[str, str] | None = None

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield from self.steps[-1][1].looks()

    def figure(self, run: Run) -> Steps | NoData:
        """All periods, or the first of which nothing can be told."""
        if self.broken is not None:
            label, reason = self.broken
            return no_data("not_comparable", period=label, why=reason)
        steps = []
        for label, task in self.steps:
            measured, empty = task.figure(run), _empty(task, run)
            table = empty or next(task.looks())[0].dataset
            if empty or (isinstance(measured, NoData) and isinstance(task, OfRows)):
                return no_data("period_missing", period=label, dataset=table)
            if isinstance(measured, NoData):
                return measured
            if measured.overall.total == 0:
                return no_data("zero_denominator_in_period", period=label, dataset=table)
            steps.append(Step(label, measured))
        return Steps(tuple(steps))


def _empty(task: Single, run: Run) -> str | None:
    """The first table that has no rows of the period: its noughts would be no figures."""
    for reach, _ in task.looks():
        if not run.answers.by_organisation(reach).total(reach.read):
            return reach.dataset
    return None


def _broken(change: Change, windows: list[Window | None]) -> tuple[str, str] | None:
    """The first break after the first period and not after the last one."""
    first, last = windows[0], windows[-1]
    assert first is not None
    assert last is not None
    for each in change.breaks:
        start = read_period(each.label)
        if start and first.start < start.start <= last.start:
            return each.label, each.reason
    return None

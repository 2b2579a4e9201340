"""Tasks → measurements, whatever their kind."""

from dataclasses import dataclass
from datetime import date
from typing import assert_never

from engine.compile.needed import (
    BasicTask,
    ChangeTask,
    CompareTask,
    CompositeTask,
    DistinctTask,
    EachDocumentTask,
    EachRowTask,
    ExistsTask,
    IntervalTask,
    ListedTask,
    ListTask,
    PairsTask,
    RankTask,
    RatioTask,
    RowsTask,
    SignsTask,
    SumTask,
    Task,
    ValuesTask,
)
from engine.compile.plan import Planned
from engine.execute.answers import Answers
from engine.execute.composing import compose
from engine.execute.counting import count_distinct, count_rows, sum_column
from engine.execute.covering import cover_list, cover_values
from engine.execute.documents import Register
from engine.execute.nodata import NoData, no_data
from engine.execute.organisations import Search, each_document, each_row, find_document
from engine.execute.rolling import rolled_organisations
from engine.execute.signs import organisations_figure
from engine.model.project import Project
from engine.model.rules import EvidenceDemand
from engine.query.scope import span_of
from engine.results.verdicts import Measurement


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a change."""

    label: str
    measured: Measurement


@dataclass(frozen=True, slots=True)
class Steps:
    """All periods of a change, in order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """Measures the tasks of one run."""

    project: Project
    as_of: date
    register: Register | None

    def measure(self, planned: Planned, answers: Answers) -> Measurement | Steps | NoData:
        """What the planned indicator's rule computes."""
        task = planned.task
        assert task is not None
        if isinstance(task, ChangeTask):
            return self._change(task, answers)
        return self._one(task, planned, answers)

    def _one(self, task: Task, planned: Planned, answers: Answers) -> Measurement | NoData:
        match task:
            case ExistsTask():
                return find_document(self._search(planned, task.evidence))
            case EachDocumentTask():
                found = each_document(task, answers, self._search(planned, task.evidence))
                return self._rolled(found, planned, answers)
            case EachRowTask():
                return self._rolled(each_row(task, answers), planned, answers)
            case ValuesTask():
                return cover_values(task, answers)
            case PairsTask() | IntervalTask() | RatioTask() | ListedTask() | RankTask():
                return self._rolled(organisations_figure(task, answers), planned, answers)
            case CompositeTask():
                return self._composite(task, planned, answers)
            case SignsTask() | CompareTask():
                return self._rolled(organisations_figure(task, answers), planned, answers)
            case ChangeTask():
                raise TypeError("a change of a change")
            case _:
                return self._basic(task, answers)

    def _composite(
        self, task: CompositeTask, planned: Planned, answers: Answers
    ) -> Measurement | NoData:
        parts = {id: self._one(part, planned, answers) for id, part in task.parts}
        return compose(task, parts)

    def _rolled(
        self, measured: Measurement | NoData, planned: Planned, answers: Answers
    ) -> Measurement | NoData:
        """With n of N organisations by municipality."""
        if isinstance(measured, NoData):
            return measured
        day = span_of(planned.window, self.as_of).last_day
        return rolled_organisations(measured, answers.members.on(day), planned.measure)

    def _search(self, planned: Planned, demand: EvidenceDemand) -> Search:
        return Search(self.register, planned.full_id, demand, planned.window, self.as_of)

    def _basic(self, task: BasicTask, answers: Answers) -> Measurement | NoData:
        match task:
            case RowsTask():
                return count_rows(task, answers)
            case DistinctTask():
                return count_distinct(task, answers)
            case SumTask():
                return sum_column(task, answers)
            case ListTask():
                return cover_list(task, answers, show_keys=self._lists_organisations(task))
            case _:
                assert_never(task)

    def _change(self, task: ChangeTask, answers: Answers) -> Steps | NoData:
        if task.broken is not None:
            label, reason = task.broken
            return no_data("not_comparable", period=label, why=reason)
        steps = []
        for label, basic in task.steps:
            measured = self._basic(basic, answers)
            if isinstance(measured, NoData) or not measured.rows_read:
                return no_data("period_missing", period=label, dataset=_dataset(basic))
            if measured.overall.total == 0:
                return no_data("zero_denominator_in_period", period=label, dataset=_dataset(basic))
            steps.append(Step(label, measured))
        return Steps(tuple(steps))

    def _lists_organisations(self, task: ListTask) -> bool:
        """True when the list's keys are codes of organisations, which may be shown."""
        if task.listing.dataset in self.project.organisations:
            return True
        return task.listing_key == task.listing.organisation


def _dataset(task: BasicTask) -> str:
    return task.listing.dataset if isinstance(task, ListTask) else task.reach.dataset

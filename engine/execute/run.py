"""Runs a plan: one scan a dataset, then a verdict an indicator.

What the execution of a plan gives.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from engine.classes import dataclass
from engine.compile import Plan, Planned, compile_indicator
from engine.datasets import Progress, Tables, members_of
from engine.execute.ambiguity import Ambiguity, ambiguities, met_by
from engine.execute.decision_tables import Decider
from engine.execute.documents import read_register
from engine.execute.engines import Engine, EngineError, PolarsEngine
from engine.execute.hearing import heard_of
from engine.execute.lateness import by_due
from engine.execute.measuring import Gauge
from engine.execute.sizes import refuse_uncomputable
from engine.execute.verdicts import Judge
from engine.query.answers import Answer, Answers
from engine.query.nodata import no_data
from engine.query.questions import Scan
from engine.query.uncomputable import UncomputableError
from engine.results.decision_tables import DecisionOutcome
from engine.results.verdicts import IndicatorOutcome, Verdict, VerdictKind


@dataclass(frozen=True, slots=True)
class Executed:
    """Every indicator with its verdict, and every decision table, in the order of the plan."""

    indicators: tuple[IndicatorOutcome, ...]
    decisions: tuple[DecisionOutcome, ...]
    ambiguities: tuple[Ambiguity, ...] = ()
    """Keys that rules of the plan follow and that lead to several rows."""


@dataclass(frozen=True, slots=True)
class Run:
    """A plan, the tables, and the engine that answers."""

    plan: Plan
    tables: Tables
    engine: Engine
    gauge: Gauge
    judge: Judge
    answered: dict[str, Answer | Exception]
    answers: Answers
    ambiguities: tuple[Ambiguity, ...]

    def outcome(self, planned: Planned) -> IndicatorOutcome:
        """The indicator with its verdict; here, and only here, a crash becomes a verdict."""
        try:
            verdict = self._verdict(planned)
        except EngineError:
            raise
        except Exception as error:
            verdict = _crashed(error)
        return IndicatorOutcome(planned.roadmap, planned.indicator, verdict)

    def decisions(self, outcomes: tuple[IndicatorOutcome, ...]) -> Iterator[DecisionOutcome]:
        """The decision tables over the verdicts; a crash leaves that table without an answer."""
        judged = {outcome.full_id: outcome for outcome in outcomes}
        planned = {indicator.full_id: indicator for indicator in self.plan.indicators}
        decider = Decider(self.gauge, self.answers, self.tables, judged, planned)
        for decision in self.plan.decisions:
            met = met_by(decision, self.plan, self.ambiguities)
            if met:
                yield DecisionOutcome(decision.decision.id, (), None, met.no_data.reason)
                continue
            try:
                yield decider.outcome(decision)
            except Exception as error:
                text = f"{type(error).__name__}: {error}"
                yield DecisionOutcome(decision.decision.id, (), None, "decision_crashed", text)

    def answer_all(self, progress: Progress | None) -> None:
        """Answer each scan once. A scan that fails is asked again rule by rule, to find which."""
        scans = [scan for scan in self.plan.scans if scan.dataset in self.tables.datasets]
        for done, scan in enumerate(scans):
            if progress:
                title = self.tables.datasets[scan.dataset].resource.title
                progress(title, done, len(scans))
            self.answered[scan.dataset] = self._answer(scan)

    def _answer(self, scan: Scan) -> Answer | Exception:
        try:
            return self._asked(scan)
        except EngineError:
            raise
        except Exception as error:
            return error

    def _asked(self, scan: Scan) -> Answer:
        refuse_uncomputable(scan, self.tables)
        return self.engine.answer(scan, self.tables)

    def _verdict(self, planned: Planned) -> Verdict:
        indicator = planned.indicator
        if planned.task is None:
            reason = indicator.not_measurable
            return Verdict(VerdictKind.NOT_MEASURABLE, reason.value if reason else "no_method")
        for name in planned.datasets:
            if name not in self.tables.datasets:
                return self.judge.verdict(planned, no_data("table_absent", dataset=name))
        met = met_by(planned, self.plan, self.ambiguities)
        if met:
            return self.judge.verdict(planned, met.no_data)
        if any(isinstance(self.answered.get(name), Exception) for name in planned.datasets):
            return self._alone(planned)
        return _with_heard(planned, self._judged(planned, self.answers), self.answers)

    def _judged(self, planned: Planned, answers: Answers) -> Verdict:
        """Now and, of what was due before, on that day."""
        now = self.judge.verdict(planned, self.gauge.measure(planned, answers))
        due = planned.indicator.due
        if planned.by_due is None or due is None:
            return now
        then = replace(planned, task=planned.by_due, by_due=None)
        gauge = replace(self.gauge, as_of=due)
        return by_due(planned, now, self.judge.verdict(then, gauge.measure(then, answers)))

    def _alone(self, planned: Planned) -> Verdict:
        """The rule in scans of its own: another rule of the same dataset crashed, or this one."""
        plan = compile_indicator(self.plan.project, self.plan.as_of, planned)
        answered = {scan.dataset: self._asked(scan) for scan in plan.scans}
        (own,) = plan.indicators
        answers = Answers(answered.__getitem__, self.answers.members)
        return _with_heard(own, self._judged(own, answers), answers)


def execute(
    plan: Plan,
    tables: Tables,
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> tuple[IndicatorOutcome, ...]:
    """Every indicator of the plan with its verdict, in the order of the plan.

    Raises EngineError when the engine cannot answer at all; then nothing is judged.
    """
    return execute_all(plan, tables, engine=engine, progress=progress).indicators


def execute_all(
    plan: Plan,
    tables: Tables,
    *,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Executed:
    """The indicators and the decision tables of a plan, from one scan a dataset.

    Raises EngineError when the engine cannot answer at all; then nothing is judged.
    """
    register = read_register(plan.project, tables)
    answered: dict[str, Answer | Exception] = {}
    run = Run(
        plan,
        tables,
        engine or PolarsEngine(),
        Gauge(plan.project, plan.as_of, register),
        Judge(plan.project, plan.as_of),
        answered,
        Answers(partial(_lookup, answered), members_of(tables.datasets)),
        ambiguities(plan, tables),
    )
    run.answer_all(progress)
    indicators = tuple(run.outcome(planned) for planned in plan.indicators)
    return Executed(indicators, tuple(run.decisions(indicators)), run.ambiguities)


def _lookup(answered: dict[str, Answer | Exception], dataset: str) -> Answer:
    answer = answered[dataset]
    if isinstance(answer, Exception):
        raise answer
    return answer


def _with_heard(planned: Planned, verdict: Verdict, answers: Answers) -> Verdict:
    """With the organisations that have rows where rows are owed."""
    if not planned.owing or planned.task is None or verdict.measurement is None:
        return verdict
    measured = replace(verdict.measurement, heard=heard_of(planned.task, answers))
    return replace(verdict, measurement=measured)


def _crashed(error: Exception) -> Verdict:
    if isinstance(error, UncomputableError):
        return Verdict(VerdictKind.ERROR, error.reason, (("columns", error.columns),))
    text = str(error).strip().splitlines()
    params = (("error", type(error).__name__), ("text", text[0] if text else ""))
    return Verdict(VerdictKind.ERROR, "rule_crashed", params)

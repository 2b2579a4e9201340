"""What went wrong while rules ran: crashes, period labels not understood, repeated keys."""

from collections.abc import Iterator

import polars as pl

from engine.codes.run import NUMBERS_TOO_LARGE, REPEATED_KEY, RULE_CRASHED, UNREAD_PERIOD
from engine.compile import Plan, Planned
from engine.compile.plan import PlannedDecision
from engine.compile.questions import Join, Scan
from engine.datasets import Dataset, Tables, unquoted
from engine.diagnostics import Finding, Subject, finding
from engine.execute.documents import unclaimed
from engine.execute.executed import Executed
from engine.execute.sizes import TOO_LARGE, NumbersTooLargeError
from engine.execute.unmatched import unmatched_values
from engine.measures.periods import read_period
from engine.results.decisions import DecisionOutcome
from engine.results.verdicts import Verdict, VerdictKind


def run_findings(plan: Plan, tables: Tables, executed: Executed) -> tuple[Finding, ...]:
    """Findings of a run, beside its verdicts and decisions."""
    outcomes = executed.indicators
    crashed = [
        _crash_finding(planned, outcome.verdict)
        for planned, outcome in zip(plan.indicators, outcomes, strict=True)
        if outcome.verdict.kind is VerdictKind.ERROR
    ]
    scans = [scan for scan in plan.scans if scan.dataset in tables.datasets]
    unread = [each for scan in scans for each in _unread(tables.datasets[scan.dataset])]
    repeated = [each for scan in scans for each in _repeated(scan, tables)]
    decided = zip(plan.decisions, executed.decisions, strict=True)
    crashed += [_crashed(planned, outcome) for planned, outcome in decided if outcome.error]
    strange = unmatched_values(plan.project, tables.datasets)
    idle = unclaimed(plan.project, tables)
    found = (*unread, *dict.fromkeys(repeated), *strange, *idle)
    if tables.of_persons:
        crashed = [each.unquoted() for each in crashed]
    return (*crashed, *unquoted(found, tables.of_persons))


def _crash_finding(planned: Planned, verdict: Verdict) -> Finding:
    kind = "indicator" if planned.roadmap else "requirement"
    subject = Subject(planned.roadmap, kind, planned.indicator.id)
    rule = planned.indicator.rule
    place = rule.origin if rule else planned.indicator.origin
    told = tuple((name, str(value)) for name, value in verdict.params)
    params = tuple(sorted((*told, ("id", planned.full_id))))
    code = NUMBERS_TOO_LARGE if verdict.reason == TOO_LARGE else RULE_CRASHED
    return Finding(code, place, params, subject=subject)


def _crashed(planned: PlannedDecision, outcome: DecisionOutcome) -> Finding:
    error, _, text = (outcome.error or "").partition(": ")
    if error == NumbersTooLargeError.__name__:
        return finding(NUMBERS_TOO_LARGE, planned.decision.origin, id=outcome.id, columns=text)
    return finding(RULE_CRASHED, planned.decision.origin, id=outcome.id, error=error, text=text)


def _unread(dataset: Dataset) -> Iterator[Finding]:
    """One finding for each label that is not understood, at its first cell."""
    column = dataset.resource.period
    if column is None or column not in dataset.columns:
        return
    labels = dataset.lazy.group_by(column).agg(pl.col("__row").min())
    first = labels.collect(engine="streaming").sort("__row")
    for label, row in first.iter_rows():
        if label is not None and read_period(str(label)) is None:
            place = dataset.source.place(row, column)
            found = finding(UNREAD_PERIOD, place, label=str(label), dataset=dataset.resource.name)
            yield found if dataset.source.fits(int(row)) else found.unquoted()


def _repeated(scan: Scan, tables: Tables) -> Iterator[Finding]:
    """The first row that repeats a key which a rule follows."""
    for join in scan.joins:
        dataset = tables.datasets.get(join.dataset)
        if dataset is not None:
            yield from _repeated_in(dataset, join)


def _repeated_in(dataset: Dataset, join: Join) -> Iterator[Finding]:
    keys = dataset.frame.filter(pl.col(join.target).is_not_null())
    again = keys.filter(~pl.col(join.target).is_first_distinct())
    if again.height:
        row, key = again.row(0, named=True)["__row"], again[join.target][0]
        place = dataset.source.place(int(row), join.target)
        yield finding(REPEATED_KEY, place, key=str(key), dataset=join.dataset, count=again.height)

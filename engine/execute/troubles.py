"""What went wrong while rules ran: crashes, period labels not understood, repeated keys."""

from collections.abc import Iterator

import polars as pl

from engine.codes.run import REPEATED_KEY, RULE_CRASHED, UNREAD_PERIOD
from engine.compile import Plan, Planned
from engine.compile.plan import Join, Scan
from engine.datasets import Dataset, Tables
from engine.diagnostics import Finding, Subject, finding
from engine.measures.periods import read_period
from engine.results.verdicts import IndicatorOutcome, Verdict, VerdictKind


def run_findings(
    plan: Plan, tables: Tables, outcomes: tuple[IndicatorOutcome, ...]
) -> tuple[Finding, ...]:
    """Findings of a run, beside its verdicts. `outcomes` are what `execute` gave for the plan."""
    crashed = [
        _crash_finding(planned, outcome.verdict)
        for planned, outcome in zip(plan.indicators, outcomes, strict=True)
        if outcome.verdict.kind is VerdictKind.ERROR
    ]
    scans = [scan for scan in plan.scans if scan.dataset in tables.datasets]
    unread = [each for scan in scans for each in _unread(tables.datasets[scan.dataset])]
    repeated = [each for scan in scans for each in _repeated(scan, tables)]
    return (*crashed, *unread, *dict.fromkeys(repeated))


def _crash_finding(planned: Planned, verdict: Verdict) -> Finding:
    kind = "indicator" if planned.roadmap else "requirement"
    subject = Subject(planned.roadmap, kind, planned.indicator.id)
    rule = planned.indicator.rule
    place = rule.origin if rule else planned.indicator.origin
    told = tuple((name, str(value)) for name, value in verdict.params)
    params = tuple(sorted((*told, ("id", planned.full_id))))
    return Finding(RULE_CRASHED, place, params, subject=subject)


def _unread(dataset: Dataset) -> Iterator[Finding]:
    """One finding for each label that is not understood, at its first cell."""
    column = dataset.resource.period
    if column is None or column not in dataset.frame.columns:
        return
    first = dataset.frame.group_by(column).agg(pl.col("__row").min()).sort("__row")
    for label, row in first.iter_rows():
        if label is not None and read_period(str(label)) is None:
            place = dataset.source.place(row, column)
            yield finding(UNREAD_PERIOD, place, label=str(label), dataset=dataset.resource.name)


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

"""What went wrong while rules ran: crashes, period labels not understood, repeated keys."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import polars as pl

from engine.codes.run import (
    NUMBERS_TOO_CLOSE,
    NUMBERS_TOO_LARGE,
    REPEATED_KEY,
    RULE_CRASHED,
    SILENT_MUNICIPALITIES,
    STRADDLING_PERIOD,
    TWO_KINDS_OF_PERIOD,
    UNDATED_ROWS,
    UNREAD_PERIOD,
)
from engine.compile import Plan, Planned
from engine.compile.plan import PlannedDecision
from engine.datasets import Dataset, Tables, unquoted
from engine.diagnostics import Finding, Subject, finding
from engine.execute.ambiguity import Ambiguity, met_by
from engine.execute.answering import strangers, unanswered
from engine.execute.documents import amiss_files, overburdened, strange_kinds, unclaimed
from engine.execute.run import Executed
from engine.execute.sizes import UNCOMPUTABLE
from engine.execute.unmatched import unmatched_values
from engine.model.spec import Window
from engine.query.labels import label_in_sight
from engine.query.periods import kind_of, read_period
from engine.query.questions import Labels, Scan
from engine.query.uncomputable import TOO_CLOSE, TOO_LARGE
from engine.results.decision_tables import DecisionOutcome
from engine.results.verdicts import Tally, Verdict, VerdictKind
from engine.tables import ROW

_UNCOMPUTABLE = {TOO_LARGE: NUMBERS_TOO_LARGE, TOO_CLOSE: NUMBERS_TOO_CLOSE}
_SCHOOL_YEAR_BEGINS = 9
_NAMED = 10
"""So many rules are named in one finding."""


def run_findings(plan: Plan, tables: Tables, executed: Executed) -> tuple[Finding, ...]:
    """Findings of a run, beside its verdicts and decisions."""
    outcomes = executed.indicators
    crashed = [
        _crash_finding(planned, outcome.verdict)
        for planned, outcome in zip(plan.indicators, outcomes, strict=True)
        if outcome.verdict.kind is VerdictKind.ERROR
    ]
    scans = [scan for scan in plan.scans if scan.dataset in tables.datasets]
    unread = unread_periods(tables.datasets[scan.dataset] for scan in scans)
    apart = [found for scan in scans for found in _straddling(scan, tables)]
    repeated = [_repeated(each, plan) for each in executed.ambiguities]
    decided = zip(plan.decisions, executed.decisions, strict=True)
    crashed += [_crashed(planned, outcome) for planned, outcome in decided if outcome.error]
    strange = unmatched_values(plan.project, tables.datasets)
    about = (unclaimed, strange_kinds, overburdened, amiss_files)
    idle = tuple(found for each in about for found in each(plan.project, tables))
    silent = [
        found
        for planned, outcome in zip(plan.indicators, outcomes, strict=True)
        for found in _silent_municipalities(planned, outcome.verdict)
    ]
    undated = _undated(tables.datasets[scan.dataset] for scan in scans)
    actions = (*unanswered(plan.project, executed.decisions), *strangers(plan.project, tables))
    found = (*actions, *unread, *apart, *undated, *dict.fromkeys(repeated), *strange, *idle)
    if tables.of_persons:
        crashed = [each.unquoted() for each in crashed]
    return (*crashed, *silent, *unquoted(found, tables.of_persons))


def _silent_municipalities(planned: Planned, verdict: Verdict) -> Iterator[Finding]:
    """Those of the list that a target for each of them was not held against."""
    measured = verdict.measurement
    if measured is None or not planned.indicator.judges_municipalities:
        return
    known = {each.key for each in measured.by_municipality if not _is_of_no_row(each)}
    known |= {each.key for each in measured.municipal_figures}
    silent = sorted(set(measured.members.values()) - known)
    if known and silent:
        yield finding(
            SILENT_MUNICIPALITIES,
            planned.indicator.origin,
            id=planned.full_id,
            names=tuple(silent[:_NAMED]),
            count=len(silent),
            more=max(len(silent) - _NAMED, 0) or "",
        )


def _is_of_no_row(part: Tally) -> bool:
    """Whether it has rows, but none of those that are looked at."""
    return part.total == 0 and not part.missing and not part.set_aside


def _crash_finding(planned: Planned, verdict: Verdict) -> Finding:
    kind = "indicator" if planned.roadmap else "requirement"
    subject = Subject(planned.roadmap, kind, planned.indicator.id)
    rule = planned.indicator.rule
    place = rule.origin if rule else planned.indicator.origin
    told = tuple((name, str(value)) for name, value in verdict.params)
    params = tuple(sorted((*told, ("id", planned.full_id))))
    code = _UNCOMPUTABLE.get(verdict.reason or "", RULE_CRASHED)
    return Finding(code, place, params, subject=subject)


def _crashed(planned: PlannedDecision, outcome: DecisionOutcome) -> Finding:
    error, _, text = (outcome.error or "").partition(": ")
    if error in UNCOMPUTABLE:
        code = _UNCOMPUTABLE[UNCOMPUTABLE[error].reason]
        return finding(code, planned.decision.origin, id=outcome.id, columns=text)
    return finding(RULE_CRASHED, planned.decision.origin, id=outcome.id, error=error, text=text)


def unread_periods(datasets: Iterable[Dataset]) -> Iterator[Finding]:
    """One finding for each label that is not understood, and for the rows without one, at the first
    cell."""
    for dataset in datasets:
        column = dataset.resource.period
        if column is not None and column in dataset.columns:
            yield from _unread(dataset, column)


def _undated(datasets: Iterable[Dataset]) -> Iterator[Finding]:
    """One finding a table with rows that have no day, at the first of them."""
    for dataset in datasets:
        column = dataset.resource.date
        if column is None or column not in dataset.columns:
            continue
        blank = dataset.lazy.filter(pl.col(column).is_null())
        row, count = blank.select(pl.col(ROW).min(), pl.len()).collect(engine="streaming").row(0)
        if count:
            title, field = dataset.resource.title, dataset.resource.field(column)
            place = dataset.source.place(int(row), column)
            header = field.header if field else column
            yield finding(UNDATED_ROWS, place, table=title, column=header, count=int(count))


def _unread(dataset: Dataset, column: str) -> Iterator[Finding]:
    labels = dataset.lazy.group_by(column).agg(pl.col(ROW).min(), pl.len())
    first = labels.collect(engine="streaming").sort(ROW)
    for label, row, count in first.iter_rows():
        if label is None or read_period(str(label)) is None:
            shown, title = "" if label is None else str(label), dataset.resource.title
            place = dataset.source.place(row, column)
            found = finding(UNREAD_PERIOD, place, label=shown, table=title, count=count)
            yield found if dataset.source.fits(int(row)) else found.unquoted()
    yield from _of_other_kind(dataset, column, first)


def _straddling(scan: Scan, tables: Tables) -> Iterator[Finding]:
    """One finding for each label that begins or ends in a judged period, but is not inside of any
    that is looked at, at its first cell."""
    dataset = tables.datasets[scan.dataset]
    column, windows = dataset.resource.period, [each for each in scan.labels if each.window]
    if column is None or column not in dataset.columns or not windows:
        return
    labels = dataset.lazy.group_by(column).agg(pl.col(ROW).min(), pl.len())
    for label, row, count in labels.collect(engine="streaming").sort(ROW).iter_rows():
        days = None if label is None else read_period(str(label))
        if days is None or any(label_in_sight(str(label), each) for each in windows):
            continue
        if any(_overlap(days, each) for each in windows):
            place, title = dataset.source.place(row, column), dataset.resource.title
            found = finding(STRADDLING_PERIOD, place, label=str(label), table=title, count=count)
            yield found if dataset.source.fits(int(row)) else found.unquoted()


def _overlap(days: Window, looked_at: Labels) -> bool:
    """Whether some of the days lie in the window, and the first has come."""
    window = looked_at.window
    if window is None or days.start > looked_at.as_of:
        return False
    return days.start <= window.end and window.start <= days.end


def _of_other_kind(dataset: Dataset, column: str, first: pl.DataFrame) -> Iterator[Finding]:
    """Of periods of several kinds in one table all but those of the kind that most rows have."""
    kinds: dict[object, list[tuple[str, int, int]]] = defaultdict(list)
    for label, row, count in first.iter_rows():
        days = None if label is None else read_period(str(label))
        if days is not None:
            kinds[kind_of(days)].append((str(label), row, count))
    most = max(kinds.values(), key=lambda each: sum(count for _, _, count in each), default=[])
    others = sorted(
        (each for own in kinds.values() if own is not most for each in own), key=lambda e: e[1]
    )
    if others:
        label, row, _ = others[0]
        place, count = dataset.source.place(row, column), sum(count for _, _, count in others)
        title = dataset.resource.title
        yield finding(TWO_KINDS_OF_PERIOD, place, label=label, table=title, count=count)


def _repeated(found: Ambiguity, plan: Plan) -> Finding:
    """The first row that repeats a key which a rule follows, and the rules that do."""
    asking: tuple[Planned | PlannedDecision, ...] = (*plan.indicators, *plan.decisions)
    hit = [each for each in asking if met_by(each, plan, (found,))]
    names = [each.full_id if isinstance(each, Planned) else each.decision.id for each in hit]
    return finding(
        REPEATED_KEY, found.place,
        table=found.title, key=found.code, count=found.count, indicators=tuple(names[:_NAMED]),
    )  # fmt: skip

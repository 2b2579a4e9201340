"""What went wrong while rules ran: crashes, period labels not understood, repeated keys."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import polars as pl

from engine.classes import dataclass
from engine.codes.run import (
    NUMBERS_TOO_CLOSE,
    NUMBERS_TOO_LARGE,
    REPEATED_KEY,
    RULE_CRASHED,
    SHORT_YEARS,
    SILENT_MUNICIPALITIES,
    STRADDLING_PERIOD,
    TWO_KINDS_OF_PERIOD,
    UNDATED_ROWS,
    UNREAD_PERIOD,
)
from engine.compile import Plan, Planned
from engine.compile.plan import PlannedDecision
from engine.datasets import Dataset, Tables, unquoted
from engine.diagnostics import Code, Finding, Subject, finding
from engine.execute.ambiguity import Ambiguity, met_by
from engine.execute.answering import strangers, unanswered
from engine.execute.documents import (
    amiss_files,
    overburdened,
    read_register,
    strange_kinds,
    unclaimed,
    unseen_files,
)
from engine.execute.repeated_persons import repeated_persons
from engine.execute.run import Executed
from engine.execute.sizes import UNCOMPUTABLE
from engine.execute.uneven_organisations import uneven_organisations
from engine.execute.unmatched import unmatched_values
from engine.model.spec import Window
from engine.query.labels import label_in_sight
from engine.query.periods import is_short, kind_of, read_period
from engine.query.questions import Labels
from engine.query.uncomputable import TOO_CLOSE, TOO_LARGE
from engine.results.decision_tables import DecisionOutcome
from engine.results.verdicts import Tally, Verdict, VerdictKind
from engine.tables import ROW

_UNCOMPUTABLE = {TOO_LARGE: NUMBERS_TOO_LARGE, TOO_CLOSE: NUMBERS_TOO_CLOSE}
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
    unread = [
        found for scan in scans for found in _of_labels(tables.datasets[scan.dataset], scan.labels)
    ]
    repeated = [_repeated(ambiguity, plan) for ambiguity in executed.ambiguities]
    decided = zip(plan.decisions, executed.decisions, strict=True)
    crashed += [_crashed(planned, outcome) for planned, outcome in decided if outcome.error]
    strange = unmatched_values(plan.project, tables.datasets)
    persons = (*repeated_persons(plan, tables), *uneven_organisations(plan, tables))
    about = (unclaimed, strange_kinds, overburdened, amiss_files, unseen_files)
    register = read_register(plan.project, tables)
    idle = [found for each in about if register for found in each(plan.project, register)]
    silent = [
        found
        for planned, outcome in zip(plan.indicators, outcomes, strict=True)
        for found in _silent_municipalities(planned, outcome.verdict)
    ]
    undated = _undated(tables.datasets[scan.dataset] for scan in scans)
    actions = (*unanswered(plan.project, executed.decisions), *strangers(plan.project, tables))
    found = (*actions, *unread, *undated, *dict.fromkeys(repeated), *strange, *persons, *idle)
    if tables.of_persons:
        crashed = [each.unquoted() for each in crashed]
    return (*crashed, *silent, *unquoted(found, tables.of_persons))


def _silent_municipalities(planned: Planned, verdict: Verdict) -> Iterator[Finding]:
    """Those of the list that a target for each of them was not held against."""
    measured = verdict.measurement
    if measured is None or not planned.indicator.judges_municipalities:
        return
    known = {each.key for each in measured.by_municipality if not _is_of_no_row(each)}
    known |= {figure.key for figure in measured.municipal_figures}
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
    return finding(
        RULE_CRASHED, planned.decision.origin, decision=outcome.id, error=error, text=text
    )


def unread_periods(datasets: Iterable[Dataset]) -> Iterator[Finding]:
    """One finding for each label that is not understood, and for the rows without one, at the first
    cell."""
    for dataset in datasets:
        yield from _of_labels(dataset)


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


@dataclass(frozen=True, slots=True)
class _Label:
    """A label of the column of periods, the days that it means, its first row, and its rows."""

    text: str
    days: Window | None
    row: int
    count: int


def _of_labels(dataset: Dataset, looked_at: tuple[Labels, ...] = ()) -> Iterator[Finding]:
    """What is wrong with the periods of the rows, as each label is met first."""
    column = dataset.resource.period
    if column is None or column not in dataset.columns:
        return
    labels = _labels(dataset, column)
    for label in labels:
        if label.days is None:
            yield _told_of(UNREAD_PERIOD, label, dataset, column)
    short = [label for label in labels if is_short(label.text)]
    if short:
        first = replace(short[0], count=_rows_of(short))
        yield _told_of(SHORT_YEARS, first, dataset, column)
    yield from _of_other_kind(labels, dataset, column)
    windows = [each for each in looked_at if each.window]
    for label in labels:
        if label.days and _straddles(label.text, label.days, windows):
            yield _told_of(STRADDLING_PERIOD, label, dataset, column)


def _labels(dataset: Dataset, column: str) -> list[_Label]:
    frame = dataset.lazy.group_by(column).agg(pl.col(ROW).min(), pl.len())
    first = frame.collect(engine="streaming").sort(ROW).iter_rows()
    told = (("" if label is None else str(label), int(row), count) for label, row, count in first)
    return [_Label(text, read_period(text), row, count) for text, row, count in told]


def _told_of(code: Code, label: _Label, dataset: Dataset, column: str) -> Finding:
    place, title = dataset.source.place(label.row, column), dataset.resource.title
    days, count = label.days, label.count
    if code is SHORT_YEARS and days:
        years = f"{days.start.year:04d}/{days.end.year % 100:02d}"
        found = finding(code, place, label=label.text, table=title, count=count, read_as=years)
    else:
        found = finding(code, place, label=label.text, table=title, count=count)
    return found if dataset.source.fits(label.row) else found.unquoted()


def _straddles(label: str, days: Window, looked_at: list[Labels]) -> bool:
    """Whether it begins or ends in a judged period, but is not inside of any that is looked at."""
    if any(label_in_sight(label, labels) for labels in looked_at):
        return False
    return any(
        labels.window
        and days.start <= min(labels.as_of, labels.window.end)
        and labels.window.start <= days.end
        for labels in looked_at
    )


def _of_other_kind(labels: list[_Label], dataset: Dataset, column: str) -> Iterator[Finding]:
    """Of periods of several kinds in one table all but those of the kind that most rows have."""
    kinds: dict[object, list[_Label]] = defaultdict(list)
    for label in labels:
        if label.days is not None:
            kinds[kind_of(label.days)].append(label)
    most = max(kinds.values(), key=_rows_of, default=[])
    others = [label for own in kinds.values() if own is not most for label in own]
    if others:
        first = min(others, key=lambda each: each.row)
        place, title = dataset.source.place(first.row, column), dataset.resource.title
        count = _rows_of(others)
        yield finding(TWO_KINDS_OF_PERIOD, place, label=first.text, table=title, count=count)


def _rows_of(labels: Iterable[_Label]) -> int:
    return sum(label.count for label in labels)


def _repeated(found: Ambiguity, plan: Plan) -> Finding:
    """The first row that repeats a key which a rule follows, and the rules that do."""
    asking: tuple[Planned | PlannedDecision, ...] = (*plan.indicators, *plan.decisions)
    hit = [each for each in asking if met_by(each, plan, (found,))]
    names = [each.full_id if isinstance(each, Planned) else each.decision.id for each in hit]
    return finding(
        REPEATED_KEY, found.place,
        table=found.title, key=found.code, count=found.count, indicators=tuple(names[:_NAMED]),
    )  # fmt: skip

"""Recommendations that no measure of the action plan answers, and measures for strangers."""

from collections.abc import Iterable, Iterator

from engine.codes.deciding import ANSWERED_STRANGER, UNANSWERED
from engine.datasets import Dataset, Tables
from engine.diagnostics import Finding, finding
from engine.expressions import nearest
from engine.model.answering import answering, is_awaited, measures
from engine.model.decision_tables import Decision
from engine.model.project import Project
from engine.results.decision_tables import DecisionOutcome


def unanswered(project: Project, outcomes: Iterable[DecisionOutcome]) -> Iterator[Finding]:
    """The recommendations that no measure answers at one organisation or more, each once. Where is
    told by the report: who may know it depends on its reader."""
    for outcome in outcomes:
        decision = project.decision(outcome.id)
        if decision is not None:
            yield from _unanswered(project, decision, outcome)


def _unanswered(
    project: Project, decision: Decision, outcome: DecisionOutcome
) -> Iterator[Finding]:  # fmt: skip
    for row in decision.rows:
        where = [each.organisation for each in outcome.decided if row.id in each.rows]
        if not is_awaited(project, decision, row):
            continue
        for each in row.recommendations:
            if not all(answering(project, decision, row.id, each.to, code) for code in where):
                yield finding(
                    UNANSWERED, each.origin,
                    decision=decision.id, row=row.id, to=each.to, what=each.what,
                )  # fmt: skip


def strangers(project: Project, tables: Tables) -> Iterator[Finding]:
    """Answers for organisations that no list has, where the lists could be read."""
    answers = [answer for _, event in measures(project) for answer in event.answers]
    lists = [tables.datasets[name] for name in project.organisations if name in tables.datasets]
    if not answers or not lists or len(lists) < len(project.organisations):
        return
    known = frozenset(code for each in lists for code in _codes(each))
    for answer in answers:
        for number, code in enumerate(answer.organisations):
            if code not in known:
                at = answer.origin.under("organisations", number)
                hint = nearest(code, sorted(known)) or ""
                yield finding(ANSWERED_STRANGER, at, name=code, hint=hint)


def _codes(listed: Dataset) -> Iterator[str]:
    column = listed.resource.organisation or listed.resource.primary_key[0]
    yield from (str(code) for code in listed.frame[column] if code is not None)

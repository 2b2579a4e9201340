"""What the measures of an action plan answer: recommendations of decision tables."""

from collections.abc import Iterator

from engine.codes.deciding import ANSWER_TO_NOTHING
from engine.diagnostics import Finding, finding
from engine.expressions.suggestions import nearest
from engine.load.entries import Entry
from engine.model.decision_tables import Decision
from engine.model.project import Project
from engine.model.spec import Answer


def read_answers(entry: Entry) -> tuple[Answer, ...]:
    """The answers of an event, in their order."""
    return tuple(
        Answer(
            each.text("decision"), each.maybe("row"), each.maybe("to"),
            each.texts("organisations"), each.origin(),
        )
        for each in entry.entries("answers")
    )  # fmt: skip


def check_answers(project: Project) -> Iterator[Finding]:
    """Answers to a table, a row or an addressee that are not there."""
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            for answer in event.answers:
                yield from _fault(answer, project)


def _fault(answer: Answer, project: Project) -> Iterator[Finding]:
    decision = project.decision(answer.decision)
    if decision is None:
        known = tuple(each.id for each in project.decisions)
        yield _unknown(answer, "decision", answer.decision, known)
    elif answer.row and decision.row(answer.row) is None:
        yield _unknown(answer, "row", answer.row, tuple(row.id for row in decision.rows))
    elif answer.to or answer.row:
        known = tuple(dict.fromkeys(_addressees(decision, answer.row)))
        if not known or (answer.to and answer.to not in known):
            key = "to" if answer.to else "row"
            yield _unknown(answer, key, answer.to or answer.row or "", known if answer.to else ())


def _addressees(decision: Decision, row: str | None) -> Iterator[str]:
    for decision_row in decision.rows:
        if row in (None, decision_row.id):
            yield from (recommendation.to for recommendation in decision_row.recommendations)


def _unknown(answer: Answer, key: str, name: str, known: tuple[str, ...]) -> Finding:
    at = answer.origin.under(key)
    return finding(ANSWER_TO_NOTHING, at, key=key, name=name, hint=nearest(name, known) or "")

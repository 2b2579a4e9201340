"""Decision tables that leave values open, say two things at once, or hold dead rows (K421–K423)."""

from collections.abc import Iterator

from engine.codes.deciding import DECISION_GAP, DECISION_OVERLAP, DECISION_ROW_DEAD
from engine.deciding import Fault, faults_of
from engine.diagnostics import Finding, Param, Related
from engine.model.decisions import Decision, Input, Value, word_of
from engine.model.project import Project

_CODES = {"gap": DECISION_GAP, "overlap": DECISION_OVERLAP, "dead": DECISION_ROW_DEAD}


def check_decisions(project: Project) -> tuple[Finding, ...]:
    """The faults of every table."""
    return tuple(
        _finding(decision, fault) for decision in project.decisions for fault in faults_of(decision)
    )


def _finding(decision: Decision, fault: Fault) -> Finding:
    at = fault.rows[0].origin if fault.rows else decision.origin
    params: dict[str, Param] = {
        "decision": decision.title,
        "row": fault.rows[0].id if fault.rows else "",
        "other": fault.rows[1].id if len(fault.rows) == 2 else "",
        "witness": tuple(_shown(fault.witness)),
    }
    related = tuple(Related(row.origin, "row-here") for row in fault.rows[1:])
    return Finding(_CODES[fault.kind], at, tuple(sorted(params.items())), related)


def _shown(witness: tuple[tuple[Input, Value], ...]) -> Iterator[str]:
    for input, value in witness:
        yield f"{input.title} — {_value(value)}"


def _value(value: Value) -> str:
    if value is None:
        return "нет данных"
    if isinstance(value, bool | str):
        return word_of(value)
    return f"{value:g}".replace(".", ",")

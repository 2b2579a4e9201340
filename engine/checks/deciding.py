"""Decision tables that leave values open, say two things at once, or hold dead rows (K421–K423)."""

from engine.codes.deciding import DECISION_GAP, DECISION_OVERLAP, DECISION_ROW_DEAD
from engine.deciding import Fault, faults_of, told
from engine.diagnostics import Finding, Param, Related
from engine.model.decisions import Decision
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
        "witness": told(fault.witness),
    }
    related = tuple(Related(row.origin, "row-here") for row in fault.rows[1:])
    return Finding(_CODES[fault.kind], at, tuple(sorted(params.items())), related)

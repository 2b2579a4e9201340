"""Exit codes, the same for every verb and format."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from engine.diagnostics import Finding, Severity


class Exit(IntEnum):
    """What the process tells the shell."""

    FINE = 0
    FINDINGS = 1
    UNUSABLE = 2
    DEFECT = 3
    INTERRUPTED = 130


class FailOn(StrEnum):
    """The mildest outcome that makes a verb end with 1."""

    ERROR = "error"
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    INDETERMINATE = "indeterminate"
    NOT_MEASURABLE = "not_measurable"
    WARNING = "warning"
    NEVER = "never"


_VERDICT_RANK = {"error": 4, "not_met": 3, "no_data": 2, "indeterminate": 2, "not_measurable": 1}


def of_findings(findings: Iterable[Finding], fail_on: FailOn = FailOn.ERROR) -> Exit:
    """1 when a finding is as severe as `fail_on` asks, else 0."""
    if fail_on is FailOn.NEVER:
        return Exit.FINE
    severities = {finding.severity for finding in findings}
    warned = fail_on is FailOn.WARNING and Severity.WARNING in severities
    return Exit.FINDINGS if warned or Severity.ERROR in severities else Exit.FINE


def of_verdicts(kinds: Iterable[str], fail_on: FailOn = FailOn.ERROR) -> Exit:
    """1 when a verdict stands at or above `fail_on` on the ladder, else 0."""
    if fail_on is FailOn.NEVER:
        return Exit.FINE
    least = _VERDICT_RANK.get(fail_on.value, _VERDICT_RANK["error"])
    failed = any(_VERDICT_RANK.get(kind, 0) >= least for kind in kinds)
    return Exit.FINDINGS if failed else Exit.FINE

"""What was due before the day of the run: reached by then, reached later, or not reached."""

from dataclasses import replace

from engine.compile.plan import Planned
from engine.results.verdicts import Verdict, VerdictKind


def by_due(planned: Planned, now: Verdict, then: Verdict) -> Verdict:
    """The verdict of the day it was due where it was reached by then, though it fell later; reached
    since then it is late; otherwise what is known now, with what is lacking."""
    due = planned.indicator.due
    assert due is not None
    day = ("due", due.isoformat())
    documents = planned.measure is not None and planned.measure.evidence_demand() is not None
    if then.kind is now.kind is VerdictKind.MET and documents:
        return now
    if then.kind is VerdictKind.MET:
        if planned.undated:
            table = ("table", planned.undated[0])
            return replace(now, reason="reached_undated", params=(day, table))
        if now.measurement == then.measurement:
            return now
        return replace(then, reason="reached_by_due", params=(day,), day=due)
    if now.kind is not VerdictKind.MET:
        return now
    return replace(now, kind=VerdictKind.MET_LATE, reason=_reason(planned, then),
                   params=(day, ("late", _late(now, then))))  # fmt: skip


def _reason(planned: Planned, then: Verdict) -> str:
    if then.kind is VerdictKind.INDETERMINATE:
        return "perhaps_late"
    return planned.measure.late if planned.measure else "reached_late"


def _late(now: Verdict, then: Verdict) -> int:
    """How many of the things that must be there came after the day."""
    found = {e.key for e in then.measurement.elements if e.found} if then.measurement else set()
    elements = now.measurement.elements if now.measurement else ()
    return sum(element.found and element.key not in found for element in elements)

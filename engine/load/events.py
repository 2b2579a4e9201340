"""The events of a plan."""

from functools import lru_cache

from engine.codes import spec as codes
from engine.diagnostics import Finding, finding
from engine.load.entries import Entry
from engine.load.gaps import check_gaps
from engine.load.rules import RuleReader
from engine.load.stages import read_stages
from engine.model.schedules import Schedule, Window
from engine.model.spec import Event, Responsible
from engine.schedule import resolve_schedule

_FIELDS = (
    "number", "title", "stage", "schedule", "responsible", "result", "evidence", "details",
    "decision",
)  # fmt: skip
_NULLABLE = ("number", "title", "schedule", "result")


def read_event(
    entry: Entry, period: Window | None, rules: RuleReader, findings: list[Finding]
) -> Event:
    """An event with its schedule resolved in the period of its roadmap."""
    findings.extend(check_gaps(entry, _FIELDS, nullable=_NULLABLE))
    return Event(
        id=entry.text("id"),
        section=entry.maybe("section"),
        number=entry.maybe("number"),
        title=entry.maybe("title"),
        stages=read_stages(entry, "stage", findings),
        serves=entry.texts("serves"),
        after=entry.texts("after"),
        schedule=_schedule(entry.maybe("schedule"), period),
        responsible=_responsible(entry, findings),
        result=entry.maybe("result"),
        evidence=rules.evidence(entry, findings),
        details=entry.texts("details"),
        decisions=entry.texts("decision"),
        lost=entry.pairs("lost"),
        not_printed=entry.texts("not_printed"),
        suggested=entry.pairs("suggested"),
        note=entry.maybe("note"),
        origin=entry.origin(),
    )


@lru_cache(maxsize=4096)
def _schedule(phrase: str | None, period: Window | None) -> Schedule:
    return resolve_schedule(phrase, period)


def _responsible(entry: Entry, findings: list[Finding]) -> tuple[Responsible, ...]:
    lines = tuple(entry.entries("responsible"))
    explained = "responsible" in dict(entry.pairs("lost")) or "responsible" in entry.texts(
        "not_printed"
    )
    unexplained = [line.origin("text") for line in lines if line.data["text"] is None]
    if not lines:
        unexplained = [entry.origin("responsible")]
    if unexplained and not explained:
        findings.append(finding(codes.NULL_UNEXPLAINED, unexplained[0], field="responsible"))
    return tuple(Responsible(line.maybe("text"), line.maybe("body")) for line in lines)

"""project.yaml → a project without its roadmaps and tables yet."""

from datetime import date

from engine.diagnostics import Finding
from engine.load.dates import read_date, read_period
from engine.load.entries import Entry
from engine.load.gaps import check_gaps
from engine.load.indicators import read_indicator
from engine.load.rules import RuleReader
from engine.model.project import (
    MINIMUM_GROUP,
    Approval,
    Approver,
    Body,
    EvidenceRegister,
    Municipality,
    Order,
    Project,
    Requirement,
    Waiver,
)

_ORDER = ("number", "date", "title", "annexes", "preamble")


def read_project(entry: Entry, folder: str, findings: list[Finding]) -> Project:
    """What project.yaml says; roadmaps and data are empty."""
    period = entry.entry("period")
    return Project(
        id=entry.text("id"),
        folder=folder,
        title=entry.text("title"),
        municipality=_municipality(entry),
        method=entry.text("method"),
        period=read_period(period, findings),
        period_text=period.maybe("text") if period else None,
        order=_order(entry.entry("order"), findings),
        organisations=entry.texts("organisations"),
        bodies=tuple(_body(each) for each in entry.entries("bodies")),
        evidence=_register(entry.entry("evidence")),
        waivers=tuple(_waiver(each, findings) for each in entry.entries("waivers")),
        roadmaps=(),
        data=None,
        approvals=tuple(_approval(each, findings) for each in entry.entries("approvals")),
        approvers=tuple(
            Approver(each.text("name"), each.maybe("email")) for each in entry.entries("approvers")
        ),
        engine=entry.maybe("engine"),
        due_in_week=_limit(entry.entry("limits"), "due_in_week"),
        minimum_group=_limit(entry.entry("limits"), "minimum_group") or MINIMUM_GROUP,
    )


def read_requirements(
    entry: Entry, rules: RuleReader, findings: list[Finding]
) -> tuple[Requirement, ...]:
    """The demands of the order itself."""
    return tuple(
        Requirement(read_indicator(each, rules, findings), each.maybe("body"))
        for each in entry.entries("requirements")
    )


def _limit(limits: Entry | None, name: str) -> int | None:
    limit = limits.data.get(name) if limits else None
    return limit if isinstance(limit, int) else None


def _municipality(entry: Entry) -> Municipality:
    whose = entry.entry("municipality")
    assert whose is not None
    return Municipality(
        name=whose.text("name"),
        kind=whose.maybe("kind"),
        region=whose.maybe("region"),
        genitive=whose.maybe("genitive"),
    )


def _order(entry: Entry | None, findings: list[Finding]) -> Order:
    if entry is None:
        return Order(None, None, None, (), (), (), (), None)
    findings.extend(check_gaps(entry, _ORDER, nullable=("number", "date", "title")))
    return Order(
        number=entry.maybe("number"),
        date=entry.maybe("date"),
        title=entry.maybe("title"),
        annexes=entry.texts("annexes"),
        preamble=entry.texts("preamble"),
        lost=entry.pairs("lost"),
        not_printed=entry.texts("not_printed"),
        note=entry.maybe("note"),
    )


def _body(entry: Entry) -> Body:
    return Body(
        id=entry.text("id"),
        name=entry.text("name"),
        aliases=entry.texts("aliases"),
        note=entry.maybe("note"),
        origin=entry.origin(),
    )


def _register(entry: Entry | None) -> EvidenceRegister | None:
    if entry is None:
        return None
    at_most = entry.data.get("proves_at_most")
    return EvidenceRegister(
        dataset=entry.text("in"),
        kinds=entry.texts("kinds"),
        proves_at_most=at_most if isinstance(at_most, int) else None,
        origin=entry.origin(),
    )


def _waiver(entry: Entry, findings: list[Finding]) -> Waiver:
    return Waiver(
        id=entry.maybe("id"),
        code=entry.maybe("code"),
        reason=entry.text("reason"),
        author=entry.text("author"),
        until=read_date(entry, "until", findings) or date.min,
        origin=entry.origin(),
    )


def _approval(entry: Entry, findings: list[Finding]) -> Approval:
    return Approval(
        fingerprint=entry.text("fingerprint"),
        author=entry.text("author"),
        date=read_date(entry, "date", findings) or date.min,
        reason=entry.text("reason"),
        origin=entry.origin(),
    )

"""The indicators of a roadmap, with their rules and targets."""

from engine.diagnostics import Finding
from engine.load.dates import read_date
from engine.load.entries import Entry
from engine.load.gaps import check_gaps
from engine.load.rules import RuleReader
from engine.model.rules import NotMeasurable
from engine.model.spec import Indicator, Level

_FIELDS = ("text", "group", "clause", "target", "due", "goal")


def read_indicator(entry: Entry, rules: RuleReader, findings: list[Finding]) -> Indicator:
    """An indicator; exactly one of its rule and `not_measurable` is set."""
    findings.extend(check_gaps(entry, _FIELDS, nullable=("group",)))
    reason = entry.maybe("not_measurable")
    rule, target = rules.read(entry, findings)
    level = Level(entry.maybe("level") or Level.MUNICIPALITY)
    return Indicator(
        id=entry.text("id"),
        goal=entry.maybe("goal"),
        text=entry.text("text"),
        group=entry.maybe("group"),
        clause=entry.maybe("clause"),
        rule=rule,
        not_measurable=NotMeasurable(reason) if reason else None,
        target=target,
        due=read_date(entry, "due", findings),
        level=level,
        judge=Level(entry.maybe("judge") or level),
        none_is_not_applicable=entry.maybe("if_none") == "not_applicable",
        lost=entry.pairs("lost"),
        suggested=entry.pairs("suggested"),
        note=entry.maybe("note"),
        origin=entry.origin(),
    )

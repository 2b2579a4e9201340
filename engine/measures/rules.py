"""`rule:` and `evidence:` of a spec → values, or findings."""

from collections.abc import Mapping

from engine.diagnostics import Finding, Origin, Related
from engine.measures.context import RuleContext
from engine.measures.kinds import read_measure
from engine.measures.reader import Reader
from engine.measures.use import Filled, fill_rule
from engine.model.rules import EvidenceDemand, Rule


def read_rule(
    data: Mapping[str, object], context: RuleContext, origin: Origin
) -> Rule | tuple[Finding, ...]:
    """The rule at `origin`: a measure, or `use:` of a library rule."""
    if "use" not in data:
        return _rule(Reader(data, context, {(): origin}), origin, None)
    filled = fill_rule(data, context.library, origin, context.day)
    if not isinstance(filled, Filled):
        return filled
    used = (Related(origin, "used-here"),)
    return _rule(Reader(filled.content, context, filled.places, used), origin, filled)


def read_evidence(
    data: Mapping[str, object], context: RuleContext, origin: Origin
) -> EvidenceDemand | tuple[Finding, ...]:
    """The documents that prove an event."""
    reader = Reader(data, context, {(): origin})
    demand = reader.evidence()
    return tuple(reader.findings) if demand is None or reader.findings else demand


def _rule(reader: Reader, origin: Origin, used: Filled | None) -> Rule | tuple[Finding, ...]:
    measure = read_measure(reader)
    if measure is None or reader.findings:
        return tuple(reader.findings)
    if used is None:
        return Rule(measure, origin)
    return used.as_rule(measure, origin)

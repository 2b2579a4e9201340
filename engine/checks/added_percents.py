"""Rules that add percents up, of which the sum is percents of nothing (R362)."""

from collections.abc import Iterator

from engine.codes.rules import PERCENTS_ADDED
from engine.diagnostics import Finding, finding
from engine.measures.context import RuleContext
from engine.measures.sums import adds_percents
from engine.model.measures import Measure
from engine.model.project import Project
from engine.model.rules import Rule


def check_added_percents(project: Project) -> tuple[Finding, ...]:
    """One finding for each rule and sum."""
    context = RuleContext(project.data, project.evidence)
    rules = [indicator.rule for _, indicator in project.judged if indicator.rule]
    rules += [each.rule for decision in project.decisions for each in decision.inputs if each.rule]
    found = (each for rule in rules for each in _of_rule(rule, context))
    return tuple(dict.fromkeys(found))


def _of_rule(rule: Rule, context: RuleContext) -> Iterator[Finding]:
    waiting: list[Measure] = [rule.measure]
    while waiting:
        measure = waiting.pop()
        waiting += measure.nested()
        if adds_percents(measure, context):
            yield finding(PERCENTS_ADDED, rule.origin, of=measure.added_columns[0])

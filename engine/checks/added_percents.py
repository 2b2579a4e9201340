"""Rules that add percents up, of which the sum is percents of nothing (R362)."""

from collections.abc import Iterator

from engine.codes.rules import PERCENTS_ADDED
from engine.diagnostics import Finding, finding
from engine.measures.composites import UnitsError, comes_to_percents
from engine.measures.sums import Added, ComputedSum
from engine.model.formulas import Name
from engine.model.measures import Measure
from engine.model.project import Project
from engine.model.rules import Rule
from engine.model.tables import DataPackage, Unit
from engine.query.questions import path_of

_PERCENTS = (Unit.PERCENT, Unit.FRACTION)


def check_added_percents(project: Project) -> tuple[Finding, ...]:
    """One finding for each rule and sum."""
    if project.data is None:
        return ()
    rules = [indicator.rule for _, indicator in project.judged if indicator.rule]
    rules += [each.rule for decision in project.decisions for each in decision.inputs if each.rule]
    found = (each for rule in rules for each in _of_rule(rule, project.data))
    return tuple(dict.fromkeys(found))


def _of_rule(rule: Rule, data: DataPackage) -> Iterator[Finding]:
    waiting: list[Measure] = [rule.measure]
    while waiting:
        measure = waiting.pop()
        waiting += measure.nested()
        if isinstance(measure, Added) and _adds_percents(measure, data):
            yield finding(PERCENTS_ADDED, rule.origin, of=measure.of)


def _adds_percents(measure: Added, data: DataPackage) -> bool:
    term = measure.term if isinstance(measure, ComputedSum) else Name(measure.of)

    def is_percent(name: str) -> bool:
        field = data.field_at(measure.dataset, path_of(name))
        return field is not None and field.unit in _PERCENTS

    try:
        return comes_to_percents(term, is_percent)
    except UnitsError:  # whatever it is, it is no sum of percents
        return False

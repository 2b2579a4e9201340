"""Shares that must reach 100 % and leave out those who did not answer (K402)."""

from engine.codes.checks import SILENT_EXCLUSION
from engine.diagnostics import Finding, Origin, Subject, finding
from engine.model.project import Project
from engine.model.rules import Missing, Rule, Share
from engine.model.spec import Indicator, Roadmap
from engine.model.targets import Operator, Target, Unit

_ALL = 100.0


def check_exclusion(project: Project) -> tuple[Finding, ...]:
    """A finding for each share with `missing: exclude` under a target of 100 %."""
    return tuple(
        _silent(roadmap, indicator, indicator.rule)
        for roadmap, indicator in project.judged
        if indicator.rule is not None and _excludes(indicator.rule) and _asks_all(indicator.target)
    )


def _excludes(rule: Rule) -> bool:
    return isinstance(rule.measure, Share) and rule.measure.missing is Missing.EXCLUDE


def _asks_all(target: Target | None) -> bool:
    return (
        target is not None
        and target.unit is Unit.PERCENT
        and target.operator in (Operator.AT_LEAST, Operator.EQUAL)
        and target.value == _ALL
    )


def _silent(roadmap: Roadmap | None, indicator: Indicator, rule: Rule) -> Finding:
    route = rule.origin.route if rule.name else (*rule.origin.route, "missing")
    return finding(
        SILENT_EXCLUSION,
        Origin(rule.origin.file, route),
        subject=(
            Subject(roadmap.slug, "indicator", indicator.id)
            if roadmap
            else Subject(None, "requirement", indicator.id)
        ),
        indicator=indicator.id,
        target=indicator.target.text if indicator.target else "",
    )

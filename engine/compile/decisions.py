"""Decision tables → the tasks of the rules that they hold, beside those of the indicators."""

from collections.abc import Iterator
from datetime import date

from engine.compile.clauses import datasets_of, joined_by, reached_by, undated_of
from engine.compile.owing import owing
from engine.compile.plan import Planned, PlannedDecision
from engine.model.decision_tables import Decision
from engine.model.project import Project
from engine.model.rules import Rule
from engine.model.spec import Indicator, Level, Window
from engine.model.tables import DataPackage
from engine.query.asking import Asker
from engine.query.scope import Span, span_of
from engine.query.tasks import Task


def planned_rule(
    slug: str | None,
    indicator: Indicator,
    rule: Rule,
    window: Window | None,
    asker: Asker,
    as_of: date,
) -> Planned:
    """A rule with its task and the datasets that it needs."""
    known, due, package = asker.measures, indicator.due, asker.package
    is_past = due is not None and due < as_of
    joined = tuple(joined_by(indicator.by, rule.measure, package)) if indicator.by else ()
    return Planned(
        slug,
        indicator,
        window,
        rule.measure,
        tuple(dict.fromkeys((*datasets_of(rule.measure, package, known), *joined))),
        _task(indicator, rule, asker, span_of(window, as_of)),
        by_due=_task(indicator, rule, asker, span_of(window, due)) if due and is_past else None,
        undated=tuple(undated_of(rule.measure, package, known)) if is_past else (),
        owing=owing(rule.measure, asker, span_of(window, as_of)),
    )


def _task(indicator: Indicator, rule: Rule, asker: Asker, span: Span) -> Task:
    """The questions of the rule; by the values of a column, too, where the indicator names one."""
    if indicator.by is None:
        return asker.task(rule.measure, span)
    from engine.measures.figures import by_value  # reads libraries of tables, for a run alone

    return by_value.ask(rule.measure, indicator.by, asker, span)


def planned_decision(
    decision: Decision, project: Project, asker: Asker, as_of: date
) -> PlannedDecision:
    """The organisations, inputs and effect of a table, for the project's period."""
    window, span = project.period, span_of(project.period, as_of)

    def plan(name: str, rule: Rule) -> Planned:
        indicator = _carrier(f"{decision.id}:{name}", rule)
        return planned_rule(None, indicator, rule, window, asker, as_of)

    effect = decision.effectiveness
    return PlannedDecision(
        decision=decision,
        per=asker.organisations(decision.per, decision.where, span) if decision.per else None,
        inputs=tuple((each.id, plan(each.id, each.rule)) for each in decision.inputs if each.rule),
        before=plan("before", effect.before) if effect else None,
        after=plan("after", effect.after) if effect else None,
        choosing=tuple(_choosing(decision, asker.package)),
    )


def _choosing(decision: Decision, package: DataPackage) -> Iterator[str]:
    if decision.per:
        yield decision.per
        if decision.where:
            yield from reached_by(decision.where, decision.per, package)


def _carrier(id: str, rule: Rule) -> Indicator:
    """What carries a rule that no indicator of the order has."""
    return Indicator(
        id=id, goal=None, text=id, group=None, clause=None, rule=rule, not_measurable=None,
        target=None, due=None, level=Level.MUNICIPALITY, judge=Level.MUNICIPALITY,
        none_is_not_applicable=False, lost=(), suggested=(), note=None, origin=rule.origin,
    )  # fmt: skip

"""Rules that add up, over periods, columns which hold in each period those before it (R361), or the
same ones again (R366)."""

from collections.abc import Iterator

from engine.codes.rules import CUMULATIVE_ADDED, STOCK_ADDED
from engine.diagnostics import Finding, finding
from engine.expressions.doubts import compared
from engine.model.conditions import Clause
from engine.model.cumulative import columns_of_periods, said_cumulative, said_stock
from engine.model.measures import Form, Measure
from engine.model.project import Project
from engine.model.rules import Rule
from engine.model.tables import Field, Resource


def check_cumulative(project: Project) -> tuple[Finding, ...]:
    """One finding for each rule and column."""
    rules = [indicator.rule for _, indicator in project.judged if indicator.rule]
    rules += [each.rule for decision in project.decisions for each in decision.inputs if each.rule]
    found = (each for rule in rules for each in _of_rule(rule, project))
    return tuple(dict.fromkeys(found))


def _of_rule(rule: Rule, project: Project) -> Iterator[Finding]:
    for measure in _adding(rule.measure):
        dataset = measure.counts_rows_of
        resource = project.data.resource(dataset) if project.data and dataset else None
        if resource is None:
            continue
        periods = columns_of_periods(resource)
        wheres = [clause for _, _, clause in measure.own_clauses() if clause]
        if not periods or any(_is_one(clause, periods) for clause in wheres):
            continue
        for field in _cumulative(measure, resource):
            yield finding(
                CUMULATIVE_ADDED, rule.origin, header=field.header, table=resource.title,
                period=periods[0].header, name=periods[0].name,
            )  # fmt: skip
        for field in _stocks(measure, resource):
            yield finding(
                STOCK_ADDED, rule.origin, header=field.header, table=resource.title,
                period=periods[0].header, name=periods[0].name,
            )  # fmt: skip


def _adding(measure: Measure) -> Iterator[Measure]:
    """The sums and means of a measure, but for those that are asked period by period."""
    if measure.periods():
        return
    if measure.added_columns:
        yield measure
    else:
        for inner in measure.nested():
            yield from _adding(inner)


def _cumulative(measure: Measure, resource: Resource) -> Iterator[Field]:
    for name in dict.fromkeys(measure.added_columns):
        field = resource.field(name)
        if field and said_cumulative(resource, field):
            yield field


def _stocks(measure: Measure, resource: Resource) -> Iterator[Field]:
    for name in dict.fromkeys(measure.added_columns) if measure.form is Form.SUMMED else ():
        field = resource.field(name)
        if field and not said_cumulative(resource, field) and said_stock(field):
            yield field


def _is_one(clause: Clause, periods: tuple[Field, ...]) -> bool:
    """Whether a condition takes one period."""
    values: dict[str, set[object]] = {}
    for column, sign, value in compared(clause.tree):
        if sign == "=" and len(column.path) == 1:
            values.setdefault(column.path[0], set()).add(value)
    return any(len(values.get(field.name, ())) == 1 for field in periods)

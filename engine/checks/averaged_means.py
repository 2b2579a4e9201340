"""Means of means: a column that is an average or a share of the persons of each row already is
averaged over rows of different sizes (R364)."""

from collections.abc import Iterator

from engine.checks.wording.averages import AVERAGE, BY_ORGANISATIONS, OF_PERSONS
from engine.checks.wording.persons import counts_persons
from engine.codes.rules import MEANS_AVERAGED
from engine.diagnostics import Finding, finding
from engine.model.conditions import ColumnType
from engine.model.measures import Measure
from engine.model.persons import CODE_OF_PERSON
from engine.model.project import Project
from engine.model.rules import Rule
from engine.model.spec import Indicator, Level
from engine.model.tables import Counts, Field, Resource, Unit
from engine.query.questions import path_of

_NUMBERS = (ColumnType.INTEGER, ColumnType.NUMBER)
_PERCENTS = (Unit.PERCENT, Unit.FRACTION)


def check_averaged_means(project: Project) -> tuple[Finding, ...]:
    """One finding for each rule and column, where the table tells how many persons a row is of, or
    the text promises a share of persons. A single organisation is not averaged with others, nor
    is anything told where the text asks for the mean of organisations."""
    found = (
        each
        for _, indicator in project.judged
        if indicator.rule and not _is_of_each(indicator)
        for each in _of_rule(indicator.rule, project, counts_persons(indicator.text))
    )
    return tuple(dict.fromkeys(found))


def _is_of_each(indicator: Indicator) -> bool:
    return indicator.judge is Level.SCHOOL or bool(BY_ORGANISATIONS.search(indicator.text))


def _of_rule(rule: Rule, project: Project, of_persons: bool) -> Iterator[Finding]:
    waiting: list[Measure] = [rule.measure]
    while waiting:
        measure = waiting.pop()
        waiting += measure.nested()
        averaged, rows = measure.averaged(), measure.rows()
        if averaged is None or rows is None or rows.weight is not None or project.data is None:
            continue
        resource = project.data.resource(averaged[0])
        field = project.data.field_at(averaged[0], path_of(averaged[1]))
        if resource is None or field is None or not _is_average(field) or _is_of_persons(resource):
            continue
        weight = next((each for each in resource.fields if _counts(each, field)), None)
        if weight is not None or (of_persons and field.unit in _PERCENTS):
            yield finding(
                MEANS_AVERAGED, rule.origin, header=field.header, table=resource.title,
                count=weight.header if weight else "", weight=weight.name if weight else "",
                missing="" if weight else "1",
            )  # fmt: skip


def _is_of_persons(resource: Resource) -> bool:
    """Whether a row is a person, whose own average weighs as much as another's."""
    headings = (each.header for each in resource.fields)
    return bool(resource.personal) or any(CODE_OF_PERSON.search(each) for each in headings)


def _is_average(field: Field) -> bool:
    return field.unit in _PERCENTS or bool(AVERAGE.search(field.header))


def _counts(each: Field, averaged: Field) -> bool:
    """Whether the column holds the number of persons that the average is of."""
    if each.name == averaged.name or each.type not in _NUMBERS or each.unit in _PERCENTS:
        return False
    return each.counts is Counts.PERSONS or bool(OF_PERSONS.search(each.header))

"""Inputs of decision tables: figures of an organisation, and cells of a list of organisations."""

from collections.abc import Mapping
from fractions import Fraction

from engine.disclosure.cells import Cell, Hidden
from engine.disclosure.hiding import NOTHING
from engine.disclosure.persons import column_counts, counts_persons, is_share
from engine.model.decision_tables import Domain, Input, Take
from engine.model.project import Project
from engine.model.rules import Measure
from engine.model.tables import Counts
from engine.results.decision_tables import InputValue


def is_value_hidden(
    input: Input,
    value: InputValue,
    organisation: str | None,
    project: Project,
    hidden: Mapping[str, Hidden],
) -> bool:
    """Whether the value of an input tells of too few persons, or is hidden at its indicator."""
    is_verdict = organisation is None and input.take is Take.VERDICT
    if input.indicator is not None and not is_verdict:
        own = hidden.get(input.indicator, NOTHING)
        if own.whole if organisation is None else organisation in own.cells | own.groups:
            return True
    return _tells_of_few(input, value, project)


def _tells_of_few(input: Input, value: InputValue, project: Project) -> bool:
    least, number = project.minimum_group, value.value
    if input.column is not None:
        is_few = isinstance(number, Fraction) and 0 < number < least
        return is_few and _is_of_persons(input, project)
    measure = input.rule.measure if input.rule else None
    if input.take is Take.MISSING and isinstance(number, Fraction) and 0 < number < least:
        return True
    if input.indicator is not None:
        slug, _, id = input.indicator.rpartition("/")
        measure = _measure_of(slug or None, id, project)
    if measure is None or not counts_persons(measure, project):
        return False
    counted = None
    if isinstance(number, Fraction) and is_share(measure):
        if input.take is Take.N:
            counted = float(number)
        elif input.take is Take.VALUE and input.domain is Domain.PERCENT:
            counted = round(float(number * value.rows / 100))
    return Cell("", value.rows, counted).is_small(least)


def _measure_of(slug: str | None, id: str, project: Project) -> Measure | None:
    """The measure of an indicator, or of a requirement where there is no slug."""
    if slug is None:
        requirement = project.requirement(id)
        indicator = requirement.indicator if requirement else None
    else:
        roadmap = project.roadmap(slug)
        own = roadmap.indicators if roadmap else ()
        indicator = next((each for each in own if each.id == id), None)
    return indicator.rule.measure if indicator and indicator.rule else None


def _is_of_persons(input: Input, project: Project) -> bool:
    """Whether the input is a column of a list that is declared to count persons."""
    table = next((decision.per for decision in project.decisions if input in decision.inputs), None)
    if table is None or input.column is None:
        return False
    return column_counts(table, input.column, project) is Counts.PERSONS

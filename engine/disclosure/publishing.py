"""An outcome as it may leave: what tells of too few persons is not in it any more.

Whatever writes a report receives the published outcome: figures that are hidden have lost their
numbers (`withheld`), so that a writer which does not ask shows noughts and gives nothing away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import TypeVar

from engine.classes import dataclass
from engine.codes.tables import NO_ROWS
from engine.diagnostics import Finding, Origin
from engine.disclosure.audience import Audience
from engine.disclosure.cells import Hidden, hidden_cells
from engine.disclosure.courses import course_cells, hides_means
from engine.disclosure.earlier import marked, spots_of
from engine.disclosure.gaps import few_gaps, without_gaps
from engine.disclosure.hiding import NOTHING, Sheet
from engine.disclosure.persons import holds_persons, tables_of
from engine.disclosure.values import is_value_hidden
from engine.model.file_names import is_called_so
from engine.model.project import Project
from engine.model.spec import Level
from engine.model.tables import Resource
from engine.results.decision_tables import DecisionOutcome, Effect, InputValue
from engine.results.outcome import Carried, FileHash, Need, Outcome, Publication
from engine.results.verdicts import (
    Element,
    Figure,
    IndicatorOutcome,
    Measurement,
    Tally,
    Verdict,
)

_Part = TypeVar("_Part", Tally, Figure)


@dataclass(frozen=True, slots=True)
class Published:
    """An outcome for an audience, and what is hidden in it by the full id of the indicator."""

    outcome: Outcome
    audience: Audience
    hidden: Mapping[str, Hidden]


def publish(outcome: Outcome, audience: Audience) -> Published:
    """What may be told to the audience."""
    if audience is Audience.INTERNAL:
        return Published(outcome, audience, {})
    sheet = Sheet(outcome.project, outcome.judged, outcome.earlier)
    hidden = {
        indicator_outcome.full_id: sheet.told(indicator_outcome)
        for indicator_outcome in outcome.judged
    }
    told = replace(
        outcome,
        indicators=tuple(_outcome(indicator, hidden, sheet) for indicator in outcome.indicators),
        requirements=tuple(
            _outcome(requirement, hidden, sheet) for requirement in outcome.requirements
        ),
        needs=_needs(outcome.needs, hidden),
        decisions=tuple(
            _decision(decision, outcome.project, hidden) for decision in outcome.decisions
        ),
        carried=tuple(_carried(carried, sheet.least) for carried in outcome.carried),
        manifest=replace(outcome.manifest, files=tuple(_files(outcome, sheet, hidden))),
        findings=tuple(
            dict.fromkeys(_finding(finding, outcome.project) for finding in outcome.findings)
        ),
    )
    return Published(told, audience, hidden)


def told_by(outcome: Outcome) -> Publication:
    """What a published outcome tells of persons: what later ones are held against."""
    sheet = Sheet(outcome.project, outcome.judged)
    return {
        indicator_outcome.full_id: marked(
            spots_of(
                indicator_outcome.verdict.measurement,
                sheet.measure(indicator_outcome),
                outcome.project,
            ),
            sheet.measure(indicator_outcome),
            outcome.project,
        )
        for indicator_outcome in outcome.judged
        if indicator_outcome.verdict.measurement is not None
        and sheet.is_of_persons(indicator_outcome)
    }


def _outcome(
    outcome: IndicatorOutcome, hidden: Mapping[str, Hidden], sheet: Sheet
) -> IndicatorOutcome:
    measurement, own = outcome.verdict.measurement, hidden[outcome.full_id]
    if measurement is None:
        return outcome
    listed = frozenset(outcome.indicator.by.listed if outcome.indicator.by else ())
    untouched = own == NOTHING and not measurement.value_parts
    verdict = outcome.verdict if untouched else _verdict(outcome.verdict, measurement, own, listed)
    if verdict.measurement and sheet.is_of_persons(outcome):
        gaps = few_gaps(measurement, own, sheet.least)
        verdict = without_gaps(verdict, gaps, sheet.least)
    if verdict.measurement and _leaves_few(outcome, sheet):
        verdict = replace(verdict, measurement=replace(verdict.measurement, rows_read=0))
    return outcome if verdict is outcome.verdict else replace(outcome, verdict=verdict)


def _verdict(
    verdict: Verdict, measurement: Measurement, hidden: Hidden, listed: frozenset[str]
) -> Verdict:
    return replace(
        verdict,
        distance=None if hidden.whole or hidden.periods else verdict.distance,
        measurement=_measurement(measurement, hidden, listed),
    )


def _measurement(measured: Measurement, hidden: Hidden, listed: frozenset[str]) -> Measurement:
    whole = hidden.whole
    steps = tuple(_tally(step, whole or step.key in hidden.periods) for step in measured.steps)
    is_open = any(step.withheld for step in steps)
    bounds = (measured.lowest, measured.highest)
    lowest, highest = (bound and _tally(bound, whole) for bound in bounds)
    return replace(
        measured,
        overall=_tally(measured.overall, whole),
        lowest=lowest,
        highest=highest,
        steps=steps,
        statistic=measured.statistic and _figure(measured.statistic, whole or is_open),
        by_organisation=_tallies(measured.by_organisation, hidden.cells),
        figures=_figures(measured.figures, hidden.cells),
        elements=_elements(measured.elements, hidden.cells),
        by_value=_named(_tallies(measured.by_value, hidden.values), listed),
        value_figures=_named(_figures(measured.value_figures, hidden.values), listed),
        value_elements=tuple(
            element
            for element in _elements(measured.value_elements, hidden.values)
            if element.key in listed or element.key not in hidden.values
        ),
        value_parts={},
        by_municipality=_tallies(measured.by_municipality, hidden.groups),
        municipal_figures=_figures(measured.municipal_figures, hidden.groups),
        municipal_elements=_elements(measured.municipal_elements, hidden.groups),
        rows_read=0 if whole else measured.rows_read,
        aside_in_search=0 if whole else measured.aside_in_search,
    )


def _leaves_few(outcome: IndicatorOutcome, sheet: Sheet) -> bool:
    """Whether fewer rows than the minimum were read beside those that the figure tells of."""
    measured = outcome.verdict.measurement
    if measured is None or not sheet.is_of_persons(outcome):
        return False
    return 0 < measured.rows_read - measured.overall.size < sheet.least


def _tallies(tallies: tuple[Tally, ...], keys: frozenset[str]) -> tuple[Tally, ...]:
    return tuple(_tally(tally, (tally.key or "") in keys) for tally in tallies)


def _tally(tally: Tally, is_hidden: bool) -> Tally:
    if not is_hidden:
        return tally
    return Tally(tally.key, 0, None if tally.total is None else 0, withheld=True)


def _figures(figures: tuple[Figure, ...], keys: frozenset[str]) -> tuple[Figure, ...]:
    return tuple(_figure(figure, (figure.key or "") in keys) for figure in figures)


def _named(parts: tuple[_Part, ...], listed: frozenset[str]) -> tuple[_Part, ...]:
    """Hidden values that data.yaml does not list are one part without a name: what somebody typed
    by hand may name a person."""
    tallies = tuple(part for part in parts if not part.withheld or part.key in listed)
    others = tuple(part for part in parts if part.withheld and part.key not in listed)
    return tallies + tuple(_nameless(each) for each in others[:1])


def _nameless(part: _Part) -> _Part:
    return part._replace(key=None) if isinstance(part, Tally) else replace(part, key=None)


def _figure(figure: Figure, is_hidden: bool) -> Figure:
    return Figure(figure.key, None, withheld=True) if is_hidden else figure


def _elements(elements: tuple[Element, ...], keys: frozenset[str]) -> tuple[Element, ...]:
    return tuple(
        Element(element.key, False) if element.key in keys else element for element in elements
    )


def _needs(needs: tuple[Need, ...], hidden: Mapping[str, Hidden]) -> tuple[Need, ...]:
    """Without the organisations that are hidden at the indicator: that they stand there tells on
    which side of the target they are. Who gave no data is no result of anybody."""
    return tuple(
        need for need in needs if need.reason == "no_data" or not is_need_hidden(need, hidden)
    )


def is_need_hidden(need: Need, hidden: Mapping[str, Hidden]) -> bool:
    """Whether the figures of the organisation are hidden at the indicator."""
    own = hidden.get(need.indicator, NOTHING)
    keys = own.cells if need.level is Level.SCHOOL else own.groups
    return need.organisation in keys


def _decision(
    outcome: DecisionOutcome, project: Project, hidden: Mapping[str, Hidden]
) -> DecisionOutcome:
    table = project.decision(outcome.id)
    assert table is not None
    inputs = {each.id: each for each in table.inputs}
    effect = outcome.effect and _effect(outcome.effect, project.minimum_group)
    decided = tuple(
        replace(
            each,
            values=tuple(
                InputValue(value.input, None, withheld=True)
                if is_value_hidden(inputs[value.input], value, each.organisation, project, hidden)
                else value
                for value in each.values
            ),
        )
        for each in outcome.decided
    )
    return replace(outcome, decided=decided, effect=effect)


def _effect(effect: Effect, least: int) -> Effect:
    """Without the courses of organisations that are hidden; without the difference where it would
    tell them."""
    groups = [course_cells(effect, decided=decided) for decided in (True, False)]
    keys = frozenset().union(*(hidden_cells(cells, least) for cells in groups))
    courses = tuple(
        replace(course, before=0.0, after=0.0, change=Fraction(0))
        if course.organisation in keys
        else course
        for course in effect.courses
    )
    if hides_means(effect, least):
        return replace(effect, difference=None, low=None, high=None, courses=courses)
    means = tuple(effect.mean(decided=decided) for decided in (True, False))
    return replace(effect, courses=courses, means=means)


def _carried(carried: Carried, least: int) -> Carried:
    return replace(carried, rows=0) if carried.rows < least else carried


def _files(outcome: Outcome, sheet: Sheet, hidden: Mapping[str, Hidden]) -> Iterator[FileHash]:
    """Without the rows of small tables, and of those of which a figure beside them would tell what
    is hidden, or how few are left over."""
    secret = {
        table
        for indicator_outcome in outcome.judged
        if (measure := sheet.measure(indicator_outcome)) is not None
        and sheet.is_of_persons(indicator_outcome)
        if hidden[indicator_outcome.full_id].whole or _leaves_few(indicator_outcome, sheet)
        for table in tables_of(measure)
    }
    lists = outcome.project.organisations
    for file in outcome.manifest.files:
        tables = [
            resource for resource in _tables(outcome.project) if _are_paths(resource, file.path)
        ]
        is_secret = any(resource.name in secret for resource in tables)
        if any(holds_persons(resource) for resource in tables if resource.name not in lists):
            is_secret |= 0 < (file.rows or 0) < sheet.least
        file = replace(file, path=file.name, called="")
        yield replace(file, rows=0, withheld=True) if is_secret else file


def _finding(found: Finding, project: Project) -> Finding:
    """Of a table of persons without the rows that it speaks of, their number and their cells."""
    if isinstance(found.at, Origin) or found.code is NO_ROWS or not found.tells_of_rows:
        return found
    for table in _tables(project):
        is_list = table.name in project.organisations
        if not is_list and holds_persons(table) and _names(table, found.at.file):
            return found.outline()
    return found


def _names(table: Resource, file: str) -> bool:
    """Whether a finding at that file, or at that table of a database, speaks of the table."""
    is_database = table.database is not None and file == f"{table.database}:{table.table}"
    return is_database or _are_paths(table, file)


def _tables(project: Project) -> tuple[Resource, ...]:
    return project.data.resources if project.data else ()


def _are_paths(table: Resource, path: str) -> bool:
    """Whether the file is one of those that the table is read from; rather one too many."""
    return is_called_so(table, path) or any(
        fnmatchcase(path, spelt) or fnmatchcase(path, f"*/{spelt}")
        for pattern in table.paths
        for spelt in (pattern, pattern.replace("**/", ""))
    )

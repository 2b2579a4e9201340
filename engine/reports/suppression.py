"""Small groups: what must not leave the department is shown as «<n».

A group is the N rows of one organisation (or the n rows where a measure has no denominator). Rows
are taken for persons unless the table is declared to hold one row an organisation (and period).
What the shown figures and the total leave over must give none of them away: see `hiding`, and
decision 43.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.model.project import Project
from engine.model.rules import (
    Agreement,
    Change,
    Count,
    CoverageOfList,
    EachRow,
    Formula,
    Index,
    Interval,
    Listed,
    Mean,
    Measure,
    OfOrganisations,
    Rank,
    RatioChange,
    Share,
    Sum,
)
from engine.model.spec import Level
from engine.model.tables import Resource
from engine.reports.edition import Edition
from engine.reports.hiding import Cell, Hidden, hidden_cells, hidden_in_groups, is_given_away
from engine.reports.nesting import hidden_beside
from engine.results.outcome import Need
from engine.results.verdicts import Figure, IndicatorOutcome, Measurement, Tally


def hidden_organisations(outcome: IndicatorOutcome, edition: Edition) -> frozenset[str]:
    """Codes of the organisations whose figures this edition does not show."""
    return _hidden(outcome, edition).cells


def hidden_municipalities(outcome: IndicatorOutcome, edition: Edition) -> frozenset[str]:
    """Codes of the municipalities whose figures this edition does not show."""
    return _hidden(outcome, edition).groups


_NOBODY: frozenset[str] = frozenset()
_NOTHING = Hidden(frozenset(), frozenset(), whole=False)


def _hidden(outcome: IndicatorOutcome, edition: Edition) -> Hidden:
    """What is hidden of an outcome; found once for an edition."""
    known = edition.hidden.get(outcome.full_id)
    if isinstance(known, tuple) and known[0] is outcome.verdict:
        found: Hidden = known[1]
        return found
    found = _found(outcome, edition)
    edition.hidden[outcome.full_id] = (outcome.verdict, found)
    return found


def _found(outcome: IndicatorOutcome, edition: Edition) -> Hidden:
    measurement = outcome.verdict.measurement
    if measurement is None or not edition.is_external or not is_of_persons(outcome, edition):
        return _NOTHING
    beside = hidden_beside(outcome, edition)
    shares = _cells(measurement, _measure(outcome, edition))
    figures = _figure_cells(measurement)
    if not (measurement.by_municipality or measurement.municipal_figures):
        cells = hidden_cells(shares, edition.least, beside.keys)
        cells |= hidden_cells(figures, edition.least)
        whole = beside.whole or is_given_away(shares, edition.least, beside.keys)
        return Hidden(cells, frozenset(), whole)
    found = [
        hidden_in_groups(_grouped(cells, measurement.members), edition.least, also)
        for cells, also in ((shares, beside.keys), (figures, _NOBODY))
    ]
    cells, groups = (
        frozenset().union(*parts)
        for parts in ([each.cells for each in found], [each.groups for each in found])
    )
    return Hidden(cells, groups, beside.whole or found[0].whole)


def _grouped(cells: Sequence[Cell], members: Mapping[str, str]) -> dict[str, list[Cell]]:
    """Cells by municipality; those of no known one are told as a line of their own, too."""
    groups: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[members.get(cell.key, "")].append(cell)
    return groups


def hides_figure(slug: str | None, id: str, code: str | None, edition: Edition) -> bool:
    """Whether the figure of that organisation, or municipality, is hidden at the indicator; a
    figure that is hidden there must not be told elsewhere."""
    outcome = next((o for o in edition.outcome.judged if (o.roadmap, o.id) == (slug, id)), None)
    if outcome is None or code is None:
        return False
    hidden = _hidden(outcome, edition)
    return code in hidden.cells or code in hidden.groups


def hidden_needs(edition: Edition) -> frozenset[Need]:
    """Needs whose figures this edition does not show, since their organisations are hidden."""
    hidden = {each.full_id: _hidden(each, edition) for each in edition.outcome.judged}
    return frozenset(
        need
        for need in edition.outcome.needs
        if need.organisation in _of_level(hidden.get(need.indicator, _NOTHING), need.level)
    )


def _of_level(hidden: Hidden, level: Level) -> frozenset[str]:
    return hidden.cells if level is Level.SCHOOL else hidden.groups


def hides_overall(outcome: IndicatorOutcome, tally: Tally, edition: Edition) -> bool:
    """Whether even the municipal figure speaks of fewer persons than the minimum."""
    rule = edition.indicator(outcome.roadmap, outcome.id).rule
    if not edition.is_external or (rule is not None and counts_organisations(rule.measure)):
        return False
    if not is_of_persons(outcome, edition):
        return False
    return is_small(tally, edition.least) or _hidden(outcome, edition).whole


def counts_organisations(measure: Measure) -> bool:
    """Whether n and N are organisations, whatever rows stand behind each of them."""
    if isinstance(measure, Agreement):
        return measure.sign is not None
    return isinstance(measure, OfOrganisations)


def is_small(tally: Tally, least: int) -> bool:
    """Fewer than the minimum, but not nobody."""
    return 0 < tally.size < least


def dataset_of(measure: Measure) -> str | None:
    """The table whose rows a measure counts; None where it counts documents."""
    match measure:
        case Share() | Count() | Sum() | Mean() | EachRow():
            return measure.dataset
        case CoverageOfList():
            return measure.listing
        case Change() | Listed() | Rank():
            return dataset_of(measure.of)
        case Agreement() | Interval() | RatioChange():
            return measure.dataset
        case _:
            return None


def _cells(measurement: Measurement, measure: Measure | None) -> tuple[Cell, ...]:
    tallies = [each for each in measurement.by_organisation if each.key is not None]
    summed = isinstance(_counted(measure), Mean)
    return tuple(
        Cell(tally.key or "", tally.size, None if summed or tally.total is None else tally.n)
        for tally in tallies
    )


def _counted(measure: Measure | None) -> Measure | None:
    return measure.of if isinstance(measure, Change | Listed | Rank) else measure


def _measure(outcome: IndicatorOutcome, edition: Edition) -> Measure | None:
    rule = edition.indicator(outcome.roadmap, outcome.id).rule
    return rule.measure if rule else None


def _figure_cells(measurement: Measurement) -> tuple[Cell, ...]:
    """Of figures the number of signs is told for the whole, never the sum of the rows."""
    return tuple(_figure_cell(each) for each in measurement.figures if each.key is not None)


def _figure_cell(figure: Figure) -> Cell:
    assert figure.key is not None
    part = None if figure.sign is None else float(figure.sign)
    return Cell(figure.key, figure.n, part, of=1)


def is_of_persons(outcome: IndicatorOutcome, edition: Edition) -> bool:
    """Whether persons stand behind the figures of the indicator."""
    rule = edition.indicator(outcome.roadmap, outcome.id).rule
    return rule is not None and counts_persons(rule.measure, edition.outcome.project)


def counts_persons(measure: Measure, project: Project) -> bool:
    """Whether persons stand behind the figures of the measure."""
    if isinstance(measure, Index | Formula):
        return any(each.of is None or counts_persons(each.of, project) for each in measure.parts)
    name = dataset_of(measure)
    if name is None or name in project.organisations:
        return False
    resource = _resource(name, project)
    if resource is None or isinstance(measure, Sum | Mean):
        return True
    return bool(resource.personal) or (
        resource.organisation is not None and not _is_row_an_organisation(resource)
    )


def _resource(name: str, project: Project) -> Resource | None:
    return project.data.resource(name) if project.data else None


def _is_row_an_organisation(resource: Resource) -> bool:
    """Whether the primary key is the organisation, or the organisation and the period."""
    own = {resource.organisation, resource.period}
    return resource.organisation in resource.primary_key and set(resource.primary_key) <= own

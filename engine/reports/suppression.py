"""Small groups: what must not leave the department is shown as «<n».

A group is the N rows of one organisation (or the n rows where a measure has no denominator).
Where exactly one organisation would be hidden, the next smallest is hidden too: otherwise the
municipal total would give the hidden figure away by subtraction.
"""

from collections.abc import Sequence

from engine.model.project import Project
from engine.model.rules import Change, Count, CoverageOfList, EachRow, Mean, Measure, Share, Sum
from engine.model.tables import Resource
from engine.reports.edition import Edition
from engine.results.outcome import Need
from engine.results.verdicts import IndicatorOutcome, Tally

MINIMUM_GROUP = 5


def hidden_organisations(outcome: IndicatorOutcome, edition: Edition) -> frozenset[str]:
    """Codes of the organisations whose figures this edition does not show."""
    measurement = outcome.verdict.measurement
    if measurement is None or not edition.is_external:
        return frozenset()
    rule = edition.indicator(outcome.roadmap, outcome.id).rule
    if rule is None or dataset_of(rule.measure) in edition.outcome.project.organisations:
        return frozenset()
    return _small_and_one_more(measurement.by_organisation)


def hidden_needs(edition: Edition) -> frozenset[Need]:
    """Needs whose figures this edition does not show, since their organisations are hidden."""
    hidden = {
        f"{each.roadmap}/{each.id}": hidden_organisations(each, edition)
        for each in edition.outcome.indicators
    }
    return frozenset(
        need
        for need in edition.outcome.needs
        if need.organisation in hidden.get(need.indicator, frozenset())
    )


def hides_overall(outcome: IndicatorOutcome, tally: Tally, edition: Edition) -> bool:
    """Whether even the municipal figure speaks of fewer persons than the minimum."""
    rule = edition.indicator(outcome.roadmap, outcome.id).rule
    if rule is None or not edition.is_external or not is_small(tally):
        return False
    return _holds_persons(dataset_of(rule.measure), edition.outcome.project)


def is_small(tally: Tally) -> bool:
    """Fewer than the minimum, but not nobody."""
    return 0 < _size(tally) < MINIMUM_GROUP


def dataset_of(measure: Measure) -> str | None:
    """The table whose rows a measure counts; None where it counts documents."""
    match measure:
        case Share() | Count() | Sum() | Mean() | EachRow():
            return measure.dataset
        case CoverageOfList():
            return measure.listing
        case Change():
            return dataset_of(measure.of)
        case _:
            return None


def _small_and_one_more(tallies: Sequence[Tally]) -> frozenset[str]:
    small: set[str | None] = {tally.key for tally in tallies if is_small(tally)}
    others = [tally for tally in tallies if tally.key not in small and _size(tally) > 0]
    if len(small) == 1 and others:
        small.add(min(others, key=lambda tally: (_size(tally), tally.key or "")).key)
    return frozenset(key for key in small if key is not None)


def _size(tally: Tally) -> float:
    return tally.n if tally.total is None else tally.total


def _holds_persons(dataset: str | None, project: Project) -> bool:
    if dataset is None or project.data is None:
        return False
    resource = project.data.resource(dataset)
    return resource is not None and any(
        each is not None and bool(each.personal) for each in (resource, *_joined(resource, project))
    )


def _joined(resource: Resource, project: Project) -> tuple[Resource | None, ...]:
    data = project.data
    return tuple(data.resource(key.resource) for key in resource.foreign_keys) if data else ()

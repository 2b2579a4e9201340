"""An outcome → what the summary of many projects says of it, small groups hidden already."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable

from engine.diagnostics import Severity
from engine.model.rules import (
    Count,
    CoverageOfList,
    CoverageOfValues,
    EachDocument,
    EachRow,
    Mean,
    Share,
    Sum,
)
from engine.model.spec import Roadmap
from engine.reports.edition import Edition
from engine.reports.suppression import hides_overall
from engine.reports.view.bars import STATUSES, VERDICTS
from engine.reports.view.names import short_name
from engine.results.region import (
    DirectionSum,
    FigureKind,
    Judged,
    Known,
    MunicipalFigure,
    Overlap,
    ProjectSum,
    Region,
    SharedIndicator,
    StatusCounts,
    VerdictCounts,
)
from engine.results.statuses import Status
from engine.results.verdicts import IndicatorOutcome, VerdictKind

_KINDS = {
    Share: FigureKind.RATIO,
    CoverageOfList: FigureKind.RATIO,
    CoverageOfValues: FigureKind.RATIO,
    EachDocument: FigureKind.RATIO,
    EachRow: FigureKind.RATIO,
    Mean: FigureKind.MEAN,
    Count: FigureKind.NUMBER,
    Sum: FigureKind.NUMBER,
}
"""Measures whose figures add up over municipalities; a coefficient or a change does not."""


def sum_project(edition: Edition) -> ProjectSum:
    """What a region reads of one judged project."""
    outcome = edition.outcome
    project = outcome.project
    figures = (_figure(each, edition) for each in outcome.indicators)
    return ProjectSum(
        id=project.id,
        municipality=project.municipality.name,
        region=project.municipality.region,
        period=project.period_text,
        synthetic=project.data is not None and project.data.synthetic,
        directions=tuple(_direction(each, edition) for each in project.roadmaps),
        requirements=_verdicts(each.verdict.kind for each in outcome.requirements),
        errors=sum(each.severity is Severity.ERROR for each in outcome.findings),
        figures=tuple(each for each in figures if each),
        organisations=tuple(
            Known(each.identity, each.name)
            for each in outcome.organisations
            if each.identity and each.exists_on(edition.as_of)
        ),
    )


def _direction(roadmap: Roadmap, edition: Edition) -> DirectionSum:
    outcome, slug = edition.outcome, roadmap.slug
    return DirectionSum(
        slug=slug,
        name=short_name(roadmap, edition),
        verdicts=_verdicts(e.verdict.kind for e in outcome.indicators if e.roadmap == slug),
        statuses=_statuses(each.status for each in outcome.events if each.roadmap == slug),
    )


def _verdicts(kinds: Iterable[VerdictKind]) -> VerdictCounts:
    counts = Counter(kinds)
    return tuple((kind, counts[kind]) for kind in VERDICTS if counts[kind])


def _statuses(statuses: Iterable[Status]) -> StatusCounts:
    counts = Counter(statuses)
    return tuple((status, counts[status]) for status in STATUSES if counts[status])


def _figure(outcome: IndicatorOutcome, edition: Edition) -> MunicipalFigure | None:
    indicator = edition.indicator(outcome.roadmap, outcome.id)
    measurement = outcome.verdict.measurement
    kind = _KINDS.get(type(indicator.rule.measure)) if indicator.rule else None
    if measurement is None or kind is None:
        return None
    tally = measurement.overall
    hidden = hides_overall(outcome, tally, edition)
    n, total = (0, None) if hidden else (tally.n, tally.total)
    return MunicipalFigure(
        outcome.full_id, indicator.text, kind, outcome.verdict.kind, n, total, hidden
    )


def shared_indicators(region: Region) -> tuple[SharedIndicator, ...]:
    """The indicators that two or more projects give the same id, wording and kind of figure."""
    parts: dict[tuple[str, str, FigureKind], list[tuple[Judged, MunicipalFigure]]]
    parts = defaultdict(list)
    for judged in region.judged:
        for figure in judged.project.figures:
            key = (figure.indicator, " ".join(figure.text.split()), figure.kind)
            parts[key].append((judged, figure))
    overlaps = _overlaps(region)
    return tuple(_shared(*key, found, overlaps) for key, found in parts.items() if len(found) > 1)


def overlaps_of(region: Region) -> tuple[Overlap, ...]:
    """The pairs of projects that would count something twice, in their order."""
    return tuple(_overlaps(region).values())


def _overlaps(region: Region) -> dict[tuple[str, str], Overlap]:
    """By the folders of both projects. Only projects that share something are held together."""
    places: dict[object, list[int]] = defaultdict(list)
    for at, judged in enumerate(region.judged):
        own = judged.project
        for mark in {
            (own.municipality, own.region),
            *(each.identity for each in own.organisations),
        }:
            places[mark].append(at)
    pairs = {pair for found in places.values() for pair in itertools.combinations(found, 2)}
    overlaps = {}
    for first, second in ((region.judged[a], region.judged[b]) for a, b in sorted(pairs)):
        overlap = _overlap(first.project, second.project)
        if overlap:
            overlaps[first.folder, second.folder] = overlap
    return overlaps


def _overlap(first: ProjectSum, second: ProjectSum) -> Overlap | None:
    """The same municipality twice, or an organisation that stands in both."""
    if (first.municipality, first.region) == (second.municipality, second.region):
        return Overlap(_told(first), _told(second), None, 0)
    known = {each.identity for each in second.organisations}
    both = [each.name for each in first.organisations if each.identity in known]
    if not both:
        return None
    return Overlap(first.municipality, second.municipality, both[0], len(both))


def _told(project: ProjectSum) -> str:
    return f"{project.municipality}, {project.period}" if project.period else project.municipality


def _shared(
    indicator: str,
    text: str,
    kind: FigureKind,
    parts: list[tuple[Judged, MunicipalFigure]],
    overlaps: dict[tuple[str, str], Overlap],
) -> SharedIndicator:
    folders = {judged.folder for judged, _ in parts}
    overlap = next((each for pair, each in overlaps.items() if folders.issuperset(pair)), None)
    told = [figure for _, figure in parts if not figure.hidden and overlap is None]
    total = sum(figure.total or 0 for figure in told)
    return SharedIndicator(
        indicator=indicator,
        text=text,
        kind=kind,
        parts=tuple((judged.project.municipality, figure) for judged, figure in parts),
        n=sum(figure.n for figure in told),
        total=None if kind is FigureKind.NUMBER else total,
        overlap=overlap,
    )

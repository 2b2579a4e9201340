"""The summary of many projects in words: what every format shows of it.

An outcome → what the summary of many projects says of it, small groups hidden already.
"""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from urllib.parse import quote

from engine.classes import dataclass
from engine.diagnostics import Severity
from engine.messages import Catalogue
from engine.model.measures import Form
from engine.model.spec import Roadmap
from engine.reports.content.blocks import Badge, Bar
from engine.reports.content.names import STATUSES, VERDICTS, bar_of, part_of, short_name
from engine.reports.content.summary import reached
from engine.reports.edition import Edition
from engine.reports.numbers import long_date, numerals
from engine.reports.suppression import hides_overall
from engine.results.events import Status
from engine.results.outcome import (
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
    Unjudged,
    VerdictCounts,
)
from engine.results.verdicts import IndicatorOutcome, VerdictKind

_KINDS = {
    Form.PART_OF_WHOLE: FigureKind.RATIO,
    Form.AVERAGED: FigureKind.MEAN,
    Form.COUNTED: FigureKind.NUMBER,
    Form.SUMMED: FigureKind.NUMBER,
}
"""Measures whose figures add up over municipalities; a coefficient or a change does not."""


def sum_project(edition: Edition) -> ProjectSum:
    """What a region reads of one judged project."""
    outcome = edition.outcome
    project = outcome.project
    figures = (_figure(indicator, edition) for indicator in outcome.indicators)
    return ProjectSum(
        id=project.id,
        municipality=project.municipality.name,
        region=project.municipality.region,
        period=project.period_text,
        synthetic=project.data is not None and project.data.synthetic,
        directions=tuple(_direction(roadmap, edition) for roadmap in project.roadmaps),
        requirements=_verdict_sums(
            requirement.verdict.kind for requirement in outcome.requirements
        ),
        errors=sum(finding.severity is Severity.ERROR for finding in outcome.findings),
        figures=tuple(figure for figure in figures if figure),
        organisations=tuple(
            Known(organisation.identity, organisation.name)
            for organisation in outcome.organisations
            if organisation.identity and organisation.exists_on(edition.as_of)
        ),
    )


def _direction(roadmap: Roadmap, edition: Edition) -> DirectionSum:
    outcome, slug = edition.outcome, roadmap.slug
    return DirectionSum(
        slug=slug,
        name=short_name(roadmap, edition),
        verdicts=_verdict_sums(e.verdict.kind for e in outcome.indicators if e.roadmap == slug),
        statuses=_status_sums(event.status for event in outcome.events if event.roadmap == slug),
    )


def _verdict_sums(kinds: Iterable[VerdictKind]) -> VerdictCounts:
    counts = Counter(kinds)
    return tuple((kind, counts[kind]) for kind in VERDICTS if counts[kind])


def _status_sums(statuses: Iterable[Status]) -> StatusCounts:
    counts = Counter(statuses)
    return tuple((status, counts[status]) for status in STATUSES if counts[status])


def _figure(outcome: IndicatorOutcome, edition: Edition) -> MunicipalFigure | None:
    indicator = outcome.indicator
    measurement = outcome.verdict.measurement
    kind = _KINDS.get(indicator.rule.measure.form) if indicator.rule else None
    if measurement is None or kind is None or measurement.overall.times != 1:
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
    return tuple(
        _shared_sums(*key, found, overlaps) for key, found in parts.items() if len(found) > 1
    )


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
            *(organisation.identity for organisation in own.organisations),
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
    known = {organisation.identity for organisation in second.organisations}
    both = [
        organisation.name for organisation in first.organisations if organisation.identity in known
    ]
    if not both:
        return None
    return Overlap(first.municipality, second.municipality, both[0], len(both))


def _told(project: ProjectSum) -> str:
    return f"{project.municipality}, {project.period}" if project.period else project.municipality


def _shared_sums(
    indicator: str,
    text: str,
    kind: FigureKind,
    parts: list[tuple[Judged, MunicipalFigure]],
    overlaps: dict[tuple[str, str], Overlap],
) -> SharedIndicator:
    folders = {judged.folder for judged, _ in parts}
    overlap = next((each for pair, each in overlaps.items() if folders.issuperset(pair)), None)
    figures = [figure for _, figure in parts if not figure.hidden and overlap is None]
    total = sum(figure.total or 0 for figure in figures)
    return SharedIndicator(
        indicator=indicator,
        text=text,
        kind=kind,
        parts=tuple((judged.project.municipality, figure) for judged, figure in parts),
        n=sum(figure.n for figure in figures),
        total=None if kind is FigureKind.NUMBER else total,
        overlap=overlap,
    )


_DONE = (Status.DONE, Status.DONE_LATE)


@dataclass(frozen=True, slots=True)
class PartCell:
    """«31 из 53» with its bar; the place of a municipality in one direction."""

    text: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A municipality: the link to its report, its indicators, events, and remarks."""

    name: str
    detail: str
    href: str
    indicators: PartCell
    events: PartCell
    remark: str


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """A municipality by directions; None where it has no roadmap for one."""

    name: str
    cells: tuple[PartCell | None, ...]


@dataclass(frozen=True, slots=True)
class SharedView:
    """An indicator of several municipalities: the sum, and the part of each."""

    indicator: str
    text: str
    whole: str
    rows: tuple[tuple[str, str, Badge], ...]
    remark: str


@dataclass(frozen=True, slots=True)
class RegionView:
    """The whole summary."""

    title: str
    as_of: str
    sentences: tuple[str, ...]
    legend: tuple[Badge, ...]
    projects: tuple[ProjectRow, ...]
    directions: tuple[str, ...]
    by_direction: tuple[DirectionRow, ...]
    shared: tuple[SharedView, ...]
    unjudged: tuple[Unjudged, ...]
    overlaps: tuple[str, ...]


def view_region(region: Region, words: Catalogue, report: str) -> RegionView:
    """The summary in the words of a language; `report` is the file that the links lead to."""
    names = _direction_names(region)
    return RegionView(
        title=words.text("region.title"),
        as_of=words.text("report.as_of", date=long_date(region.as_of, words)),
        sentences=_sentences(region, words),
        legend=_legend(region, words),
        projects=tuple(_row(judged, words, report) for judged in region.judged),
        directions=tuple(names.values()),
        by_direction=tuple(_by_direction(judged, tuple(names), words) for judged in region.judged),
        shared=tuple(_shared(indicator, words) for indicator in shared_indicators(region)),
        unjudged=region.unjudged,
        overlaps=tuple(overlap_sentence(overlap, words) for overlap in overlaps_of(region)),
    )


def _direction_names(region: Region) -> dict[str, str]:
    """Slugs with their usual names, in the order of the projects that have the most of them."""
    fullest = sorted(region.judged, key=lambda each: -len(each.project.directions))
    names: dict[str, str] = {}
    for judged in fullest:
        for direction in judged.project.directions:
            names.setdefault(direction.slug, direction.name)
    return names


def _sentences(region: Region, words: Catalogue) -> tuple[str, ...]:
    write = numerals(words.language)
    judged, all_of_them = len(region.judged), len(region.judged) + len(region.unjudged)
    verdicts = _all_verdicts(each.project for each in region.judged)
    measurable = verdicts.total() - verdicts[VerdictKind.NOT_MEASURABLE]
    return (
        words.text("region.judged", n=write.number(judged), of=write.number(all_of_them),
                   count=all_of_them),
        words.text("region.met", n=write.number(reached(verdicts)),
                   of=write.number(measurable), count=measurable),
    )  # fmt: skip


def _all_verdicts(projects: Iterable[ProjectSum]) -> Counter[VerdictKind]:
    counts: Counter[VerdictKind] = Counter()
    for project in projects:
        counts.update(_verdicts(project.directions))
    return counts


def _verdicts(directions: Iterable[DirectionSum]) -> Counter[VerdictKind]:
    counts: Counter[VerdictKind] = Counter()
    for direction in directions:
        counts.update(dict(direction.verdicts))
    return counts


def _statuses(directions: Iterable[DirectionSum]) -> Counter[Status]:
    counts: Counter[Status] = Counter()
    for direction in directions:
        counts.update(dict(direction.statuses))
    return counts


def _legend(region: Region, words: Catalogue) -> tuple[Badge, ...]:
    seen = _all_verdicts(judged.project for judged in region.judged)
    return tuple(
        Badge(kind.value, words.text(f"verdict.{kind.value}")) for kind in VERDICTS if seen[kind]
    )


def _row(judged: Judged, words: Catalogue, report: str) -> ProjectRow:
    project = judged.project
    detail = (project.region, project.period, words.text("region.synthetic"))
    shown = detail if project.synthetic else detail[:2]
    remark = words.text("region.errors", count=project.errors) if project.errors else ""
    return ProjectRow(
        name=project.municipality,
        detail=", ".join(part for part in shown if part),
        href=quote(f"{judged.folder}/{report}"),
        indicators=_indicators(project.directions, words),
        events=_events(project.directions, words),
        remark=remark,
    )


def _indicators(directions: Iterable[DirectionSum], words: Catalogue) -> PartCell:
    counts = _verdicts(directions)
    measurable = counts.total() - counts[VerdictKind.NOT_MEASURABLE]
    bar = bar_of([(kind.value, counts[kind]) for kind in VERDICTS], "verdict", words)
    part = part_of(reached(counts), measurable, words)
    return PartCell(part if measurable else words.text("region.nothing_measurable"), bar)


def _events(directions: Iterable[DirectionSum], words: Catalogue) -> PartCell:
    counts = _statuses(directions)
    done = sum(counts[status] for status in _DONE)
    bar = bar_of([(status.value, counts[status]) for status in STATUSES], "status", words)
    return PartCell(part_of(done, counts.total(), words), bar)


def _by_direction(judged: Judged, slugs: tuple[str, ...], words: Catalogue) -> DirectionRow:
    own = {direction.slug: direction for direction in judged.project.directions}
    cells = (_indicators([own[slug]], words) if slug in own else None for slug in slugs)
    return DirectionRow(judged.project.municipality, tuple(cells))


def _shared(shared: SharedIndicator, words: Catalogue) -> SharedView:
    hidden = sum(figure.hidden for _, figure in shared.parts)
    remark = words.text("region.hidden", count=hidden) if hidden else ""
    whole = figure_text(shared.kind, shared.n, shared.total, words)
    if shared.overlap:
        whole, remark = words.text("region.not_added"), overlap_sentence(shared.overlap, words)
    return SharedView(
        indicator=shared.indicator,
        text=shared.text,
        whole=whole,
        rows=tuple(
            (name, _part_figure(figure, words), _verdict(figure, words))
            for name, figure in shared.parts
        ),
        remark=remark.rstrip("."),
    )


def overlap_sentence(overlap: Overlap, words: Catalogue) -> str:
    """What would be counted twice, and where it stands."""
    pair = {"first": overlap.first, "second": overlap.second}
    if overlap.organisation is None:
        return words.text("region.same_municipality", **pair)
    more = overlap.count - 1
    return words.text(
        "region.same_organisation", name=overlap.organisation, more=more or "", count=more, **pair
    )


def _verdict(figure: MunicipalFigure, words: Catalogue) -> Badge:
    return Badge(figure.verdict.value, words.text(f"verdict.{figure.verdict.value}"))


def _part_figure(figure: MunicipalFigure, words: Catalogue) -> str:
    if figure.hidden:
        return words.text("report.hidden")
    return figure_text(figure.kind, figure.n, figure.total, words)


def figure_text(kind: FigureKind, n: float, total: float | None, words: Catalogue) -> str:
    """n / N = x %, n / N = mean, or n."""
    write = numerals(words.language)
    if kind is FigureKind.NUMBER or total is None:
        return write.number(n)
    return write.mean(n, total) if kind is FigureKind.MEAN else write.ratio(n, total)

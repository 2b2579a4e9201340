"""The report as values: decisions, indicators, events, roadmaps and the whole, as a reader sees
them, ready to be shown by any format. Their pieces are `blocks`.
"""

from engine.classes import dataclass
from engine.reports.content.blocks import (
    Badge,
    Bar,
    CarriedLine,
    Fact,
    FileLine,
    FindingLine,
    Gauge,
    Link,
    Option,
    Picture,
    PlannedView,
    Problem,
    ProblemGroup,
    Proof,
    Tile,
    Working,
)
from engine.reports.content.since import SinceView


@dataclass(frozen=True, slots=True)
class Flagged:
    """An organisation with the sentence that says why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation: to whom, what, by when; `measures` answer it."""

    to: str
    what: str
    by: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneView:
    """A row that fired: its organisations, what they are advised, which events carry it out."""

    title: str
    count: str
    flagged: tuple[Flagged, ...]
    advice: tuple[Advice, ...]
    events: tuple[Link, ...]
    is_quiet: bool
    """Nothing follows from it."""


@dataclass(frozen=True, slots=True)
class EffectView:
    """Whether it worked: the sentence, what the data cannot tell, the picture."""

    kind: str
    verdict: str
    measured: str
    sentences: tuple[str, ...]
    caution: str
    picture: str | None
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision table of the report."""

    anchor: str
    title: str
    lead: str
    zones: tuple[ZoneView, ...]
    undecided: str | None
    reason: str | None
    effect: EffectView | None


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator or a requirement with its verdict; `body` is who must meet a requirement,
    `worded` the text that can stand without its `group`."""

    anchor: str
    id: str
    label: str
    badge: Badge
    body: str | None
    group: str | None
    text: str
    worded: str
    clause: str | None
    figure: str | None
    target: str | None
    distance: str | None
    progress: str | None
    missing: str | None
    reason: str
    gauge: Gauge | None
    waiver: str | None
    notes: tuple[str, ...]
    working: Working
    picture: Picture | None
    column: str = ""
    """The heading of the column by whose values the figure is broken down."""


@dataclass(frozen=True, slots=True)
class OccurrenceView:
    """One window of an event."""

    window: str
    badge: Badge
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class EventView:
    """A row of the plan with its status."""

    anchor: str
    id: str
    number: str
    title: str
    stage: str
    schedule: str
    windows: tuple[str, ...]
    is_dated: bool
    responsible: tuple[str, ...]
    result: str | None
    cells: tuple[Fact, ...]
    decisions: tuple[str, ...]
    badge: Badge
    progress: str | None
    waiver: str | None
    occurrences: tuple[OccurrenceView, ...]
    notes: tuple[str, ...]
    remark: str | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """Events under one heading of the plan (None where the plan has none)."""

    heading: str | None
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class RoadmapView:
    """One roadmap of the report."""

    anchor: str
    slug: str
    code: str | None
    name: str
    title: str
    summary: tuple[str, ...]
    indicator_bar: Bar
    event_bar: Bar
    indicators_done: str
    events_done: str
    indicators: tuple[IndicatorView, ...]
    sections: tuple[SectionView, ...]
    pictures: tuple[Picture, ...]

    @property
    def label(self) -> str:
        """The code and the short name."""
        return f"{self.code} {self.name}" if self.code else self.name


@dataclass(frozen=True, slots=True)
class RequirementsView:
    """The requirements of the order itself. `key` is how the filter knows them: no slug is so."""

    anchor: str
    key: str
    summary: str
    bar: Bar
    done: str
    requirements: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a head of department reads in a minute."""

    sentences: tuple[str, ...]
    tiles: tuple[Tile, ...]
    decisions: tuple[ProblemGroup, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Two events that the printed dates put the wrong way round."""

    sentence: str
    before: PlannedView
    after: PlannedView


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Things that could not be judged for the same reason."""

    reason: str
    meaning: str
    items: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One indicator that an organisation falls short of."""

    code: str
    link: Link
    figure: str
    text: str


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation that needs attention, with its reasons."""

    anchor: str
    name: str
    code: str
    count: str
    lines: tuple[NeedLine, ...]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one kind."""

    code: str
    badge: Badge
    title: str
    why: str
    fix: str
    lines: tuple[FindingLine, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What makes the report repeatable."""

    facts: tuple[Fact, ...]
    specs: tuple[FileLine, ...]
    tables: tuple[FileLine, ...]
    carried: tuple[CarriedLine, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report."""

    language: str
    title: str
    subtitle: str
    order: str
    as_of: str
    audience: str
    synthetic: bool
    summary: Summary
    roadmaps: tuple[RoadmapView, ...]
    requirements: RequirementsView | None
    decisions: tuple[DecisionView, ...]
    since: SinceView | None
    verdict_options: tuple[Option, ...]
    requirement_options: tuple[Option, ...]
    status_options: tuple[Option, ...]
    circle: str | None
    order_unchecked: str | None
    order_compared: bool
    conflicts: tuple[ConflictView, ...]
    gaps: tuple[GapGroup, ...]
    organisations: tuple[OrganisationView, ...]
    municipalities: tuple[OrganisationView, ...]
    findings: tuple[FindingGroup, ...]
    provenance: Provenance

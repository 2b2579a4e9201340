"""Everything that a run of `evaluate` found out about a project: what reports are made of.

Many projects judged at one date: what a region reads of each, small enough to hand about.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from engine.classes import dataclass
from engine.diagnostics import Finding
from engine.model.project import Project
from engine.model.spec import Level
from engine.results.decision_tables import DecisionOutcome
from engine.results.events import EventOutcome, Ordering, Status
from engine.results.verdicts import IndicatorOutcome, VerdictKind


@dataclass(frozen=True, slots=True)
class FileHash:
    """A file that the run read: path inside the project, sha256, rows for a table (nought where
    their number is withheld from the audience), and its name where findings call it otherwise."""

    path: str
    sha256: str
    rows: int | None = None
    withheld: bool = False
    called: str = ""

    @property
    def name(self) -> str:
        """What places in the file are called by."""
        return self.called or self.path


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation's code and name, from the dataset that lists it; its first and last day."""

    code: str
    name: str
    dataset: str
    since: date | None = None
    until: date | None = None
    identity: str | None = None
    """By what it is known everywhere: INN or OGRN."""

    def exists_on(self, day: date) -> bool:
        """Whether it has begun and has not ended."""
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Carried:
    """Rows of a table that count under another organisation, by the crosswalk."""

    dataset: str
    old: str
    new: str
    rows: int


@dataclass(frozen=True, slots=True)
class Need:
    """Why an organisation needs attention: an indicator and its part of the shortfall.

    `indicator` is a full id: `slug/id`, or the bare id of a requirement. `organisation` is the code
    of a municipality where `level` says so.
    """

    organisation: str
    indicator: str
    reason: str
    """Message key: shortfall, excess, mean_below, mean_above, failed_each, has_sign, no_data."""
    amount: float
    n: float | None
    total: float | None
    level: Level = Level.SCHOOL
    times: float = 1
    """By how many n / N is told."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What makes a run repeatable."""

    engine: str
    as_of: date
    files: tuple[FileHash, ...]


class Spot(NamedTuple):
    """A figure as it was told: the persons behind it, how many of them count (None: no number of
    persons is counted), and its value."""

    size: float
    counted: float | None
    value: float | None


Publication = Mapping[str, Mapping[tuple[str, str], Spot]]
"""What a report told outside: by the full id, by part of the report and key, the figure."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A project judged at a date."""

    project: Project
    manifest: Manifest
    indicators: tuple[IndicatorOutcome, ...]
    events: tuple[EventOutcome, ...]
    ordering: Ordering
    organisations: tuple[Organisation, ...]
    needs: tuple[Need, ...]
    findings: tuple[Finding, ...]
    requirements: tuple[IndicatorOutcome, ...] = ()
    decisions: tuple[DecisionOutcome, ...] = ()
    municipalities: tuple[Organisation, ...] = ()
    """Those of a region, by the lists of its organisations."""
    carried: tuple[Carried, ...] = ()
    earlier: tuple[Publication, ...] = ()
    """What earlier reports of the project told outside."""

    def decision(self, id: str) -> DecisionOutcome | None:
        """What the table of that id decided, or None."""
        return next((outcome for outcome in self.decisions if outcome.id == id), None)

    @property
    def judged(self) -> tuple[IndicatorOutcome, ...]:
        """All that has a verdict: indicators, then requirements."""
        return (*self.indicators, *self.requirements)


VerdictCounts = tuple[tuple[VerdictKind, int], ...]
StatusCounts = tuple[tuple[Status, int], ...]


class FigureKind(StrEnum):
    """How the figures of several municipalities add up: n / N, a mean, or plain numbers."""

    RATIO = "ratio"
    MEAN = "mean"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class MunicipalFigure:
    """One indicator in one project. `hidden`: the group is too small to be told, n and N are 0."""

    indicator: str
    text: str
    kind: FigureKind
    verdict: VerdictKind
    n: float
    total: float | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class DirectionSum:
    """One roadmap of a project: its direction, and how many of each verdict and status."""

    slug: str
    name: str
    verdicts: VerdictCounts
    statuses: StatusCounts


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation of a project, by what it is known everywhere."""

    identity: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectSum:
    """One project: who it is, its directions, its figures, and how many findings are errors."""

    id: str
    municipality: str
    region: str | None
    period: str | None
    synthetic: bool
    directions: tuple[DirectionSum, ...]
    requirements: VerdictCounts
    errors: int
    figures: tuple[MunicipalFigure, ...]
    organisations: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two projects that count the same: an organisation of both, or the whole municipality (None).

    `count` organisations are in both; `organisation` is the first of them.
    """

    first: str
    second: str
    organisation: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A project with the folder of its report, as seen from the summary."""

    folder: str
    project: ProjectSum


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A project that could not be judged, and the first thing that is wrong with it."""

    folder: str
    reason: str


@dataclass(frozen=True, slots=True)
class Region:
    """All projects of a run, in the order of their folders."""

    as_of: date
    engine: str
    judged: tuple[Judged, ...]
    unjudged: tuple[Unjudged, ...]


@dataclass(frozen=True, slots=True)
class SharedIndicator:
    """An indicator that several projects word alike: the sum of the figures that may be told."""

    indicator: str
    text: str
    kind: FigureKind
    parts: tuple[tuple[str, MunicipalFigure], ...]
    n: float
    total: float | None
    """Without the hidden parts: the sum must not give them away."""
    overlap: Overlap | None = None
    """Why the parts must not be added up, and n and N are 0: something would count twice."""

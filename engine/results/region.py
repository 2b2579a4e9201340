"""Many projects judged at one date: what a region reads of each, small enough to hand about."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.results.statuses import Status
from engine.results.verdicts import VerdictKind

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
    total: int | None
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
    total: int | None
    """Without the hidden parts: the sum must not give them away."""
    overlap: Overlap | None = None
    """Why the parts must not be added up, and n and N are 0: something would count twice."""

"""Everything that a run of `evaluate` found out about a project: what reports are made of."""

from dataclasses import dataclass
from datetime import date

from engine.diagnostics import Finding
from engine.model.project import Project
from engine.model.spec import Level
from engine.results.decisions import DecisionOutcome
from engine.results.ordering import Ordering
from engine.results.statuses import EventOutcome
from engine.results.verdicts import IndicatorOutcome


@dataclass(frozen=True, slots=True)
class FileHash:
    """A file that the run read: path inside the project, sha256, rows for a table."""

    path: str
    sha256: str
    rows: int | None = None


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
    """Message key: shortfall, failed_each, has_sign, no_data."""
    amount: float
    n: float | None
    total: int | None
    level: Level = Level.SCHOOL


@dataclass(frozen=True, slots=True)
class Manifest:
    """What makes a run repeatable."""

    engine: str
    as_of: date
    files: tuple[FileHash, ...]


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

    def decision(self, id: str) -> DecisionOutcome | None:
        """What the table of that id decided, or None."""
        return next((each for each in self.decisions if each.id == id), None)

    @property
    def judged(self) -> tuple[IndicatorOutcome, ...]:
        """All that has a verdict: indicators, then requirements."""
        return (*self.indicators, *self.requirements)

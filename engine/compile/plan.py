"""The plan of a run: what is judged, by which tasks, over which scans; free of any engine."""

from datetime import date

from engine.classes import dataclass
from engine.model.conditions import Condition
from engine.model.decision_tables import Decision
from engine.model.project import Project
from engine.model.rules import (
    Measure,
)
from engine.model.spec import Indicator, Window, full_id
from engine.query.asking import OrganisationsPart
from engine.query.questions import Scan
from engine.query.tasks import Task


@dataclass(frozen=True, slots=True)
class Owed:
    """Who owes rows of a table: the organisations of a list of which a condition is true."""

    table: str
    dataset: str
    code: str
    where: Condition | None


@dataclass(frozen=True, slots=True)
class Planned:
    """An indicator, the period it is judged for, the datasets it needs, and its task.

    `roadmap` is None for a requirement of the project.
    """

    roadmap: str | None
    indicator: Indicator
    window: Window | None
    measure: Measure | None
    datasets: tuple[str, ...]
    task: Task | None
    by_due: Task | None = None
    """The same as of the day it was due, where that day has passed."""
    undated: tuple[str, ...] = ()
    """The tables that it counts in and that do not say when a row came about."""
    owing: tuple[Owed, ...] = ()
    """Who must have rows in the tables that it counts in."""

    @property
    def full_id(self) -> str:
        """`slug/id`, or the bare id of a requirement."""
        return full_id(self.roadmap, self.indicator.id)


@dataclass(frozen=True, slots=True)
class PlannedDecision:
    """A decision table: its organisations, and the rules of its own that it needs."""

    decision: Decision
    per: OrganisationsPart | None
    inputs: tuple[tuple[str, Planned], ...]
    before: Planned | None
    after: Planned | None
    choosing: tuple[str, ...] = ()
    """The datasets without which it is not known whom it is about: the organisations', and those
    that its condition looks values up in."""

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets that its rules and its organisations stand in."""
        own = [each for _, each in self.inputs] + [e for e in (self.before, self.after) if e]
        named = [name for planned in own for name in planned.datasets]
        return tuple(dict.fromkeys([*self.choosing, *named]))


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a run will ask and judge."""

    project: Project
    as_of: date
    scans: tuple[Scan, ...]
    indicators: tuple[Planned, ...]
    decisions: tuple[PlannedDecision, ...] = ()

    def planned(self, full_id: str) -> Planned | None:
        """The indicator `slug/id` or the requirement `id`, or None."""
        return next(
            (indicator for indicator in self.indicators if indicator.full_id == full_id), None
        )

"""A project: the roadmaps of one municipality and period, with what they share.

A version of the method: which directions roadmaps have, and how they are called.
"""

from datetime import date

from engine.classes import dataclass
from engine.diagnostics import Origin
from engine.model.citations import Citation
from engine.model.decision_tables import Decision
from engine.model.rules import OwnRule
from engine.model.spec import Gaps, Indicator, Roadmap, Window
from engine.model.tables import DataPackage


@dataclass(frozen=True, slots=True)
class MethodDirection:
    """A direction by its stable slug; `code` is its number in this version, None where it has none.

    Two directions may share a code: a later version merged them. `names` are by language.
    """

    slug: str
    code: str | None
    names: tuple[tuple[str, str], ...]

    def name(self, language: str) -> str:
        """The short name in a language."""
        return dict(self.names)[language]


MINIMUM_GROUP = 5
"""Persons below which a figure does not leave the department, where a project declares no other."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """Whose order it is; `genitive` for sentences («Дятьковского района»)."""

    name: str
    kind: str | None
    region: str | None
    genitive: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """A responsible body and the names under which the order prints it."""

    id: str
    name: str
    aliases: tuple[str, ...]
    note: str | None
    origin: Origin
    clause: Citation | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is printed of the order itself; None where nothing is."""

    number: str | None
    date: str | None
    title: str | None
    annexes: tuple[str, ...]
    preamble: tuple[str, ...]
    lost: Gaps
    not_printed: tuple[str, ...]
    note: str | None
    file: str | None = None
    """Where its file lies in the project."""
    url: str | None = None
    """Where it is published."""
    clause: Citation | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A dated, signed exception from a verdict (`id`) or a finding (`code`); of one organisation,
    where it is named, and not before its first day."""

    id: str | None
    code: str | None
    reason: str
    author: str
    until: date
    origin: Origin
    since: date | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """A change that somebody has agreed to: its fingerprint, who, when, why."""

    fingerprint: str
    author: str
    date: date
    reason: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Approver:
    """Who may agree to changes: the name that approvals bear, and the address of their commits."""

    name: str
    email: str | None


@dataclass(frozen=True, slots=True)
class EvidenceRegister:
    """Which dataset holds the documents, which kinds there are, how much one may prove."""

    dataset: str
    kinds: tuple[str, ...]
    proves_at_most: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Requirement:
    """A demand of the order itself (a Положение is made of them), judged like an indicator.

    Its indicator has no goal and stands in no roadmap: its full id is the bare id, its period the
    project's. `body` is the id of who must meet it.
    """

    indicator: Indicator
    body: str | None

    @property
    def id(self) -> str:
        """The id of its indicator."""
        return self.indicator.id


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that was read from one folder, typed and frozen."""

    id: str
    folder: str
    title: str
    municipality: Municipality
    method: str
    period: Window | None
    period_text: str | None
    order: Order
    organisations: tuple[str, ...]
    bodies: tuple[Body, ...]
    evidence: EvidenceRegister | None
    waivers: tuple[Waiver, ...]
    roadmaps: tuple[Roadmap, ...]
    data: DataPackage | None
    requirements: tuple[Requirement, ...] = ()
    approvals: tuple[Approval, ...] = ()
    approvers: tuple[Approver, ...] = ()
    due_in_week: int | None = None
    """So many events of one body may fall due in a week; None where nobody set a limit."""
    decisions: tuple[Decision, ...] = ()
    engine: str | None = None
    """Which engine computes where the command line names none."""
    minimum_group: int = MINIMUM_GROUP
    """Persons below which a figure does not leave the department."""
    directions: tuple[MethodDirection, ...] = ()
    """Those of the version `method`; none where no file describes it."""
    proposed: tuple[tuple[str, str], ...] = ()
    """Field → why an import proposed its value; nobody has accepted it yet."""
    rules: tuple[OwnRule, ...] = ()

    def roadmap(self, slug: str) -> Roadmap | None:
        """The roadmap of that slug, or None."""
        return next((each for each in self.roadmaps if each.slug == slug), None)

    def direction(self, slug: str) -> MethodDirection | None:
        """The direction of the method that has that slug, or None."""
        return next(
            (
                method_direction
                for method_direction in self.directions
                if method_direction.slug == slug
            ),
            None,
        )

    def requirement(self, id: str) -> Requirement | None:
        """The requirement of that id, or None."""
        return next((each for each in self.requirements if each.id == id), None)

    def decision(self, id: str) -> Decision | None:
        """The decision table of that id, or None."""
        return next((each for each in self.decisions if each.id == id), None)

    def body(self, id: str | None) -> Body | None:
        """The responsible body of that id, or None."""
        return next((each for each in self.bodies if each.id == id), None)

    @property
    def has_period(self) -> bool:
        """False when neither the project nor any of its roadmaps has a period."""
        return any((self.period, *(roadmap.period for roadmap in self.roadmaps)))

    @property
    def judged(self) -> tuple[tuple[Roadmap | None, Indicator], ...]:
        """All that has a verdict: the indicators with their roadmaps, then the requirements."""
        return (
            *(
                (roadmap, indicator)
                for roadmap in self.roadmaps
                for indicator in roadmap.indicators
            ),
            *((None, requirement.indicator) for requirement in self.requirements),
        )

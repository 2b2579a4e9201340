"""A project: the roadmaps of one municipality and period, with what they share."""

from dataclasses import dataclass
from datetime import date

from engine.diagnostics import Origin
from engine.model.schedules import Window
from engine.model.spec import Gaps, Indicator, Roadmap
from engine.model.tables import DataPackage


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


@dataclass(frozen=True, slots=True)
class Waiver:
    """A dated, signed exception from a verdict (`id`) or a finding (`code`)."""

    id: str | None
    code: str | None
    reason: str
    author: str
    until: date
    origin: Origin


@dataclass(frozen=True, slots=True)
class Approval:
    """A change that somebody has agreed to: its fingerprint, who, when, why."""

    fingerprint: str
    author: str
    date: date
    reason: str
    origin: Origin


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

    Its indicator has no goal; `body` is the id of who must meet it.
    """

    indicator: Indicator
    body: str | None


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

    def roadmap(self, slug: str) -> Roadmap | None:
        """The roadmap of that slug, or None."""
        return next((each for each in self.roadmaps if each.slug == slug), None)

"""Decisions as a reader sees them."""

from dataclasses import dataclass

from engine.reports.view.pieces import Link


@dataclass(frozen=True, slots=True)
class Flagged:
    """An organisation with the sentence that says why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation: to whom, what, by when."""

    to: str
    what: str
    by: str


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

"""What a run found, project by project, for the formats of other tools: SARIF and JUnit.

A verb puts its findings, and its verdicts if it judged, into batches; the renderers need no more.
"""

from collections.abc import Iterable
from hashlib import sha256

from engine.classes import dataclass
from engine.diagnostics import Finding, Origin, Place
from engine.load import Hidden
from engine.reports.content.figures import distance_of, figure_of
from engine.reports.content.indicators import reason_of
from engine.reports.edition import Edition
from engine.reports.places import Places
from engine.results.verdicts import IndicatorOutcome, VerdictKind


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with its sentence and the place of its rule."""

    id: str
    group: str
    text: str
    kind: VerdictKind
    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Batch:
    """One project: the files that were read, as the user would open them, and what was found."""

    name: str
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    places: Places
    judged: tuple[Judged, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    """Findings that comments beside the text hide: SARIF alone tells them."""


def verdict_mark(verdict: Judged) -> str:
    """Of the indicator, whatever its verdict."""
    told = f"{verdict.place.file} {verdict.id}"
    return sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def judged_of(made: Edition) -> tuple[Judged, ...]:
    """The verdicts of a run: indicators in the order of the documents, then requirements."""
    return tuple(_judged(outcome, made) for outcome in made.outcome.judged)


def _judged(outcome: IndicatorOutcome, made: Edition) -> Judged:
    indicator = outcome.indicator
    at: Origin = indicator.rule.origin if indicator.rule else indicator.origin
    return Judged(
        outcome.full_id,
        outcome.roadmap or "project",
        indicator.text,
        outcome.verdict.kind,
        _message(outcome, made),
        made.places.place(at),
    )


def _message(outcome: IndicatorOutcome, made: Edition) -> str:
    word = made.say(f"verdict.{outcome.verdict.kind.value}")
    figures: Iterable[str | None] = (figure_of(outcome, made), distance_of(outcome, made))
    told = "; ".join(figure for figure in figures if figure)
    first = f"{word}: {told}" if told else word
    return f"{first}. {reason_of(outcome, made)}"

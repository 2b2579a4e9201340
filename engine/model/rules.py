"""Rules: a measure with its place and source, or why nothing is measured."""

from datetime import date
from enum import StrEnum

from engine.classes import dataclass
from engine.diagnostics import Origin
from engine.model.demands import EvidenceDemand, Missing
from engine.model.measures import Measure
from engine.model.validity import LASTING, Validity


class NotMeasurable(StrEnum):
    """Why an indicator or a requirement of the order cannot be computed."""

    NO_FIGURE = "no_figure"
    LOST_IN_SCAN = "lost_in_scan"
    BLOCK_TITLE = "block_title"
    NO_METHOD = "no_method"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Stood:
    """The value of a parameter that stood when the period began; `until` is the day before the
    next one, where there is any."""

    title: str
    value: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A measure with its place; `name` and `source` when it came from `rules/` by `use:`."""

    measure: Measure
    origin: Origin
    name: str | None = None
    source: str | None = None
    stood: tuple[Stood, ...] = ()
    """The parameters of several values by date, each with the one that is taken."""
    validity: Validity = LASTING
    """Of the rule of `rules/` that it came from."""
    file: str | None = None
    """Of `rules/`."""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule of the project's `rules/`. Two of the same `meaning` compute the same."""

    id: str
    file: str
    validity: Validity
    meaning: str


__all__ = ["EvidenceDemand", "Measure", "Missing", "NotMeasurable", "OwnRule", "Rule", "Stood"]

"""Rules: a measure with its place and source. Measures of all kinds are found here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.diagnostics import Origin
from engine.model.composites import Formula, Index
from engine.model.conditions import Clause
from engine.model.measures import (
    Basic,
    Break,
    Change,
    Count,
    CoverageOfList,
    CoverageOfValues,
    EachDocument,
    EachRow,
    EvidenceDemand,
    Exists,
    Mean,
    Missing,
    Shape,
    Share,
    Sum,
)
from engine.model.signs import Agreement, Interval, Listed, Looking, Rank, RatioChange


class NotMeasurable(StrEnum):
    """Why an indicator or a requirement of the order cannot be computed."""

    NO_FIGURE = "no_figure"
    LOST_IN_SCAN = "lost_in_scan"
    BLOCK_TITLE = "block_title"
    NO_METHOD = "no_method"
    DEFINITION = "definition"


class Counted(StrEnum):
    """Which organisations make n: those with the sign, or those without."""

    WITH_SIGN = "with_sign"
    WITHOUT_SIGN = "without_sign"


@dataclass(frozen=True, slots=True)
class Signs:
    """Organisations with at least `at_least` of the signs that the rules `of` look for.

    Where too little is known of one of them: `exclude` leaves an organisation out whose case it
    could decide, `as_false` takes it for no sign.
    """

    of: tuple["Rule", ...]
    at_least: int
    counted: Counted
    missing: Missing


@dataclass(frozen=True, slots=True)
class CompareLists:
    """A given list (rows of `given` with `where`) against organisations with a computed sign."""

    given: str
    where: Clause | None
    computed: "Rule"


OfOrganisations = Looking | Signs | CompareLists
"""Measures whose figure is told organisation by organisation."""

Measure = (
    Share | Count | Sum | Mean | Exists | EachDocument | EachRow
    | CoverageOfValues | CoverageOfList | Change | Index | Formula | OfOrganisations
)  # fmt: skip


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


__all__ = [
    "Agreement", "Basic", "Break", "Change", "CompareLists", "Count", "Counted", "CoverageOfList",
    "CoverageOfValues", "EachDocument", "EachRow", "EvidenceDemand", "Exists", "Formula", "Index",
    "Interval",
    "Listed", "Looking", "Mean", "Measure", "Missing", "NotMeasurable", "OfOrganisations", "Rank",
    "RatioChange", "Rule", "Shape", "Stood", "Share", "Signs", "Sum",
]  # fmt: skip

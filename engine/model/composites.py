"""Measures made of other measures: an index with weights, and a formula."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Union

from engine.diagnostics import Origin
from engine.model.measures import Basic


class Lacking(StrEnum):
    """What an index does without one of its parts: no data, the others' weights, or nought."""

    REFUSE = "refuse"
    REWEIGHT = "reweight"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Part:
    """A measure of its own, or an indicator by its full id; `weight` counts in an index."""

    id: str
    of: Basic | None
    indicator: str | None
    weight: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in a formula."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A part named in a formula."""

    id: str


@dataclass(frozen=True, slots=True)
class Operation:
    """`left sign right` with one of + - * /."""

    sign: str
    left: "Term"
    right: "Term"


Term = Union[Number, Name, Operation]  # noqa: UP007


@dataclass(frozen=True, slots=True)
class Index:
    """Σ weight · part / Σ weight. Parts that are shares count in percent."""

    parts: tuple[Part, ...]
    lacking: Lacking


@dataclass(frozen=True, slots=True)
class Formula:
    """Arithmetic over parts; those that are shares stand in percent."""

    parts: tuple[Part, ...]
    text: str
    term: Term


Composite = Index | Formula

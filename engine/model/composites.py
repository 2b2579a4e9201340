"""Measures made of other measures: an index with weights, and a formula."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
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


Linear = dict[str | None, Fraction]
"""Σ number · part + number: the numbers by part, None for the one that stands alone."""


def linear(term: Term) -> Linear | None:
    """The term as a sum of multiples of its parts; None where it multiplies or divides by parts."""
    match term:
        case Number():
            return {None: Fraction(str(term.value))}
        case Name():
            return {term.id: Fraction(1)}
    left, right = linear(term.left), linear(term.right)
    if left is None or right is None:
        return None
    if term.sign in "+-":
        sign = 1 if term.sign == "+" else -1
        names = {**left, **right}
        return {name: left.get(name, Fraction(0)) + sign * right.get(name, 0) for name in names}
    return _scaled(left, right, term.sign)


def _scaled(left: Linear, right: Linear, sign: str) -> Linear | None:
    if sign == "*" and not left.keys() - {None}:
        left, right = right, left
    factor = right.get(None, Fraction(0))
    if right.keys() - {None} or (sign == "/" and not factor):
        return None
    by = factor if sign == "*" else 1 / factor
    return {name: number * by for name, number in left.items()}


def is_difference(measure: object) -> bool:
    """Whether a formula tells how far parts are from one another: shares in percent points."""
    terms = linear(measure.term) if isinstance(measure, Formula) else None
    parts = {name: number for name, number in (terms or {}).items() if name is not None}
    return bool(parts) and not sum(parts.values())

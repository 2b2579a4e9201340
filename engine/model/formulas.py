"""Formulas: arithmetic over names and numbers."""

from fractions import Fraction
from typing import Union

from engine.classes import dataclass


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


Products = dict[tuple[str, ...], Fraction]
"""Σ number · product of names: the numbers by the names, in order; () stands alone."""


def products(term: Term, most: int = 2) -> Products | None:
    """The term as a sum of products of at most so many names; None where it has larger ones, or
    divides by what is no number."""
    match term:
        case Number():
            return {(): Fraction(str(term.value))}
        case Name():
            return {(term.id,): Fraction(1)}
    left, right = products(term.left, most), products(term.right, most)
    if left is None or right is None:
        return None
    if term.sign == "/":
        factor = right.get((), Fraction(0)) if right.keys() == {()} else Fraction(0)
        right = {(): 1 / factor} if factor else None
    if right is None:
        return None
    if term.sign in "+-":
        sign = 1 if term.sign == "+" else -1
        names = {**left, **right}
        return {name: left.get(name, Fraction(0)) + sign * right.get(name, 0) for name in names}
    found: Products = {}
    for one, first in left.items():
        for other, second in right.items():
            names_of = tuple(sorted((*one, *other)))
            found[names_of] = found.get(names_of, Fraction(0)) + first * second
    return found if all(len(each) <= most for each in found) else None


def _scaled(left: Linear, right: Linear, sign: str) -> Linear | None:
    if sign == "*" and not left.keys() - {None}:
        left, right = right, left
    factor = right.get(None, Fraction(0))
    if right.keys() - {None} or (sign == "/" and not factor):
        return None
    by = factor if sign == "*" else 1 / factor
    return {name: number * by for name, number in left.items()}

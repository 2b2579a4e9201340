"""Kinds of rows: what one row is under the old rule and under the new one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from engine.expressions.truth import Cell, Path


class Role(StrEnum):
    """What a row is to a rule: in n and N, in N only, it depends, or not looked at."""

    COUNTS = "counts"
    ROW = "row"
    MAYBE = "maybe"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Piece:
    """A row to write: its dataset and the cells that matter; column `key` gets the unit's code."""

    dataset: str
    cells: Mapping[Path, Cell]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows alike to both rules. `amounts` are what sums add; kinds of one
    `thing` are its states: a table holds exactly one of them."""

    old: Role
    new: Role
    pieces: tuple[Piece, ...]
    amounts: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1))
    thing: str | None = None

    def role(self, side: int) -> Role:
        """0 is the old rule, 1 the new one."""
        return self.new if side else self.old


@dataclass(frozen=True, slots=True)
class Kinds:
    """`real` can be built; `supposed` are all that may occur when `complete`.

    `rows_are_units` is False where several rows may be one thing (distinct values).
    """

    real: tuple[Kind, ...]
    supposed: tuple[Kind, ...]
    complete: bool
    rows_are_units: bool = True


def without_repeats(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """One kind for all rows that both rules treat alike; rows that neither sees are left out."""
    return tuple(_first_of_each(kinds))


def _first_of_each(kinds: Iterable[Kind]) -> Iterator[Kind]:
    seen = set()
    for kind in kinds:
        what = (kind.old, kind.new, kind.amounts, kind.pieces if kind.thing else None)
        if kind.old is Role.OUT and kind.new is Role.OUT:
            continue
        if kind.thing or what not in seen:
            seen.add(what)
            yield kind

"""Decision tables: from what was measured of each organisation to what is to be done, and whether
it worked. Hit policies as in DMN 1.3, 8.2.8."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from engine.classes import dataclass
from engine.diagnostics import Origin
from engine.model.conditions import Clause
from engine.model.rules import Rule
from engine.model.spec import Schedule


class Hit(StrEnum):
    """What happens where several rows match: the first, never more than one, or all of them."""

    FIRST = "first"
    UNIQUE = "unique"
    COLLECT = "collect"


class Take(StrEnum):
    """What of a result an input is. A share is taken in percent."""

    VALUE = "value"
    N = "n"
    TOTAL = "total"
    MISSING = "missing"
    SIGN = "sign"
    VERDICT = "verdict"


class Domain(StrEnum):
    """What values an input may have."""

    NUMBER = "number"
    INTEGER = "integer"
    PERCENT = "percent"
    COUNT = "count"
    DATE = "date"
    FLAG = "flag"
    WORD = "word"


Value = Fraction | bool | str | date | None
"""A value of an input, numbers exact; None: there are no data."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An interval of numbers; an open end where the bound itself is left out, None: no bound.
    Dates are numbered day by day."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Fraction) -> bool:
        """Whether the value lies inside."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        low_enough = self.high is None or value < self.high
        return above and (low_enough or (value == self.high and not self.high_open))


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The same numbers in intervals from the lowest to the highest, none of which meets another."""
    held: Piece | None = None
    for piece in sorted(pieces, key=_from_below):
        if held is None or not _reaches(held, piece):
            if held is not None:
                yield held
            held = piece
        elif _from_above(piece) > _from_above(held):
            held = Piece(held.low, piece.high, held.low_open, piece.high_open)
    if held is not None:
        yield held


def _from_below(piece: Piece) -> tuple[bool, Fraction, bool]:
    """By what intervals stand in the order of their beginnings."""
    return piece.low is not None, piece.low or Fraction(0), piece.low_open


def _from_above(piece: Piece) -> tuple[bool, Fraction, bool]:
    """By what intervals stand in the order of their ends."""
    return piece.high is None, piece.high or Fraction(0), not piece.high_open


def _reaches(held: Piece, piece: Piece) -> bool:
    """Whether the interval that begins later begins inside, or where the first one ends."""
    if held.high is None or piece.low is None or piece.low < held.high:
        return True
    return piece.low == held.high and not (piece.low_open and held.high_open)


@dataclass(frozen=True, slots=True)
class Cell:
    """A test of one input: any value, or intervals, or words; `null`: also no data at all."""

    text: str
    any: bool = False
    null: bool = False
    pieces: tuple[Piece, ...] = ()
    words: frozenset[str] = frozenset()
    _joined: tuple[Piece, ...] = field(init=False, repr=False, compare=False)
    _lows: tuple[Fraction, ...] = field(init=False, repr=False, compare=False)
    """The pieces as `holds` finds them, and where each but an endless first one begins."""

    def __post_init__(self) -> None:
        joined = tuple(_joined(self.pieces))
        lows = tuple(piece.low for piece in joined if piece.low is not None)
        object.__setattr__(self, "_joined", joined)
        object.__setattr__(self, "_lows", lows)

    def holds(self, value: Value) -> bool:
        """Whether the value passes. No data pass only a cell that says so."""
        if value is None:
            return self.null
        if self.any:
            return True
        if isinstance(value, str | bool):
            return word_of(value) in self.words
        number = day_number(value) if isinstance(value, date) else value
        last = bisect_right(self._lows, number) + len(self._joined) - len(self._lows)
        return last > 0 and self._joined[last - 1].holds(number)


def day_number(day: date) -> Fraction:
    """The number of a day, by which days compare."""
    return Fraction(day.toordinal())


def word_of(value: str | bool) -> str:
    """A word or a flag as cells write it."""
    return ("да" if value else "нет") if isinstance(value, bool) else value


@dataclass(frozen=True, slots=True)
class Input:
    """A column of conditions: a result of an indicator or of a rule, or a column of `per`."""

    id: str
    title: str
    indicator: str | None
    rule: Rule | None
    column: str | None
    take: Take
    domain: Domain
    words: tuple[str, ...]
    """All words that may occur; empty where nobody knows."""
    origin: Origin
    least: Fraction | None = None
    most: Fraction | None = None
    """Between which values a column is declared to lie."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """To whom, what, by when; `what` may hold {names} of inputs and {organisation}."""

    to: str
    body: str | None
    """The id of a responsible body of project.yaml, where `to` is one."""
    what: str
    by: Schedule | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A row: its cells by input (absent: any), and what follows from it."""

    id: str
    cells: tuple[tuple[str, Cell], ...]
    zone: str | None
    why: str | None
    recommendations: tuple[Recommendation, ...]
    events: tuple[str, ...]
    """Full ids of the events of the plan that carry the decision out."""
    origin: Origin

    def cell(self, input: str) -> Cell | None:
        """The test of that input, or None: any value."""
        return next((cell for name, cell in self.cells if name == input), None)


@dataclass(frozen=True, slots=True)
class Effectiveness:
    """Before and after, the organisations of `rows` against the others.

    `up`: a larger figure is better. `events`: full ids of the events that analyse the effect.
    """

    title: str | None
    """What is compared, in the author's words."""
    before: Rule
    after: Rule
    rows: tuple[str, ...]
    up: bool
    min_organisations: int
    events: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Decision:
    """One table. `per` names the organisations that it is asked of; None: the whole at once."""

    id: str
    title: str
    source: str | None
    per: str | None
    where: Clause | None
    hit: Hit
    date: date | None
    inputs: tuple[Input, ...]
    rows: tuple[DecisionRow, ...]
    effectiveness: Effectiveness | None
    file: str
    origin: Origin

    def row(self, id: str) -> DecisionRow | None:
        """The row of that id, or None."""
        return next((decision_row for decision_row in self.rows if decision_row.id == id), None)

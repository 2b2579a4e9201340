"""A regular expression as an automaton of positions, after Glushkov: each sign that is written, as
often as it is repeated, is a place, and the places that may follow it are known.

A text is read sign by sign in a set of places: linear in its length, whatever the pattern.
"""

from dataclasses import field
from itertools import product
from typing import TypeAlias

from engine.classes import dataclass

Span: TypeAlias = tuple[int, int]
"""The first and the last sign of a range, as numbers of Unicode."""
Places: TypeAlias = frozenset[int]

ANY = "."
EVERYTHING: tuple[Span, ...] = ((0, 0x10FFFF),)
_START = -1
_MOST_PAIRS = 20_000
"""Steps of two readings side by side; a pattern that has more is too involved to be looked at."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign out of ranges that do not touch, in their order."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """Parts one after another; none is the empty text."""

    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of the parts."""

    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The item from `low` to `high` times; None for any number."""

    item: "Part"
    low: int
    high: int | None


Part = Sign | Sequence | Alternatives | Repeat


def is_void(part: Part) -> bool:
    """Whether the empty text matches."""
    match part:
        case Sign():
            return False
        case Sequence():
            return all(map(is_void, part.parts))
        case Alternatives():
            return any(map(is_void, part.parts))
        case Repeat():
            return part.low == 0 or is_void(part.item)


def size_of(part: Part) -> int:
    """Signs, each as often as it is repeated."""
    match part:
        case Sign():
            return 1
        case Sequence() | Alternatives():
            return sum(map(size_of, part.parts))
        case Repeat():
            return size_of(part.item) * max(part.low, part.high or 1)


@dataclass(frozen=True, eq=False)
class Automaton:
    """`signs` are what stands at each place; `follows` where one gets from it, -1 the start;
    `doubled` are ways from a place to the next that the pattern has twice."""

    signs: tuple[tuple[Span, ...], ...]
    follows: dict[int, Places]
    ends: Places
    doubled: frozenset[tuple[int, int]] = frozenset()
    steps: dict[tuple[Places, str], Places] = field(default_factory=dict, compare=False)

    @property
    def start(self) -> Places:
        """Before the first sign."""
        return frozenset({_START})

    def after(self, places: Places, sign: str) -> Places:
        """Where it may be behind one more sign."""
        if (places, sign) not in self.steps:
            code = ord(sign)
            reached = frozenset().union(*(self.follows[at] for at in places))
            self.steps[places, sign] = frozenset(at for at in reached if self._takes(at, code))
        return self.steps[places, sign]

    def fits(self, places: Places) -> bool:
        """Whether the text may end there."""
        return not places.isdisjoint(self.ends)

    def matches(self, text: str) -> bool:
        """Whether the whole text does."""
        places = self.start
        for sign in text:
            places = self.after(places, sign)
        return self.fits(places)

    def _takes(self, at: int, code: int) -> bool:
        return any(low <= code <= high for low, high in self.signs[at])

    def is_ambiguous(self) -> bool:
        """Whether a repeated part reads some text in several ways and comes back to where it began:
        an engine that goes back would try twice as many ways with each repetition more.

        Two readings of one text start at one place, part, and meet again within the loop.
        """
        waiting = [(at, at) for at in range(len(self.signs))]
        loops = {at: self._reached(at) for at in range(len(self.signs))}
        if any(self._is_in_loop(one, (one, other), loops) for one, other in self.doubled):
            return True
        seen, steps = set(waiting), 0
        while waiting:
            one, other = waiting.pop()
            for pair in product(self.follows[one], self.follows[other]):
                steps += 1
                if steps > _MOST_PAIRS:
                    return True
                if not self._is_in_loop(one, pair, loops) or not self._meet(*pair):
                    continue
                if one != other and pair[0] == pair[1]:
                    return True
                if pair not in seen:
                    seen.add(pair)
                    waiting.append(pair)
        return False

    def _is_in_loop(self, at: int, pair: tuple[int, int], loops: dict[int, set[int]]) -> bool:
        return all(each in loops[at] and at in loops[each] for each in pair)

    def _reached(self, at: int) -> set[int]:
        positions: set[int] = set()
        waiting = [at]
        while waiting:
            new = self.follows[waiting.pop()] - positions
            positions |= new
            waiting += new
        return positions

    def _meet(self, one: int, other: int) -> bool:
        """Whether some sign may stand at both places."""
        return one == other or any(
            max(a, c) <= min(b, d) for a, b in self.signs[one] for c, d in self.signs[other]
        )


@dataclass(frozen=True, slots=True)
class _Ends:
    """Of a part: whether the empty text matches, the places that begin it and that end it."""

    is_void: bool
    first: Places
    last: Places


_EMPTY = _Ends(True, frozenset(), frozenset())


@dataclass(slots=True)
class _Building:
    signs: list[tuple[Span, ...]] = field(default_factory=list)
    follows: dict[int, Places] = field(default_factory=dict)
    doubled: set[tuple[int, int]] = field(default_factory=set)

    def part(self, part: Part) -> _Ends:
        match part:
            case Sign():
                self.signs.append(part.spans)
                place = frozenset({len(self.signs) - 1})
                self.follows[len(self.signs) - 1] = frozenset()
                return _Ends(False, place, place)
            case Sequence():
                found = _EMPTY
                for each in part.parts:
                    found = self._chained(found, self.part(each))
                return found
            case Alternatives():
                return _either([self.part(each) for each in part.parts])
            case Repeat():
                return self._repeated(part.item, part.low, part.high)

    def _repeated(self, item: Part, low: int, high: int | None) -> _Ends:
        """`x{2,4}` is `xx(x(x)?)?`, and `x{2,}` is `xx+`: one way to read each number of times."""
        found = _EMPTY
        if high is None:
            for _ in range(low - 1):
                found = self._chained(found, self.part(item))
            last = self.part(item)
            self._lead(last.last, last.first)
            return self._chained(found, last if low else _either([_EMPTY, last]))
        for count in range(high, 0, -1):
            found = self._chained(self.part(item), found)
            if count > low:
                found = _either([_EMPTY, found])
        return found

    def _chained(self, one: _Ends, other: _Ends) -> _Ends:
        self._lead(one.last, other.first)
        return _Ends(
            one.is_void and other.is_void,
            one.first | other.first if one.is_void else one.first,
            one.last | other.last if other.is_void else other.last,
        )

    def _lead(self, from_: Places, to: Places) -> None:
        for at in from_:
            self.doubled |= {(at, each) for each in self.follows[at] & to}
            self.follows[at] |= to


def _either(parts: list[_Ends]) -> _Ends:
    return _Ends(
        any(part.is_void for part in parts),
        frozenset().union(*(part.first for part in parts)),
        frozenset().union(*(part.last for part in parts)),
    )


def automaton_of(part: Part) -> Automaton:
    """The places of the whole pattern."""
    building = _Building()
    whole = building.part(part)
    follows = {**building.follows, _START: whole.first}
    ends = whole.last | {_START} if whole.is_void else whole.last
    return Automaton(tuple(building.signs), follows, ends, frozenset(building.doubled))

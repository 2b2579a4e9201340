"""Texts that stand for all others: of every way in which masks and constants can be fitted, some.

A mask (`%` any stretch, `_` any sign) and a constant are read side by side, sign by sign, as far as
each of them has got. Signs that stand in none of them are alike, so one of them is enough, and what
is reached is finite: the way that no text goes is found to be none, not merely not found. Regular
expressions are read so too; of signs that no class of theirs tells apart some are enough.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import field
from functools import cached_property, lru_cache
from itertools import chain, islice, pairwise
from typing import TypeAlias

from engine.classes import dataclass
from engine.expressions.atoms import Pattern
from engine.expressions.positions import EVERYTHING, Automaton, Span
from engine.expressions.regular import automaton
from engine.model.conditions import Like

_MANY, _ANY = "%", "_"
_MOST = 10_000
"""Steps that are taken; masks that tell more apart are left alone."""

_OTHER = "…"
_READ = (_OTHER, *map(chr, (*range(0x430, 0x450), *range(0x4E00, 0x9FA0))))

Place = frozenset[int]
"""How far a mask may have got."""


@dataclass(frozen=True)
class _Mask:
    """`signs` with None for any sign; `loops` are the places at which any stretch may stand."""

    signs: tuple[str | None, ...]
    loops: frozenset[int]
    steps: dict[tuple[Place, str], Place] = field(default_factory=dict, compare=False)

    @property
    def start(self) -> Place:
        return frozenset({0})

    def after(self, place: Place, sign: str) -> Place:
        """Where it is behind one more sign; behind a `%` nothing before it matters any more."""
        if (place, sign) not in self.steps:
            on = {at + 1 for at in place if self._takes(at, sign)} | (place & self.loops)
            last = max(on & self.loops, default=0)
            self.steps[place, sign] = frozenset(at for at in on if at >= last)
        return self.steps[place, sign]

    def _takes(self, at: int, sign: str) -> bool:
        return at < len(self.signs) and self.signs[at] in (None, sign)

    def fits(self, place: Place) -> bool:
        return len(self.signs) in place

    @cached_property
    def alphabet(self) -> frozenset[str]:
        return frozenset(sign for sign in self.signs if sign is not None)


_Shape: TypeAlias = _Mask | Automaton


def _shape(pattern: Pattern) -> _Shape:
    kind, text = pattern
    return _mask(text) if kind is Like else automaton(text)


def _mask(pattern: str) -> _Mask:
    signs: list[str | None] = []
    loops = set()
    for sign in pattern:
        if sign == _MANY:
            loops.add(len(signs))
        else:
            signs.append(None if sign == _ANY else sign)
    return _Mask(tuple(signs), frozenset(loops))


def telling_texts(
    patterns: Collection[Pattern], constants: Collection[str], each: int = 1
) -> tuple[str, ...] | None:
    """The constants, and up to `each` other texts of every way to fit the patterns; None
    where there are too many ways.

    The shortest texts are taken. As cells are read, none is empty or has blanks at its ends.
    """
    return _telling(frozenset(patterns), frozenset(constants), each)


@lru_cache(maxsize=1024)
def _telling(
    patterns: frozenset[Pattern], constants: frozenset[str], each: int
) -> tuple[str, ...] | None:
    """Kept: the same column is met in many conditions, and in all parts of one."""
    own = [text for text in sorted(constants) if text and text == text.strip()]
    shapes = [_shape(it) for it in sorted(patterns, key=lambda it: (it[1], it[0].__name__))]
    ways = _ways(shapes, each + len(own))
    if ways is None:
        return None
    others = ([text for text in texts if text not in own][:each] for texts in ways)
    return (*own, *(text for texts in others for text in texts))


def _ways(shapes: list[_Shape], each: int) -> Collection[list[str]] | None:
    """Texts by which of the shapes they fit: the shortest `each` of every way."""
    signs = _signs(shapes, each)
    waiting = deque([("", tuple(shape.start for shape in shapes))])
    reached: Counter[tuple[tuple[Place, ...], bool]] = Counter()
    told: dict[tuple[bool, ...], list[str]] = {}
    steps = 0
    while waiting:
        begun, places = waiting.popleft()
        for sign in signs if begun else [it for it in signs if not it.isspace()]:
            steps += 1
            after = tuple(it.after(at, sign) for it, at in zip(shapes, places, strict=True))
            if reached[after, sign.isspace()] == each:
                continue
            reached[after, sign.isspace()] += 1
            waiting.append((begun + sign, after))
            way = told.setdefault(
                tuple(it.fits(at) for it, at in zip(shapes, after, strict=True)), []
            )
            if len(way) < each and not sign.isspace():
                way.append(begun + sign)
        if steps > _MOST:
            return None
    return told.values()


def _signs(shapes: list[_Shape], each: int) -> list[str]:
    """Signs that show all that the shapes can tell apart. Where one place takes several, as many of
    a kind as there are texts to be told."""
    masks = [it for it in shapes if isinstance(it, _Mask)]
    classes = {spans for it in shapes if isinstance(it, Automaton) for spans in it.signs}
    own = sorted(frozenset().union(*(it.alphabet for it in masks)))
    is_counted = any(None in it.signs for it in masks) or any(map(_is_wide, classes))
    most = each if is_counted else 1
    kinds = classes - {EVERYTHING} | {((ord(it), ord(it)),) for it in own}
    found: dict[tuple[bool, ...], list[str]] = {}
    of_classes = (_some(stretch, most) for stretch in _edges(kinds))
    letters = islice(_READ, most)
    for sign in chain(own, letters, *of_classes, _unused(kinds, most)):
        way = sign.isspace(), *(_holds(spans, ord(sign)) for spans in sorted(kinds))
        alike = found.setdefault(way, [])
        if len(alike) < most and sign not in alike:
            alike.append(sign)
    return [sign for alike in found.values() for sign in alike]


def _is_wide(spans: tuple[Span, ...]) -> bool:
    return len(spans) > 1 or spans[0][0] < spans[0][1]


def _holds(spans: tuple[Span, ...], code: int) -> bool:
    return any(low <= code <= high for low, high in spans)


def _edges(kinds: Collection[tuple[Span, ...]]) -> list[Span]:
    """Stretches between the ends of ranges: all of one belong to the same ranges."""
    ends = {end for spans in kinds for low, high in spans for end in (low, high + 1)}
    return [(low, after - 1) for low, after in pairwise(sorted(ends))]


def _some(stretch: Span, most: int) -> list[str]:
    """Signs of a stretch, such as a person reads; any where there is none."""
    signs = (chr(code) for code in range(stretch[0], stretch[1] + 1) if not 0xD800 <= code < 0xE000)
    looked = list(islice(signs, _LOOKED + most))
    seen = [sign for sign in looked if sign.isprintable() and not sign.isspace()]
    return (seen or looked)[:most]


_LOOKED = 200
"""Signs at the beginning of a stretch among which one that is seen is looked for."""


def _unused(kinds: Collection[tuple[Span, ...]], most: int) -> Iterator[str]:
    """Signs that no mask names and no class holds: where a place takes any, as many texts as they
    are many."""
    free = (it for it in _READ if not any(_holds(spans, ord(it)) for spans in kinds))
    return islice(free, most)

"""Texts that stand for all others: of every way in which masks and constants can be fitted, some.

A mask (`%` any stretch, `_` any sign) and a constant are read side by side, sign by sign, as far as
each of them has got. Signs that stand in none of them are alike, so one of them is enough, and what
is reached is finite: the way that no text goes is found to be none, not merely not found.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

_MANY, _ANY = "%", "_"
_MOST = 10_000
"""Steps that are taken; masks that tell more apart are left alone."""

_OTHER = "…"
_LETTERS = tuple(map(chr, (*range(0x430, 0x450), *range(0x4E00, 0x9FA0))))

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
        return frozenset(each for each in self.signs if each is not None)


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
    masks: Collection[str], constants: Collection[str], each: int = 1
) -> tuple[str, ...] | None:
    """The constants, and up to `each` other texts of every way to be like the masks; None where
    there are too many ways.

    The shortest texts are taken. As cells are read, none is empty or has blanks at its ends.
    """
    own = [text for text in sorted(set(constants)) if text and text == text.strip()]
    ways = _ways([_mask(it) for it in sorted(masks)], each + len(own))
    if ways is None:
        return None
    others = ([text for text in texts if text not in own][:each] for texts in ways)
    return (*own, *(text for texts in others for text in texts))


def _ways(masks: list[_Mask], each: int) -> Collection[list[str]] | None:
    """Texts by which of the masks they are like: the shortest `each` of every way."""
    signs = sorted(frozenset().union(*(mask.alphabet for mask in masks)))
    is_counted = any(None in mask.signs for mask in masks)
    signs += islice(_unused(signs), each if is_counted else 1)
    waiting = deque([("", tuple(mask.start for mask in masks))])
    reached: Counter[tuple[tuple[Place, ...], bool]] = Counter()
    told: dict[tuple[bool, ...], list[str]] = {}
    steps = 0
    while waiting:
        begun, places = waiting.popleft()
        for sign in signs if begun else [it for it in signs if not it.isspace()]:
            steps += 1
            after = tuple(it.after(at, sign) for it, at in zip(masks, places, strict=True))
            if reached[after, sign.isspace()] == each:
                continue
            reached[after, sign.isspace()] += 1
            waiting.append((begun + sign, after))
            way = told.setdefault(tuple(map(_Mask.fits, masks, after)), [])
            if len(way) < each and not sign.isspace():
                way.append(begun + sign)
        if steps > _MOST:
            return None
    return told.values()


def _unused(signs: Collection[str]) -> Iterator[str]:
    """Signs that stand in no mask: where `_` stands for one, as many texts as they are many."""
    return (each for each in (_OTHER, *_LETTERS) if each not in signs)

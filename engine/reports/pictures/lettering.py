"""How wide words are, without a font at hand: cautious estimates for the usual sans-serif faces."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

_NARROW = frozenset("ijlftrI.,:;!|'()[]{}/ -‐·«»")
_WIDE = frozenset("жмшщюфыЖМШЩЮФЫДОмwmWM@%—№")
ELLIPSIS = "…"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


_BOLD = 1.12
_LEAST_FRAGMENT = 4
_COMMON = 4
"""So many words must be common before they are left out; the last two of them stay."""


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate of the width of a line of that font size."""
    return sum(map(_ems, words)) * size * (_BOLD if bold else 1)


def shorten(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """The words, closed with «…» where they are too wide."""
    room = width / (size * (_BOLD if bold else 1))
    widths = list(accumulate(map(_ems, words)))
    if not widths or widths[-1] <= room:
        return words
    kept = words[: bisect_right(widths, room, key=lambda each: each + _ems(ELLIPSIS))]
    head, _, fragment = kept.rpartition(" ")
    kept = head if head and len(fragment) < _LEAST_FRAGMENT else kept
    return kept.rstrip(" ,;:-–—(«") + ELLIPSIS


def apart(names: Sequence[str]) -> list[str]:
    """The names without the words that all of them begin with, where that is most of a name:
    «…школа № 11» instead of the full name of the institution."""
    words = [name.split() for name in names]
    common = 0
    while len(names) > 1 and len({tuple(each[: common + 1]) for each in words}) == 1:
        common += 1
    if common < _COMMON or any(len(each) <= common for each in words):
        return list(names)
    return [ELLIPSIS + " ".join(each[common - 2 :]) for each in words]


def wrap(words: str, width: float, size: float, *, lines: int) -> tuple[str, ...]:
    """The words in at most `lines` lines; the last ends with «…» where something is left out."""
    done: list[str] = []
    rest = words.split()
    while rest and len(done) < lines - 1:
        taken = _fitting(rest, width, size)
        done.append(shorten(" ".join(rest[:taken]), width, size))
        rest = rest[taken:]
    if rest:
        done.append(shorten(" ".join(rest), width, size))
    return tuple(done) or ("",)


def hyphenated(words: str, width: float, size: float) -> tuple[str, ...]:
    """A bold label in one or two lines: broken at the soft hyphen only if one line is too short."""
    whole = words.replace(SOFT_HYPHEN, "")
    if width_of(whole, size, bold=True) <= width or SOFT_HYPHEN not in words:
        return (whole,)
    head, _, tail = words.partition(SOFT_HYPHEN)
    return (f"{head}-", tail.replace(SOFT_HYPHEN, ""))


def _fitting(words: list[str], width: float, size: float) -> int:
    """How many of the words stand on one line: at least one."""
    count, used = 0, 0.0
    for word in words:
        used += width_of(word if not count else f" {word}", size)
        if count and used > width:
            break
        count += 1
    return count


@cache
def _ems(sign: str) -> float:
    if sign in _NARROW:
        return 0.36
    if sign in _WIDE:
        return 0.88
    return 0.7 if sign.isupper() else 0.61

"""Regular expressions that a declaration holds: the one door to what runs them.

They run on the engine of Rust that comes with Polars, over columns and over single texts alike: it
never goes back, so that no pattern takes longer than a few passes over the text. Look-around and
references to groups it does not know, and what is nested too deep or repeated too often it refuses.
"""

import re

import polars as pl

from engine.classes import dataclass
from engine.lazy import lazy_pattern


@dataclass(frozen=True, slots=True)
class Pattern:
    """A usable pattern over single texts, large and small letters alike."""

    text: str

    def fits(self, value: str) -> bool:
        """Whether the whole text is what the pattern says."""
        return _contains(value, f"(?i)^(?:{self.text})$")

    def occurs_in(self, value: str) -> bool:
        """Whether a part of the text is."""
        return _contains(value, self.text)


def pattern_of(text: str) -> Pattern | None:
    """The pattern; None where the engine does not know it."""
    return Pattern(text) if is_usable(text) else None


def is_usable(pattern: str | None) -> bool:
    """True for no pattern, and for one that compiles, by itself and as the whole of a text."""
    if pattern is None:
        return True
    if len(pattern) > LONGEST or _states(pattern) > MOST_STATES:
        return False
    try:
        _contains("", pattern)
        _contains("", f"(?i)^(?:{pattern})$")
    except pl.exceptions.ComputeError:
        return False
    return True


LONGEST = 1_000
"""Letters of a pattern."""
MOST_STATES = 3_000
"""Signs of a pattern, with what is repeated counted as often: each letter of a cell is held against
so many at worst, and so a cell of 30,000 letters takes a second."""
_PIECE = lazy_pattern(
    r"\\[pP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|[(){}]|[^\\(){}\[]+|.", re.DOTALL
)
_TIMES = lazy_pattern(r"\{(\d+)(?:,(\d*))?\}")


def _states(pattern: str) -> int:
    """How many signs the pattern has when everything is written as often as it is repeated."""
    open_groups, last, at = [0], 0, 0
    while at < len(pattern):
        if times := _TIMES.match(pattern, at):
            open_groups[-1] += last * (max(int(times[1]), int(times[2] or 0)) - 1)
            at = times.end()
            continue
        piece = _PIECE.match(pattern, at)
        assert piece is not None
        at = piece.end()
        if piece[0] == "(":
            open_groups.append(0)
        elif piece[0] == ")" and len(open_groups) > 1:
            last = open_groups.pop()
            open_groups[-1] += last
        else:
            last = 1
            open_groups[-1] += len(piece[0]) if piece[0][0] not in "\\[" else 1
    return sum(open_groups)


def _contains(value: str, pattern: str) -> bool:
    return bool(pl.Series([value]).str.contains(pattern)[0])

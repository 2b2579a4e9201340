"""Regular expressions that a declaration holds: the one door to what runs them.

They run on the engine of Rust that comes with Polars, over columns and over single texts alike: it
never goes back, so that no pattern takes longer than a few passes over the text. Look-around and
references to groups it does not know, and what is nested too deep or repeated too often it refuses.
"""

from dataclasses import dataclass

import polars as pl


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
    try:
        _contains("", pattern)
        _contains("", f"^(?:{pattern})$")
    except pl.exceptions.ComputeError:
        return False
    return True


def _contains(value: str, pattern: str) -> bool:
    return bool(pl.Series([value]).str.contains(pattern)[0])

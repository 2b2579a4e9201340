"""Regular expressions of conditions: a dialect that every engine answers alike, in linear time.

Literals, `.`, classes, `\\d`, groups, `|`, `* + ?` and `{m,n}`; the whole cell must match. What is
read is written anew for the engines, sign by sign, so that none reads it in a way of its own.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from engine.expressions.positions import (
    ANY,
    EVERYTHING,
    Alternatives,
    Automaton,
    Part,
    Repeat,
    Sequence,
    Sign,
    Span,
    automaton_of,
    is_void,
    size_of,
)
from engine.lazy import lazy_pattern

MOST_SIGNS = 100
"""Signs of a pattern, with what is repeated counted as often."""
DEEPEST = 8
"""Brackets within brackets."""
_TIMES = lazy_pattern(r"\*|\+|\?|\{([0-9]{1,3})(,([0-9]{1,3})?)?\}")
_DIGITS = ((ord("0"), ord("9")),)
_BARE = "*+?{}[]()|^$"


class PatternError(Exception):
    """`reason` is the part of the message that applies; `span` are characters of the pattern."""

    def __init__(self, reason: str, start: int, end: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.span = start, end


@lru_cache(maxsize=1024)
def automaton(pattern: str) -> Automaton:
    """The pattern as an automaton; raises PatternError for what is not of the dialect."""
    tree = _Reader(pattern).whole()
    if size_of(tree) > MOST_SIGNS:
        raise PatternError("large", 0, len(pattern))
    found = automaton_of(tree)
    if found.is_ambiguous():
        raise PatternError("ambiguous", 0, len(pattern))
    return found


@lru_cache(maxsize=1024)
def portable(pattern: str) -> str:
    """The pattern for a search by an engine: what it finds is the whole text."""
    return f"^(?:{_written(_Reader(pattern).whole())})\\z"


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0

    def whole(self) -> Part:
        tree = self._alternatives()
        if self._at < len(self._text):
            raise self._refused("bare", 1)
        return tree

    @property
    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _refused(self, reason: str, length: int) -> PatternError:
        return PatternError(reason, self._at, min(self._at + length, len(self._text)))

    def _alternatives(self) -> Part:
        start = self._at
        parts = [self._sequence()]
        while self._next == "|":
            self._at += 1
            parts.append(self._sequence())
        if sum(map(is_void, parts)) > 1:
            raise PatternError("ambiguous", start, self._at)
        return Alternatives(tuple(parts)) if len(parts) > 1 else parts[0]

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self._next and self._next not in "|)":
            parts.append(self._repeated())
        return Sequence(tuple(parts))

    def _repeated(self) -> Part:
        start = self._at
        item = self._single()
        found = _TIMES.match(self._text, self._at)
        if not found:
            return item
        self._at = found.end()
        low, high = _bounds(found)
        if high == 0 or (high is not None and low > high):
            raise PatternError("times", *found.span())
        if is_void(item):
            raise PatternError("ambiguous", start, found.end())
        if again := _TIMES.match(self._text, self._at):
            raise PatternError("lazy", found.start(), again.end())
        return Repeat(item, low, high)

    def _single(self) -> Part:
        sign = self._next
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        if sign == "\\":
            return Sign(self._escaped())
        if sign in "^$":
            raise self._refused("anchor", 1)
        if sign in _BARE:
            raise self._refused("bare", 1)
        self._at += 1
        return Sign(EVERYTHING if sign == ANY else _only(sign))

    def _group(self) -> Part:
        start = self._at
        if self._text.startswith("(?", start) and not self._text.startswith("(?:", start):
            raise self._refused("group", 3)
        self._at += 3 if self._text.startswith("(?:", start) else 1
        self._depth += 1
        if self._depth > DEEPEST:
            raise PatternError("large", start, len(self._text))
        tree = self._alternatives()
        self._depth -= 1
        if self._next != ")":
            raise PatternError("bare", start, start + 1)
        self._at += 1
        return tree

    def _escaped(self) -> tuple[Span, ...]:
        sign = self._text[self._at + 1 : self._at + 2]
        if not sign or (sign.isalnum() and sign != "d"):
            raise self._refused("escape", 2)
        self._at += 2
        return _DIGITS if sign == "d" else _only(sign)

    def _class(self) -> Sign:
        start = self._at
        self._at += 1
        negated = self._next == "^"
        self._at += negated
        spans: list[Span] = []
        while self._next != "]":
            if self._next in "[":
                raise PatternError("bare", start, start + 1)
            spans += self._range()
        self._at += 1
        if not spans:
            raise PatternError("bare", start, self._at)
        return Sign(_others(spans) if negated else _joined(spans))

    def _range(self) -> tuple[Span, ...]:
        start = self._at
        low = self._of_class()
        if self._next != "-" or self._text[self._at + 1 : self._at + 2] in ("]", ""):
            return low
        self._at += 1
        if self._next == "[":
            raise self._refused("bare", 1)
        high = self._of_class()
        if not _is_range(low, high):
            raise PatternError("range", start, self._at)
        return ((low[0][0], high[0][0]),)

    def _of_class(self) -> tuple[Span, ...]:
        if self._next == "\\":
            return self._escaped()
        self._at += 1
        return _only(self._text[self._at - 1])


def _bounds(found: re.Match[str]) -> tuple[int, int | None]:
    if (sign := found[0]) in ("*", "+", "?"):
        return int(sign == "+"), 1 if sign == "?" else None
    low = int(found[1])
    return low, int(found[3]) if found[3] else None if found[2] else low


def _only(sign: str) -> tuple[Span, ...]:
    return ((ord(sign), ord(sign)),)


def _is_range(low: tuple[Span, ...], high: tuple[Span, ...]) -> bool:
    """Whether both ends are single signs in their order; letters and digits have none but letters
    and digits between them: `[A-z]` would hold brackets."""
    first, last = low[0][0], high[0][0]
    if low[0][1] != first or high[0][1] != last or first > last:
        return False
    ends: list[Callable[[str], bool]] = [str.isdigit, str.isalpha]
    return all(
        all(map(of, map(chr, range(first, last + 1))))
        for of in ends
        if of(chr(first)) or of(chr(last))
    )


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """The same signs by ranges that neither meet nor touch, in their order."""
    found: list[Span] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return tuple(found)


def _others(spans: list[Span]) -> tuple[Span, ...]:
    """All signs but these."""
    ((first, last),) = EVERYTHING
    edges = [(first - 1, first - 1), *_joined(spans), (last + 1, last + 1)]
    return tuple(
        (before + 1, after - 1)
        for (_, before), (after, _) in pairwise(edges)
        if before + 1 <= after - 1
    )


def _written(part: Part) -> str:
    match part:
        case Sign():
            return _sign_written(part)
        case Sequence():
            return "".join(map(_written, part.parts))
        case Alternatives():
            return f"(?:{'|'.join(map(_written, part.parts))})"
        case Repeat(item, low, high):
            return f"(?:{_written(item)}){{{low},{'' if high is None else high}}}"


def _sign_written(sign: Sign) -> str:
    if sign.spans == EVERYTHING:
        return "(?s:.)"
    return f"[{''.join(f'{_code(low)}-{_code(high)}' for low, high in sign.spans)}]"


def _code(number: int) -> str:
    return f"\\x{{{number:x}}}"

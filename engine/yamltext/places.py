"""Route → place. The events of the parser are kept as they came; a question walks down them.

Where each character of a scalar's value stands in the scalar's source.

`title: Приказ #5`: a hash after a space begins a comment and cuts the text.

A comment stands two spaces behind a value, with a space after the hash: `stage: analysis  # этап`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from engine.classes import dataclass
from engine.codes import yaml as codes
from engine.diagnostics import Finding, Origin, Place, Route, finding
from engine.lazy import lazy_pattern
from engine.yamltext.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    Mark,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    marks,
)
from engine.yamltext.traps import quote

_ESCAPE = lazy_pattern(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)", re.S)


@lru_cache(maxsize=1)
def source_offsets(source: str, value: str) -> list[int]:
    """For each character of `value`, and for its end, the offset in `source`.

    Works for plain, quoted, literal and folded scalars alike: folding only changes white space, so
    that the other characters come in the same order; quotes have escapes on top of that. The last
    text is remembered: whoever finds one thing in it may find a thousand.
    """
    quote = source[:1] if source[:1] in ("'", '"') else ""
    at = 1 if quote else _content_start(source)
    offsets: list[int] = []
    for character in value:
        at, width = _next(source, at, character, quote)
        offsets.append(at)
        at += width
    return [*offsets, min(at, len(source))]


def _content_start(source: str) -> int:
    """Block scalars begin after their header line."""
    return source.find("\n") + 1 if source[:1] in ("|", ">") else 0


def _next(source: str, at: int, character: str, quote: str) -> tuple[int, int]:
    """Where `character` stands at or after `at`, and how many characters it takes there."""
    while at < len(source):
        if quote == '"' and (escape := _ESCAPE.match(source, at)):
            if escape.group()[1:2] not in ("\n", "\r"):
                return at, len(escape.group())
            at = escape.end()
        elif source[at] == character:
            return at, 2 if quote == "'" == character else 1
        elif character.isspace():
            return at, 1 if source[at].isspace() else 0
        elif source[at].isspace():
            at += 1
        else:
            break
    return at, 0


Entries = Mapping[str | int, tuple[int | None, int]]

ROOT = 2
"""The event of the root value: the stream and the document begin before it."""


@dataclass(frozen=True, slots=True)
class Row:
    """The events of a text in their order. A value is known by the number of its first event."""

    events: Sequence[Event]
    ends: Mapping[int, int]
    """The last event of each mapping and list, by its first."""
    _inside: dict[int, Entries] = field(default_factory=dict)

    def start(self, at: int) -> Mark:
        """Where a value begins in the text."""
        return marks(self.events[at])[0]

    def end(self, at: int) -> Mark:
        """Where a value ends in the text."""
        return marks(self.events[self.ends.get(at, at)])[1]

    def value(self, at: int) -> str | None:
        """The text of a scalar; None for a mapping or a list."""
        event = self.events[at]
        return event.value if isinstance(event, ScalarEvent) else None

    def inside(self, at: int) -> Entries:
        """The entries of a mapping by key: key and value; of a list by index: None and value."""
        if at not in self._inside:
            self._inside[at] = dict(self._read_inside(at)) if at in self.ends else {}
        return self._inside[at]

    def _read_inside(self, at: int) -> Iterator[tuple[str | int, tuple[int | None, int]]]:
        is_keyed, last = isinstance(self.events[at], MappingStartEvent), self.ends[at]
        following, count = at + 1, 0
        while following < last:
            key, value = following, self._after(following) if is_keyed else following
            yield (self.value(key) or "", (key, value)) if is_keyed else (count, (None, value))
            following, count = self._after(value), count + 1

    def _after(self, at: int) -> int:
        return self.ends.get(at, at) + 1


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The places of one file that was read without findings."""

    file: str
    text: str
    events: Sequence[Event] = field(default=(), repr=False, compare=False)
    """What the parser said of the text; a file that is no YAML has lines, but no places."""

    def place(self, origin: Origin) -> Place:
        """Line and column of a value, key or part of a scalar.

        A route that leads nowhere (a missing key) gives the place of what encloses it.
        """
        row, at, key = self._walk(origin.route)
        value = row.value(at)
        start, end = row.start(at).index, row.end(at).index
        if origin.on_key and key is not None:
            start, end = row.start(key).index, row.end(key).index
        elif origin.span and value is not None:
            offsets = source_offsets(self.text[start:end], value)
            first, last = (offsets[min(max(each, 0), len(value))] for each in origin.span)
            start, end = start + first, start + max(last, first)
        return self.between(start, end)

    def written(self, route: Route) -> str:
        """The characters of a value as they stand in the file."""
        start, end = self.span(route)
        return self.text[start:end]

    def span(self, route: Route) -> tuple[int, int]:
        """Where in the text a value begins and ends, counted from 0; blanks cut off."""
        row, at, _ = self._walk(route)
        start = row.start(at).index
        return start, start + len(self.text[start : row.end(at).index].rstrip())

    def key_span(self, route: Route) -> tuple[int, int] | None:
        """Where in the text the key that ends the route begins and ends; None where it is not."""
        row, at, _ = self._walk(route[:-1])
        key, _ = row.inside(at).get(route[-1], (None, 0))
        return None if key is None else (row.start(key).index, row.end(key).index)

    def line(self, number: int) -> str:
        """One line of the file, counted from 1, for quoting in messages."""
        lines = self.text.split("\n", number)
        return lines[number - 1].rstrip("\r") if number <= len(lines) else ""

    def _walk(self, route: Route) -> tuple[Row, int, int | None]:
        """The events, the value that the route leads to, and the key that it stands at."""
        row, at, key = row_of(self), ROOT, None
        for step in route:
            found = row.inside(at).get(step)
            if found is None:
                return row, at, None
            key, at = found
        return row, at, key

    def plain_text_ending_at(self, index: int) -> str | None:
        """The unquoted scalar whose last character stands before `index`."""
        return _plain_ends(self).get(index)

    def between(self, start: int, end: int) -> Place:
        """The place of the characters from `start` to `end`, counted from 0; blanks cut off."""
        end = start + len(self.text[start:end].rstrip())
        line, column = _line_column(self.text, start)
        end_line, end_column = _line_column(self.text, end)
        return Place(self.file, line, column, end_line, end_column)


@lru_cache(maxsize=64)
def row_of(source: SourceMap) -> Row:
    """The events of a text, with where each value ends."""
    ends: dict[int, int] = {}
    open_values: list[int] = []
    for at, event in enumerate(source.events):
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            open_values.append(at)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            ends[open_values.pop()] = at
    return Row(source.events, ends)


@lru_cache(maxsize=1)
def _plain_ends(source: SourceMap) -> dict[int, str]:
    """End → text, for every scalar that is a value without quotes on one line."""
    row, ends, waiting = row_of(source), {}, [ROOT]
    while waiting:
        at = waiting.pop()
        waiting.extend(value for _, value in row.inside(at).values())
        value, start = row.value(at), row.start(at).index
        if value and source.text.startswith(value, start):
            ends[start + len(value)] = value
    return ends


def _line_column(text: str, index: int) -> tuple[int, int]:
    line = bisect_right(_line_starts(text), index)
    return line, index - _line_starts(text)[line - 1] + 1


@lru_cache(maxsize=64)
def _line_starts(text: str) -> list[int]:
    starts = [0]
    while following := text.find("\n", starts[-1]) + 1:
        starts.append(following)
    return starts


_HASH = lazy_pattern(r"(?<=\S)(?P<gap>[ \t]+)(?P<lost>#(?P<apart>[ \t#]*)[^\n]*)")
_WORDS = lazy_pattern(r"[^\W\d_a-zA-Z]|\w\W+\w")
"""What a person writes in words: letters that are not Latin, or several words."""
_OF_TEXTS = lazy_pattern(
    r"(?:^|[\s{,-])(?:title|text|name|label|result|note|reason|description|clause|source|period)"
    r"[\"']?:\s+\S[^\n]*$"
)


def texts_cut_by_hash(source: SourceMap) -> Iterator[Finding]:
    """Plain texts followed by a hash that was hardly meant as a comment: no space follows it, or
    only one stands between it and words."""
    if " #" not in source.text and "\t#" not in source.text:
        return
    for cut in _HASH.finditer(source.text):
        if cut["apart"] and cut["gap"] != " ":
            continue
        kept = source.plain_text_ending_at(cut.start())
        if kept and (not cut["apart"] or _is_near(cut, kept, source.text)):
            place = source.between(cut.start("lost"), cut.end("lost"))
            lost = quote(cut["lost"])
            yield finding(codes.TEXT_CUT_BY_HASH, place, kept=quote(kept), lost=lost)


def _is_near(cut: re.Match[str], kept: str, text: str) -> bool:
    line = text[text.rfind("\n", 0, cut.start()) + 1 : cut.start()]
    return bool(_WORDS.search(kept) or _OF_TEXTS.search(line))

"""Comments that say something to the engine, and the lines of the file that they speak of.

Behind a value a comment speaks of it; behind the `id` of an item, the first line of one without an
id, or its braces, of the whole item; on a line of its own, or behind the dash of an item alone, of
what begins below it and no less far in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field

from engine.classes import dataclass
from engine.yamltext.events import MappingStartEvent, ScalarEvent, marks
from engine.yamltext.places import ROOT, Row, SourceMap, row_of


@dataclass(frozen=True, slots=True)
class Comment:
    """The characters from `start` to `end` (counted from 0), what stands behind the mark, and the
    lines (from 1) that it speaks of: none where nothing follows it."""

    start: int
    end: int
    said: str
    lines: range


def comments_with(mark: str, source: SourceMap) -> Iterator[Comment]:
    """The comments `# mark …` of a file that was read."""
    if mark not in source.text or not source.events:
        return
    row = row_of(source)
    texts, layout = _texts(source, row), _laid_out(row)
    firsts = sorted(layout.begun)
    written = re.compile(rf"#[ \t]*{re.escape(mark)}(?P<said>[^\n]*)", re.M)
    for found in written.finditer(source.text):
        start = found.start()
        nearest = bisect_right(texts, start, key=lambda text: text[0])
        if nearest and start < texts[nearest - 1][1]:
            continue
        begin, line = source.text.rfind("\n", 0, start) + 1, source.text.count("\n", 0, start)
        before = source.text[begin:start]
        stripped = before.lstrip()
        is_alone = not stripped.strip("- ") or stripped.startswith("#")
        margin = len(before) - len(stripped)
        lines = layout.below(firsts, line, margin) if is_alone else layout.beside(line)
        yield Comment(start, found.end(), found["said"].strip(), lines)


def line_to_speak_above(source: SourceMap, line: int) -> int:
    """The line (from 1) above which a comment of its own speaks of what stands in `line`."""
    firsts = sorted(_laid_out(row_of(source)).begun)
    before = bisect_right(firsts, line - 1)
    return firsts[before - 1] + 1 if before else line


def _texts(source: SourceMap, row: Row) -> list[tuple[int, int]]:
    """Where each text begins and ends: a hash inside of one begins no comment. Behind the sign
    that opens a text of several lines (`|`) a comment may stand."""
    spans = []
    for event in row.events:
        if isinstance(event, ScalarEvent):
            start, end = (mark.index for mark in marks(event))
            is_block = event.style in ("|", ">")
            spans.append((source.text.find("\n", start) if is_block else start, end))
    return spans


@dataclass(frozen=True, slots=True)
class _Layout:
    """By lines, counted from 0: what begins there, the widest; what a comment behind the line
    speaks of; what ends there, the narrowest; and where in the line the first thing begins."""

    begun: dict[int, range] = field(default_factory=dict)
    behind: dict[int, range] = field(default_factory=dict)
    ended: dict[int, range] = field(default_factory=dict)
    margins: dict[int, int] = field(default_factory=dict)

    def beside(self, line: int) -> range:
        """The lines that a comment behind something speaks of."""
        return self.behind.get(line) or self.ended.get(line) or range(0)

    def below(self, firsts: list[int], line: int, margin: int) -> range:
        """The lines that a comment on a line of its own speaks of; `firsts` are those where
        something begins, in order."""
        at = bisect_right(firsts, line)
        if at == len(firsts) or self.margins[firsts[at]] < margin:
            return range(0)
        return self.begun[firsts[at]]

    def brace(self, first: int, last: int) -> None:
        """An item in braces: a comment behind one of them that has no value beside it, or behind
        the last, means it all."""
        lines = range(first + 1, last + 2)
        self.behind.setdefault(first, lines)
        self.behind[last] = lines if last > first else self.behind[last]

    def add(self, first: int, last: int, margin: int, behind: int) -> None:
        """A value with its key from line to line; a comment behind line `behind` means it all.
        What it holds was added before it."""
        lines = range(first + 1, last + 2)
        for of_lines, line in ((self.begun, first), (self.behind, behind)):
            known = of_lines.get(line, lines)
            of_lines[line] = range(lines.start, max(known.stop, lines.stop))
        self.ended.setdefault(last, lines)
        self.margins[first] = min(margin, self.margins.get(first, margin))


def _laid_out(row: Row) -> _Layout:
    layout = _Layout()
    _lay_out(row, ROOT, layout)
    return layout


def _lay_out(row: Row, at: int, layout: _Layout) -> int:
    """Add what a value holds; the last line of the value, counted from 0."""
    if at not in row.ends:
        return _last_line(row, at)
    last = row.start(at).line
    for key, value in row.inside(at).values():
        begins = row.start(value if key is None else key)
        ends = max(begins.line, _lay_out(row, value, layout))
        behind = begins.line if key is not None else _line_of_id(row, value)
        margin = begins.column - (2 if key is None else 0)
        layout.add(begins.line, ends, max(margin, 0), behind)
        if key is None and _is_in_braces(row, value):
            layout.brace(begins.line, ends)
        last = max(last, ends)
    is_block = not getattr(row.events[at], "flow_style", False)
    return last if is_block else row.end(at).line


def _is_in_braces(row: Row, at: int) -> bool:
    event = row.events[at]
    return isinstance(event, MappingStartEvent) and bool(event.flow_style)


def _last_line(row: Row, at: int) -> int:
    """A text of several lines (`|`) ends where the next line would begin."""
    start, end = row.start(at), row.end(at)
    return end.line - 1 if end.column == 0 and end.line > start.line else end.line


def _line_of_id(row: Row, item: int) -> int:
    """The line behind which a comment means a whole item of a list."""
    is_mapping = isinstance(row.events[item], MappingStartEvent)
    key, _ = row.inside(item).get("id", (None, 0)) if is_mapping else (None, 0)
    return row.start(item if key is None else key).line

"""Tables of a PDF that no line divides: their columns begin where the words of their head do.

Such a table is read where it is plain: a line of a page holds nothing but headings of a plan, apart
from each other, and the words below keep to these columns. A rule under each row, or the first
column where there are no rules, says where a row begins.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from engine.classes import dataclass
from engine.papers.continuing import are_headings
from engine.papers.headings import Column, column_kind
from engine.papers.pdf_lines import Box, Found, Word, lines_of

_GAP = 0.9
"""Of the height of a letter: words of one heading stand nearer."""
_EDGE = 3.0
"""Points by which words may begin before their column."""
_LEAST = 3
"""Columns of a table, and its rows with the head."""
_PAUSE = 2.6
"""Of the height of a letter, between two lines: what follows is no row of the table."""
_COVERED = 0.6
"""The share of a table's width that a rule takes."""

Line = list[Word]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table begin, where it ends, and the heights of the rules in it."""

    lefts: tuple[float, ...]
    right: float
    rules: tuple[float, ...]

    def at(self, word: Word) -> int:
        """The column in which a word stands."""
        begun = (at for at, left in enumerate(self.lefts) if word["x0"] >= left - _EDGE)
        return max(begun, default=0)

    def is_over(self, line: Line) -> bool:
        """Whether a line is one run of words that goes on over the next column: a section."""
        is_first = self.lefts[0] - _EDGE <= line[0]["x0"] <= self.lefts[0] + _EDGE
        return is_first and len(_runs(line)) == 1 and line[-1]["x1"] > self.lefts[1]

    def holds(self, line: Line) -> bool:
        """Whether no word of a line runs over the beginning of a column."""
        if line[0]["x0"] < self.lefts[0] - _EDGE:
            return False
        return all(
            self.at(run[0]) == self.at(run[-1]) and run[-1]["x1"] <= self._end(run[0])
            for run in _runs(line)
        )

    def _end(self, word: Word) -> float:
        return (*self.lefts[1:], self.right)[self.at(word)] + _EDGE

    def begins(self, above: Line, line: Line) -> bool:
        """Whether a row begins with a line."""
        if self.rules:
            top, low = above[0]["bottom"] - _EDGE, line[0]["top"] + _EDGE
            return any(top < rule <= low for rule in self.rules)
        if self.at(line[-1]) == 0:  # the rest of a date, or a section
            return all(word["text"].isupper() for word in line)
        return self.at(line[0]) == 0

    def ends(self, above: Line, line: Line) -> bool:
        """Whether the table ends above a line: behind its last rule, or a pause."""
        if self.rules:
            return bool(line[0]["top"] > self.rules[-1])
        height = above[0]["bottom"] - above[0]["top"]
        return bool(line[0]["top"] - above[0]["bottom"] > _PAUSE * height)


def _runs(line: Line) -> list[Line]:
    """The words of a line that stand near each other."""
    runs: list[Line] = []
    for word in line:
        height = word["bottom"] - word["top"]
        if runs and word["x0"] - runs[-1][-1]["x1"] < _GAP * height:
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def columns_under(line: Line, edges: Sequence[dict[str, Any]], right: float) -> Columns | None:
    """The columns under a line that is the head of a plan; `edges` are the lines of the page,
    `right` is where its words end."""
    runs = _runs(line)
    texts = [" ".join(each["text"] for each in run) for run in runs]
    kinds = {column_kind(text) for text in texts}
    has_plan = Column.TITLE in kinds and kinds & {Column.SCHEDULE, Column.RESPONSIBLE}
    if len(runs) < _LEAST or not has_plan or not are_headings(texts):
        return None
    lefts = tuple(run[0]["x0"] for run in runs)
    return _ruled(lefts, edges, right, line[0]["top"])


def _ruled(
    lefts: tuple[float, ...], edges: Iterable[dict[str, Any]], right: float, top: float
) -> Columns:
    """The columns, with the rules below a height that reach over most of them."""
    widths: dict[int, float] = {}
    for each in edges:
        if each["orientation"] == "h" and each["top"] > top:
            widths[round(each["top"])] = widths.get(round(each["top"]), 0) + each["width"]
    least = _COVERED * (right - lefts[0])
    return Columns(lefts, right, tuple(sorted(at for at, wide in widths.items() if wide > least)))


def _bands(columns: Columns, lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each row, from the first line on; none of sections behind the last row."""
    bands: list[list[Line]] = []
    for at, line in enumerate(lines):
        is_over = columns.is_over(line)
        if (at and columns.ends(lines[at - 1], line)) or not (is_over or columns.holds(line)):
            break
        is_below = bands and not is_over and not columns.is_over(bands[-1][-1])
        if is_below and not columns.begins(bands[-1][-1], line):
            bands[-1].append(line)
        else:
            bands.append([line])
    while bands and not columns.rules and columns.is_over(bands[-1][0]):
        bands.pop()
    return bands


def _row(columns: Columns, band: Sequence[Line]) -> list[Found | None]:
    """The cells of a row; a section covers all of it, and so do words that are alone in one."""
    words = [word for line in band for word in line]
    top, bottom = min(each["top"] for each in words), max(each["bottom"] for each in words)
    is_alone = len(band) == 1 and columns.at(band[0][-1]) == 0
    if is_alone or columns.is_over(band[0]):
        box = (columns.lefts[0], top, columns.right, bottom)
        return [lines_of(box, words), *[None] * (len(columns.lefts) - 1)]
    return [
        lines_of((left, top, end, bottom), [word for word in words if columns.at(word) == at])
        for at, (left, end) in enumerate(pairwise((*columns.lefts, columns.right)))
    ]


def tables_by_columns(
    words: list[Word], edges: Sequence[dict[str, Any]], above: Sequence[float]
) -> Iterator[tuple[Box, list[list[Found | None]], tuple[float, ...]]]:
    """The tables among the words of a page: where they stand, their rows, where their columns
    begin. `above` are the columns of such a table that the page before ends with."""
    lines = lines_of((0, 0, 0, 0), words)[0]
    right = max((word["x1"] for word in words), default=0) + _EDGE
    begin = 0
    for at, line in enumerate(lines):
        if at < begin:
            continue
        is_rest = at == 0 and bool(above)
        columns = columns_under(line, edges, right)
        if columns is None and is_rest:
            columns = _ruled(tuple(above), edges, right, 0)
        bands = _bands(columns, lines[at:]) if columns else []
        if columns is None or len(bands) < (1 if is_rest else _LEAST):
            continue
        begin = at + sum(map(len, bands))
        box = (columns.lefts[0], line[0]["top"], right, lines[begin - 1][-1]["bottom"])
        yield box, [_row(columns, band) for band in bands], columns.lefts

"""The cells of one row of a plan by what their columns hold, and the words that each gives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.papers.documents import Cell, Paragraph, Row, Table
from engine.papers.head_columns import Head, HeadColumn
from engine.papers.headings import OF_A_MONTH, TICKS, Column, is_time_of_ticks, simple

DOTTED = lazy_pattern(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]\s*(?P<rest>[^\d\s].*)", re.S)
_TIME = lazy_pattern(rf"(?:до|с|по|к|не позднее)?\s*(?:\d|{OF_A_MONTH})", re.I)
_HALVES = (
    (
        lazy_pattern(r".*(?<![\d.:/])\d{1,2}$", re.S),
        lazy_pattern(rf"(?:{OF_A_MONTH})", re.I),
    ),
    (lazy_pattern(r"с\s", re.I), lazy_pattern(r"(?:по|до)\s", re.I)),
    (
        lazy_pattern(r"(?!.*20\d\d).*[^\W\d]\.?$", re.S),
        lazy_pattern(r"20\d\d(?:\s?[-–—/]\s?(?:20)?\d\d)?[\s.]*(?:гг?\b|год|уч|$)", re.I),
    ),
)
"""Two lines of one time: «16 / января», «с 15 марта / по 20 мая», «до 1 июня / 2022 г.»."""
_DETAILS = ("подробности", "details")
NOTHING = frozenset({"", "-", "–", "—"})
_CROSSES = frozenset({"x", "X", "х", "Х", "×"})


@dataclass(slots=True)
class RowValues:
    """The cells of a row by what they hold."""

    cells: dict[int, Cell]
    head: Head

    def of(self, kind: Column) -> list[tuple[HeadColumn, Cell]]:
        """The columns of that kind with their cells, from the left."""
        return [
            (column, self.cells[at])
            for at, column in enumerate(self.head.columns)
            if column.kind is kind and at in self.cells
        ]

    def all(self) -> list[tuple[HeadColumn, Cell]]:
        """The columns that the row fills, with their cells, from the left."""
        return [(self.head.columns[at], cell) for at, cell in sorted(self.cells.items())]

    def cell(self, kind: Column) -> Cell | None:
        """The first cell of a column of that kind."""
        return next((cell for _, cell in self.of(kind)), None)

    def text(self, kind: Column) -> str:
        """The words of that cell; blank where there is none."""
        cell = self.cell(kind)
        return cell.text if cell else ""

    def has(self, *kinds: Column) -> bool:
        """Whether a column of one of these kinds says something, a dash not counted."""
        return any(
            cell.text not in NOTHING and not is_crossed_out(column, cell)
            for kind in kinds
            for column, cell in self.of(kind)
        )

    def left_out(self, row: Row, at: int) -> Iterator[Cell]:
        """The cells with words that begin in the row, the `at`-th of its table, and stand under no
        column of their own, as the second of two under one heading does."""
        placed = {id(cell) for cell in self.cells.values()}
        return (
            each for each in row.cells if each.row == at and each.text and id(each) not in placed
        )


def is_crossed_out(column: HeadColumn, cell: Cell) -> bool:
    """«х» where nothing is to stand; below a month or a year it is a tick."""
    return cell.text in _CROSSES and not is_time_of_ticks(column.lowest)


def words_of(tables: Sequence[Table]) -> Iterator[str]:
    """The words of each filled cell, those of tables inside it behind it."""
    for table in tables:
        for cell in table.cells():
            if cell.text:
                yield cell.text
            yield from words_of(cell.nested)


def whole_text(cell: Cell) -> str:
    """The words of a cell, with those of the tables inside it."""
    return " ".join(part for part in (cell.text, *words_of(cell.nested)) if part)


def bare_number(number: str) -> str | None:
    """A number as a spec writes it: without the dot or bracket at its end."""
    return number.strip().rstrip(".)").strip() or None


def own_number(line: Paragraph) -> tuple[str | None, str]:
    """The number that a line begins with, of a list or written, and its words without it."""
    if line.label and not line.has_bullet:
        return bare_number(line.label), line.text
    found = DOTTED.fullmatch(line.text)
    return (found["number"], found["rest"]) if found else (None, line.text)


_NAMED = lazy_pattern(
    r"(?:раздел|блок|модуль|этап|направление|часть|глава)\s*№?\s*(?P<number>[IVXLХІ]+|\d+)\b|"
    r"(?P<before>[IVXLХІ]+|\d{1,2})(?:-?й)?\s+(?:раздел|блок|модуль|этап)\b",
    re.IGNORECASE,
)
_ROMAN = lazy_pattern(r"(?P<number>[IVXLСХІ]{1,7})\s*[.):]\s*(?P<rest>\S.*)|(?P<bare>[IVX]{1,5})\s+"
                    r"(?P<words>[^\W\d].*)", re.S)  # fmt: skip


def number_of_section(text: str) -> tuple[str | None, str]:
    """The number that the words of a section begin with; the words without it, or all of them
    where it stands in their midst: «Раздел 2. Кадры»."""
    if named := _NAMED.match(text):
        return named["number"] or named["before"], text
    if found := DOTTED.fullmatch(text):
        return found["number"], found["rest"]
    if found := _ROMAN.fullmatch(text):
        return found["number"] or found["bare"], found["rest"] or found["words"]
    return None, text


def details_of(column: HeadColumn, cell: Cell) -> tuple[str, ...]:
    """Words of a column that a spec has no key for, under the name of the column."""
    if simple(column.heading) in _DETAILS:
        return tuple(paragraph.printed for paragraph in cell.paragraphs if paragraph.lines)
    words = whole_text(cell)
    return () if words in NOTHING else (f"{column.heading or '?'}: {words}",)


def number_and_title(values: RowValues) -> tuple[str | None, str]:
    """The number of an event, from its column or before its title, and the title."""
    title = values.cell(Column.TITLE)
    if title and doers_in_title(values):
        kept = tuple(each for each in title.paragraphs if not _DOER.match(each.text))
        title = replace(title, paragraphs=kept)
    words = whole_text(title) if title else ""
    if number := bare_number(values.text(Column.NUMBER)):
        return number, words
    if values.head.of(Column.NUMBER):
        return None, words
    found = DOTTED.fullmatch(words)
    is_list = title is not None and sum(bool(DOTTED.match(p.text)) for p in title.paragraphs) > 1
    return (found["number"], found["rest"]) if found and not is_list else (None, words)


WHO = r"ответственн\w*(?:\s+(?:исполнител\w*|лиц\w*))?|исполнител\w*"
"""What stands before the name of who does it, written out, as a part of a pattern."""
_DOER = lazy_pattern(rf"(?:отв|{WHO})(?:\.?\s*[:–—-]|\.)\s*(?=\w)", re.IGNORECASE)


def names_doer(line: str) -> bool:
    """«Ответственный: Цветкова Л.И.» in a line of its own."""
    return _DOER.match(line) is not None


def doers_in_title(values: RowValues) -> tuple[str, ...]:
    """«Отв.: Климова Н.В.» in lines of their own below the title, in a plan without a column for
    it."""
    title = values.cell(Column.TITLE)
    if title is None or values.head.of(Column.RESPONSIBLE):
        return ()
    lines = [each.text for each in title.paragraphs if each.text]
    doers = tuple(line[said.end() :] for line in lines if (said := _DOER.match(line)))
    return doers if len(doers) < len(lines) else ()


def time_over(column: HeadColumn) -> str:
    """The month or the quarter over a column, with the year that stands above it."""
    above = _ONE_YEAR.findall(column.heading.removesuffix(column.lowest))
    is_year = len(above) == 1 and not _YEAR.search(column.lowest)
    return f"{column.lowest} {above[0].strip()}" if is_year else column.lowest


def words_below(time: str, cell: Cell, *, is_drawn: bool = True) -> str:
    """What a cell below a month, a year or a quarter says of time: these words where it is ticked,
    its own with them, its own where they have the same year, or nothing. A colour is a tick, where
    the row `is_drawn` so cell by cell."""
    mark = simple(cell.text)
    if not mark and cell.is_shaded and is_drawn:
        return time
    if mark in NOTHING:
        return ""
    year = _YEAR.search(time)
    if year and year[0] in mark:
        return cell.text
    if mark in TICKS:
        return time
    return f"{time} ({cell.text})" if len(mark) == 1 and mark.isalpha() else f"{cell.text} ({time})"


_YEAR = lazy_pattern(r"20\d\d")
_ONE_YEAR = lazy_pattern(r"20\d\d(?: ?г(?:\.|ода?\b)?)?")


def lines_of_time(cell: Cell) -> str:
    """Lines that are times by themselves are listed; others are one phrase."""
    lines = [line for paragraph in cell.paragraphs for line in paragraph.lines]
    if not lines:
        return whole_text(cell)
    text = lines[0]
    for before, line in pairwise(lines):
        apart = _TIME.match(before) and _TIME.match(line) and before[-1:] not in ",;-–—"
        apart = apart and not any(a.match(before) and b.match(line) for a, b in _HALVES)
        text += f", {line}" if apart else f" {line}"
    return text


_BETWEEN = lazy_pattern(r"\s*;\s*")


_GOES_ON = lazy_pattern(r"[(]|(?:по|на|для|в|во|с|со|за|и|при)\s")
"""What a line begins with that goes on with the one above: «Заместитель директора / по УВР»."""
_SMALL_WORD = lazy_pattern(r"\s(?:и|по|на|для|в|с|за|при|ст\.|гл\.)$")
_PAIRS = (("(", ")"), ("«", "»"))


def _is_open(text: str, below: Sequence[str]) -> bool:
    """Whether words end before a small word, or in a bracket or a name that a line below closes."""
    if _SMALL_WORD.search(text):
        return True
    return any(text.rfind(a) > text.rfind(b) and _closes(a, b, below) for a, b in _PAIRS)


def _closes(opening: str, closing: str, lines: Sequence[str]) -> bool:
    signs = (sign for line in lines for sign in line if sign in (opening, closing))
    return next(signs, opening) == closing


def _whole_lines(cell: Cell) -> list[str]:
    """The lines of a cell; one that is broken in a bracket, in a name or before a small word is
    put together."""
    found: list[str] = []
    lines = [line for paragraph in cell.paragraphs for line in paragraph.lines]
    for at, line in enumerate(lines):
        if found and (_GOES_ON.match(line) or _is_open(found[-1], lines[at:])):
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def responsible(values: RowValues) -> tuple[str, ...]:
    """The lines of the cell; what a semicolon parts is apart, a comma may stand inside a name."""
    found: list[str] = []
    for _, cell in values.of(Column.RESPONSIBLE):
        for line in _whole_lines(cell):
            found += [part.strip(" ,;") for part in _BETWEEN.split(line)]
        found += list(words_of(cell.nested))
    for line in doers_in_title(values):
        found += [part.strip(" ,;") for part in _BETWEEN.split(line)]
    return tuple(dict.fromkeys(each for each in found if each not in NOTHING))

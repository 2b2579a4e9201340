"""Where the header of an unknown sheet probably is, and how many rows it takes."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import or_

from engine.classes import dataclass
from engine.datasets.header import MOST_BLANKS, joined_rows, numbers_columns
from engine.describe.columns import ABSENT
from engine.lazy import lazy_pattern
from engine.tables import ROW, RawSheet, plain

SEARCHED = 60
_SAMPLE = 30
_DEEPEST = 5
_NUMBER = lazy_pattern(r"^(?=.*\d)[\s\d.,%+−-]+$")
_NOTED = lazy_pattern(
    r"(?i)^(?:[<>≤≥~≈]|менее|более|меньше|больше|до|около|свыше|не (?:менее|более))?\s*"
    r"[\d\s.,]*\d\s*[*†‡¹²³⁴-⁹+%]*$"
)
"""A figure with the mark of a note, or one that is not exact: «12*», «менее 5»."""

_DATE = lazy_pattern(r"^\d{4}-\d\d-\d\d|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$")
_LEAST = 0.3
"""A row that is less of a header than this is a row of data."""

_RIVAL = 0.9
"""A second place that comes so near to the best one makes it unsure."""


@dataclass(frozen=True, slots=True)
class Head:
    """Header rows `first` to `last` (0-based rows of the frame), the row where the data `start`;
    headings by position, as the reader joins them."""

    first: int
    last: int
    start: int
    headings: dict[int, str]
    is_sure: bool

    @property
    def depth(self) -> int:
        """How many rows the header takes."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class _Top:
    """The first rows of a sheet; `joined` are the headings by depth and by first row.

    `texts` are the columns in which a row has a text, `used` those that are filled from it on.
    """

    raw: RawSheet
    rows: list[list[str]]
    positions: tuple[int, ...]
    joined: dict[int, tuple[tuple[str, ...], ...]]
    texts: tuple[frozenset[int], ...]
    used: tuple[frozenset[int], ...]

    def is_full(self, row: int, first: int) -> bool:
        """Whether the row has a text in every column that is filled from `first` on."""
        return len(self.used[first]) > 1 and self.used[first] <= self.texts[row]

    def number(self, row: int) -> int:
        return int(self.raw.frame[ROW][row])

    def start(self, first: int, last: int) -> int:
        """The row after the header, or after the row that numbers its columns."""
        headings = self.joined[last - first + 1][first]
        below = [
            [cell for cell, text in zip(row, headings, strict=False) if text]
            for row in self.rows[last + 1 : last + 2 + MOST_BLANKS]
        ]
        filled = next(filter(any, below[1:]), [])
        return last + 2 if below and numbers_columns(below[0], filled) else last + 1


def find_head(raw: RawSheet) -> Head | None:
    """The rows of headings above the rows of data; None where a sheet has no such rows."""
    top = _top(raw)
    found = {
        (last - depth + 1, last): _mark(top, last - depth + 1, last)
        for depth in range(1, _DEEPEST + 1)
        for last in range(depth - 1, min(len(top.rows), SEARCHED))
    }
    (first, last), best = max(found.items(), key=lambda each: each[1], default=((0, 0), 0.0))
    if best < _LEAST:
        return None
    texts = top.joined[last - first + 1][first]
    headings = {at: text for at, text in zip(top.positions, texts, strict=True) if text}
    others = max((mark for (_, end), mark in found.items() if end != last), default=0)
    return Head(
        first, last, top.start(first, last), headings, first == last and others < _RIVAL * best
    )


def head_at(raw: RawSheet, first: int, last: int) -> Head | None:
    """The header in the rows that somebody named as the sheet counts them; None where such rows
    are not among the first, or are too many."""
    top = _top(raw)
    rows = {int(number): at for at, number in enumerate(raw.frame[ROW].head(len(top.rows)))}
    at, end = rows.get(first, -1), rows.get(last, -1)
    if not 0 <= at <= end < SEARCHED or end - at + 1 not in top.joined:
        return None
    texts = top.joined[end - at + 1][at]
    headings = {place: text for place, text in zip(top.positions, texts, strict=True) if text}
    return Head(at, end, top.start(at, end), headings, True) if headings else None


def _top(raw: RawSheet) -> _Top:
    frame = raw.frame.head(SEARCHED + _SAMPLE).drop(ROW)
    rows = [[" ".join((cell or "").split()) for cell in row] for row in frame.rows()]
    positions = tuple(int(name) for name in frame.columns)
    joined = {
        depth: joined_rows(rows, raw, positions, depth=depth, join=" ")
        for depth in range(1, min(_DEEPEST, len(rows)) + 1)
    }
    texts = tuple(_filled(row, but=_is_figure) for row in rows)
    used = list(accumulate((_filled(row) for row in reversed(rows)), or_))
    return _Top(raw, rows, positions, joined, texts, tuple(reversed(used)))


def _filled(row: list[str], but: Callable[[str], bool] = lambda _: False) -> frozenset[int]:
    return frozenset(at for at, cell in enumerate(row) if cell and not but(cell))


def _mark(top: _Top, first: int, last: int) -> float:
    """How much the rows look like a header: each column of the data has a text of its own above
    it, the first row of data is like the others, and upper rows group the columns of lower ones."""
    if not all(any(row) for row in top.rows[first : last + 1]):
        return 0.0
    headings = top.joined[last - first + 1][first]
    below = top.rows[top.start(first, last) :]
    body = _body([row for row in below if row != top.rows[last]])  # pages repeat their header
    groups = sum(0.05 if _is_group(top, row, last) else -0.3 for row in range(first, last))
    like = _likeness(top.rows[first : last + 1], headings, body)
    if _names_units(next(filter(any, top.rows[last + 1 :]), [])):
        like *= _ABOVE_UNITS
    if any(top.is_full(row, first) for row in range(first)):
        like *= _BELOW_TEXTS
    return like * (1 + groups) - 0.01 * last


_BELOW_TEXTS = 0.7
"""Titles do not fill all columns: a row of texts that does is the header, not those below."""


_UNIT = lazy_pattern(
    r"(?i)\(?(в )?(%|проц\.?|чел(овек)?\.?|балл(ы|ов)?\.?|шт\.?|ед\.?|"
    r"(тыс\. ?|млн\.? ?)?руб(лей|\.)?|"
    r"лет|час(ов|ы)?\.?|кв\. ?м\.?|м2|км|да ?/ ?нет)\)?"
)
_ABOVE_UNITS = 0.2
"""A header that leaves the row of units below it to the data is hardly one."""


def _names_units(row: list[str]) -> bool:
    cells = [cell for cell in row if cell]
    return bool(cells) and all(_UNIT.fullmatch(cell) for cell in cells)


def _likeness(rows: list[list[str]], headings: Sequence[str], body: list[list[str]]) -> float:
    """Of rows without any below them, how far their cells are texts; else how far each column of
    the data has a heading of its own, unlike its cells, and its first row is like the others."""
    used = [at for at, _ in enumerate(headings) if any(row[at] for row in body)]
    if not used:
        cells = [cell for row in rows for cell in row if cell]
        return (
            0.9 * _texts(cells) ** 2 * len({plain(heading) for heading in headings}) / len(headings)
        )
    named = [at for at in used if headings[at]]
    covered = len(named) / len(used)
    distinct = len({plain(headings[at]) for at in named}) / max(len(named), 1)
    contrast = _contrast(headings, rows[-1], body, named)
    fit = _fit(body, used)
    if covered == distinct == 1 and all(body[0][at] for at in used):
        begun = any(body[0][at][0].isdecimal() for at in used if _is_of_values(body, at))
        # a row that is full below full headings and has a value is one of data
        fit = 1.0 if fit or begun else fit
    return covered * distinct * fit**2 * contrast


def _body(rows: list[list[str]]) -> list[list[str]]:
    """The rows of data: not blank, and in a wide table not one cell alone (a note, a group)."""
    filled = [row for row in rows if any(row)][:_SAMPLE]
    several = [row for row in filled if sum(map(bool, row)) > 1]
    is_wide = max(map(_width, filled), default=0) > 2
    return several if is_wide or len(several) * 2 >= len(filled) else filled


def _width(row: list[str]) -> int:
    return sum(map(bool, row))


def _fit(body: list[list[str]], used: list[int]) -> float:
    """The part of the columns of values whose first cell is a value or blank."""
    columns = [at for at in used if _is_of_values(body, at)]
    fitting = sum(not body[0][at] or _is_value(body[0][at]) for at in columns)
    return fitting / len(columns) if columns else 1.0


def _contrast(
    headings: Sequence[str], lowest: list[str], body: list[list[str]], named: list[int]
) -> float:
    """The part of the headings that are texts and no cells of their columns."""
    classes = _classes(lowest)
    differing = [
        (at in classes or not (_is_figure(lowest[at] or headings[at]) and _is_of_values(body, at)))
        and all(plain(headings[at]) != plain(row[at]) for row in body)
        for at in named
    ]
    texts = _texts([headings[at] for at in named])
    return sum(differing) / max(len(differing), 1) * (0.5 + 0.5 * texts)


_CLASSES = (*range(12), *range(1990, 2100))
_RUN = 3


def _classes(cells: Sequence[str]) -> set[int]:
    """The places of headings that count: marks 2, 3, 4, 5, classes, years, side by side."""
    numbers = [int(cell) if cell.isdecimal() else -1 for cell in cells]
    found: set[int] = set()
    for at in range(len(numbers) - _RUN + 1):
        run = numbers[at : at + _RUN]
        if run[0] in _CLASSES and run == list(range(run[0], run[0] + _RUN)):
            found |= set(range(at, at + _RUN))
    return found


def _texts(cells: Sequence[str]) -> float:
    return sum(not _is_figure(cell) for cell in cells) / max(len(cells), 1)


def _is_of_values(body: list[list[str]], at: int) -> bool:
    cells = [row[at] for row in body if row[at] and not _is_absent(row[at])]
    return bool(cells) and sum(map(_is_figure, cells)) * 10 >= len(cells) * 6


def _is_value(cell: str) -> bool:
    return _is_figure(cell) or _is_absent(cell)


@lru_cache(maxsize=1 << 17)
def _is_absent(cell: str) -> bool:
    return cell.casefold() in ABSENT


@lru_cache(maxsize=1 << 17)
def _is_figure(cell: str) -> bool:
    """Asked of every cell for each of the rows that may be the header."""
    return bool(_NUMBER.match(cell) or _DATE.match(cell) or _NOTED.match(cell))


def _is_group(top: _Top, row: int, last: int) -> bool:
    """An upper row of a header: cells merged over several columns or down into the row below, or
    texts over some columns, of which others stand alone or repeat below."""
    above = top.rows[row]
    texts = {cell for cell in above if cell}
    number, left_most = top.number(row), top.positions[0]
    spans = [each for each in top.raw.merged if each[0] <= number <= each[2]]
    down = any(span[2] >= top.number(row + 1) for span in spans)
    across = any(span[3] > span[1] for span in spans)
    if (
        down
        or (row + 1 == last and _names_units(top.rows[last]))
        or (across and (len(texts) > 1 or all(span[1] > left_most for span in spans)))
    ):
        return True
    if top.raw.merged or (len(texts) < 2 and above[0]) or any(t.endswith(":") for t in texts):
        return False
    pairs = list(zip(above, top.rows[last], strict=True))
    spans_over = any(under and not cell for cell, under in pairs)
    stands_alone = any(cell and not under for cell, under in pairs)
    names = [under for _, under in pairs if under]
    repeats = len(set(names)) < len(names)
    return spans_over and (len(texts) < 2 or stands_alone or repeats)

"""Where the header stands and which column is which: found by names, never by row number.

What a column may be called: its title, aliases, titles of a year, a pattern.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.patterns import Pattern, pattern_of
from engine.diagnostics import Finding, Place, Related, finding
from engine.lazy import lazy_pattern
from engine.model.tables import Field, Resource, Taken
from engine.tables import ROW, RawSheet, column_number, nearest, plain


@dataclass(frozen=True, slots=True)
class Names:
    """Heading as plain text → the fields that it may head, in the order of data.yaml."""

    by_text: Mapping[str, tuple[Field, ...]]
    by_pattern: tuple[tuple[Pattern, Field], ...]

    def of(self, heading: str) -> tuple[Field, ...]:
        """The fields of a plain heading; titles go before patterns."""
        if not heading:
            return ()
        named = self.by_text.get(heading, ())
        return named or tuple(field for pattern, field in self.by_pattern if pattern.fits(heading))


def names_of(resource: Resource, years: frozenset[str]) -> Names:
    """The headings to look for; `years` are the years that this file or sheet is of."""
    by_text: dict[str, tuple[Field, ...]] = {}
    for field in headed(resource):
        for text in dict.fromkeys(map(plain, _spellings(field, years))):
            by_text[text] = (*by_text.get(text, ()), field)
    patterns = (
        (usable, field)
        for field in headed(resource)
        if field.title_pattern and (usable := heading_pattern(field.title_pattern))
    )
    return Names(by_text, tuple(patterns))


def headed(resource: Resource) -> Iterator[Field]:
    """The fields that stand under a heading of their own."""
    return (
        field for field in resource.fields if field.taken is Taken.COLUMN and field.column is None
    )


def heading_pattern(text: str) -> Pattern | None:
    """A pattern for plain headings; None where it is no regular expression."""
    return pattern_of(text.replace("ё", "е"))


def _spellings(field: Field, years: frozenset[str]) -> Iterator[str]:
    of_years = [titles for year, titles in field.titles if year in years]
    if of_years:
        for titles in of_years:
            yield from titles
        return
    yield from (field.header, field.name, *field.aliases)
    for _, titles in field.titles:
        yield from titles


DEPTH = 3
"""Merged headers are two or three rows deep."""

_ROW_NUMBER = lazy_pattern(r"(№|n|no)?\s*(п\s*/?\s*п)?\.?")


@dataclass(frozen=True, slots=True)
class Header:
    """Field name → 0-based position in the sheet; data begins at row `first` of the frame.

    `wide` are the positions and headings of the columns that become rows; `above` is the text
    that stands above the header. `depth` rows before the first row of data are the header, `headed`
    the positions of all headings.
    """

    columns: Mapping[str, int]
    first: int
    findings: tuple[Finding, ...]
    wide: tuple[tuple[int, str], ...] = ()
    above: str = ""
    depth: int = 1
    headed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Top:
    """The first rows of a sheet as plain headings, the row that looks most like the header, names.

    Where the header is declared as several rows, a row of `rows` is those rows joined.
    """

    resource: Resource
    raw: RawSheet
    written: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    positions: tuple[int, ...]
    names: Names
    best: int
    hits: int

    def place(self, row: int, column: int | None = None) -> Place:
        at = None if column is None else self.positions[column]
        return self.raw.place(int(self.raw.frame[ROW][row + self.depth - 1]), at)

    @property
    def depth(self) -> int:
        return max(self.resource.header.rows or 1, 1)


def find_header(
    resource: Resource, raw: RawSheet, years: frozenset[str] = frozenset()
) -> Header | tuple[Finding, ...]:
    """The header of a table, or the findings that make the table unusable."""
    if resource.header.rows == 0:
        return Header(_lettered(resource), 0, ())
    top = _look(resource, raw, years)
    demanded = [field for field in headed(resource) if _is_demanded(resource, field)]
    if not top.rows or (top.hits * 2 < len(demanded) and top.hits < _MANY):
        return (_missing_header(top, demanded),)
    cells, last = _assign(top)
    wide = _wide(top, set(cells.values()))
    errors = (
        *_repeated(top), *_ambiguous(top), *_missing(top, demanded, cells), *_not_wide(top, wide),
    )  # fmt: skip
    if errors:
        return errors
    columns = {name: top.positions[column] for name, (_, column) in cells.items()}
    columns |= _lettered(resource)
    positions = tuple((top.positions[column], heading) for column, heading in wide)
    findings = (*_unknown(top, cells, {column for column, _ in wide}), *_like_numbering(top, last))
    first = _after_numbering(top, last) + top.depth - 1
    depth = first - min((row for row, _ in cells.values()), default=top.best)
    named = {top.positions[at] for at, cell in enumerate(top.rows[top.best]) if cell}
    named |= set(columns.values())
    return Header(columns, first, findings, positions, _above(top), depth, tuple(sorted(named)))


_MOST_TOLD = 5
_MANY = 3
"""So many headings make a header even where more than half are missing."""


def _is_demanded(resource: Resource, field: Field) -> bool:
    return field.name not in resource.personal and not field.is_optional


def _lettered(resource: Resource) -> dict[str, int]:
    return {
        field.name: column_number(field.column)
        for field in resource.fields
        if field.taken is Taken.COLUMN and field.column is not None
    }


def _look(resource: Resource, raw: RawSheet, years: frozenset[str]) -> _Top:
    depth = max(resource.header.rows or 1, 1)
    frame = cells_of(raw.frame.head(resource.header.search + depth - 1))
    positions = tuple(int(name) for name in frame.columns)
    cells = [[" ".join((cell or "").split()) for cell in row] for row in frame.rows()]
    join = resource.header.join
    written = joined_rows(cells, raw, positions, depth=depth, join=join)
    rows = tuple(tuple(map(plain, row)) for row in written)
    names = names_of(resource, years)
    hits = [len({field.name for cell in row for field in names.of(cell)}) for row in rows]
    best = max(range(len(hits)), key=lambda row: hits[row], default=0)
    return _Top(resource, raw, written, rows, positions, names, best, hits[best] if hits else 0)


def cells_of(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame without the numbers of its rows."""
    return pl.DataFrame([column for column in frame.get_columns() if column.name != ROW])


def joined_rows(
    cells: list[list[str]], raw: RawSheet, positions: tuple[int, ...], *, depth: int, join: str
) -> tuple[tuple[str, ...], ...]:
    """Each row joined with those below it; a blank cell of an upper row repeats the one at its
    left as far as the merged cell goes, or where nothing is merged, to the next heading."""
    if depth == 1:
        return tuple(map(tuple, cells))
    spread = [_spread(row, number, raw, positions) for number, row in enumerate(cells)]
    found = []
    for top in range(max(len(cells) - depth + 1, 0)):
        levels = [*spread[top : top + depth - 1], cells[top + depth - 1]]
        columns = zip(*levels, strict=True)
        found.append(tuple(join.join(dict.fromkeys(filter(None, parts))) for parts in columns))
    return tuple(found)


def _spread(row: list[str], number: int, raw: RawSheet, positions: tuple[int, ...]) -> list[str]:
    at = {
        column: left
        for top, left, bottom, right in raw.merged
        if top <= int(raw.frame[ROW][number]) <= bottom
        for column in range(left, min(right, positions[-1]) + 1)
    }
    by_position = dict(zip(positions, row, strict=True))
    if raw.merged:
        return [
            by_position.get(at.get(position, position), "") or by_position[position]
            for position in positions
        ]
    spread, before = [], ""
    for cell in row:
        before = cell or before
        spread.append(before)
    return spread


def _assign(top: _Top) -> tuple[dict[str, tuple[int, int]], int]:
    """Field → (row, column) of its heading, and the last row of the header.

    The best row comes first; what it lacks is looked for in the rows around it, since headings
    merged over two or three rows stand in one of them.
    """
    cells: dict[str, tuple[int, int]] = {}
    around = [top.best]
    if top.resource.header.rows is None:
        near = range(top.best - DEPTH + 1, top.best + DEPTH)
        around = sorted(near, key=lambda row: row != top.best)
    taken: dict[int, int] = {}
    for row in around:
        for column, cell in enumerate(top.rows[row] if 0 <= row < len(top.rows) else ()):
            for field in top.names.of(cell):
                if field.name not in cells and taken.get(column, row) == row:
                    cells[field.name] = (row, column)
                    taken[column] = row
    return cells, max((row for row, _ in cells.values()), default=top.best)


def _wide(top: _Top, taken: set[tuple[int, int]]) -> tuple[tuple[int, str], ...]:
    """The columns that become rows, with their headings as written."""
    pattern = heading_pattern(top.resource.unpivot) if top.resource.unpivot else None
    if pattern is None:
        return ()
    columns = {column for _, column in taken}
    return tuple(
        (column, top.written[top.best][column])
        for column, cell in enumerate(top.rows[top.best])
        if column not in columns and cell and pattern.fits(cell)
    )


def _not_wide(top: _Top, wide: tuple[tuple[int, str], ...]) -> Iterator[Finding]:
    if top.resource.unpivot and not wide:
        yield _missing_column(top, top.resource.unpivot, Related(top.resource.origin, _DECLARED))


def _repeated(top: _Top) -> Iterator[Finding]:
    row = top.rows[top.best]
    for column, cell in enumerate(row):
        if cell in top.names.by_text and cell in row[:column]:
            first = top.place(top.best, row.index(cell))
            yield finding(
                codes.REPEATED_COLUMN,
                top.place(top.best, column),
                related=[Related(first, "first-here")],
                column=top.written[top.best][column],
            )


def _ambiguous(top: _Top) -> Iterator[Finding]:
    """A pattern that several headings fit, or two spellings of one column side by side."""
    columns: dict[str, list[int]] = {}
    for column, cell in enumerate(top.rows[top.best]):
        if cell not in top.rows[top.best][:column]:
            for field in top.names.of(cell):
                columns.setdefault(field.name, []).append(column)
    for name, several in columns.items():
        owner = next(each for each in top.resource.fields if each.name == name)
        exact = [at for at in several if top.rows[top.best][at] == plain(owner.header)]
        if len(several) > 1 and len(exact) != 1:
            yield finding(
                codes.AMBIGUOUS_COLUMN,
                top.place(top.best, several[1]),
                related=[Related(owner.origin, _DECLARED)],
                column=owner.title_pattern or owner.header,
                headings=tuple(top.written[top.best][at] for at in several),
            )


_DECLARED = "declared-here"


def _missing(
    top: _Top, demanded: list[Field], cells: Mapping[str, tuple[int, int]]
) -> Iterator[Finding]:
    taken = set(cells.values())
    free = tuple(
        top.written[top.best][column]
        for column, cell in enumerate(top.rows[top.best])
        if cell and (top.best, column) not in taken
    )
    for field in demanded:
        if field.name not in cells:
            related = Related(field.origin, _DECLARED)
            header = field.title_pattern or field.header
            hint = nearest(field.header, free) or _sharing_words(field.header, free)
            others = tuple(each for each in free if not _ROW_NUMBER.fullmatch(plain(each)))
            yield _missing_column(top, header, related, hint, others[:_MOST_TOLD])


def _sharing_words(header: str, free: tuple[str, ...]) -> str:
    """The heading that has most words of the one that is missing, or whose words it has."""
    words = set(plain(header).split())
    shared = [(len(words & set(plain(each).split())), each) for each in free]
    best = max(shared, default=(0, ""), key=lambda each: each[0])
    return best[1] if best[0] * 2 >= max(len(words), 1) else ""


def _missing_column(
    top: _Top, column: str, related: Related, hint: str = "", others: tuple[str, ...] = ()
) -> Finding:
    return finding(
        codes.MISSING_COLUMN,
        top.place(top.best, 0),
        related=[related],
        column=column,
        table=top.resource.title,
        hint=hint,
        headings=() if hint else others,
    )


def _missing_header(top: _Top, demanded: list[Field]) -> Finding:
    delimiter = top.resource.dialect.delimiter if top.raw.sheet is None else ""
    return finding(
        codes.MISSING_HEADER,
        top.raw.place(1),
        related=[Related(top.resource.origin, _DECLARED)],
        table=top.resource.title,
        columns=tuple(field.header for field in demanded),
        delimiter=delimiter if len(top.positions) == 1 and len(demanded) > 1 else "",
        searched=top.resource.header.search,
    )


def _unknown(top: _Top, cells: Mapping[str, tuple[int, int]], wide: set[int]) -> Iterator[Finding]:
    lettered = set(_lettered(top.resource).values())
    taken = {column for _, column in cells.values()} | wide
    others = [
        column
        for column, cell in enumerate(top.rows[top.best])
        if column not in taken
        and top.positions[column] not in lettered
        and not _ROW_NUMBER.fullmatch(cell)
    ]
    if others:
        names = tuple(top.written[top.best][column] for column in others)
        place = top.place(top.best, others[0])
        yield finding(codes.EXTRA_COLUMN, place, columns=names, count=len(names))


def _after_numbering(top: _Top, last: int) -> int:
    """The row after the header, or after the row that numbers all its columns."""
    return last + 2 if numbers_columns(*_below(top, last)) else last + 1


def _below(top: _Top, last: int) -> tuple[list[str | None], list[str | None]]:
    """The cells under headings of the row below the header, and of the next that is not blank."""
    headed = [str(top.positions[at]) for at, cell in enumerate(top.rows[top.best]) if cell]
    below = top.raw.frame.slice(last + top.depth, 1 + MOST_BLANKS).select(headed)
    rows = [list(row) for row in below.rows()]
    filled = (row for row in rows[1:] if any(cell and cell.strip() for cell in row))
    return (rows[0] if rows else []), next(filled, [])


def _like_numbering(top: _Top, last: int) -> Iterator[Finding]:
    """A row «1 2 3» of a table of numbers, which may be data and may number the columns."""
    one, other = _below(top, last)
    if numbers_columns(one) and is_counted_on(one, other):
        row = int(top.raw.frame[ROW][last + top.depth])
        yield like_numbering(top.resource, top.raw, row)
    elif len(one) <= _MOST_COUNTED and numbers_columns(one) and _may_be_data(one, other):
        place = top.raw.place(int(top.raw.frame[ROW][last + top.depth]))
        yield finding(codes.TAKEN_FOR_NUMBERING, place, table=top.resource.title)


def _may_be_data(one: list[str | None], other: list[str | None]) -> bool:
    """Whether nothing shows that the row numbers the columns: below it are figures, or nothing."""
    is_last = not any(cell and cell.strip() for cell in other)
    return _are_all_figures(one, one if is_last else other)


_MOST_COUNTED = 4
"""Columns of a table whose figures may happen to be 1, 2, 3 … in one row of data."""


def like_numbering(resource: Resource, raw: RawSheet, row: int) -> Finding:
    """The warning that a row was read as data."""
    return finding(codes.LIKE_NUMBERING, raw.place(row), table=resource.title)


MOST_BLANKS = 10
"""Rows in which the first row of data is looked for."""

_FIGURE = lazy_pattern(r"[+−-]?\d[\d\s]*(?:[.,]\d+)?\s*%?")


def is_counted_on(cells: Sequence[str | None], below: Sequence[str | None]) -> bool:
    """Whether a row «1 2 3» or «А 1 2» may be one of data: the row below it holds nothing but
    numbers, too, and the first of them is another one of a single digit, or another letter."""
    first = (below[0] or "").strip() if below else ""
    if re.fullmatch("[Б-Я]", first):  # class А, then class Б: the letters name rows
        return _are_all_figures(cells[1:], below[1:])
    return re.fullmatch("[2-9]", first) is not None and _are_all_figures(cells, below)


def _are_all_figures(cells: Sequence[str | None], below: Sequence[str | None]) -> bool:
    """Whether nothing but numbers stands in a row «1 2 3» and in the row below it."""
    texts = [text for cell in below if (text := " ".join((cell or "").split()))]
    is_bare = all((cell or "").strip().isdecimal() for cell in cells)
    return is_bare and bool(texts) and all(map(_FIGURE.fullmatch, texts))


_NUMBERED = lazy_pattern(r"(\d+)\.?(\s*[=(].*)?")
_LETTERED = ("А", "Б", "В", "Г")


def numbers_columns(cells: Sequence[str | None], below: Sequence[str | None] = ()) -> bool:
    """True of a row «1 2 3» or «А Б 1 2 = 1 / 3» that numbers its columns, as printed forms do, and
    is no row of data with another `below`."""
    texts = [" ".join((cell or "").split()) for cell in cells]
    letters = [text for text in texts if text.upper() in _LETTERED]
    rest = [_NUMBERED.fullmatch(text) for text in texts[len(letters) :]]
    numbers = [match and match[1] for match in rest]
    is_counted = numbers == [str(at + 1) for at in range(len(numbers))]
    return (
        len(texts) > 2
        and bool(numbers)
        and is_counted
        and texts[: len(letters)] == list(_LETTERED[: len(letters)])
        and not is_counted_on(cells, below)
    )


def _above(top: _Top) -> str:
    """The texts above the header, in reading order."""
    frame = cells_of(top.raw.frame.head(top.best))
    return " ".join(" ".join(cell.split()) for row in frame.rows() for cell in row if cell)

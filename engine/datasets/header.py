"""Where the header stands and which column is which: found by names, never by row number."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, Related, finding
from engine.model.tables import Field, Resource
from engine.tables import ROW, RawSheet, nearest, plain

SEARCHED_ROWS = 30
"""Title rows, dates and names of the department stand above the header, but no more than this."""

DEPTH = 3
"""Merged headers are two or three rows deep."""

_ROW_NUMBER = re.compile(r"(№|n|no)?\s*(п\s*/?\s*п)?\.?")


@dataclass(frozen=True, slots=True)
class Header:
    """Field name → 0-based position in the sheet; data begins at row `first` of the frame."""

    columns: Mapping[str, int]
    first: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Top:
    """The first rows of a sheet as plain texts, the row that looks most like the header, names."""

    resource: Resource
    raw: RawSheet
    rows: tuple[tuple[str, ...], ...]
    positions: tuple[int, ...]
    fields: Mapping[str, str]
    best: int
    hits: int

    def place(self, row: int, column: int | None = None) -> Place:
        at = None if column is None else self.positions[column]
        return self.raw.place(int(self.raw.frame[ROW][row]), at)


def find_header(resource: Resource, raw: RawSheet) -> Header | tuple[Finding, ...]:
    """The header of a table, or the findings that make the table unusable."""
    top = _look(resource, raw)
    demanded = [each for each in resource.fields if each.name not in resource.personal]
    if top.hits * 2 < len(demanded):
        return (_missing_header(top, demanded),)
    cells, last = _assign(top)
    errors = (*_repeated(top), *_missing(top, demanded, cells))
    if errors:
        return errors
    columns = {name: top.positions[column] for name, (_, column) in cells.items()}
    return Header(columns, _after_numbering(top, last), tuple(_unknown(top, cells)))


def _look(resource: Resource, raw: RawSheet) -> _Top:
    frame = raw.frame.head(SEARCHED_ROWS).drop(ROW)
    rows = tuple(tuple(plain(cell or "") for cell in row) for row in frame.rows())
    fields = {plain(each.name): each.name for each in resource.fields}
    fields |= {plain(each.header): each.name for each in resource.fields}
    hits = [len({fields[cell] for cell in row if cell in fields}) for row in rows]
    best = max(range(len(hits)), key=lambda row: hits[row])
    positions = tuple(int(name) for name in frame.columns)
    return _Top(resource, raw, rows, positions, fields, best, hits[best])


def _assign(top: _Top) -> tuple[dict[str, tuple[int, int]], int]:
    """Field → (row, column) of its heading, and the last row of the header.

    The best row comes first; what it lacks is looked for in the rows around it, since headings
    merged over two or three rows stand in one of them.
    """
    cells: dict[str, tuple[int, int]] = {}
    around = sorted(range(top.best - DEPTH + 1, top.best + DEPTH), key=lambda row: row != top.best)
    for row in around:
        for column, cell in enumerate(top.rows[row] if 0 <= row < len(top.rows) else ()):
            name = top.fields.get(cell)
            if name and name not in cells and column not in {at for _, at in cells.values()}:
                cells[name] = (row, column)
    return cells, max(row for row, _ in cells.values())


def _repeated(top: _Top) -> Iterator[Finding]:
    row = top.rows[top.best]
    for column, cell in enumerate(row):
        if cell in top.fields and cell in row[:column]:
            first = top.place(top.best, row.index(cell))
            yield finding(
                codes.REPEATED_COLUMN,
                top.place(top.best, column),
                related=[Related(first, "first-here")],
                column=_as_written(top, top.best, column),
            )


def _missing(
    top: _Top, demanded: list[Field], cells: Mapping[str, tuple[int, int]]
) -> Iterator[Finding]:
    taken = set(cells.values())
    free = tuple(
        _as_written(top, top.best, column)
        for column, cell in enumerate(top.rows[top.best])
        if cell and (top.best, column) not in taken
    )
    for field in demanded:
        if field.name not in cells:
            yield finding(
                codes.MISSING_COLUMN,
                top.place(top.best, 0),
                related=[Related(field.origin, "declared-here")],
                column=field.header,
                table=top.resource.title,
                hint=nearest(field.header, free),
            )


def _missing_header(top: _Top, demanded: list[Field]) -> Finding:
    delimiter = top.resource.dialect.delimiter if top.raw.sheet is None else ""
    return finding(
        codes.MISSING_HEADER,
        top.raw.place(1),
        related=[Related(top.resource.origin, "declared-here")],
        table=top.resource.title,
        columns=tuple(field.header for field in demanded),
        delimiter=delimiter if len(top.positions) == 1 and len(demanded) > 1 else "",
        searched=SEARCHED_ROWS,
    )


def _unknown(top: _Top, cells: Mapping[str, tuple[int, int]]) -> Iterator[Finding]:
    taken = {column for _, column in cells.values()}
    others = [
        column
        for column, cell in enumerate(top.rows[top.best])
        if column not in taken and not _ROW_NUMBER.fullmatch(cell)
    ]
    if others:
        names = tuple(_as_written(top, top.best, column) for column in others)
        place = top.place(top.best, others[0])
        yield finding(codes.EXTRA_COLUMN, place, columns=names, count=len(names))


def _after_numbering(top: _Top, last: int) -> int:
    """The row after the header, or after the row «1 2 3 4» that numbers all its columns."""
    headed = [column for column, cell in enumerate(top.rows[top.best]) if cell]
    below = top.rows[last + 1] if last + 1 < len(top.rows) else ()
    numbers = [below[column] for column in headed if below]
    is_numbering = len(numbers) > 2 and numbers == [str(at + 1) for at in range(len(numbers))]
    return last + 2 if is_numbering else last + 1


def _as_written(top: _Top, row: int, column: int) -> str:
    return " ".join(str(top.raw.frame.item(row, str(top.positions[column]))).split())

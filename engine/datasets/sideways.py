"""What stands beside the columns of a table: a second table, and totals among columns as rows."""

from collections.abc import Iterator

import polars as pl

from engine.codes import tables as codes
from engine.datasets.header import Header
from engine.datasets.tables import AT
from engine.diagnostics import Finding, finding
from engine.lazy import lazy_pattern
from engine.model.tables import Resource
from engine.tables import ROW, RawSheet, plain

_TOTAL = lazy_pattern(r"(итого|всего|total)\b.*|.*\b(итого|всего)")
_LEAST = 2


def twin_tables(resource: Resource, raw: RawSheet, header: Header) -> Iterator[Finding]:
    """All headings of a row once more beside themselves, the first of them over the first column
    that is filled: the right half of a table that is printed in two halves. Below an upper row of
    headings the name of a row stands once."""
    if (resource.header.rows or 1) > 1 or not header.first:
        return
    names = [name for name in raw.frame.columns if name != ROW]
    row = raw.frame.select(names).row(header.first - header.depth)
    cells = [(int(name), plain(cell)) for name, cell in zip(names, row, strict=True) if cell]
    cells = [(at, text) for at, text in cells if text]
    texts = [text for _, text in cells]
    size = texts.index(texts[0], 1) if texts[:1] and texts.count(texts[0]) > 1 else 0
    if size < _LEAST or len(set(texts[:size])) < size or len(texts) % size:
        return
    body = raw.frame.slice(header.first, _SAMPLE).select(names)
    filled = [int(name) for name in names if body[name].str.strip_chars().ne("").any()]
    if texts == texts[:size] * (len(texts) // size) and filled[:1] == [cells[0][0]]:
        line = int(raw.frame[ROW][header.first - header.depth])
        place = raw.place(line, cells[size][0])
        yield finding(codes.TWIN_TABLES, place, table=resource.title, count=len(texts) // size)


_SAMPLE = 50


def wide_totals(
    resource: Resource, raw: RawSheet, header: Header, both: pl.DataFrame
) -> Iterator[Finding]:
    """A column of totals among those that become rows: it counts beside what it adds up."""
    found = [(at, text) for at, text in header.wide if _TOTAL.fullmatch(plain(text))]
    if not found or len(found) * 2 >= len(header.wide) or AT not in both.columns:
        return
    line = int(raw.frame[ROW][max(header.first - header.depth, 0)])
    for at, text in found:
        if (both[AT] == at).any():
            yield finding(
                codes.TOTAL_AMONG_WIDE, raw.place(line, at), table=resource.title, value=text
            )

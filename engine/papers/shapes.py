"""Tables that are drawn otherwise: lists with tabs, frames around tables, tables on their side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from engine.papers.documents import Block, Cell, Paragraph, Row, Table
from engine.papers.headings import Column, column_kind, is_one_event
from engine.papers.heads import find_head, guessed_head

_LEAST_COLUMNS = 3
_FRAME_ROWS = 3


def drawn_as_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, where lists with tabs that read as a plan are tables, and a table that only
    frames or puts side by side others gives these in its stead."""
    for count, group in groupby(_unframed(blocks), key=_columns):
        same = list(group)
        table = _of_tabs([each for each in same if isinstance(each, Paragraph)], count)
        yield from (table,) if table is not None else same


def _unframed(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table) and _is_frame(block):
            for cell in block.cells():
                yield from cell.paragraphs
                yield from _unframed(cell.nested)
        else:
            yield block


def _is_frame(table: Table) -> bool:
    nested = [inner for cell in table.cells() for inner in cell.nested]
    return (
        len(table.rows) <= _FRAME_ROWS
        and any(find_head(each) or _is_frame(each) for each in nested)
        and find_head(table) is None
    )


def _columns(block: Block) -> int:
    """Into how many columns tabs part a paragraph; 0 for what is no such line."""
    if isinstance(block, Table):
        return 0
    count = len(block.parts) + bool(block.label and not block.has_bullet and block.parts)
    return count if count >= _LEAST_COLUMNS else 0


def _of_tabs(lines: Sequence[Paragraph], count: int) -> Table | None:
    """The lines as a table, if they read as a plan."""
    if not count or len(lines) < 2:
        return None
    at = lines[0].address
    rows = tuple(_row(place, each, at) for place, each in enumerate(lines))
    table = Table(rows, count, at)
    return table if find_head(table) or guessed_head(table) else None


def _row(place: int, line: Paragraph, at: tuple[tuple[str, int], ...]) -> Row:
    label = (line.label,) if line.label and not line.has_bullet else ()
    cells = (
        Cell(
            place, column, 1, 1,
            (Paragraph((part,), line.address, bookmarks=line.bookmarks if not column else ()),),
            (), (*at, ("row", place + 1), ("column", column + 1)),
        )
        for column, part in enumerate((*label, *line.parts))
    )  # fmt: skip
    return Row(tuple(cells), place + 1)


def on_its_side(table: Table) -> Table | None:
    """The table with its columns as rows, where its first column holds the headings of a plan: one
    event a column, or one card of an event."""
    labels = [row.cells[0].text for row in table.rows if row.cells]
    kinds = [column_kind(label) for label in labels if label]
    needed = {Column.TITLE, Column.SCHEDULE}
    if len(kinds) < len(needed) or None in kinds or Column.GROUP in kinds or not needed <= {*kinds}:
        return None
    is_card = any(is_one_event(label) for label in labels)
    if table.width < 2 or not is_card:
        return None
    cells = [_turned(cell) for cell in table.cells()]
    rows = tuple(
        Row(tuple(sorted(
            (each for each in cells if each.row <= at < each.row + each.rows),
            key=lambda each: each.column,
        )), at + 1, step="column")
        for at in range(table.width)
    )  # fmt: skip
    turned = Table(rows, len(table.rows), table.address)
    return turned if find_head(turned) else None


def _turned(cell: Cell) -> Cell:
    return replace(
        cell, row=cell.column, column=cell.row, rows=cell.columns, columns=cell.rows,
    )  # fmt: skip

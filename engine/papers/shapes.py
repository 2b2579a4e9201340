"""Tables that are drawn otherwise: lists with tabs, frames around tables, tables on their side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from engine.papers.documents import Block, Cell, Paragraph, Row, Table
from engine.papers.headings import Column, column_kind, is_one_event
from engine.papers.heads import find_head, guessed_head
from engine.papers.plans_apart import taken_apart
from engine.papers.row_values import names_doer

_LEAST_COLUMNS = 3
_MOST_BETWEEN = 2
"""Lines without tabs between two with them."""
_LONGEST_BETWEEN = 300
"""Letters of such a line, and of one with tabs."""
_FRAME_ROWS = 3


def drawn_as_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, where lists with tabs that read as a plan are tables, and a table that only
    frames others, a section among them, or puts them side by side or one below the other gives
    these in its stead."""
    flat, at = [each for block in _unframed(blocks) for each in taken_apart(block)], 0
    while at < len(flat):
        block = flat[at]
        if isinstance(block, Table) and (pieces := _side_by_side(block)):
            yield from pieces
            at += 1
            continue
        lines = _stretch(flat, at)
        table = _of_tabs(lines)
        yield from (table,) if table else _in_one_go(lines) if lines else flat[at : at + 1]
        at += max(len(lines), 1)


def _side_by_side(table: Table) -> tuple[Table, ...]:
    """A plan and the table that a column without a word parts from it; nothing where there is none
    such. Rows over the whole width are those of the plan."""
    if table.width < 2 * _LEAST_COLUMNS or (head := find_head(table)) is None:
        return ()
    said = {
        column
        for cell in table.cells() if cell.text and cell.columns < table.width
        for column in range(cell.column, cell.end)
    }  # fmt: skip
    for gap in sorted({*range(_LEAST_COLUMNS, table.width - 1)} - said):
        left = replace(table, rows=tuple(_before(gap, row) for row in table.rows))
        right = _behind(gap, table, head.first)
        if right.rows and len(right.rows[0].cells) > 1 and find_head(left):
            return (left, right) if find_head(right) is None else ()
    return ()


def _before(gap: int, row: Row) -> Row:
    return replace(row, cells=tuple(cell for cell in row.cells if cell.column < gap))


def _behind(gap: int, table: Table, first: int) -> Table:
    """What stands behind a column, from the row of headings on, without empty rows and cells."""
    rows: list[Row] = []
    for row in table.rows[first:]:
        own = [cell for cell in row.cells if cell.column > gap and cell.text]
        if own:
            cells = tuple(replace(cell, row=len(rows), rows=1) for cell in own)
            rows.append(replace(row, cells=cells))
    return replace(table, rows=tuple(rows), address=(*table.address, ("column", gap + 2)))


def _in_one_go(lines: Sequence[Paragraph]) -> Iterator[Block]:
    """The lines, where those with tabs that follow one another are tables by themselves."""
    for _, group in groupby(lines, key=_columns):
        same = list(group)
        table = _of_tabs(same)
        yield from (table,) if table else same


def _stretch(blocks: Sequence[Block], at: int) -> list[Paragraph]:
    """The lines with tabs that begin there, and what stands between them: sections, and who does
    what stands above."""
    count = _columns(blocks[at])
    lines: list[Paragraph] = []
    waiting: list[Paragraph] = []
    for place in range(at, len(blocks) if count else at):
        block = blocks[place]
        if not isinstance(block, Paragraph) or len(block.text) > _LONGEST_BETWEEN:
            break
        waiting.append(block)
        if _columns(block) == count or (lines and len(waiting) == 1 and names_doer(block.text)):
            lines += waiting
            waiting = []
        elif _columns(block) or len(waiting) > _MOST_BETWEEN:
            break
    return lines


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


def _of_tabs(lines: Sequence[Paragraph]) -> Table | None:
    """The lines as a table, if they read as a plan: a line without tabs that says who does it is
    one of the event above, any other a section."""
    if len(lines) < 2 or not _columns(lines[0]):
        return None
    at, count = lines[0].address, _columns(lines[0])
    rows: list[Row] = []
    doers: list[tuple[int, Paragraph]] = []
    for line in lines:
        if _columns(line):
            rows.append(_row(len(rows), line, at))
        elif rows and names_doer(line.text):
            doers.append((len(rows) - 1, line))
        else:
            address = (*at, ("row", len(rows) + 1), ("column", 1))
            rows.append(Row((Cell(len(rows), 0, 1, count, (line,), (), address),), len(rows) + 1))
    head = find_head(table := Table(tuple(rows), count, at)) or guessed_head(table)
    if head is None:
        return None
    titles = [column.begin for column in head.columns if column.kind is Column.TITLE]
    for place, line in doers:
        rows[place] = _with_doer(rows[place], line, titles[0] if titles else 0)
    return replace(table, rows=tuple(rows))


def _with_doer(row: Row, line: Paragraph, column: int) -> Row:
    """The row with the line in the cell of that column."""
    return replace(row, cells=tuple(
        replace(cell, paragraphs=(*cell.paragraphs, line)) if cell.column == column else cell
        for cell in row.cells
    ))  # fmt: skip


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

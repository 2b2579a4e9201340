"""Several plans in one table, and sections in tables of one cell: each is a block of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from engine.papers.continuing import are_headings
from engine.papers.documents import Block, Cell, Paragraph, Row, Table
from engine.papers.headings import Column, column_kind, is_month
from engine.papers.lines_above import is_title
from engine.papers.section_words import is_section, is_stage

_LEAST_HEADINGS = 3
_MOST_OVER = 3
"""Rows of one cell between two plans, the title of the second, and of a section in a frame."""


def taken_apart(block: Block) -> Iterator[Block]:
    """A section that is framed is a line, a table with another head further down is several."""
    if isinstance(block, Table):
        line = _framed_section(block)
        yield from (line,) if line else _pieces(block)
    else:
        yield block


def _framed_section(table: Table) -> Paragraph | None:
    """The only words of a table, where they name a section: «Этап 1. Подготовительный»."""
    if len(table.rows) > _MOST_OVER:
        return None
    filled = [cell for cell in table.cells() if cell.text or cell.nested]
    if len(filled) != 1 or len(filled[0].paragraphs) != 1:
        return None
    (line,) = filled[0].paragraphs
    is_named = is_section(line) or is_month(line.text) or is_stage(line.text)
    return line if is_named else None


def _pieces(table: Table) -> Iterator[Table]:
    """A head that is not the first one begins another plan where its words are others, or where a
    title stands over it."""
    heads = [at for at, row in enumerate(table.rows) if _is_head(row, at)]
    begin = 0
    for above, at in pairwise(heads):
        top = at
        while top - 1 > above and at - top < _MOST_OVER and _is_over(table.rows[top - 1]):
            top -= 1
        over = [
            line for row in table.rows[top:at] for cell in row.cells for line in cell.paragraphs
        ]  # fmt: skip
        is_other = _texts(table.rows[at]) != _texts(table.rows[above])
        if above + 1 < top and (is_other or any(map(is_title, over))):
            yield _part(table, table.rows[begin:top], begin)
            begin = top
    yield _part(table, table.rows[begin:], begin) if begin else table


def _is_head(row: Row, at: int) -> bool:
    """Whether all words of a row are headings of a plan."""
    first = next((text for cell in row.cells if (text := cell.text)), "1")
    if first[0].isdigit() or len(row.cells) < _LEAST_HEADINGS:
        return False
    own = [cell for cell in row.cells if cell.text]
    if len(own) < _LEAST_HEADINGS or any(cell.row != at for cell in own):
        return False
    kinds: set[Column | None] = set()
    for cell in own:
        kind = column_kind(cell.text)
        if kind is None:
            return False
        kinds.add(kind)
    is_plan = Column.TITLE in kinds and kinds & {Column.SCHEDULE, Column.RESPONSIBLE}
    return bool(is_plan) and are_headings(_texts(row))


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells if cell.text]


def _is_over(row: Row) -> bool:
    """Whether the only words of a row stand over several columns, or in the first one, as in a
    sheet whose cells are not merged: they run over those beside them."""
    filled = [cell for cell in row.cells if cell.text]
    if len(filled) != 1:
        return False
    is_alone = filled[0] is row.cells[0] and re.search(r"[^\W\d_]{3}", filled[0].text) is not None
    return filled[0].columns > 1 or len(row.cells) == 1 or is_alone


def _part(table: Table, rows: Sequence[Row], begin: int) -> Table:
    """Rows of a table as one of their own; cells count from its first row."""
    moved: dict[int, Cell] = {}
    for row in rows:
        for cell in row.cells:
            top = max(cell.row - begin, 0)
            end = min(cell.row + cell.rows - begin, len(rows))
            moved.setdefault(id(cell), replace(cell, row=top, rows=end - top))
    own = (replace(row, cells=tuple(moved[id(cell)] for cell in row.cells)) for row in rows)
    return replace(table, rows=tuple(own))

"""A note says that an empty cell means what stands in the row above: the words are taken over."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.codes import papers as codes
from engine.lazy import lazy_pattern
from engine.papers.documents import Address, Block, Cell, Paragraph, Row, Table
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.head_columns import Head
from engine.papers.headings import Column, simple
from engine.papers.plan_rows import is_whole
from engine.papers.plans import Plan
from engine.papers.plans import add_piece as add_rows

_EMPTY = lazy_pattern(
    r"(?:незаполненн|пуст|не ?заполнен|не ?указан|отсутств|прочерк\w* не)\w*.{0,120}?"
    r"(?:\b(?:тот|то|та|те|теми?|того|той) же\b|предыдущ|предшествующ|(?:стро[кч]\w+|граф\w+) выше|"
    r"вышестоящ|выше по)"
)
_OF_COLUMNS = (
    (Column.SCHEDULE, lazy_pattern(r"\b(?:срок|дат|врем|период)")),
    (Column.RESPONSIBLE, lazy_pattern(r"\b(?:исполнител|ответственн)")),
)
_LONGEST = 400
"""Letters of a note: what is longer says more than this."""


def columns_as_above(blocks: Iterable[Block]) -> frozenset[Column]:
    """The columns of which a note says so; both where it names none."""
    said: set[Column] = set()
    for line in _lines(blocks):
        words = simple(line.text[: _LONGEST + 1])
        if len(words) <= _LONGEST and _EMPTY.search(words):
            named = {kind for kind, pattern in _OF_COLUMNS if pattern.search(words)}
            said |= named or {kind for kind, _ in _OF_COLUMNS}
    return frozenset(said)


def _lines(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Paragraphs, and rows of a table that are one cell."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            alone = (row.cells[0] for row in block.rows if len(row.cells) == 1)
            yield from (line for cell in alone for line in cell.paragraphs)


def add_piece(
    plan: Plan, table: Table, head: Head, begin: int, columns: frozenset[Column]
) -> tuple[Doubt, ...]:
    """Add the rows of a table from `begin` on; where its empty cells were filled from above."""
    filled, doubts = _filled(table, head, begin, columns)
    add_rows(plan, filled, head, begin)
    return doubts


def _filled(
    table: Table, head: Head, begin: int, columns: frozenset[Column]
) -> tuple[Table, tuple[Doubt, ...]]:
    rows, doubts = list(table.rows), list[Doubt]()
    last: dict[int, Cell] = {}
    for at in range(begin, len(rows)) if columns else ():
        row = rows[at]
        if is_whole(head, row):
            continue
        cells, taken = list(row.cells), list[str]()
        for place, column in enumerate(head.columns):
            number = _own(row, column.begin, at) if column.kind in columns else None
            if number is None:
                continue
            cell = cells[number]
            if cell.text or cell.nested:
                last[place] = cell
            elif place in last and cell.rows == 1 and _is_event(row):
                cells[number] = replace(cell, paragraphs=last[place].paragraphs)
                taken.append(last[place].text)
        if taken:
            rows[at] = replace(row, cells=tuple(cells))
            address: Address = (*table.address, (row.step, row.number))
            said = quoted("; ".join(taken))
            doubts.append(doubt(codes.EMPTY_AS_ABOVE, address, text=said))
    return replace(table, rows=tuple(rows)) if doubts else table, tuple(doubts)


def _own(row: Row, column: int, at: int) -> int | None:
    """The place of the cell that begins in this row and column."""
    return next(
        (n for n, each in enumerate(row.cells) if each.column == column and each.row == at), None
    )


def _is_event(row: Row) -> bool:
    """Whether two cells say something: a number and a title, a title and a result."""
    return sum(bool(cell.text) for cell in row.cells) > 1

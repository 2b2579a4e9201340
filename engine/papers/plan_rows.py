"""Rows of a plan that are no events: sums, notes, who signed, a heading alone in its row."""

import re

from engine.lazy import lazy_pattern
from engine.papers.below_plans import BELOW_SIGNATURE, is_below_plans
from engine.papers.documents import Row, Table
from engine.papers.head_columns import Head
from engine.papers.headings import Column, is_total
from engine.papers.heads import by_column
from engine.papers.row_values import RowValues
from engine.papers.section_words import is_section

_NOTE = lazy_pattern(r"(?:примечани[ея]|сноск[аи])(?:\s*\d+)?\s*[:.]", re.IGNORECASE)
_REST = (Column.SCHEDULE, Column.RESPONSIBLE, Column.RESULT, Column.DECISION)


def is_sum(head: Head, table: Table, at: int) -> bool:
    """«Итого», a note below the rows, «* при наличии», or who signed: no event and no section. A
    person over the events that are this person's signs nothing."""
    row = table.rows[at]
    first = next((cell for cell in row.cells if cell.text and cell.row == at), None)
    said = [cell.text for cell in row.cells if cell.text and cell.row == at]
    is_note = first is not None and first.text.startswith("*") and is_whole(head, row)
    is_note = is_note or (len(said) == 1 and _NOTE.match(said[0]) is not None)
    is_signed = len(said) < len(head.columns) and is_below_plans(" ".join(said))
    is_signed = is_signed and not heads_events(head, table, at)
    is_filled = RowValues(by_column(head, row), head).has(*_REST) and len(said) > 2
    return first is not None and (is_note or is_total(first.text) or (is_signed and not is_filled))


def heads_events(head: Head, table: Table, at: int) -> bool:
    """Whether words across the whole row, no line to sign on among them, have an event below."""
    if not is_whole(head, table.rows[at]) or "__" in table.rows[at].cells[0].text:
        return False
    return _is_over_event(head, table, at)


def is_whole(head: Head, row: Row) -> bool:
    """Whether one cell is all of a row."""
    return len(row.cells) == 1 < len(head.columns)


def is_signature(values: RowValues) -> bool:
    """Words, not a number, under «№» of a row without a date: who signed the plan."""
    number = values.text(Column.NUMBER)
    if any(BELOW_SIGNATURE.match(cell.text) for _, cell in values.all()):
        return True
    is_words = len(re.findall(r"[^\W\d_]{3,}", number)) > 0
    return is_words and not values.has(Column.SCHEDULE)


def stands_alone(head: Head, table: Table, at: int) -> bool:
    """Whether words in the first cell are all that a row says, and an event stands below: they run
    over the cells beside them in a sheet. Its column has no heading or counts the events, or they
    say that they are a section («Направление 2. Кадры» under «Срок»)."""
    first = head.columns[0]
    filled = [cell for cell in table.rows[at].cells if cell.text]
    if len(filled) != 1 or filled[0].column != first.begin:
        return False
    is_free = not first.heading or first.kind is Column.NUMBER
    is_named = first.kind is not Column.TITLE and all(map(is_section, filled[0].paragraphs))
    if not (is_free or is_named) or re.search(r"[^\W\d_]{3}", filled[0].text) is None:
        return False
    return _is_over_event(head, table, at)


def _is_over_event(head: Head, table: Table, at: int) -> bool:
    below = next((row for row in table.rows[at + 1 :] if any(c.text for c in row.cells)), None)
    values = RowValues(by_column(head, below), head) if below else None
    return values is not None and values.has(Column.TITLE) and values.has(*_REST)

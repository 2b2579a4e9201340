"""Events that stand on a colour beside others that do not: what the colour says is in no key."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from engine.codes import papers as codes
from engine.papers.assembled import Assembled
from engine.papers.documents import Address, Document, Row
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.headings import is_time_of_ticks
from engine.papers.plans import Plan

_LEAST_STRIPES = 4
"""Rows in which every second is coloured for the eye."""


def said_by_colour(document: Document, assembled: Assembled) -> Iterator[Doubt]:
    """One doubt for each plan of whose events some are coloured. Stripes of every second row, and
    colours below months, which are the time of an event, say nothing more."""
    rows = {
        (*table.address, (row.step, row.number)): row
        for table in document.tables
        for row in table.rows
    }
    for draft in assembled.drafts:
        if draft.plan is not None:
            yield from _of_plan(draft.plan, rows)


def _of_plan(plan: Plan, rows: Mapping[Address, Row]) -> Iterator[Doubt]:
    if any(is_time_of_ticks(column.lowest) for column in plan.head.columns):
        return
    events = [(event, row) for event in plan.events if (row := rows.get(event.address))]
    coloured = [_is_coloured(row) for _, row in events]
    if not any(coloured) or all(coloured) or _are_stripes(coloured):
        return
    own = [event for (event, _), is_one in zip(events, coloured, strict=True) if is_one]
    places = ", ".join(dict.fromkeys(str(event.address[1][1]) for event in own))
    yield doubt(
        codes.ROWS_COLOURED, own[0].address, rows=len(own), events=len(events),
        title=quoted(own[0].title), places=quoted(places),
    )  # fmt: skip


def _is_coloured(row: Row) -> bool:
    """Whether a cell of the row's own stands on a colour, or its words are on one."""
    return any(cell.is_shaded and cell.rows == 1 for cell in row.cells)


def _are_stripes(coloured: list[bool]) -> bool:
    turns = all(one != two for one, two in pairwise(coloured))
    return turns and len(coloured) >= _LEAST_STRIPES

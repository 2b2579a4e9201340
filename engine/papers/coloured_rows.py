"""Events that stand on a colour beside others that do not: no key says it, so that a note does."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.messages import Catalogue
from engine.papers.assembled import Assembled
from engine.papers.colour_names import colour_name
from engine.papers.documents import Address, Cell, Document, Row
from engine.papers.doubts import NEARLY_ALL, Doubt, doubt, quoted
from engine.papers.headings import is_time_of_ticks
from engine.papers.noting import Noted, Words
from engine.papers.plans import Plan, PlanEvent

_LEAST_STRIPES = 4
"""Rows in which every second is coloured for the eye."""

Look = tuple[tuple[str, str], ...]
"""The colours of a row by name, each with the heading of its cell where that alone has it."""


@dataclass(frozen=True, slots=True)
class ColouredPlan:
    """The events of a plan that stand on a colour, and how many it has."""

    events: tuple[tuple[PlanEvent, Look], ...]
    whole: int


def coloured_plans(document: Document, assembled: Assembled) -> tuple[ColouredPlan, ...]:
    """The plans whose events look differently. Stripes of every second row, and colours below
    months, which are the time of an event, say nothing more."""
    rows = {
        (*table.address, (row.step, row.number)): row
        for table in document.tables
        for row in table.rows
    }
    if not any(cell.colour for row in rows.values() for cell in row.cells):
        return ()
    found = (_of_plan(draft.plan, rows) for draft in assembled.drafts if draft.plan is not None)
    return tuple(each for each in found if each is not None)


def _of_plan(plan: Plan, rows: Mapping[Address, Row]) -> ColouredPlan | None:
    if any(is_time_of_ticks(column.lowest) for column in plan.head.columns):
        return None
    looks = [(event, _look(plan, row)) for event in plan.events if (row := rows.get(event.address))]
    own = [look for _, look in looks]
    if len(set(own)) < 2 or _are_stripes(own):
        return None
    return ColouredPlan(tuple(each for each in looks if each[1]), len(looks))


def _look(plan: Plan, row: Row) -> Look:
    """What the row's own cells stand on, or their words."""
    cells = [cell for cell in row.cells if cell.rows == 1]
    names: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.colour:
            names.setdefault(colour_name(cell.colour), []).append(cell)
    return tuple(
        (name, _heading(plan, own[0]) if len(own) == 1 < len(cells) else "")
        for name, own in names.items()
    )


def _heading(plan: Plan, cell: Cell) -> str:
    columns = plan.head.columns
    return next((each.heading for each in columns if each.begin <= cell.column < each.end), "")


def _are_stripes(looks: Sequence[Look]) -> bool:
    turns = all(one != two for one, two in pairwise(looks))
    return turns and len(set(looks)) == 2 and len(looks) >= _LEAST_STRIPES


def colour_words(plans: Sequence[ColouredPlan], words: Catalogue) -> Iterator[Words]:
    """A line of a note for each event."""
    for plan in plans:
        for event, look in plan.events:
            said = "; ".join(_said(*each, words) for each in look)
            yield Words(event.address, "", (words.text("papers.coloured", colours=said),))


def _said(name: str, heading: str, words: Catalogue) -> str:
    colour = words.text(f"papers.colour.{name}")
    return words.text("papers.coloured_cell", colour=colour, heading=heading) if heading else colour


def said_by_colour(
    plans: Sequence[ColouredPlan], noted: Noted, words: Catalogue
) -> Iterator[Doubt]:
    """One doubt for each plan, with the rows of each colour."""
    for plan in plans:
        rows: dict[str, list[str]] = {}
        for event, look in plan.events:
            for name, _ in look:
                rows.setdefault(name, []).append(str(event.address[1][1]))
        first = plan.events[0][0]
        places = "; ".join(
            f"{words.text(f'papers.colour.{name}')}: {', '.join(dict.fromkeys(own))}"
            for name, own in rows.items()
        )
        is_noted = all((event.address, "") in noted for event, _ in plan.events)
        yield doubt(
            codes.ROWS_COLOURED, first.address, rows=len(plan.events), events=plan.whole,
            title=quoted(first.title), places=quoted(places, NEARLY_ALL),
            noted="1" if is_noted else "", lost="" if is_noted else "1",
        )  # fmt: skip

"""Tables of a plan → sections and events, in the words of their cells.

A row is a heading of the table once more, a section, an event, several events (lists that pair), or
the rest of the event above. What does not fit is a doubt with its address.
"""

import re
from collections.abc import Iterator
from dataclasses import field, replace

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.lazy import lazy_pattern
from engine.papers.cell_lists import events_in, lines_of, members, steps_of
from engine.papers.documents import Address, Cell, Paragraph, Row, Table
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.head_columns import Crossed, Head
from engine.papers.headings import Column, column_kind, is_month, is_time_of_ticks, is_week, simple
from engine.papers.heads import by_column, counts_columns, is_head_again
from engine.papers.plan_rows import is_signature, is_sum, is_whole, stands_alone
from engine.papers.row_values import (
    DOTTED,
    NOTHING,
    RowValues,
    bare_number,
    details_of,
    is_crossed_out,
    lines_of_time,
    number_and_title,
    number_of_section,
    responsible,
    time_over,
    whole_text,
    words_below,
    words_of,
)

_NUMBER = lazy_pattern(
    r"(?P<number>\d{1,3}(?:\.\d{1,3})*)(?:[.)]+\s*|\s+(?=\D))(?P<rest>\S.*)", re.S
)
_BOUND = lazy_pattern(r"начал|оконч|заверш|конец|^(с|от|по|до)$")
_FIRST = "1"
"""The number that stands right below a section which counts its own events."""


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A heading inside a plan."""

    number: str | None
    title: str
    address: Address


@dataclass(frozen=True, slots=True)
class PlanEvent:
    """An event in the words of its row; None for what is not printed."""

    section: int | None
    """Its place among the sections of the plan."""
    number: str | None
    title: str
    schedule: str | None
    schedule_from_section: bool
    responsible: tuple[str, ...]
    result: str | None
    decisions: tuple[str, ...]
    details: tuple[str, ...]
    bookmarks: tuple[str, ...]
    address: Address
    is_number_lent: bool = False
    """Whether its number stands once over several rows: it is that of a stage."""


@dataclass(slots=True)
class Plan:
    """A plan under way: pieces of one table are added one after another."""

    head: Head
    sections: list[PlanSection] = field(default_factory=list)
    events: list[PlanEvent] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    group: str = ""
    headings: list[Address] = field(default_factory=list)
    """Rows that print its headings, whose words are keys of a spec."""

    @property
    def has_numbers(self) -> bool:
        """Whether its events are numbered."""
        return any(event.number for event in self.events)


_REST = (Column.SCHEDULE, Column.RESPONSIBLE, Column.RESULT, Column.DECISION)


def add_piece(plan: Plan, table: Table, head: Head, begin: int) -> None:
    """Add the rows of a table from `begin` on, under a head that may be that of an earlier one."""
    is_first = bool(plan.events)
    plan.headings += [
        (*table.address, (row.step, row.number)) for row in table.rows[head.first : begin]
    ]
    for at in range(begin, len(table.rows)):
        row = table.rows[at]
        if is_head_again(head, table.rows, at) or _inside_head(head, table, at):
            plan.headings.append((*table.address, (row.step, row.number)))
            continue
        cells = [cell for cell in row.cells if cell.text or cell.nested]
        if not cells or counts_columns(row.cells):
            continue
        _add_row(plan, table, head, at, is_first=is_first)
        is_first = False


def _inside_head(head: Head, table: Table, at: int) -> bool:
    """Whether a row is a lower row of a head that was repeated just above."""
    return any(
        at - back >= 0 and is_head_again(head, table.rows, at - back)
        for back in range(1, head.depth)
    )


def _add_row(plan: Plan, table: Table, head: Head, at: int, *, is_first: bool) -> None:
    row = table.rows[at]
    address = (*table.address, (row.step, row.number))
    values = RowValues(by_column(head, row), head)
    _note_nested(plan, row, at)
    for cell in values.left_out(row, at):
        plan.doubts.append(doubt(codes.WORDS_LEFT_OUT, cell.address, text=cell.text))
    if is_sum(head, table, at):
        said = " ".join(cell.text for cell in row.cells if cell.text)
        plan.doubts.append(doubt(codes.WORDS_LEFT_OUT, address, text=said))
        return
    if head.crossed is not None and not is_whole(head, row):
        _add_crossed(plan, values, address)
        return
    if section := _section(values, table, head, at):
        number, title = section
        plan.sections.append(PlanSection(number, title, address))
        plan.group = ""
        return
    _follow_group(plan, values, address)
    if _goes_on(values, at, plan, is_first=is_first):
        _join(plan, values, address, is_first=is_first)
        return
    if not values.text(Column.TITLE):
        is_event = values.has(*_REST) and not is_signature(values)
        if is_event:
            plan.events.append(_event(plan, values, address, ""))
        words = " ".join(cell.text for cell in row.cells if cell.text)
        plan.doubts.append(doubt(
            codes.EVENT_WITHOUT_TITLE, address, kept="1" if is_event else "",
            text=quoted(words) if is_event else words,
        ))  # fmt: skip
        return
    plan.events.extend(_events(plan, values, address))


def _note_nested(plan: Plan, row: Row, at: int) -> None:
    for cell in row.cells:
        if cell.row == at and cell.nested:
            said = quoted(" ".join(words_of(cell.nested)))
            plan.doubts.append(doubt(codes.NESTED_TABLE, cell.address, text=said))


# Sections


def _section(values: RowValues, table: Table, head: Head, at: int) -> tuple[str | None, str] | None:
    """Number and title of a row that is a section."""
    row = table.rows[at]
    out = [id(cell) for column, cell in values.all() if is_crossed_out(column, cell)]
    filled = [each for each in row.cells if each.text and each.row == at and id(each) not in out]
    spanning = [cell for cell in filled if _columns_under(head, cell) > 1]
    number = values.cell(Column.NUMBER)
    if len(filled) == 1 and (spanning or stands_alone(head, table, at)):
        return _numbered(filled[0])
    if len(filled) == 2 and len(spanning) == 1 and filled[0] is number:
        return bare_number(filled[0].text), filled[1].text
    title = values.cell(Column.TITLE)
    if title is None or values.has(*_REST, Column.OTHER) or title.row != at or not title.text:
        return None
    if len(filled) > 2 or not _looks_like_section(values, table, head, at):
        return None
    if number is not None and number.text:
        return bare_number(number.text), title.text
    return _numbered(title)


def _columns_under(head: Head, cell: Cell) -> int:
    return sum(column.begin >= cell.column and column.end <= cell.end for column in head.columns)


def _looks_like_section(values: RowValues, table: Table, head: Head, at: int) -> bool:
    """A row with nothing but a title (and a number): its letters, its number or the numbers below
    tell a section from an event whose cells were left empty."""
    title, number = values.cell(Column.TITLE), bare_number(values.text(Column.NUMBER)) or ""
    assert title is not None
    if title.text.endswith(":"):
        return True
    if title.text[:1].islower():
        return False
    if all(paragraph.is_bold for paragraph in title.paragraphs) or is_month(title.text):
        return True
    if number and re.fullmatch(r"[IVXLХІ]+", number):
        return True
    if not number and head.of(Column.NUMBER) and not _ends_like_event(title.text):
        return True
    below = table.rows[at + 1 : at + 2]
    under = RowValues(by_column(head, below[0]), head).text(Column.NUMBER) if below else ""
    begins_anew = (bare_number(under) or "") == _FIRST
    is_below = under.startswith(f"{number}.") and len(under) > len(number) + 1
    return bool(number) and (is_below or begins_anew)


def _ends_like_event(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ","))


def _numbered(cell: Cell) -> tuple[str | None, str]:
    """The number that a section's words begin with; the words without it, or all of them where it
    stands in their midst."""
    first = cell.paragraphs[0] if cell.paragraphs else None
    rest = " ".join(paragraph.printed for paragraph in cell.paragraphs[1:] if paragraph.printed)
    if first is not None and first.label and not first.has_bullet:
        return bare_number(first.label), " ".join(part for part in (first.text, rest) if part)
    return number_of_section(cell.text)


def _follow_group(plan: Plan, values: RowValues, address: Address) -> None:
    """A column of directions beside the events: a new word begins a section."""
    text = values.text(Column.GROUP)
    if text and text != plan.group:
        plan.group = text
        cell = values.cell(Column.GROUP)
        assert cell is not None
        number, title = _numbered(cell)
        plan.sections.append(PlanSection(number, title, address))


# Events


def _add_crossed(plan: Plan, values: RowValues, address: Address) -> None:
    """The events of a row whose cells are events: each of the month and the direction it meets."""
    across = values.head.crossed is Crossed.MONTHS_ACROSS
    month = None if across else values.text(Column.SCHEDULE)
    label = [cell.text for column, cell in values.all() if not is_month(column.lowest)]
    if month and column_kind(month) is Column.RESPONSIBLE:
        _give_doers(plan, values, address)
        return
    for column, cell in values.all():
        if is_month(column.lowest) is not across or column.kind is Column.NUMBER:
            continue
        if not across and column.kind is Column.SCHEDULE:
            continue
        direction = " ".join(label) if across else column.heading
        when = column.lowest if across else month
        if not across and is_week(column.lowest):
            direction, when = "", f"{column.lowest} ({month})"
        for number, title in events_in(cell):
            plan.events.append(PlanEvent(
                _section_named(plan, direction, address), number, title,
                when, False, (), None, (), (),
                cell.bookmarks, cell.address,
            ))  # fmt: skip


def _give_doers(plan: Plan, values: RowValues, address: Address) -> None:
    """A row that says who is responsible for all that stands above, direction by direction."""
    doers = {cell.address[-1]: (cell.text,) for _, cell in values.all() if cell.text}
    plan.events = [
        replace(each, responsible=doers.get(each.address[-1], ()))
        if each.address[0] == address[0] and not each.responsible else each
        for each in plan.events
    ]  # fmt: skip


def _section_named(plan: Plan, words: str, address: Address) -> int | None:
    """The place of the section of these words, begun where it is not there."""
    if not words:
        return len(plan.sections) - 1 if plan.sections else None
    found = DOTTED.fullmatch(words)
    number, title = (found["number"], found["rest"]) if found else (None, words)
    known = [section.title for section in plan.sections]
    if title not in known:
        plan.sections.append(PlanSection(number, title, address))
        return len(known)
    return known.index(title)


def _goes_on(values: RowValues, at: int, plan: Plan, *, is_first: bool) -> bool:
    """Whether a row is the rest of the event above."""
    if not plan.events:
        return False
    title, number = values.cell(Column.TITLE), values.cell(Column.NUMBER)
    if title is not None and title.row < at and title.text:
        return number is None or number.row < at or not number.text
    if values.text(Column.NUMBER) or not values.has(Column.TITLE, *_REST):
        return False
    words = values.text(Column.TITLE)
    if not words:
        return values.has(*_REST)
    is_torn = is_first or not values.has(*_REST)
    return is_torn and plan.events[-1].number is not None and words[:1].islower()


def _join(plan: Plan, values: RowValues, address: Address, *, is_first: bool) -> None:
    above = plan.events.pop()
    title = values.cell(Column.TITLE)
    more = "" if title is None or title.text == above.title else title.text
    is_torn = is_first and (bool(more) or not values.text(Column.NUMBER))
    between = " " if is_torn else "; "
    new = _event(plan, values, address, above.title)
    plan.events.append(
        replace(
            above,
            title=_plus(above.title, more, " ") or "",
            schedule=_plus(above.schedule, new.schedule, between),
            responsible=(*above.responsible, *_fresh(new.responsible, above.responsible)),
            result=_plus(above.result, new.result, between),
            decisions=(*above.decisions, *new.decisions),
            details=(*above.details, *_fresh(new.details, above.details)),
        )
    )
    plan.doubts.append(doubt(codes.ROWS_JOINED, address, title=quoted(above.title)))


def _fresh(new: tuple[str, ...], old: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in new if each not in old)


def _plus(first: str | None, second: str | None, between: str) -> str | None:
    if not first or not second or first == second:
        return first or second
    return f"{first}{between}{second}"


def _events(plan: Plan, values: RowValues, address: Address) -> Iterator[PlanEvent]:
    """The events of a row: one, or as many as its lists have members that pair."""
    titles = members(values)
    if titles is None:
        event, steps = _event(plan, values, address, None), steps_of(values)
        if steps:
            plan.doubts.append(doubt(codes.PARTS_IN_STEP, address, text=quoted("; ".join(steps))))
        yield replace(event, details=(*event.details, *steps))
        return
    columns: dict[int, list[tuple[Paragraph, ...]] | None] = {}
    for at, column in enumerate(values.head.columns):
        cell = values.cells.get(at)
        if cell is None or column.kind not in (Column.SCHEDULE, Column.RESPONSIBLE, Column.RESULT):
            continue
        lines = lines_of(cell)
        if len(lines) == len(titles):
            columns[at] = lines
        elif len(lines) > 1:
            columns[at] = None
    is_paired = any(columns.values()) or all(number for number, _ in titles)
    if None in columns.values() or not is_paired:
        wrong = next((at for at, each in columns.items() if each is None), None)
        kinds = (Column.SCHEDULE, Column.RESPONSIBLE)
        other = next((each for kind in kinds for each in values.of(kind)), None)
        if wrong is not None:
            other = values.head.columns[wrong], values.cells[wrong]
        plan.doubts.append(
            doubt(
                codes.LISTS_DO_NOT_PAIR, address, events=len(titles),
                column=other[0].heading if other else "",
                others=len(lines_of(other[1])) if other else 0,
            )
        )  # fmt: skip
        yield _event(plan, values, address, None)
        return
    for at, (number, title) in enumerate(titles):
        cells = dict(values.cells)
        for place, lists in columns.items():
            assert lists is not None
            cells[place] = replace(cells[place], paragraphs=lists[at])
        event = _event(plan, RowValues(cells, values.head), address, title)
        yield replace(event, number=number or event.number, title=title)


def _event(plan: Plan, values: RowValues, address: Address, title: str | None) -> PlanEvent:
    number, words = number_and_title(values)
    schedule, is_lent = _schedule(plan, values)
    result = values.cell(Column.RESULT)
    own_cell, title_cell = values.cell(Column.NUMBER), values.cell(Column.TITLE)
    is_number_lent = (
        own_cell is not None and title_cell is not None and own_cell.rows > title_cell.rows
    )
    return PlanEvent(
        section=len(plan.sections) - 1 if plan.sections else None,
        number=number,
        title=words if title is None else title,
        schedule=schedule,
        schedule_from_section=is_lent,
        responsible=responsible(values),
        result=(whole_text(result) if result else "") or None,
        decisions=tuple(
            line.printed
            for _, cell in values.of(Column.DECISION)
            for line in cell.paragraphs
            if line.lines
        ),
        details=tuple(
            line for column, cell in values.of(Column.OTHER) for line in details_of(column, cell)
        ),
        bookmarks=tuple(mark for cell in values.cells.values() for mark in cell.bookmarks),
        address=address,
        is_number_lent=is_number_lent,
    )


def _schedule(plan: Plan, values: RowValues) -> tuple[str | None, bool]:
    """The words of the schedule; whether a section that is a month lends them."""
    columns = values.of(Column.SCHEDULE)
    ticked = [(column, cell) for column, cell in columns if is_time_of_ticks(column.lowest)]
    if ticked:
        title = values.cell(Column.TITLE)
        is_drawn = title is None or not title.is_shaded
        said = [words_below(time_over(each), cell, is_drawn=is_drawn) for each, cell in ticked]
        return ", ".join(each for each in said if each) or None, False
    columns = [each for each in columns if not is_crossed_out(*each)]
    texts = [each for each in (lines_of_time(cell) for _, cell in columns) if each not in NOTHING]
    if texts:
        is_span = len(columns) == 2 and all(
            _BOUND.search(simple(each.lowest)) for each, _ in columns
        )
        return (" - ".join(dict.fromkeys(texts)) if is_span else ", ".join(texts)), False
    above = plan.sections[-1] if plan.sections else None
    if above is not None and is_month(above.title):
        return above.title, True
    if plan.events and any("месяц" in simple(column.heading) for column, _ in columns):
        return plan.events[-1].schedule, plan.events[-1].schedule is not None
    return None, False

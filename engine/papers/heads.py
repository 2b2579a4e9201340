"""The head of a plan: which rows it takes, and what each column under it holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from engine.lazy import lazy_pattern
from engine.papers.documents import Cell, Row, Table
from engine.papers.head_columns import Crossed, Head, HeadColumn
from engine.papers.headings import (
    TICKS,
    Column,
    column_kind,
    has_name,
    is_goal,
    is_month,
    is_object,
    is_person,
    is_time,
    is_time_of_ticks,
    is_week,
    is_year_of_value,
    names_results,
    simple,
    title_rank,
)

_LOOKED_AT = 16
"""Rows of a sheet that its letterhead may take."""
_DEEPEST = 3
_LONGEST_HEADING = 160
_MONTH_COLUMNS = 3
_IS_COUNTED = lazy_pattern(r"\d+(\.\d+)*[.)]?(\s|$)|[IVX]+[.)]")


def find_head(table: Table) -> Head | None:
    """The head of a plan; None where the table is none."""
    for first in range(min(_LOOKED_AT, len(table.rows))):
        for depth in range(min(_DEEPEST, len(table.rows) - first), 0, -1):
            rows = table.rows[first : first + depth]
            if depth < _reach(rows, first) or not _may_be_head(rows):
                continue
            columns = tuple(_ticked(_columns(rows), table.rows[first + depth :]))
            if _is_plan(columns):
                return Head(first, depth, columns, _texts(rows))
    return None


def columns_over(table: Table) -> tuple[int, tuple[HeadColumn, ...]]:
    """How many rows stand over the others of a table, and its columns with the words over them."""
    for depth in range(_DEEPEST, 0, -1):
        rows = table.rows[:depth]
        if len(rows) == depth >= _reach(rows, 0) and _may_be_head(rows):
            return depth, tuple(_columns(rows))
    return 0, ()


def _reach(rows: Sequence[Row], first: int) -> int:
    """How many rows the cells that begin in the first one take, and what they are divided into."""
    cells = [cell for cell in rows[0].cells if cell.row == first]
    return min(max((cell.rows for cell in cells), default=1), _DEEPEST)


def _may_be_head(rows: Sequence[Row]) -> bool:
    first = [cell for cell in rows[0].cells if cell.text]
    if len(first) < 2 or any(len(cell.text) > _LONGEST_HEADING for cell in first):
        return False
    if _IS_COUNTED.match(first[0].text) or any(has_name(cell.text) for cell in first):
        return False
    return len(rows) == 1 or _is_divided(rows)


def _is_divided(rows: Sequence[Row]) -> bool:
    """Whether lower rows only divide cells of the row above, and say nothing under the others."""
    for upper, lower in pairwise(rows):
        own = [cell for cell in lower.cells if cell not in upper.cells and cell.text]
        if not own or not (all(_is_part(cell, upper) for cell in own) or _are_years(own)):
            return False
    return True


def _are_years(cells: Sequence[Cell]) -> bool:
    """Whether a lower row tells the years of values, be they under one word or under several."""
    return len(cells) > 1 and all(is_year_of_value(cell.text) for cell in cells)


def _is_part(cell: Cell, upper: Row) -> bool:
    over = (each for each in upper.cells if each.column <= cell.column and cell.end <= each.end)
    return any(each.columns > cell.columns for each in over)


def _columns(rows: Sequence[Row]) -> Iterator[HeadColumn]:
    edges = sorted({edge for row in rows for cell in row.cells for edge in (cell.column, cell.end)})
    for begin, end in pairwise(edges):
        over = [cell for row in rows for cell in row.cells if cell.column <= begin < cell.end]
        texts = [cell.text for cell in dict.fromkeys(over) if cell.text]
        if not over:
            continue
        heading, lowest = " ".join(texts), texts[-1] if texts else ""
        is_alone = len({(cell.column, cell.end) for cell in over}) == 1
        if is_alone and is_year_of_value(lowest):
            lowest = heading  # «Базовое значение | 2025»: the year of one column
        kind = _kind(heading, lowest)
        yield HeadColumn(kind, begin, end, heading, lowest)


def _kind(heading: str, lowest: str) -> Column:
    if is_month(lowest):
        return Column.SCHEDULE
    return column_kind(lowest) or column_kind(heading) or Column.OTHER


def _ticked(columns: Iterable[HeadColumn], rows: Sequence[Row]) -> Iterator[HeadColumn]:
    """The columns; those below a year or a quarter that hold nothing but ticks say when, whatever
    stands over the years."""
    for each in columns:
        under = [c for row in rows for c in row.cells if c.column == each.begin]
        own = {simple(c.text) for c in under} - {""}
        is_marked = bool(own & TICKS) or any(c.is_shaded and not c.text for c in under)
        is_free = is_time_of_ticks(each.lowest) and column_kind(each.heading) is not Column.OTHER
        is_ticked = is_free and is_marked and own <= TICKS | {"-", "–", "—"}
        yield replace(each, kind=Column.SCHEDULE) if is_ticked else each


def _is_plan(columns: tuple[HeadColumn, ...]) -> bool:
    if sum(is_week(column.lowest) for column in columns) == len(columns) - 1 > 1:
        return True
    kinds = {column.kind for column in columns}
    has_title = bool(kinds & {Column.TITLE, Column.GROUP})
    months = sum(is_month(column.lowest) for column in columns)
    if months >= _MONTH_COLUMNS:
        return has_title
    if has_title and Column.RESPONSIBLE in kinds:
        return True
    times = sum(column.kind is Column.SCHEDULE for column in columns)
    if has_title and times and not times == 1 == sum(is_month(each.heading) for each in columns):
        return True  # a month by itself is the time of an event
    is_named = any(each.kind is Column.TITLE and not is_object(each.heading) for each in columns)
    return is_named and Column.RESULT in kinds and Column.NUMBER in kinds


_LEAST_ROWS = 2
_COLUMNS_OF_PLAN = range(3, 9)
_MOST_OF = 0.6
_TITLE_LETTERS = 8


def guessed_head(table: Table) -> Head | None:
    """The head of a plan whose headings are not known, or that has none: each column by what most
    of its cells hold. None where no column holds times, or none is left for the events."""
    rows = [row for row in table.rows if len(row.cells) in _COLUMNS_OF_PLAN]
    if len(rows) < _LEAST_ROWS or rows[0] is not table.rows[0]:
        return None
    columns = [*_columns(rows[:1])]
    if crossed := _crossed(columns, table.rows[1:]):
        return Head(0, 1, tuple(columns), _texts(rows[:1]), crossed)
    columns = _by_cells(columns, rows)
    times = [at for at, each in enumerate(columns) if each.kind is Column.SCHEDULE]
    if not times or not any(column.kind is Column.TITLE for column in columns):
        return None
    if not any(column.kind in (Column.NUMBER, Column.RESPONSIBLE) for column in columns):
        return None
    first = by_cells(columns, rows[0])
    has_heading = not any(is_time(first[at]) for at in times if at in first)
    if not has_heading:
        columns = [replace(column, heading="", lowest="") for column in columns]
        return Head(0, 0, tuple(columns), ())
    return Head(0, 1, tuple(columns), _texts(rows[:1]))


def _by_cells(columns: list[HeadColumn], rows: Sequence[Row]) -> list[HeadColumn]:
    """Columns without a known heading take the kind of their cells; the wordiest holds events."""
    held = [[texts[at] for row in rows[1:] if at in (texts := by_cells(columns, row))]
            for at in range(len(columns))]  # fmt: skip
    for at, each in enumerate(columns):
        if each.kind is Column.OTHER and column_kind(each.heading) is None:
            columns[at] = replace(each, kind=_held(held[at], columns))
    free = [at for at, each in enumerate(columns)
            if each.kind is Column.OTHER and column_kind(each.heading) is None]  # fmt: skip
    if free and not any(column.kind is Column.TITLE for column in columns):
        best = max(free, key=lambda at: (sum(map(len, held[at])), -at))
        if sum(map(len, held[best])) >= _TITLE_LETTERS * len(held[best]) > 0:
            columns[best] = replace(columns[best], kind=Column.TITLE)
    return columns


def _held(texts: Sequence[str], columns: Sequence[HeadColumn]) -> Column:
    """What most of the cells are: times, numbers, persons or bodies; else nothing that is known."""
    tests = ((Column.NUMBER, _IS_NUMBER.fullmatch), (Column.SCHEDULE, is_time),
             (Column.RESPONSIBLE, is_person))  # fmt: skip
    for kind, test in tests:
        fit = sum(bool(test(text)) for text in texts)
        if (
            fit
            and fit >= _MOST_OF * len(texts)
            and all(column.kind is not kind for column in columns)
        ):
            return kind
    return Column.OTHER


def by_cells(columns: Sequence[HeadColumn], row: Row) -> dict[int, str]:
    """The words under each column that a row fills, by the place of the column."""
    head = Head(0, 0, tuple(columns), ())
    return {at: cell.text for at, cell in by_column(head, row).items() if cell.text}


_IS_NUMBER = lazy_pattern(r"\d{1,3}(\.\d{1,3})*[.)]?")
_IS_LETTER = lazy_pattern(r"[^\W\d_](\)|\.\d{1,3}(\.\d{1,3})*[.)]?)")
"""«а)», «А.1»: what counts the events by letters."""


def _texts(rows: Sequence[Row]) -> tuple[str, ...]:
    cells = dict.fromkeys(cell for row in rows for cell in row.cells)
    return tuple(simple(cell.text) for cell in cells if cell.text)


def settled(head: Head, rows: Sequence[Row]) -> Head:
    """The head with one column of events: what else could be one is told apart by its words, by
    its place and by what stands below."""
    columns = list(head.columns)
    if weeks := _by_weeks(columns, rows):
        return replace(head, columns=weeks, crossed=Crossed.MONTHS_DOWN)
    if crossed := _crossed(columns, rows):
        return replace(head, crossed=crossed)
    _settle_number(columns, rows)
    _settle_responsible(columns, rows)
    titles = [at for at, each in enumerate(columns) if each.kind is Column.TITLE]
    if not titles:
        titles = _titles_of_groups(columns, rows)
    best = min(titles, key=lambda at: (title_rank(columns[at].heading), at), default=None)
    for at, each in enumerate(columns):
        if at == best:
            columns[at] = replace(each, kind=Column.TITLE)
        elif each.kind in (Column.TITLE, Column.GROUP):
            is_left = best is not None and at < best and _is_merged(each, rows)
            columns[at] = replace(each, kind=Column.GROUP if is_left else Column.OTHER)
    groups = [at for at, each in enumerate(columns) if each.kind is Column.GROUP]
    for at in groups[1:]:  # the first parts the plan; words of the others stay with their events
        columns[at] = replace(columns[at], kind=Column.OTHER)
    for kind in (Column.RESULT, Column.NUMBER):
        same = [at for at, each in enumerate(columns) if each.kind is kind]
        surest = [at for at in same if names_results(columns[at].heading)] or same
        for at in same:
            if at != surest[0]:
                columns[at] = replace(columns[at], kind=Column.OTHER)
    return replace(head, columns=tuple(columns))


def _titles_of_groups(columns: Sequence[HeadColumn], rows: Sequence[Row]) -> list[int]:
    """Where nothing better names what is done: the last direction or task that is written in each
    row; a goal only where there is none."""
    groups = [at for at, each in enumerate(columns) if each.kind is Column.GROUP]
    whole = [at for at in groups if not _is_merged(columns[at], rows)]
    better = [at for at in whole if not is_goal(columns[at].heading)]
    return (better or groups)[-1:]


def _settle_number(columns: list[HeadColumn], rows: Sequence[Row]) -> None:
    """A first column that holds numbers: some where it has no words, all where it is called a
    step or otherwise."""
    first = columns[0]
    if any(column.kind is Column.NUMBER for column in columns):
        return
    own = [cell for row in rows for cell in row.cells if cell.column == first.begin]
    texts = [cell.text for cell in own if cell.end <= first.end]
    counted = [_IS_NUMBER.fullmatch(text) is not None for text in texts if text]
    lettered = [_IS_LETTER.fullmatch(text) is not None for text in texts if text]
    coded = lettered if sum(lettered) > sum(counted) else counted
    is_free = first.kind in (Column.TITLE, Column.GROUP, Column.OTHER)
    if any(coded) and (not first.heading or (is_free and all(coded))):
        columns[0] = replace(first, kind=Column.NUMBER)


def _settle_responsible(columns: list[HeadColumn], rows: Sequence[Row]) -> None:
    """Where no heading says who, the columns of unknown headings that name persons and bodies."""
    if any(column.kind is Column.RESPONSIBLE for column in columns):
        return
    texts = [by_cells(columns, row) for row in rows]
    for at, each in enumerate(columns):
        if each.kind is not Column.OTHER or not each.heading or column_kind(each.lowest):
            continue
        own = [text for row in texts if (text := row.get(at, "")).strip("-–— ")]
        is_known = column_kind(each.heading) is not None
        if own and not is_known and sum(map(is_person, own)) >= _MOST_OF * len(own):
            columns[at] = replace(each, kind=Column.RESPONSIBLE)


_EVENT_LETTERS = 12


def _crossed(columns: Sequence[HeadColumn], rows: Sequence[Row]) -> Crossed | None:
    """Whether months stand on one side and directions on the other, and words where they meet."""
    months = {at for at, each in enumerate(columns) if is_month(each.lowest)}
    texts = [by_cells(columns, row) for row in rows]
    if len(months) >= _MONTH_COLUMNS:
        met = [text for row in texts for at, text in row.items() if at in months]
        is_named = any(column.kind is Column.TITLE for column in columns)
        return Crossed.MONTHS_ACROSS if not is_named and _are_events(met) else None
    times = [at for at, each in enumerate(columns) if each.kind is Column.SCHEDULE]
    fields = [at for at, each in enumerate(columns) if _may_be_direction(each)]
    if len(times) != 1 or len(fields) < 2 or len(fields) + 1 < len(columns):
        return None
    firsts = (column_kind(row.get(times[0], "")) for row in texts)
    whole = [
        row for row, kind in zip(texts, firsts, strict=True)
        if len(row) > 1 and kind is not Column.RESPONSIBLE
    ]  # fmt: skip
    is_down = bool(whole) and all(is_month(row.get(times[0], "")) for row in whole)
    met = [text for row in whole for at, text in row.items() if at in fields]
    return Crossed.MONTHS_DOWN if is_down and _are_events(met) else None


def _by_weeks(columns: Sequence[HeadColumn], rows: Sequence[Row]) -> tuple[HeadColumn, ...]:
    """The columns of a calendar whose rows are months and whose columns are their weeks, with
    events where they meet; none of another table."""
    weeks = [at for at, each in enumerate(columns) if is_week(each.lowest)]
    others = [at for at in range(len(columns)) if at not in weeks]
    if len(weeks) < 2 or len(others) != 1:
        return ()
    texts = [row for row in (by_cells(columns, each) for each in rows) if len(row) > 1]
    is_down = bool(texts) and all(is_month(row.get(others[0], "")) for row in texts)
    met = [text for row in texts for at, text in row.items() if at in weeks]
    if not is_down or not _are_events(met):
        return ()
    kinds = {others[0]: Column.SCHEDULE}
    return tuple(replace(each, kind=kinds.get(at, Column.OTHER)) for at, each in enumerate(columns))


def _may_be_direction(column: HeadColumn) -> bool:
    """«Работа с педагогами», «Контроль»: no words that stand over events, doers or results."""
    kinds = (Column.TITLE, Column.GROUP, Column.OTHER)
    is_plain = title_rank(column.heading) < title_rank("")
    is_known = column.kind is Column.OTHER and column_kind(column.heading) is not None
    return bool(column.heading) and column.kind in kinds and not is_plain and not is_known


def _are_events(texts: Sequence[str]) -> bool:
    wordy = [text for text in texts if len(text) >= _EVENT_LETTERS and not is_time(text)]
    return 2 * len(wordy) > len(texts) > 0


def _is_merged(column: HeadColumn, rows: Sequence[Row]) -> bool:
    """Whether cells of the column reach over several rows, or it is mostly empty below a word."""
    own = [cell for row in rows for cell in row.cells if cell.column == column.begin]
    empty = sum(not cell.text for cell in own)
    return any(cell.rows > 1 for cell in own) or 2 * empty > len(own) > 1


def is_head_again(head: Head, rows: Sequence[Row], at: int) -> bool:
    """Whether the rows from a place on say the words of the head."""
    return (
        head.depth > 0
        and at + head.depth <= len(rows)
        and _texts(rows[at : at + head.depth]) == head.texts
    )


def counts_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: 1 2 3 4."""
    texts = [cell.text.strip(" .") for cell in cells]
    return len(texts) > 2 and texts == [str(at) for at in range(1, len(texts) + 1)]


def by_column(head: Head, row: Row) -> dict[int, Cell]:
    """The cells of a row by the column (its place in the head) that they stand under.

    Rows of one table may be divided unevenly: where cells and columns are as many, or blank ones
    are left over behind cells in their places, their order decides; else each column takes the cell
    that covers most of it.
    """
    columns = head.columns
    cells = list(row.cells)
    beyond = cells[len(columns) :]
    in_order = dict(enumerate(cells[: len(columns)]))
    is_in_place = all(_shared(columns[at], cell) > 0 for at, cell in in_order.items() if cell.text)
    is_blank_beyond = beyond and not any(cell.text or cell.nested for cell in beyond)
    if is_blank_beyond and is_in_place:
        return in_order
    by_place = {at: _over(each, cells) for at, each in enumerate(columns)}
    found = {at: cell for at, cell in by_place.items() if cell is not None}
    starts = {cell.column for cell in cells}
    if len(cells) == len(columns) and len(set(map(id, found.values()))) < len(columns):
        return dict(enumerate(cells))
    kept: dict[int, Cell] = {}
    for at, cell in found.items():
        if cell.column in starts and all(each is not cell for each in kept.values()):
            kept[at] = cell
    is_lost = not {id(cell) for cell in cells if cell.text} <= set(map(id, kept.values()))
    whens = (at for at, each in enumerate(columns) if each.kind is Column.SCHEDULE)
    is_fit = all(is_time(in_order[at].text) for at in whens if at in in_order)
    return in_order if is_blank_beyond and is_lost and is_fit else kept


def _over(column: HeadColumn, cells: Sequence[Cell]) -> Cell | None:
    best = max(cells, key=lambda cell: _shared(column, cell), default=None)
    return best if best is not None and _shared(column, best) > 0 else None


def _shared(column: HeadColumn, cell: Cell) -> int:
    """How many columns of the grid a cell has in common with one of the head."""
    return min(cell.end, column.end) - max(cell.column, column.begin)


def fitted(head: Head, table: Table) -> Head:
    """The head over a piece whose grid is its own: its columns by their order."""
    widest = max(table.rows, key=lambda row: len(row.cells))
    columns = tuple(
        replace(each, begin=cell.column, end=cell.end)
        for each, cell in zip(head.columns, widest.cells, strict=True)
    )
    return replace(head, columns=columns)

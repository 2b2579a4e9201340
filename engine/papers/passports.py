"""Tables that name goals, indicators, monitoring …: the passport of a plan, row by row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.papers.documents import Address, Cell, Paragraph, Row, Table
from engine.papers.head_columns import HeadColumn
from engine.papers.headings import (
    Column,
    is_month,
    is_passport_label,
    is_year_of_value,
    row_stages,
    simple,
)
from engine.papers.heads import by_cells, columns_over, counts_columns
from engine.papers.naming import is_of_passport
from engine.papers.row_values import words_of

_NUMBER = lazy_pattern(r"(\d{1,2}(\.\d{1,2})*|[IVX]{1,4})[.)]?")
_HEAD_WORDS = lazy_pattern(
    r"(№.*|строка( паспорта)?|раздел\w*|наименование.*|содержание|структура.*|параметр\w*|"
    r"показатель|описание|позици\w+|компонент\w*|no\.|passport row|content)"
)
_NUMBER_HEAD = lazy_pattern(r"№|^\s*No\.?\s*$")
_LEAST_LABELS = 2
_LONGEST_VALUE = 40


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """What a table of indicators says above some of them, or in a column beside them."""

    words: str
    address: Address
    is_row: bool
    """Whether the words are a row of their own."""


@dataclass(frozen=True, slots=True)
class PassportEntry:
    """A row: its number and label as printed, the heading above it, its items."""

    number: str | None
    label: str | None
    heading: str | None
    items: tuple[str, ...]
    stages: tuple[str, ...]
    address: Address
    groups: tuple[FigureGroup, ...] = ()
    """Of a table of indicators: the group that each item stands in."""


def is_carried(table: Table) -> bool:
    """Whether a hidden bookmark calls the table a passport: an annex that comes back."""
    return bool(table.rows) and any(is_of_passport(cell.bookmarks) for cell in table.rows[0].cells)


def is_passport(table: Table, *, is_named: bool = False) -> bool:
    """Whether labels of a passport stand in one column; `is_named` says that the words above the
    table call it one."""
    labels = [label.text for _, label, rest in _parted(table.rows) if label and rest]
    known = sum(is_passport_label(each) for each in labels)
    return known >= (1 if is_named else _LEAST_LABELS) and (
        known >= len(labels) / 4 or is_named or known > _LEAST_LABELS
    )


_FIGURE = lazy_pattern(r"(целев\w+ |ключев\w+ )?(показател|индикатор|критери)")
_VALUE = lazy_pattern(
    r"20\d\d|значени|ед(иниц\w*|\.) ?изм|базов|исходн|план\w*|факт\w*|целев|был[ао]?\b|"
    r"стан[еу]т\b|будет\b"
)


def figures(table: Table) -> PassportEntry | None:
    """A table of indicators with their units and their values by year as a row of a passport: an
    item each, in its words and those over its columns. None for another table."""
    depth, columns = columns_over(table)
    if (down := _years_down(table, depth, columns)) is not None:
        return down
    named = [at for at, each in enumerate(columns) if _names_figures(each.heading)]
    if not named or not any(
        _VALUE.search(simple(column.heading)) for column in columns[named[0] + 1 :]
    ):
        return None
    if any(_is_of_plan(column) for column in columns):
        return None
    found = [
        (item, group) for row, group in _grouped(table, depth, columns[: named[0]])
        if (item := _figure(columns, named[0], row))
    ]  # fmt: skip
    items, groups = tuple(item for item, _ in found), tuple(group for _, group in found)
    label = columns[named[0]].heading
    return PassportEntry(None, label, None, items, ("indicator",), table.address, groups)


def names_figures(text: str) -> bool:
    """Whether a line is the title of a table of indicators: «Целевые показатели …»."""
    return len(text) <= _LONGEST_TITLE and _OF_FIGURES.match(simple(text)) is not None


_LONGEST_TITLE = 260
_OF_FIGURES = lazy_pattern(
    r"((перечень|система|таблица|значени[яе]|состав|сведения о|(планов|ожидаем|планируем|основн|"
    r"целев|ключев|общ|сводн|контрольн)\w+) ){0,3}(показател|индикатор)\w*"
)
_GROUPS = lazy_pattern(
    r"(направлени|дорожн|карт[аы]|раздел|план\b|программ|подпрограмм|блок|задач)"
)


def _grouped(
    table: Table, depth: int, before: Sequence[HeadColumn]
) -> Iterator[tuple[Row, FigureGroup]]:
    """The rows below the head, each with the words that stand over it or in a column of
    directions before its indicator; an empty cell there goes on with the one above."""
    beside = [at for at, each in enumerate(before) if _GROUPS.match(simple(each.heading))]
    group = FigureGroup("", table.address, is_row=False)
    for row in table.rows[depth:]:
        address = (*table.address, (row.step, row.number))
        texts = by_cells(before, row)
        if len({id(cell) for cell in row.cells if cell.text}) == 1 and row.cells[0].text:
            group = FigureGroup(row.cells[0].text, address, is_row=True)
        elif beside and texts.get(beside[0], group.words) != group.words:
            group = FigureGroup(texts[beside[0]], address, is_row=False)
        yield row, group


_MEASURED = lazy_pattern(
    r"(общ\w+ |средн\w+ )?(доля|числ|количеств|охват|процент|средн|уров|удельн|наличи|индекс|"
    r"коэффициент|показател|индикатор)"
)


def _years_down(table: Table, depth: int, columns: Sequence[HeadColumn]) -> PassportEntry | None:
    """Such a table on its side: a year a row, an indicator a column. None for another one."""
    rows = [by_cells(columns, row) for row in table.rows[depth:]]
    are_years = len(rows) > 1 and all(is_year_of_value(row.get(0, "")) for row in rows)
    over = [each.heading for each in columns[1:]]
    if not (depth and are_years and over and all(_MEASURED.match(simple(each)) for each in over)):
        return None
    items: list[str] = []
    for at, heading in enumerate(over, 1):
        told = [f"{row[0]} – {row[at]}" for row in rows if row.get(at, "").strip("-–—")]
        items.append(f"{_without_end(heading)}: {'; '.join(told)}" if told else heading)
    label = columns[0].heading or None
    return PassportEntry(None, label, None, tuple(items), ("indicator",), table.address)


def _years_inside(rows: Sequence[Row]) -> dict[int, tuple[str, ...]]:
    """Places of rows → the indicators that a row with their values by year gives: none for the row
    of years itself. Such a table may stand inside a passport, beside its label or below it."""
    found: dict[int, tuple[str, ...]] = {}
    over: tuple[HeadColumn, ...] = ()
    for at, row in enumerate(rows):
        if head := _years_over(row):
            over, found[at] = head, ()
        elif over:
            own = Row(tuple(c for c in row.cells if c.column >= over[0].begin), row.number)
            item = _figure(over, 0, own) if _are_values(own.cells) else None
            over = over if item else ()
            found |= {at: (item,)} if item else {}
    return found


def _are_values(cells: Sequence[Cell]) -> bool:
    """Whether short figures stand behind a first cell that names no row of a passport."""
    values = [cell for cell in cells[1:] if cell.text]
    is_row = len(values) < 2 and bool(cells) and is_passport_label(cells[0].text)
    are_short = all(len(each.text) <= _LONGEST_VALUE for each in values)
    has_figure = any(re.search(r"\d", each.text) for each in values)
    is_wide = len(values) == 1 < values[0].columns if values else True
    return has_figure and are_short and not (is_row or is_wide)


def _add_years(
    found: list[PassportEntry], items: tuple[str, ...], label: str | None, entry: PassportEntry
) -> None:
    """Add indicators to the row of the passport whose years stand above, or begin it with none."""
    if items:
        found[-1] = replace(found[-1], items=(*found[-1].items, *items))
    else:
        found.append(replace(entry, label=label or entry.label))


def _years_over(row: Row) -> tuple[HeadColumn, ...]:
    """«Показатель | 2024 | 2025» as columns; nothing for another row."""
    texts = [cell.text for cell in row.cells]
    begin = next((at for at, text in enumerate(texts) if _IS_YEAR.fullmatch(text)), 0) - 1
    values = texts[begin + 1 :]
    is_years = begin >= 0 and len(values) > 1 and all(map(_IS_YEAR.fullmatch, values))
    if not is_years or not (_names_figures(texts[begin]) or not texts[begin]):
        return ()
    return tuple(
        HeadColumn(Column.OTHER, cell.column, cell.end, cell.text, cell.text)
        for cell in row.cells[begin:]
    )


_IS_YEAR = lazy_pattern(r"20\d\d\s*(г\.?|год)?|20\d\d\s*[-–—/]\s*(20)?\d\d.*")


def _nested_items(cell: Cell) -> tuple[str, ...]:
    """What tables inside a cell say: an indicator with its years, or the words of a row."""
    found: list[str] = []
    for table in cell.nested:
        if measured := figures(table):
            found += measured.items
        else:
            rows = ([each.text for each in row.cells if each.text] for row in table.rows)
            found += [" – ".join(texts) for texts in rows if texts]
    return tuple(found)


def nested_in(table: Table) -> list[tuple[str, Address]]:
    """The words of each table inside a cell that holds no indicators, with the cell's address."""
    return [
        (" ".join(words_of([inner])), cell.address)
        for cell in table.cells() for inner in cell.nested if not figures(inner)
    ]  # fmt: skip


def is_of_figures(entry: PassportEntry) -> bool:
    """Whether the row holds indicators and nothing else."""
    return entry.stages == ("indicator",)


def between_figures(table: Table) -> list[tuple[str, Address]]:
    """The words of the rows of such a table that hold no indicator: «Задача 1. Кадры»."""
    depth, columns = columns_over(table)
    rows = [row for row in table.rows[depth:] if len(by_cells(columns, row)) == 1]
    said = [(" ".join(cell.text for cell in row.cells), row) for row in rows]
    return [(words, (*table.address, (row.step, row.number))) for words, row in said]


def _is_of_plan(column: HeadColumn) -> bool:
    """Whether it says when or who; «Период реализации» over years says of which year a value is."""
    lowest = simple(column.lowest)
    is_of_value = _VALUE.match(lowest) or (is_month(lowest) and _VALUE.search(lowest))
    is_time = column.kind is Column.SCHEDULE and not is_of_value
    return is_time or column.kind is Column.RESPONSIBLE


def _names_figures(heading: str) -> bool:
    words = re.sub(r"^(наименование|название) ", "", simple(heading))
    return _FIGURE.match(words) is not None


def _figure(columns: Sequence[HeadColumn], at: int, row: Row) -> str | None:
    """«Доля выпускников, %: 2023 год – 97, 2024 год – 98», without its number."""
    texts = by_cells(columns, row)
    if at not in texts or len(texts) < 2 or counts_columns(row.cells):
        return None
    said = [
        f"{columns[place].lowest} – {text}" for place, text in texts.items()
        if place > at and text.strip("-–—")
    ]  # fmt: skip
    return f"{_without_end(texts[at])}: {'; '.join(said)}" if said else texts[at]


_SHORT_UNIT = lazy_pattern(
    r"\b(ед|чел|руб|тыс|млн|шт|экз|мин|час|балл|усл|кв|уч|г|гг|др|т\.? ?[дп])\.$"
)


def _without_end(text: str) -> str:
    """Words without the sign at their end; the dot of a unit, «ед.», is part of it."""
    ended = text.rstrip(" ;:")
    return ended if _SHORT_UNIT.search(ended) else ended.rstrip(" .;:")


def entries(table: Table, above: PassportEntry | None) -> list[PassportEntry]:
    """The rows of a piece; `above` is the last row of the piece before, which may go on here."""
    passport_entries: list[PassportEntry] = [above] if above else []
    heading: str | None = None
    years = _years_inside(table.rows)
    for at, (row, (number, label, rest)) in enumerate(
        zip(table.rows, _parted(table.rows), strict=True)
    ):
        address = (*table.address, ("row", row.number))
        if at in years:
            over = label.text if label else ""
            named = heading if _names_figures(over) or not over else over
            begun = PassportEntry(number, over, None, (), ("indicator",), address)
            _add_years(passport_entries, years[at], named, begun)
            heading = None
            continue
        items = tuple(
            item for cell in rest for item in (*items_of(cell.paragraphs), *_nested_items(cell))
        )
        if label is None or (not rest and label.text):
            heading = (label or rest[0]).text if label or rest else heading
            continue
        if _is_head(label, rest):
            continue
        text = label.text or None
        if text is None and not number and passport_entries:
            passport_entries[-1] = _longer(passport_entries[-1], items)
            continue
        if _goes_on(text, number, passport_entries):
            passport_entries[-1] = _longer(
                replace(passport_entries[-1], label=f"{passport_entries[-1].label} {text}"), items
            )
            continue
        if text or items:
            stages = row_stages(text or "")
            passport_entries.append(PassportEntry(number, text, heading, items, stages, address))
            heading = None
    return passport_entries


def _goes_on(text: str | None, number: str | None, found: Sequence[PassportEntry]) -> bool:
    """Whether a page cut the label of a counted row: small letters without a number."""
    counted = bool(found and found[-1].number and found[-1].label)
    return counted and not number and text is not None and text[:1].islower()


def _longer(entry: PassportEntry, items: tuple[str, ...]) -> PassportEntry:
    """A row that a page cut: an item that begins small goes on with the last one."""
    if (
        items
        and entry.items
        and items[0][:1].islower()
        and not entry.items[-1].endswith((".", ";"))
    ):
        joined = f"{entry.items[-1]} {items[0]}"
        items, kept = (joined, *items[1:]), entry.items[:-1]
    else:
        kept = entry.items
    return PassportEntry(
        entry.number, entry.label, entry.heading, (*kept, *items), entry.stages, entry.address
    )


def items_of(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """One item a paragraph, or a line of it where breaks part whole ones; a bullet is no word, a
    number is one."""
    found: list[str] = []
    for paragraph in paragraphs:
        if not paragraph.lines:
            continue
        lines = paragraph.lines if are_items(paragraph.lines) else (paragraph.text,)
        label = "" if paragraph.has_bullet or not paragraph.label else f"{paragraph.label} "
        found += [f"{label}{lines[0]}", *lines[1:]]
    return tuple(found)


_MARKED = lazy_pattern(r"[-–—•]|\d{1,2}[.)]")
_BEGINS = lazy_pattern(r"[-–—•]|\d{1,2}[.)]|[А-ЯЁ«]")


def are_items(lines: Sequence[str]) -> bool:
    """Whether each line between breaks is one of a list: it begins as items do, behind a sign that
    ends one, or with two words or more."""
    is_marked = all(map(_MARKED.match, lines))
    is_ended = all(line.rstrip().endswith((";", ".")) for line in lines[:-1])
    is_wordy = all(len(line.split()) > 1 for line in lines) and not any(
        line.rstrip().endswith((",", ":", "–", "-")) for line in lines[:-1]
    )
    return len(lines) > 1 and (
        is_marked or is_ended or (is_wordy and all(map(_BEGINS.match, lines)))
    )


def is_head_row(row: Row) -> bool:
    """Whether a row names the columns of a passport: «Разделы | Содержание»."""
    said = sum(bool(cell.text) for cell in row.cells)
    return said > 1 and _is_head(row.cells[0], row.cells[1:])


def _is_head(label: Cell, rest: Sequence[Cell]) -> bool:
    return bool(rest) and all(
        _HEAD_WORDS.fullmatch(simple(cell.text)) for cell in (label, *rest) if cell.text
    )


def _parted(rows: Sequence[Row]) -> list[tuple[str | None, Cell | None, tuple[Cell, ...]]]:
    """Of each row: the number, the cell of the label, the cells with the words.

    A row of one cell over the whole width is a heading: its cell comes as the label, alone.
    """
    numbered = _has_numbers(rows)
    return [_parts(row, numbered=numbered) for row in rows]


def _has_numbers(rows: Sequence[Row]) -> bool:
    wide = [row.cells for row in rows if len(row.cells) > 2]
    numbers = [cells[0].text for cells in wide if not _NUMBER_HEAD.search(cells[0].text)]
    fit = sum(not number or bool(_NUMBER.fullmatch(number)) for number in numbers)
    counted = any(map(_NUMBER.fullmatch, numbers)) or not any(numbers)
    return bool(wide) and 2 * fit > len(numbers) and counted


def _parts(row: Row, *, numbered: bool) -> tuple[str | None, Cell | None, tuple[Cell, ...]]:
    cells = row.cells
    if len(cells) < 2:
        return None, (cells[0] if cells and cells[0].text else None), ()
    if numbered and (len(cells) > 2 or _NUMBER.fullmatch(cells[0].text)):
        number = cells[0].text.rstrip(".)") or None
        return number, cells[1], tuple(cell for cell in cells[2:] if _says(cell))
    label = cells[0]
    return None, label, tuple(cell for cell in cells[1:] if _says(cell))


def _says(cell: Cell) -> bool:
    return bool(cell.text or cell.nested)

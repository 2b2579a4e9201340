"""A plan in a workbook → a document: a sheet is a table, merged cells reach as they are shown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from engine.classes import dataclass
from engine.codes.tables import EMPTY, SHEETS_WITHOUT_END
from engine.diagnostics import Finding, Place, finding
from engine.lazy import lazy_pattern
from engine.papers.documents import (
    Address,
    Block,
    Cell,
    Document,
    Paragraph,
    Remark,
    RemarkKind,
    Row,
    Table,
)
from engine.papers.sniffing import PaperKind
from engine.papers.word.xml import attribute, parsed
from engine.schedule import MONTHS
from engine.tables import Look, RawSheet, look_of, open_workbook, percent, shown
from engine.tables.zip_archive import UNREADABLE, DamagedError, open_zip, read_part

MOST_SHEETS = 500
"""Sheets of a workbook that is read as a plan: a region's plan with a sheet a district has some
dozens."""

WORKBOOKS = frozenset({PaperKind.XLSX, PaperKind.XLS, PaperKind.ODS})


def read_workbook(data: bytes, file: str) -> Document | Finding:
    """The sheets that are not hidden, in the order of their tabs."""
    if (count := _sheets_at_sight(data)) > MOST_SHEETS:
        return _without_end(count, file)
    book = open_workbook(data, file)
    if isinstance(book, Finding):
        return book
    if len(book.sheets) > MOST_SHEETS:
        return _without_end(len(book.sheets), file)
    blocks: list[Block] = []
    count = 0
    remarks = list(_asides(data, file))
    coloured, struck, conditions = book.coloured(), book.struck(), book.conditions()
    for name in book.sheets:
        sheet = book.read(name)
        if isinstance(sheet, Finding):
            if sheet.code is EMPTY:
                continue
            return sheet
        if sheet.is_hidden:
            remarks.append(Remark(RemarkKind.SHEET, (), name))
            continue
        count += 1
        at: Address = (("table", count),)
        table = _table(sheet, at, coloured.get(name, {}))
        blocks += _blocks(table)
        if ranges := conditions.get(name):
            remarks.append(Remark(RemarkKind.CONDITION, at, ", ".join(ranges)))
        remarks += _struck(table, struck.get(name, frozenset()))
        remarks += [
            Remark(RemarkKind.ROW_HIDDEN, (*at, ("row", each)), "") for each in sheet.hidden
        ]
    return Document(file, tuple(blocks), tuple(remarks))


def _struck(table: Table, cells: frozenset[tuple[int, int]]) -> Iterator[Remark]:
    """The crossed-out words of a sheet."""
    for row in table.rows if cells else ():
        for cell in row.cells:
            if cell.text and (row.number, cell.column) in cells:
                yield Remark(RemarkKind.STRUCK, cell.address, cell.text)


def _sheets_at_sight(data: bytes) -> int:
    """How many parts of an xlsx are sheets, by its table of contents; nought of other books."""
    try:
        names = ZipFile(BytesIO(data)).namelist()
    except UNREADABLE:
        return 0
    return sum(name.casefold().startswith("xl/worksheets/sheet") for name in names)


def _without_end(count: int, file: str) -> Finding:
    return finding(SHEETS_WITHOUT_END, Place(file), count=count, most=MOST_SHEETS)


def _blocks(table: Table) -> Iterator[Block]:
    """The sheet, where rows of one cell at its top are paragraphs: words of an order or a title."""
    above = 0
    while above < len(table.rows) and sum(bool(c.text) for c in table.rows[above].cells) < 2:
        above += 1
    for row in table.rows[:above]:
        for cell in row.cells:
            yield from cell.paragraphs if cell.row < above else ()
    if above == len(table.rows):
        return
    moved = {id(cell): replace(cell, row=max(cell.row - above, 0))
             for row in table.rows[above:] for cell in row.cells}  # fmt: skip
    rows = (
        replace(row, cells=tuple(moved[id(each)] for each in row.cells))
        for row in table.rows[above:]
    )
    yield Table(tuple(rows), table.width, table.address)


_PARTS: tuple[tuple[str, str, RemarkKind], ...] = (
    (r"xl/comments\d*\.xml|xl/comments/.*\.xml", "comment", RemarkKind.COMMENT),
    (r"xl/threadedComments/.*\.xml", "threadedComment", RemarkKind.COMMENT),
    (r"xl/drawings/drawing\d*\.xml", "txBody", RemarkKind.TEXT_BOX),
    (r"xl/media/.*", "", RemarkKind.PICTURE),
)


_TEXTS = frozenset({"t", "text"})


def _asides(data: bytes, file: str) -> Iterator[Remark]:
    """Comments, text boxes and pictures of an .xlsx, which stand in no cell; other kinds of
    workbooks do not tell them."""
    parts = open_zip(data, file) if data.startswith(b"PK") else None
    if parts is None or isinstance(parts, Finding):
        return
    for name in sorted(parts.namelist()):
        for pattern, element, kind in _PARTS:
            if not re.fullmatch(pattern, name):
                continue
            for text in _said(parts, name, element) if element else ("",):
                yield Remark(kind, (), text)


def _said(parts: ZipFile, name: str, element: str) -> Iterator[str]:
    """The words of each such element of a part. Parts that are torn hold none."""
    try:
        root, _ = parsed(read_part(parts, name), name)
    except DamagedError:
        return
    for each in root.iter():
        if each.tag.rpartition(":")[2] != element:
            continue
        where = attribute(each, "ref")
        lines = (
            inner.text or "" for inner in each.iter() if inner.tag.rpartition(":")[2] in _TEXTS
        )
        words = " ".join(" ".join(lines).split())
        if words:
            yield f"{where}: {words}" if where else words


_DAY = lazy_pattern(r"(\d{4})-(\d\d)-(\d\d)(?: 00:00:00)?")
_NO_LETTERS = lazy_pattern(r"\[[^\]]*\]|\"[^\"]*\"|\\.")


_FIGURE = lazy_pattern(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WITH_COMMA = lazy_pattern(r"-?\d+,\d+")


def _shown(text: str, look: str, said: str | None = None) -> str:
    """A date as a Russian sheet shows it: «31.05.2023», «май 2023» where its format has no day; a
    number as its format does, «85%», «1.10», with the point that numbers of events have. `said` is
    what the file itself says that the cell shows."""
    if look and _FIGURE.fullmatch(text):
        drawn = said or (percent(text) if look_of(look) is Look.PERCENT else shown(text, look))
        if drawn is None or not any(sign.isdecimal() for sign in drawn):
            return text
        return drawn.replace(",", ".") if _WITH_COMMA.fullmatch(drawn) else drawn
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    year, month, day = found.groups()
    letters = _NO_LETTERS.sub("", look).casefold()
    if "m" in letters and "d" not in letters:
        return f"{MONTHS[int(month) - 1]} {year}"
    return f"{day}.{month}.{year}"


@dataclass(frozen=True, slots=True)
class _Range:
    """A merged range, from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


def _table(sheet: RawSheet, at: Address, coloured: Mapping[tuple[int, int], str]) -> Table:
    numbers = [int(each) for each in sheet.frame["__row"].to_list()]
    names = [name for name in sheet.frame.columns if name.isdecimal()]
    columns = [int(name) for name in names]
    values = sheet.frame.select(names).rows()
    looks = {} if sheet.looks is None else {
        (row, column): (str(code), said)
        for row, column, code, said in
        sheet.looks.select("row", "column", "code", "shown").iter_rows()
    }  # fmt: skip
    ranges = [_Range(top, left, bottom, right) for top, left, bottom, right in sheet.merged]
    rows: list[Row] = []
    begun: dict[tuple[int, int], Cell] = {}
    for place, (number, row) in enumerate(zip(numbers, values, strict=True)):
        texts = [
            _shown(text, *looks.get((number, column), ("", None))) if text else text
            for column, text in zip(columns, row, strict=True)
        ]
        cells = tuple(_cells(place, number, texts, columns, ranges, begun, numbers, at))
        if coloured:
            cells = tuple(
                replace(cell, colour=coloured.get((number, cell.column), ""))
                if cell.rows == cell.columns == 1 else cell
                for cell in cells
            )  # fmt: skip
        rows.append(Row(cells, number))
    return Table(tuple(rows), max(columns, default=0) + 1, at)


def _cells(
    place: int, number: int, row: Sequence[str | None], columns: Sequence[int],
    ranges: Sequence[_Range], begun: dict[tuple[int, int], Cell], numbers: Sequence[int],
    at: Address,
) -> Iterator[Cell]:  # fmt: skip
    covered = -1
    for column, text in zip(columns, row, strict=True):
        if column <= covered:
            continue
        merged = next(
            (r for r in ranges if r.top <= number <= r.bottom and r.left <= column <= r.right), None
        )
        if merged is None:
            yield _cell(place, column, 1, 1, text, number, at)
            continue
        covered = merged.right
        key = merged.top, merged.left
        if key not in begun:
            rows = sum(merged.top <= each <= merged.bottom for each in numbers)
            wide = merged.right - merged.left + 1
            begun[key] = _cell(place, merged.left, rows, wide, text, number, at)
        yield begun[key]


def _cell(
    place: int, column: int, rows: int, columns: int, text: str | None, number: int, at: Address
) -> Cell:
    address = (*at, ("row", number), ("column", column + 1))
    paragraphs = tuple(
        Paragraph((" ".join(line.split()),), address)
        for line in (text or "").split("\n")
        if line.strip()
    )
    return Cell(place, column, rows, columns, paragraphs, (), address)

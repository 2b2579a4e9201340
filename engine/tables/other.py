"""xls and ods → raw sheets. The one door to python-calamine (decision 0020).

fastexcel reads these formats too, but drops empty columns at the left, and for xlsx alone the XML
of the sheet tells how many.

What the XML of an ods tells before it is read: how far its sheets spread, formulas without a
value, merged cells, what a cell shows instead of its value (an error, yes or no). It is searched,
never parsed; repeated cells are counted, never written out.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, time, timedelta
from html import unescape
from io import BytesIO

import polars as pl
import python_calamine

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.lazy import lazy_pattern
from engine.tables.biff import ToldBook, coloured_of_xls, told_of_book
from engine.tables.colours import SOME, Colours, Places, coloured_of_ods
from engine.tables.looks import UNKNOWN, CellLook, looks, looks_of_column
from engine.tables.passwords import has_password
from engine.tables.sheets import (
    ERROR_WORDS,
    LOGICAL_WORDS,
    ROW,
    CellFault,
    FaultyCell,
    Merged,
    RawSheet,
    composed,
    filled_down,
    number_text,
    with_errors,
)
from engine.tables.times import time_text
from engine.tables.zip_archive import UNREADABLE, DamagedError, open_zip, read_part

MOST_CELLS = 10_000_000
"""Cells of a sheet: each becomes an object before it becomes text."""

_TAG = lazy_pattern(
    rb"<table:table\s[^>]*>|<table:table-row\b[^>]*>|<table:(?:covered-)?table-cell\b[^>]*>"
)
_NAME = lazy_pattern(rb'table:name="([^"]*)"')
_ROWS = lazy_pattern(rb"""number-rows-repeated\s*=\s*["']\s*(\d{1,18})""")
_COLUMNS = lazy_pattern(rb"""number-columns-repeated\s*=\s*["']\s*(\d{1,18})""")
_FORMULA = lazy_pattern(rb'table:formula="([^"]*)"')
_SPANS = (
    lazy_pattern(rb'number-rows-spanned="(\d{1,7})"'),
    lazy_pattern(rb'number-columns-spanned="(\d{1,7})"'),
)
_MOST_FORMULAS = 10_000
_KIND = lazy_pattern(rb'office:value-type="(percentage|float|currency|date|time)"')
_VALUE = lazy_pattern(rb'office:value="([^"]*)"')
_SHOWN = lazy_pattern(
    rb"(?:<office:annotation\b(?:(?!</office:annotation>).)*</office:annotation>)?"
    rb"<text:p[^>]*>([^<]*)</text:p>",
    re.DOTALL,
)
"""The first line of a cell, after its comment."""
_BROKEN = (b"<text:line-break", b"<text:tab")
"""Breaks inside a paragraph, at whose place the reader of workbooks leaves nothing."""
_OF_TEXT = lazy_pattern(rb'office:value-type="string"(?!.*office:string-value)', re.DOTALL)
_COMMENT = lazy_pattern(rb"<office:annotation\b.*?</office:annotation>", re.DOTALL)
_PARAGRAPH = lazy_pattern(rb"<text:p\b(?:[^>]*/>|[^>]*?>(.*?)</text:p>)", re.DOTALL)
_BREAK = lazy_pattern(rb"<text:(?:line-break|tab)\b[^>]*>")
_BLANKS = lazy_pattern(rb'<text:s\b(?:[^>]*text:c="(\d{1,4})")?[^>]*>')
_CLOSED = lazy_pattern(rb"</table:(?:covered-)?table-cell>")
_ANY_TAG = lazy_pattern(rb"<[^>]*>")
_VALUELESS = b'office:string-value=""'
"""A formula that failed, or one whose text is blank; the former shows why."""
_CODES = {"percentage": "0%", "date": "dd.mm.yyyy", "time": "h:mm"}
_FILTERED = (b'table:visibility="filter"', b'table:visibility="collapse"')
_STYLES = "styles.xml"
_MOST_HIDDEN = 1_100_000


@dataclass(slots=True)
class Spread:
    """A sheet: the size of the rectangle of its cells, and what is told of single cells."""

    rows: int = 0
    columns: int = 0
    formulas: list[FaultyCell] = field(default_factory=list)
    merged: tuple[Merged, ...] = ()
    looks: list[CellLook] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    instead: list[tuple[int, int, str | bool]] = field(default_factory=list)
    """Cells (row 1-based, column 0-based) whose value is what they show: errors, yes and no."""

    @property
    def size(self) -> int:
        """Rows times columns: the cells that reading it would make."""
        return self.rows * self.columns


def spreads(xml: bytes) -> dict[str, Spread]:
    """The sheets of content.xml by name."""
    found: dict[str, Spread] = {}
    is_broken = any(each in xml for each in _BROKEN)
    sheet, row, next_row, column = Spread(), 0, 1, 0
    for match in _TAG.finditer(xml):
        tag = match[0]
        if tag.startswith(b"<table:table "):
            name = _NAME.search(tag)
            sheet = found.setdefault(_plain(name[1]) if name else "", Spread())
            next_row = 1
        elif tag.startswith(b"<table:table-row"):
            row, column = next_row, 0
            next_row = row + _count(_ROWS, tag)
            if any(word in tag for word in _FILTERED) and next_row - row < _MOST_HIDDEN:
                sheet.hidden += range(row, next_row)
        else:
            times = _count(_COLUMNS, tag)
            if _is_filled(xml, tag, match.end()):
                sheet.rows = max(sheet.rows, next_row - 1)
                sheet.columns = max(sheet.columns, column + times)
                _tell(sheet, tag, row, column)
                if sheet.size <= MOST_CELLS:
                    repeated = range(row, next_row), range(column, column + times)
                    if not tag.endswith(b"/>") and _is_untyped(tag):
                        _say(sheet, xml, match.end(), *repeated, is_whole=True)
                    elif is_broken and not tag.endswith(b"/>") and _OF_TEXT.search(tag):
                        _say(sheet, xml, match.end(), *repeated)
                    _show(sheet, tag, _shown(xml, tag, match.end()), *repeated)
            column += times
    return found


def _shown(xml: bytes, tag: bytes, end: int) -> str | None:
    text = None if tag.endswith(b"/>") else _SHOWN.match(xml, end)
    return _plain(text[1]).replace("\u00a0", " ").strip() if text else None


def _say(
    sheet: Spread, xml: bytes, start: int, rows: range, columns: range, *, is_whole: bool = False
) -> None:
    """The text of a cell in which a paragraph has breaks, each in the place of one; `is_whole` also
    without any: of a cell that does not say that it holds text."""
    closed = _CLOSED.search(xml, start)
    content = xml[start : closed.start() if closed else start]
    if is_whole or any(each in content for each in _BROKEN):
        own = _COMMENT.sub(b"", content) if b"<office:annotation" in content else content
        lines = [each[1] or b"" for each in _PARAGRAPH.finditer(own)]
        text = _BREAK.sub(b"\n", b"\n".join(lines))
        text = _BLANKS.sub(lambda blanks: b" " * int(blanks[1] or 1), text)
        said = _plain(_ANY_TAG.sub(b"", text))
        sheet.instead += [(row, column, said) for row in rows for column in columns]


def _show(sheet: Spread, tag: bytes, shown: str | None, rows: range, columns: range) -> None:
    """What each cell shows for which the tag stands, where that is not its value."""
    is_number = _KIND.search(tag) is not None
    if shown and (_VALUELESS in tag or (is_number and shown.upper() in ERROR_WORDS)):
        sheet.instead += [(row, column, shown) for row in rows for column in columns]
    elif shown and is_number and shown.upper() in LOGICAL_WORDS:
        word = LOGICAL_WORDS[shown.upper()]
        sheet.instead += [(row, column, word) for row in rows for column in columns]
    elif not tag.endswith(b"/>"):
        sheet.looks += _looks(tag, shown, rows, columns)


def _looks(tag: bytes, shown: str | None, rows: range, columns: range) -> Iterator[CellLook]:
    """A number with what it shows."""
    kind = _KIND.search(tag)
    if kind is None:
        return
    value, word = _VALUE.search(tag), kind[1].decode()
    if value and word in ("float", "currency") and shown in (None, value[1].decode()):
        return
    code = _CODES.get(word, "0.0")
    yield from (CellLook(row, column, code, shown) for row in rows for column in columns)


def _is_untyped(tag: bytes) -> bool:
    """Whether a cell that is seen holds words without saying so, as programs write that make a
    sheet by hand; LibreOffice shows them, and the reader of workbooks leaves them out."""
    is_told = b"office:value-type" in tag or b"table:formula" in tag
    return not is_told and not tag.startswith(b"<table:covered")


def _is_filled(xml: bytes, tag: bytes, end: int) -> bool:
    closes = tag.endswith(b"/>") or xml.startswith(b"</table:", end)
    return not closes or b"office:value" in tag or b"table:formula" in tag


def _tell(sheet: Spread, tag: bytes, row: int, column: int) -> None:
    formula = _FORMULA.search(tag)
    if formula and b"office:value-type" not in tag and len(sheet.formulas) < _MOST_FORMULAS:
        text = f"={_plain(formula[1]).removeprefix('of:=')}"
        sheet.formulas.append(FaultyCell(row, column, CellFault.FORMULA, text))
    down, across = (_count(span, tag) for span in _SPANS)
    if down > 1 or across > 1:
        sheet.merged = (*sheet.merged, (row, column, row + down - 1, column + across - 1))


def _count(pattern: re.Pattern[bytes], tag: bytes) -> int:
    match = pattern.search(tag)
    return int(match[1]) if match else 1


def _plain(text: bytes) -> str:
    return unescape(text.decode("utf-8", "replace"))


_OLE = b"\xd0\xcf\x11\xe0"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_DAY_1 = datetime(1900, 1, 1)
"""What lies before it in a workbook is a time of no day."""
_LENGTH = lazy_pattern(r"PT(\d+)H(\d+)M(\d+(?:\.\d+)?)S")
"""A length of time that is more than a day, as ods has it."""

_Cell = int | float | str | bool | time | date | datetime | timedelta
_FAILED = (python_calamine.CalamineError, python_calamine.PasswordError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class OtherWorkbook:
    """An opened xls or ods; `spreads` are what the XML of an ods says of its sheets, `told` what
    the records of an xls do."""

    file: str
    data: bytes
    reader: python_calamine.CalamineWorkbook
    spreads: dict[str, Spread]
    told: ToldBook | None = None

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets in the order of the tabs."""
        return tuple(self.reader.sheet_names)

    def read(self, sheet: str) -> RawSheet | Finding:
        """The cells of a sheet that is in `sheets`."""
        place = Place(self.file, sheet=sheet)
        try:
            cells = self.reader.get_sheet_by_name(sheet)
            if cells.total_height * cells.total_width > MOST_CELLS:
                return finding(codes.TOO_LARGE, place, unpacked="")
            spread = self.spreads.get(sheet)
            instead = spread.instead if spread else ()
            rows = _with_shown(cells.to_python(skip_empty_area=False), instead)
        except _FAILED:
            return finding(codes.UNREADABLE, place)
        if not rows:
            return finding(codes.EMPTY, place)
        frame, errors = _as_text(rows)
        of_xls = self.told.sheets.get(sheet) if self.told else None
        ranges = cells.merged_cell_ranges or []
        merged = tuple(
            (top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges
        )
        known = spread or of_xls
        faulty = (*errors, *(known.formulas if known else ()))
        merged = merged or (spread.merged if spread else ())
        return RawSheet(
            self.file,
            sheet,
            filled_down(composed(with_errors(frame, faulty)), merged),
            faulty,
            self.told.serial_shift if self.told else 0,
            merged,
            looks=looks(known.looks) if known else _unknown_looks(rows),
            hidden=tuple(known.hidden) if known else (),
            is_hidden=sheet in self.hidden_sheets,
        )

    def coloured(self) -> Mapping[str, Colours]:
        """Sheet → its cells that stand on a colour which is not white; which one is not told."""
        return {name: dict.fromkeys(each, SOME) for name, each in self._coloured().items()}

    def _coloured(self) -> Mapping[str, Places]:
        if self.data.startswith(_OLE):
            return coloured_of_xls(self.data)
        try:
            parts = open_zip(self.data, self.file)
            if isinstance(parts, Finding):
                return {}
            content = read_part(parts, "content.xml")
            styles = read_part(parts, _STYLES) if _STYLES in parts.namelist() else b""
        except (*UNREADABLE, DamagedError):  # whoever reads the words of the book tells it
            return {}
        sizes = {name: (each.rows, each.columns) for name, each in self.spreads.items()}
        return coloured_of_ods(content, styles, sizes)

    def conditions(self) -> Mapping[str, tuple[str, ...]]:
        """Ranges whose colours follow from values are told of .xlsx alone."""
        return {}

    def struck(self) -> Mapping[str, Places]:
        """Crossed-out words are told of .xlsx alone."""
        return {}

    @property
    def hidden_sheets(self) -> frozenset[str]:
        """Names of the sheets that nobody sees."""
        visible = python_calamine.SheetVisibleEnum.Visible
        metadata = self.reader.sheets_metadata
        return frozenset(each.name for each in metadata if each.visible != visible)


def is_other(data: bytes) -> bool:
    """True for the bytes of xls and ods."""
    return data.startswith(_OLE) or _ODS in data[:200]


def open_other(data: bytes, file: str) -> OtherWorkbook | Finding:
    """Open an xls or ods; the finding says why it cannot be read."""
    is_old = data.startswith(_OLE)
    found: dict[str, Spread] = {}
    try:
        if not is_old:
            parts = open_zip(data, file)
            if isinstance(parts, Finding):
                return parts
            found = spreads(read_part(parts, "content.xml"))
            if any(spread.size > MOST_CELLS for spread in found.values()):
                return finding(codes.TOO_LARGE, Place(file), unpacked="")
        reader = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except python_calamine.PasswordError:
        return finding(codes.LOCKED, Place(file), locked="1", torn="")
    except (*UNREADABLE, *_FAILED, DamagedError, zipfile.BadZipFile):
        if is_old:
            locked = "1" if has_password(data) else ""
            return finding(codes.LOCKED, Place(file), locked=locked, torn="" if locked else "1")
        return finding(codes.UNREADABLE, Place(file))
    return OtherWorkbook(file, data, reader, found, told_of_book(data) if is_old else None)


def _unknown_looks(rows: Sequence[Sequence[object]]) -> pl.DataFrame | None:
    """The numbers of an old xls, whose look is not told, and its days."""
    frames = []
    for column in range(max(map(len, rows))):
        for kinds, code in (((int, float), UNKNOWN), ((datetime, date), "dd.mm.yyyy")):
            found = [
                number
                for number, row in enumerate(rows, 1)
                if column < len(row) and isinstance(row[column], kinds)
            ]
            if found:
                frames.append(looks_of_column(column, found, code))
    return pl.concat(frames) if frames else None


def _with_shown(
    rows: list[list[_Cell]], instead: Sequence[tuple[int, int, str | bool]]
) -> list[list[_Cell]]:
    """The rows, grown where nothing but an error stands at the end of a sheet."""
    for row, column, word in instead:
        rows.extend([] for _ in range(row - len(rows)))
        cells = rows[row - 1]
        cells.extend("" for _ in range(column + 1 - len(cells)))
        cells[column] = word
    return rows


def _as_text(rows: Sequence[Sequence[object]]) -> tuple[pl.DataFrame, list[FaultyCell]]:
    """Text columns by position, and the cells that hold an error of Excel."""
    errors: list[FaultyCell] = []
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str) and value in ERROR_WORDS:
                errors.append(FaultyCell(number, column, CellFault.ERROR, value))
    width = max(map(len, rows))
    columns = {
        str(at): pl.Series(
            [_text(row[at]) if at < len(row) else None for row in rows], dtype=pl.String
        )
        for at in range(width)
    }
    numbers = pl.Series(range(1, len(rows) + 1), dtype=pl.Int64)
    return pl.DataFrame({**columns, ROW: numbers}), errors


def _text(value: object) -> str | None:
    match value:
        case None | "":
            return None
        case bool():
            return "true" if value else "false"
        case float():
            return number_text(value)
        case datetime() if value < _DAY_1:
            return time_text(value.time())
        case datetime() if value.hour or value.minute or value.second:
            return value.isoformat(" ", "seconds")
        case datetime() | date():
            return value.strftime("%Y-%m-%d")
        case time() | timedelta():
            return time_text(value)
        case str() if length := _LENGTH.fullmatch(value):
            hours, minutes, seconds = map(float, length.groups())
            return time_text(timedelta(hours=hours, minutes=minutes, seconds=seconds))
        case _:
            return str(value)

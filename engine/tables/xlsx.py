"""xlsx → raw sheets. The one door to fastexcel (decisions 0010 and 0020).

What the reader of workbooks does not tell: faulty cells, the first column, the spread.

The reader hands cells over as text and takes a formula without a stored value, and an error of
Excel, for an empty cell. The XML of the sheet tells them apart. It is searched, never parsed: a
sheet of 100,000 cells takes some milliseconds.
"""

import logging
import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import fastexcel
import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.lazy import lazy_pattern
from engine.tables.colours import (
    Colours,
    Places,
    cells_in_styles,
    cells_with_strings,
    coloured_styles,
    conditional_ranges,
    struck_styles,
)
from engine.tables.looks import cell_looks, hidden_rows, looks
from engine.tables.other import OtherWorkbook, is_other, open_other
from engine.tables.passwords import has_password
from engine.tables.raised import with_raised
from engine.tables.sheets import (
    NEARLY,
    ROW,
    UNKEPT,
    CellFault,
    FaultyCell,
    Merged,
    RawSheet,
    column_number,
    composed,
    filled_down,
    number_text,
    with_errors,
)
from engine.tables.times import with_times
from engine.tables.trial import is_small, refusal
from engine.tables.zip_archive import Archive, DamagedError, open_archive, read_part

MAX_CELLS = 42_000_000
"""Cells of the rectangle around all cells of a sheet: the reader keeps all of them in memory."""

_BEYOND_AN = lazy_pattern(
    rb"""r(?<=\sr)\s*=\s*["'](?:[A-Za-z]{3,}|[B-Zb-z][A-Za-z]|[Aa][O-Zo-z])\d"""
)
"""A column after the fortieth; without one even the last row of Excel is within `MAX_CELLS`."""

_FAR = lazy_pattern(
    rb"""r(?<=\sr)\s*=\s*["'](?:[A-Za-z]{3,}\d|[G-Zg-z][A-Za-z]\d|[A-Za-z]*\d{6})"""
)
"""A reference beyond column FZ or row 99,999; without one the rectangle is small enough."""

_ODD = lazy_pattern(rb"""r(?<=\sr)\s*=\s*["'](?:[^"']*[^"'A-Za-z0-9]|[A-Za-z]{4}|[A-Za-z]*\d{8})""")
"""A reference that no sheet of Excel has; no usual program writes one."""

_NOT_NEAR = lazy_pattern(rb"""r(?<=\sr)\s*=\s*["'](?!(?:[A-Za-z]|[Aa][A-Na-n])?\d{1,5}["'])""")
"""Any reference that is not near the first cell: without one there is none of the three above.

All begin with a letter, and look back at the blank before it: so they are found several times as
fast."""

_REFERENCE = lazy_pattern(rb"""r(?<=\sr)\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_ADDRESS = lazy_pattern(rb"""\br=["']([A-Z]{1,3})(\d+)["']""")
_MERGED = lazy_pattern(
    rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)["']"""
)
_KIND = lazy_pattern(rb"""\st=["'](\w+)["']""")
_LONG_VALUE = rb"v>\s*(-?(?:\d{16,40}(?:\.\d*)?|\d[\d.]{0,20}[eE]\+?\d{2,3}))\s*<"
_MAYBE_LONG, _LONG = lazy_pattern(_LONG_VALUE), lazy_pattern(rb"<(?:\w+:)?" + _LONG_VALUE)
"""The value of a cell that may be a whole number of more digits than its file keeps; the first is
found sooner, and wherever the second is."""
_FINE = lazy_pattern(rb"v>\s*(?:-?\d*\.\d{10}|-?[\d.]+[eE]-|-0[.0]*<)")
"""Numbers of more places behind the point than the nine that the reader keeps of them in a text,
which would be 0.333333333 for a third, and nought below zero."""

_STYLES = "xl/styles.xml"
_THEME = "xl/theme/theme1.xml"
_ROOT = lazy_pattern(rb"<(\w+:)?sheetData")


def is_too_wide(xml: bytes) -> bool:
    """True when the reader would need a rectangle of more than `MAX_CELLS`."""
    if not _NOT_NEAR.search(xml):
        return False
    if _ODD.search(xml):
        return True
    if not (_BEYOND_AN.search(xml) and _FAR.search(xml)):
        return False
    rows = columns = 1
    for match in _REFERENCE.finditer(xml):
        rows = max(rows, int(match[2]))
        columns = max(columns, column_number(match[1].decode()) + 1)
    return rows * columns > MAX_CELLS


def first_column(xml: bytes) -> int:
    """0-based number of the first column that has a value: the reader drops those before it."""
    for number, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        pattern = rb"""\br=["']%c\d+["'][^>]*(?<!/)>(?!</)""" % ord(letter)
        if re.search(pattern, xml):
            return number
    return 0


def faulty_cells(xml: bytes, *, is_uncalculated: bool = False) -> tuple[FaultyCell, ...]:
    """Formulas that store no value, errors of Excel and numbers too large to be kept whole, in the
    order of the sheet. Of a book that is still to be calculated, formulas that are all nought."""
    root = _ROOT.search(xml)
    prefix = (root[1] or b"") if root else b""
    cells = [*_formulas(xml, prefix), *_errors(xml, prefix), *_unkept(xml, prefix)]
    cells += _noughts(xml, prefix) if is_uncalculated else ()
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes], re.Pattern[bytes]]:
    """A formula at the end of its cell with at most an empty value, an error in a cell, and a
    formula with its value."""
    tags = {b"f": prefix + b"f", b"v": prefix + b"v", b"c": prefix + b"c"}
    formula = rb"<%(f)s(?:\s[^>]*)?(?:/>|>[^<]*</%(f)s>)"
    empty = rb"\s*(<%(v)s\s*/>|<%(v)s>\s*</%(v)s>)?\s*</%(c)s>"
    error = rb"\bt=[\"']e[\"'][^>]*>\s*(?:" + formula + rb")?\s*<%(v)s>([^<]*)<"
    valued = formula + rb"\s*<%(v)s>([^<]+)</%(v)s>"
    told = (formula + empty) % tags
    return re.compile(told), re.compile(error % tags), re.compile(valued % tags)


def merged_ranges(xml: bytes) -> tuple[Merged, ...]:
    """The merged ranges of more than one row or column, in the order of the file."""
    return tuple(
        (int(match[2]), column_number(match[1].decode()),
         int(match[4]), column_number(match[3].decode()))
        for match in _MERGED.finditer(xml)
    )  # fmt: skip


def _formulas(xml: bytes, prefix: bytes) -> Iterator[FaultyCell]:
    if b"<" + prefix + b"f" not in xml:
        return
    for match in _patterns(prefix)[0].finditer(xml):
        tag = _cell_tag(xml, prefix, match.start())
        address = _ADDRESS.search(tag)
        is_empty_text = b't="str"' in tag and match[1] is not None
        if address and not is_empty_text:
            yield _cell(address, CellFault.FORMULA, _formula_text(match[0]))


def _noughts(xml: bytes, prefix: bytes) -> list[FaultyCell]:
    """All formulas of a sheet where each has the nought that libraries write for a result."""
    found = list(_patterns(prefix)[2].finditer(xml))
    if any(match[1].strip() != b"0" for match in found):
        return []
    places = [(match, _ADDRESS.search(_cell_tag(xml, prefix, match.start()))) for match in found]
    return [
        _cell(address, CellFault.FORMULA, _formula_text(match[0][: match.start(1) - match.start()]))
        for match, address in places
        if address
    ]


def _errors(xml: bytes, prefix: bytes) -> Iterator[FaultyCell]:
    if b't="e"' not in xml and b"t='e'" not in xml:
        return
    for match in _patterns(prefix)[1].finditer(xml):
        address = _ADDRESS.search(_cell_tag(xml, prefix, match.end()))
        if address:
            yield _cell(address, CellFault.ERROR, match[1].decode(errors="replace"))


def _unkept(xml: bytes, prefix: bytes) -> Iterator[FaultyCell]:
    if not _MAYBE_LONG.search(xml):
        return
    for match in _LONG.finditer(xml):
        tag = _cell_tag(xml, prefix, match.start())
        address, kind = _ADDRESS.search(tag), _KIND.search(tag)
        is_number = kind is None or kind[1] == b"n"
        if address and is_number and abs(value := Decimal(match[1].decode())) >= UNKEPT:
            yield _cell(address, CellFault.UNKEPT, f"{NEARLY}{value:f}")


def _cell_tag(xml: bytes, prefix: bytes, before: int) -> bytes:
    """The opening tag of the cell that a place of the XML stands in."""
    start = xml.rfind(b"<" + prefix + b"c ", 0, before)
    return xml[start : xml.find(b">", start) + 1]


def _formula_text(element: bytes) -> str:
    return f"={re.sub(rb'<[^>]*>', b'', element).decode(errors='replace')}"


def _cell(address: re.Match[bytes], fault: CellFault, text: str) -> FaultyCell:
    return FaultyCell(int(address[2]), column_number(address[1].decode()), fault, text)


_SHIFT_1904 = 1462
_ZIP = b"PK"

# Its remarks on odd workbooks would reach stderr through Python's handler of last resort.
logging.getLogger("calamine").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook; its sheets are read one by one."""

    file: str
    archive: Archive
    reader: fastexcel.ExcelReader

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of the sheets that hold cells, in the order of the tabs."""
        return tuple(self.archive.sheets)

    @property
    def hidden_sheets(self) -> frozenset[str]:
        """Names of the sheets that nobody sees."""
        return self.archive.hidden

    def read(self, sheet: str) -> RawSheet | Finding:
        """The cells of a sheet that is in `sheets`."""
        place = Place(self.file, sheet=sheet)
        try:
            xml = self.archive.sheet_xml(sheet)
            if is_too_wide(xml):
                return finding(codes.TOO_LARGE, place, unpacked="")
            frame = self._cells(sheet, "string")
            if _FINE.search(xml):
                frame = _in_full(frame, self._cells(sheet, "float"))
        except (DamagedError, fastexcel.FastExcelError):
            return finding(codes.UNREADABLE, place)
        if frame.is_empty():
            return finding(codes.EMPTY, place)
        shift = _SHIFT_1904 if self.archive.from_1904 else 0
        merged = merged_ranges(xml)
        faulty = faulty_cells(xml, is_uncalculated=self.archive.is_uncalculated)
        cells, seen = with_times(
            with_raised(_with_addresses(frame, first_column(xml)), xml, self.archive.raised),
            looks(cell_looks(xml, self.archive.formats)),
            from_1904=self.archive.from_1904,
        )
        cells_at = with_errors(cells, faulty)
        return RawSheet(
            self.file,
            sheet,
            filled_down(composed(cells_at), merged),
            faulty,
            shift,
            merged,
            looks=seen,
            hidden=hidden_rows(xml),
            is_hidden=sheet in self.hidden_sheets,
            struck=self._crossed_out(xml),
        )

    def coloured(self) -> Mapping[str, Colours]:
        """Sheet → its cells that stand on a colour which is not white."""
        archive = self.archive
        if _STYLES not in archive.parts.namelist():
            return {}
        try:
            own = _THEME in archive.parts.namelist()
            theme = read_part(archive.parts, _THEME) if own else b""
            colours = coloured_styles(read_part(archive.parts, _STYLES), theme)
            return {
                name: {at: colours[style] for at, style in cells.items()}
                for name, cells in self._cells_of(colours).items()
            }
        except DamagedError:  # whoever reads the words of the book tells it
            return {}

    def struck(self) -> Mapping[str, Places]:
        """Sheet → its cells whose words are crossed out, or some of them."""
        archive = self.archive
        names = archive.parts.namelist()
        try:
            styles = struck_styles(read_part(archive.parts, _STYLES)) if _STYLES in names else ()
            whole = {name: frozenset(each) for name, each in self._cells_of(styles).items()}
        except DamagedError:  # whoever reads the words of the book tells it
            return {}
        try:
            parts = {
                name: cells_with_strings(archive.sheet_xml(name), archive.struck)
                for name in archive.sheets
            }
        except DamagedError:  # whoever reads the words of the book tells it
            return whole
        return {
            name: whole.get(name, frozenset()) | parts.get(name, frozenset())
            for name in {**whole, **parts}
        }

    def _crossed_out(self, xml: bytes) -> Places:
        """The cells of a sheet in a style that crosses them out, or with words crossed out."""
        archive = self.archive
        words = cells_with_strings(xml, archive.struck)
        if _STYLES not in archive.parts.namelist():
            return words
        styles = struck_styles(read_part(archive.parts, _STYLES))
        return words.union(cells_in_styles(xml, styles)) if styles else words

    def conditions(self) -> Mapping[str, tuple[str, ...]]:
        """Sheet → its ranges whose colours follow from values by rules."""
        archive = self.archive
        try:
            return {name: conditional_ranges(archive.sheet_xml(name)) for name in archive.sheets}
        except DamagedError:  # whoever reads the words of the book tells it
            return {}

    def _cells_of(self, styles: Collection[str]) -> Mapping[str, Mapping[tuple[int, int], str]]:
        """Sheet → its cells in one of these styles, with that style."""
        archive = self.archive
        return {
            name: cells_in_styles(archive.sheet_xml(name), styles)
            for name in (archive.sheets if styles else ())
        }

    def _cells(self, sheet: str, kind: Literal["string", "float"]) -> pl.DataFrame:
        return self.reader.load_sheet(
            sheet, header_row=None, skip_rows=0, dtypes=kind
        ).to_polars()  # fmt: skip


def _in_full(texts: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    """The cells as text, with the numbers that the reader has cut as the file has them. What is
    text in the file is the same number in both, or none."""
    columns = []
    for text, number in zip(texts, numbers, strict=True):
        read = text.cast(pl.Float64, strict=False)
        is_cut = (number.is_finite() & ((read != number) | (text == "-0"))).fill_null(False)
        whole = [number_text(each) for each in number.filter(is_cut)]
        columns.append(text.scatter(is_cut.arg_true(), whole))
    return pl.DataFrame(columns)


def open_workbook(data: bytes, file: str) -> Workbook | OtherWorkbook | Finding:
    """Open a workbook from its bytes; the finding says why it cannot be.

    What is not proved to be small has been read whole in a child before.
    """
    is_tried = is_other(data) or (data.startswith(_ZIP) and not is_small(data))
    refused = refusal(read_for_nothing, data, file) if is_tried else None
    return refused or _opened(data, file)


def read_for_nothing(data: bytes) -> None:
    """Do with a workbook what is done here with it; called where it may go wrong."""
    book = _opened(data, "")
    if not isinstance(book, Finding):
        for sheet in book.sheets:
            book.read(sheet)


def _opened(data: bytes, file: str) -> Workbook | OtherWorkbook | Finding:
    """Of what cannot be read, whether a password is the reason."""
    book = _read(data, file)
    if isinstance(book, Finding) and book.code == codes.UNREADABLE and has_password(data):
        return finding(codes.LOCKED, Place(file), locked="1", torn="")
    return book


def _read(data: bytes, file: str) -> Workbook | OtherWorkbook | Finding:
    if is_other(data):
        return open_other(data, file)
    archive = open_archive(data, file)
    if isinstance(archive, Finding):
        return archive
    try:
        return Workbook(file, archive, fastexcel.read_excel(data))
    except fastexcel.FastExcelError:
        return finding(codes.UNREADABLE, Place(file))


def _with_addresses(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    names = [str(first + number) for number in range(frame.width)]
    return frame.rename(dict(zip(frame.columns, names, strict=True))).with_columns(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW)
    )

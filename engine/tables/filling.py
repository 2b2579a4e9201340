"""Rows of one sheet of a workbook written anew; every other part of the file stays as it is."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

from engine.classes import dataclass
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.tables.sheets import cell_address, column_number
from engine.tables.xlsx import merged_ranges
from engine.tables.zip_archive import Archive, DamagedError, open_archive

Value = str | int | float | date | None
"""What a cell holds; text is text, never a formula."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to write: what it takes over from row `old` (1-based), and the cells by their 0-based
    columns that stand over it."""

    old: int | None
    cells: Mapping[int, Value]


_ROWS = lazy_pattern(r"<sheetData\s*>(.*)</sheetData>|<sheetData\s*/>", re.DOTALL)
_ROW = lazy_pattern(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = lazy_pattern(r"<c\b([^>]*?)(?:/>|>.*?</c>)", re.DOTALL)
_AT = lazy_pattern(r'\br="([A-Z]*)(\d+)"')
_STYLE = lazy_pattern(r'\bs="\d+"')
_CONTROL = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DAY_0 = date(1899, 12, 30)


def refilled(data: bytes, sheet: str, first: int, rows: Sequence[NewRow]) -> bytes | None:
    """The workbook with these rows from row `first` of the sheet on; None where the sheet holds
    what cannot be kept: formulas or merged cells among the rows, or XML of an unusual kind."""
    archive = open_archive(data, "")
    if isinstance(archive, Finding) or sheet not in archive.sheets:
        return None
    try:
        xml = archive.sheet_xml(sheet).decode("utf-8")
    except (DamagedError, UnicodeDecodeError):
        return None
    found = _ROWS.search(xml)
    if found is None or any(bottom >= first for _, _, bottom, _ in merged_ranges(xml.encode())):
        return None
    old = _rows_of(found[1] or "")
    if old is None or any("<f" in row.inner for number, row in old.items() if number >= first):
        return None
    shift = _DAY_0 if not archive.from_1904 else date(1904, 1, 1)
    writer = _Writer(old, _dated(old, first), shift)
    kept = [row.whole for number, row in old.items() if number < first]
    written = "".join((*kept, *(writer.row(at, row) for at, row in enumerate(rows, first))))
    before, after = xml[: found.start()], xml[found.end() :]
    before = re.sub(r"<dimension\b[^>]*/>", "", before)
    return _packed(archive, sheet, f"{before}<sheetData>{written}</sheetData>{after}")


@dataclass(frozen=True, slots=True)
class _Old:
    whole: str
    inner: str

    def cells(self) -> Iterator[tuple[int, str, str]]:
        """Column, attributes and XML of each cell."""
        for cell in _CELL.finditer(self.inner):
            at = _AT.search(cell[1])
            if at:
                yield column_number(at[1]), cell[1], cell[0]


def _rows_of(inner: str) -> dict[int, _Old] | None:
    rows: dict[int, _Old] = {}
    for row in _ROW.finditer(inner):
        at = _AT.search(row[1])
        if at is None or at[1]:
            return None
        old = _Old(row[0], row[2] or "")
        if len(list(old.cells())) != old.inner.count("<c ") + old.inner.count("<c>"):
            return None
        rows[int(at[2])] = old
    return None if len(rows) != inner.count("<row") else rows


def _dated(old: Mapping[int, _Old], first: int) -> dict[int, tuple[str, bool]]:
    """Column → the style of its first cell, and whether that cell holds a number."""
    looks: dict[int, tuple[str, bool]] = {}
    for number, row in old.items():
        for column, attributes, whole in row.cells() if number >= first else ():
            style = _STYLE.search(attributes)
            is_number = " t=" not in attributes and "<v>" in whole
            if column not in looks or (is_number and not looks[column][1]):
                looks[column] = (f" {style[0]}" if style else "", is_number)
    return looks


@dataclass(frozen=True, slots=True)
class _Writer:
    old: Mapping[int, _Old]
    looks: Mapping[int, tuple[str, bool]]
    day_0: date

    def row(self, at: int, row: NewRow) -> str:
        cells: dict[int, str] = {}
        if row.old is not None and row.old in self.old:
            for column, _, whole in self.old[row.old].cells():
                cells[column] = _AT.sub(f'r="{cell_address(at, column)}"', whole, count=1)
        for column, value in row.cells.items():
            cells[column] = self._cell(cell_address(at, column), column, value)
        return f'<row r="{at}">{"".join(cells[cell] for cell in sorted(cells))}</row>'

    def _cell(self, address: str, column: int, value: Value) -> str:
        style, is_number = self.looks.get(column, ("", False))
        if value is None or value == "":
            return f'<c r="{address}"{style}/>'
        if isinstance(value, date) and style and is_number:
            value = (value - self.day_0).days
        elif isinstance(value, date):
            value = value.strftime("%d.%m.%Y")
        if isinstance(value, int | float):
            return f'<c r="{address}"{style}><v>{value!r}</v></c>'
        text = escape(_CONTROL.sub("", value))
        return (
            f'<c r="{address}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        )


def _packed(archive: Archive, sheet: str, xml: str) -> bytes:
    """The archive with another XML for one sheet."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for part in archive.parts.infolist():
            inside = xml.encode() if part.filename == archive.sheets[sheet] else None
            info = zipfile.ZipInfo(part.filename, part.date_time)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            packed.writestr(info, archive.parts.read(part) if inside is None else inside)
    return content.getvalue()

"""What the XML of an ods tells before it is read: how far its sheets spread, formulas without a
value, merged cells. It is searched, never parsed; repeated cells are counted, never written out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from engine.tables.looks import CellLook
from engine.tables.sheets import CellFault, FaultyCell, Merged

MOST_CELLS = 10_000_000
"""Cells of a sheet: each becomes an object before it becomes text."""

_TAG = re.compile(
    rb"<table:table\s[^>]*>|<table:table-row\b[^>]*>|<table:(?:covered-)?table-cell\b[^>]*>"
)
_NAME = re.compile(rb'table:name="([^"]*)"')
_ROWS = re.compile(rb"""number-rows-repeated\s*=\s*["']\s*(\d{1,18})""")
_COLUMNS = re.compile(rb"""number-columns-repeated\s*=\s*["']\s*(\d{1,18})""")
_FORMULA = re.compile(rb'table:formula="([^"]*)"')
_SPANS = (
    re.compile(rb'number-rows-spanned="(\d{1,7})"'),
    re.compile(rb'number-columns-spanned="(\d{1,7})"'),
)
_MOST_FORMULAS = 10_000
_KIND = re.compile(rb'office:value-type="(percentage|float|currency|date|time)"')
_VALUE = re.compile(rb'office:value="([^"]*)"')
_SHOWN = re.compile(rb"<text:p[^>]*>([^<]*)</text:p>")
_CODES = {"percentage": "0%", "date": "dd.mm.yyyy", "time": "h:mm"}
_FILTERED = (b'table:visibility="filter"', b'table:visibility="collapse"')
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

    @property
    def size(self) -> int:
        return self.rows * self.columns


def spreads(xml: bytes) -> dict[str, Spread]:
    """The sheets of content.xml by name."""
    found: dict[str, Spread] = {}
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
                    sheet.looks += _looks(xml, tag, match.end(), *repeated)
            column += times
    return found


def _looks(xml: bytes, tag: bytes, end: int, rows: range, columns: range) -> Iterator[CellLook]:
    """A number with what it shows, for each cell that the tag stands for."""
    kind = _KIND.search(tag)
    if kind is None or tag.endswith(b"/>"):
        return
    value, word = _VALUE.search(tag), kind[1].decode()
    text = _SHOWN.match(xml, end)
    shown = _plain(text[1]).replace("\u00a0", " ").strip() if text else None
    if value and word in ("float", "currency") and shown in (None, value[1].decode()):
        return
    code = _CODES.get(word, "0.0")
    yield from (CellLook(row, column, code, shown) for row in rows for column in columns)


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

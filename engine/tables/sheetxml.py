"""What the reader of workbooks does not tell: faulty cells, the first column, the spread.

The reader hands cells over as text and takes a formula without a stored value, and an error of
Excel, for an empty cell. The XML of the sheet tells them apart. It is searched, never parsed: a
sheet of 100,000 cells takes some milliseconds.
"""

import re
from collections.abc import Iterator

from engine.tables.sheets import CellFault, FaultyCell, column_number

MAX_CELLS = 40_000_000
"""Cells of the rectangle around all cells of a sheet: the reader keeps all of them in memory."""

_FAR = re.compile(rb' r="(?:[A-Za-z]{3}\d|[G-Zg-z][A-Za-z]\d|[A-Za-z]{0,2}\d{6})')
"""A reference beyond column FZ or row 99,999; without one the rectangle is small enough."""

_ODD_SPELLINGS = (b"r='", b"r =", b'\tr="', b'\nr="', b"r= ")
"""Spellings of a reference that `_FAR` does not see; no usual program writes them."""

_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,9})["']""")
_TAG = rb"(?:\w+:)?"
_FORMULA = re.compile(rb"<" + _TAG + rb"f[\s/>]")
_NO_VALUE = re.compile(
    rb"<%(t)sc\s([^>]*)>\s*"
    rb"(<%(t)sf(?:\s[^>]*)?(?:/>|>[^<]*</%(t)sf>))\s*"
    rb"(<%(t)sv\s*/>|<%(t)sv>\s*</%(t)sv>)?\s*</%(t)sc>" % {b"t": _TAG}
)
_ERROR = re.compile(
    rb"<%(t)sc\s([^>]*\bt=[\"']e[\"'][^>]*)>(?:\s*<%(t)sf(?:\s[^>]*)?(?:/>|>[^<]*</%(t)sf>))?"
    rb"\s*<%(t)sv>([^<]*)<" % {b"t": _TAG}
)
_ADDRESS = re.compile(rb"""\br=["']([A-Z]{1,3})(\d+)["']""")


def spread(xml: bytes) -> tuple[int, int]:
    """An upper bound of the rows and columns that the cells of the sheet span."""
    if not _FAR.search(xml) and not any(odd in xml for odd in _ODD_SPELLINGS):
        return 99_999, 182
    rows = columns = 1
    for match in _REFERENCE.finditer(xml):
        rows = max(rows, int(match[2]))
        columns = max(columns, column_number(match[1].decode()) + 1)
    return rows, columns


def is_too_wide(xml: bytes) -> bool:
    """True when the reader would need a rectangle of more than `MAX_CELLS`."""
    rows, columns = spread(xml)
    return rows * columns > MAX_CELLS


def first_column(xml: bytes) -> int:
    """0-based number of the first column that has a value: the reader drops those before it."""
    for number, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
        pattern = rb"""\br=["']%c\d+["'][^>]*(?<!/)>(?!</)""" % ord(letter)
        if re.search(pattern, xml):
            return number
    return 0


def faulty_cells(xml: bytes) -> tuple[FaultyCell, ...]:
    """Formulas that store no value and errors of Excel, in document order."""
    found: list[FaultyCell] = []
    if (b"<f" in xml or b":f" in xml) and _FORMULA.search(xml):
        found += _formulas(xml)
    if b't="e"' in xml or b"t='e'" in xml:
        found += _errors(xml)
    return tuple(sorted(found, key=lambda cell: (cell.row, cell.column)))


def _formulas(xml: bytes) -> Iterator[FaultyCell]:
    for match in _NO_VALUE.finditer(xml):
        is_stored_empty_text = b't="str"' in match[1] and match[3] is not None
        address = _ADDRESS.search(match[1])
        if address and not is_stored_empty_text:
            yield _cell(address, CellFault.FORMULA, _formula_text(match[2]))


def _errors(xml: bytes) -> Iterator[FaultyCell]:
    for match in _ERROR.finditer(xml):
        address = _ADDRESS.search(match[1])
        if address:
            yield _cell(address, CellFault.ERROR, match[2].decode(errors="replace"))


def _formula_text(element: bytes) -> str:
    text = re.sub(rb"<[^>]*>", b"", element).decode(errors="replace")
    return f"={text}" if text else "="


def _cell(address: re.Match[bytes], fault: CellFault, text: str) -> FaultyCell:
    return FaultyCell(int(address[2]), column_number(address[1].decode()), fault, text)

"""What an xls says of its cells beside their values: number formats, hidden rows, formulas that
nobody calculated, and the first day of its calendar ([MS-XLS], BIFF8; [MS-CFB] around it).

The records are searched, never understood as a whole; of a file in another version nothing is told.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import field

from engine.classes import dataclass
from engine.tables.looks import CellLook
from engine.tables.numberformats import BUILT_IN, Look, look_of
from engine.tables.sheets import CellFault, FaultyCell

_BOF, _EOF, _BIFF8 = 0x0809, 0x000A, 0x0600
_FORMAT, _XF, _BOUNDSHEET, _DATEMODE, _LOCKED = 0x041E, 0x00E0, 0x0085, 0x0022, 0x002F
_ROW, _NUMBER, _RK, _MULRK, _FORMULA = 0x0208, 0x0203, 0x027E, 0x00BD, 0x0006
_CALCULATED = 0x01C1
"""Stands in every book that Excel has calculated since 2002, and in none that a library wrote."""

_HIDDEN, _NO_NUMBER = 0x20, b"\xff\xff"
_NO_RESULT = (bytes(8), bytes((3, 0, 0, 0, 0, 0)) + _NO_NUMBER)
"""A nought and a blank text: what libraries write for a formula that they do not calculate."""

_DAYS_FROM_1900_TO_1904 = 1462
_STREAM = "Workbook".encode("utf-16-le")
_ENTRY, _NO_SECTOR, _IN_HEADER = 128, 0xFFFFFFFA, 109
BROKEN = (struct.error, IndexError, ValueError)

Record = tuple[int, bytes]


@dataclass(slots=True)
class ToldSheet:
    """What is told of the cells of one sheet: looks that are not plain, hidden rows (1-based),
    formulas, and whether any of them has a result that is not a nought or a blank."""

    looks: list[CellLook] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    formulas: list[FaultyCell] = field(default_factory=list)
    has_results: bool = False


@dataclass(frozen=True, slots=True)
class ToldBook:
    """The sheets by name, and what to add to a date serial (see `RawSheet.serial_shift`)."""

    sheets: Mapping[str, ToldSheet]
    serial_shift: int


def told_of_book(data: bytes) -> ToldBook | None:
    """What the file says of its sheets; None of a file that is no BIFF8, locked or damaged."""
    try:
        stream = _workbook(data)
        return _book(stream) if stream else None
    except BROKEN:
        return None


def _workbook(data: bytes) -> bytes:
    return stream_in(data, _STREAM)


def stream_in(data: bytes, name: bytes) -> bytes:
    """The stream of a name (UTF-16) in a compound file; empty where there is none. What is broken
    raises one of `BROKEN`."""
    shift, small = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small != 6:
        return b""
    directory, cutoff, first_small = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    disk = _Disk(data, 1 << shift, _table(data, 1 << shift), offset=1)
    entries = disk.read(directory)
    root = _Entry(entries, 0)
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        entry = _Entry(entries, at)
        if entry.name == name:
            if entry.size >= cutoff:
                return disk.read(entry.start)[: entry.size]
            table = struct.iter_unpack("<I", disk.read(first_small))
            minis = _Disk(disk.read(root.start), 1 << small, [each for (each,) in table], offset=0)
            return minis.read(entry.start)[: entry.size]
    return b""


class _Entry:
    """An entry of the directory: its name, first sector and size."""

    def __init__(self, entries: bytes, at: int) -> None:
        (length,) = struct.unpack_from("<H", entries, at + 64)
        self.name = entries[at : at + max(length - 2, 0)]
        self.start, self.size = struct.unpack_from("<II", entries, at + 116)


@dataclass(frozen=True, slots=True)
class _Disk:
    """Sectors and the table that chains them; the first `offset` of them are the header."""

    data: bytes
    sector: int
    table: list[int]
    offset: int

    def read(self, start: int) -> bytes:
        """The bytes of a chain; a chain longer than the file is broken."""
        found, at = list[bytes](), start
        while at < _NO_SECTOR:
            if len(found) * self.sector > len(self.data):
                raise ValueError(at)
            begin = (at + self.offset) * self.sector
            found.append(self.data[begin : begin + self.sector])
            at = self.table[at]
        return b"".join(found)


def _table(data: bytes, sector: int) -> list[int]:
    """The table of sectors, whose own sectors are listed in the header and beyond it."""
    listed = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    per = sector // 4
    while more < _NO_SECTOR and len(listed) < len(data) // sector + _IN_HEADER:
        listed += struct.unpack_from(f"<{per}I", data, (more + 1) * sector)
        more = listed.pop()
    table: list[int] = []
    for each in listed:
        if each < _NO_SECTOR:
            table += struct.unpack_from(f"<{per}I", data, (each + 1) * sector)
    return table


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records of a substream, without those of the charts inside it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _book(stream: bytes) -> ToldBook | None:
    if struct.unpack_from("<HHH", stream)[::2] != (_BOF, _BIFF8):
        return None
    written = dict(BUILT_IN)
    styles: list[int] = []
    starts: dict[str, int] = {}
    shift, is_calculated = 0, False
    for kind, body in _records(stream, 0):
        is_calculated |= kind == _CALCULATED
        if kind == _LOCKED:
            return None
        if kind == _FORMAT:
            written[struct.unpack_from("<H", body)[0]] = _text(body, 2, "<H")
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _BOUNDSHEET:
            starts[_text(body, 6, "<B")] = struct.unpack_from("<I", body)[0]
        elif kind == _DATEMODE and body[:1] == b"\1":
            shift = _DAYS_FROM_1900_TO_1904
    codes = [written.get(style, "General") for style in styles]
    sheets = {name: _sheet(stream, at, codes) for name, at in starts.items()}
    for sheet in sheets.values():
        if is_calculated or sheet.has_results:
            sheet.formulas.clear()
    return ToldBook(sheets, shift)


def _text(body: bytes, at: int, length: str) -> str:
    """A text with its length before it and a sign whether each letter takes one byte or two."""
    (count,) = struct.unpack_from(length, body, at)
    at += struct.calcsize(length)
    letters = body[at + 1 :]
    return (
        letters[: 2 * count].decode("utf-16-le")
        if body[at] & 1
        else letters[:count].decode("latin-1")
    )


def _sheet(stream: bytes, at: int, codes: list[str]) -> ToldSheet:
    sheet = ToldSheet()
    odd = {style: code for style, code in enumerate(codes) if look_of(code) is not Look.PLAIN}
    for kind, body in _records(stream, at):
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN:
            sheet.hidden.append(struct.unpack_from("<H", body)[0] + 1)
        for row, column, style in _numbers(kind, body):
            if style in odd:
                sheet.looks.append(CellLook(row + 1, column, odd[style]))
        if kind == _FORMULA:
            row, column = struct.unpack_from("<HH", body)
            sheet.formulas.append(FaultyCell(row + 1, column, CellFault.FORMULA, "=…"))
            sheet.has_results |= body[6:14] not in _NO_RESULT
    return sheet


def _numbers(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and style (from 0) of each number that a record holds."""
    if kind in (_NUMBER, _RK) or (kind == _FORMULA and body[12:14] != _NO_NUMBER):
        yield struct.unpack_from("<HHH", body)
    elif kind == _MULRK:
        row, first = struct.unpack_from("<HH", body)
        for at in range(4, len(body) - 2, 6):
            yield row, first + at // 6, struct.unpack_from("<H", body, at)[0]


_PALETTE, _BLANK, _MULBLANK = 0x0092, 0x0201, 0x00BE
_ONE_CELL = frozenset({_BLANK, _NUMBER, _RK, _FORMULA, 0x0204, 0x0205, 0x00FD, 0x00D6})
"""Records of one cell: blank, number, formula, text of four kinds, yes or no."""
_WHITES = frozenset({1, 9, 65})
"""White of the built-in colours, white of the palette, and what stands behind all windows."""
_FIRST_OF_PALETTE, _OF_PALETTE, _WHITE = 8, 9, b"\xff\xff\xff"


def coloured_of_xls(data: bytes) -> Mapping[str, frozenset[tuple[int, int]]]:
    """Sheet → its cells (row from 1, column from 0) on a colour that is not white; no sheets of a
    file that is no BIFF8, locked or damaged."""
    try:
        stream = _workbook(data)
        return _coloured(stream) if stream else {}
    except BROKEN:
        return {}


def _coloured(stream: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    fills: list[tuple[int, int]] = []
    starts: dict[str, int] = {}
    whites = _WHITES
    for kind, body in _records(stream, 0):
        if kind == _XF:
            (border,) = struct.unpack_from("<I", body, 14)
            (colours,) = struct.unpack_from("<H", body, 18)
            fills.append((border >> 26, colours & 0x7F))
        elif kind == _BOUNDSHEET:
            starts[_text(body, 6, "<B")] = struct.unpack_from("<I", body)[0]
        elif kind == _PALETTE:
            listed = [body[at : at + 3] for at in range(2, len(body) - 3, 4)]
            own = {at for at, rgb in enumerate(listed, _FIRST_OF_PALETTE) if rgb == _WHITE}
            whites = (_WHITES - {_OF_PALETTE}) | own
    drawn = {
        style for style, (pattern, front) in enumerate(fills) if pattern and front not in whites
    }
    return {
        name: frozenset(place for place, style in _styled(stream, at) if style in drawn)
        for name, at in starts.items()
    }


def _styled(stream: bytes, at: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Each cell of a sheet, row from 1, with the number of its style."""
    for kind, body in _records(stream, at):
        if kind in _ONE_CELL:
            row, column, style = struct.unpack_from("<HHH", body)
            yield (row + 1, column), style
        elif kind in (_MULBLANK, _MULRK):
            row, first = struct.unpack_from("<HH", body)
            size = 2 if kind == _MULBLANK else 6
            for place, begin in enumerate(range(4, len(body) - 2, size)):
                yield (row + 1, first + place), struct.unpack_from("<H", body, begin)[0]

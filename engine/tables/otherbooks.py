"""xls and ods → raw sheets. The one door to python-calamine (decision 0020).

fastexcel reads these formats too, but drops empty columns at the left, and for xlsx alone the XML
of the sheet tells how many.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

import polars as pl
import python_calamine

from engine.children import ChildFailed, FailureKind, Limits, call
from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.tables.archive import UNREADABLE, DamagedError, open_zip, read_part
from engine.tables.looks import UNKNOWN, looks, looks_of_column
from engine.tables.odsxml import MOST_CELLS, Spread, spreads
from engine.tables.sheets import (
    ERROR_WORDS,
    ROW,
    CellFault,
    FaultyCell,
    RawSheet,
    composed,
    filled_down,
)

_OLE = b"\xd0\xcf\x11\xe0"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_FAILED = (python_calamine.CalamineError, python_calamine.PasswordError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class OtherWorkbook:
    """An opened xls or ods; `spreads` are what the XML of an ods says of its sheets."""

    file: str
    reader: python_calamine.CalamineWorkbook
    spreads: dict[str, Spread]

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
            rows = cells.to_python(skip_empty_area=False)
        except _FAILED:
            return finding(codes.UNREADABLE, place)
        if not rows:
            return finding(codes.EMPTY, place)
        frame, errors = _as_text(rows)
        spread = self.spreads.get(sheet)
        ranges = cells.merged_cell_ranges or []
        merged = tuple(
            (top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges
        )
        faulty = (*errors, *(spread.formulas if spread else ()))
        merged = merged or (spread.merged if spread else ())
        return RawSheet(
            self.file,
            sheet,
            filled_down(composed(frame), merged),
            faulty,
            0,
            merged,
            looks=looks(spread.looks) if spread else _unknown_looks(rows),
            hidden=tuple(spread.hidden) if spread else (),
            is_hidden=self._is_hidden(sheet),
        )

    def _is_hidden(self, sheet: str) -> bool:
        visible = python_calamine.SheetVisibleEnum.Visible
        return any(
            each.name == sheet and each.visible != visible for each in self.reader.sheets_metadata
        )


def is_other(data: bytes) -> bool:
    """True for the bytes of xls and ods."""
    return data.startswith(_OLE) or _ODS in data[:200]


PROBE = Limits(memory=1 << 30, seconds=30)
"""What opening a workbook may take; the reader makes all its sheets at once, as wide as their
farthest cells."""


def probe(data: bytes) -> None:
    """Open a workbook for nothing; called where it may go wrong."""
    python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))


def _refused(data: bytes, file: str) -> Finding | None:
    """A workbook that opens within the limits, in a process of its own, can be opened here."""
    try:
        call(probe, data, limits=PROBE)
    except ChildFailed as failed:
        if failed.kind in (FailureKind.MEMORY, FailureKind.TIME, FailureKind.ANSWER):
            return finding(codes.TOO_LARGE, Place(file), unpacked="")
        if failed.kind in (FailureKind.PANIC, FailureKind.KILLED):
            return finding(codes.UNREADABLE, Place(file))
    return None


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
        refused = _refused(data, file)
        if refused:
            return refused
        reader = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    except python_calamine.PasswordError:
        return finding(codes.LOCKED, Place(file))
    except (*UNREADABLE, *_FAILED, DamagedError, zipfile.BadZipFile):
        return finding(codes.LOCKED if is_old else codes.UNREADABLE, Place(file))
    return OtherWorkbook(file, reader, found)


def _unknown_looks(rows: Sequence[Sequence[object]]) -> pl.DataFrame | None:
    """The numbers of an xls, whose look is not told, and its days."""
    frames = []
    for column in range(max(map(len, rows))):
        for kinds, code in (((int, float), UNKNOWN), ((datetime, date, time), "dd.mm.yyyy")):
            found = [
                number
                for number, row in enumerate(rows, 1)
                if column < len(row) and isinstance(row[column], kinds)
            ]
            if found:
                frames.append(looks_of_column(column, found, code))
    return pl.concat(frames) if frames else None


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
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        case datetime() if value.hour or value.minute or value.second:
            return value.isoformat(" ", "seconds")
        case datetime() | date():
            return value.strftime("%Y-%m-%d")
        case timedelta():
            return str(value)
        case _:
            return str(value)

"""xlsx → raw sheets. The one door to fastexcel (decisions 0010 and 0020)."""

import logging
from dataclasses import dataclass

import fastexcel
import polars as pl

from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.tables.archive import Archive, DamagedError, open_archive
from engine.tables.looks import cell_looks, hidden_rows, looks
from engine.tables.otherbooks import OtherWorkbook, is_other, open_other
from engine.tables.sheets import ROW, RawSheet, composed, filled_down, with_errors
from engine.tables.sheetxml import faulty_cells, first_column, is_too_wide, merged_ranges

_SHIFT_1904 = 1462

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

    def read(self, sheet: str) -> RawSheet | Finding:
        """The cells of a sheet that is in `sheets`."""
        place = Place(self.file, sheet=sheet)
        try:
            xml = self.archive.sheet_xml(sheet)
            if is_too_wide(xml):
                return finding(codes.TOO_LARGE, place, unpacked="")
            cells = self.reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
            frame = cells.to_polars()
        except (DamagedError, fastexcel.FastExcelError):
            return finding(codes.UNREADABLE, place)
        if frame.is_empty():
            return finding(codes.EMPTY, place)
        shift = _SHIFT_1904 if self.archive.from_1904 else 0
        merged = merged_ranges(xml)
        faulty = faulty_cells(xml)
        cells_at = with_errors(_with_addresses(frame, first_column(xml)), faulty)
        return RawSheet(
            self.file,
            sheet,
            filled_down(composed(cells_at), merged),
            faulty,
            shift,
            merged,
            looks=looks(cell_looks(xml, self.archive.formats)),
            hidden=hidden_rows(xml),
            is_hidden=sheet in self.archive.hidden,
        )


def open_workbook(data: bytes, file: str) -> Workbook | OtherWorkbook | Finding:
    """Open a workbook from its bytes; the finding says why it cannot be."""
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

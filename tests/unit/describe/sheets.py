"""Sheets as offices hold them, with what a reader should find in them."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter

Cell = str | int | float | None
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, all 0-based."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as they stand in the file; `merged` only where the format knows it. `data` are the rows
    that a reader should give, each with the texts of its columns from left to right."""

    rows: list[list[Cell]]
    data: list[list[Cell]]
    merged: list[Range] = field(default_factory=list)

    def write(self, path: Path) -> Path:
        """The file, in the format of its suffix."""
        path.write_bytes(self._book() if path.suffix == ".xlsx" else self._text())
        return path

    def _text(self) -> bytes:
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows(
            [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row]
            for row in self.rows
        )
        return out.getvalue().encode("utf-8")

    def _book(self) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Лист1")
            for top, left, bottom, right in self.merged:
                sheet.merge_range(top, left, bottom, right, "")
            for number, row in enumerate(self.rows):
                for at, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, at, cell)
                    elif cell is not None:
                        sheet.write_number(number, at, cell)
        return out.getvalue()


def same(read: object, written: Cell) -> bool:
    """Whether a cell was read as it was written, as text or as a number."""
    if written is None or read is None:
        return read is None and written is None
    if isinstance(read, int | float) and not isinstance(read, bool):
        return isinstance(written, int | float) and abs(float(written) - float(read)) < 1e-9
    if isinstance(read, date):
        return f"{read:%d.%m.%Y}" == written
    if isinstance(read, bool):
        return written in (("да",) if read else ("нет",))
    return str(read) == " ".join(str(written).split()) or str(read) == str(written).strip()

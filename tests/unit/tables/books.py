"""Small workbooks, as programs write them and as no program should."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

Cells = Sequence[Sequence[object]]


def workbook(*, at: tuple[int, int] = (0, 0), **sheets: Cells) -> bytes:
    """A workbook; each sheet begins at row and column `at`. Texts with = are formulas."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"default_date_format": "dd.mm.yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(at[0] + number, at[1], row)
    return buffer.getvalue()


def sheet_of(cells: str) -> bytes:
    """A workbook with one sheet «Лист» whose rows are the given XML."""
    return with_part(
        workbook(Лист=[["пусто"]]),
        "xl/worksheets/sheet1.xml",
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>",
    )


def with_part(book: bytes, name: str, content: str) -> bytes:
    """The workbook with one of its parts replaced."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return buffer.getvalue()

"""Small workbooks, as programs write them and as no program should."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
import xlwt

Cells = Sequence[Sequence[object]]
Rows = Sequence[Sequence[object | tuple[object, str]]]
"""Cells, some of them with a number format."""


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


def xlsx(rows: Rows, hidden: Sequence[int] = (), *, is_hidden: bool = False) -> bytes:
    """A workbook; (value, format) is a cell with a number format, or with properties of one."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Лист")
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, tuple):
                    look = {"num_format": cell[1]} if isinstance(cell[1], str) else cell[1]
                    sheet.write(number, at, cell[0], book.add_format(look))
                else:
                    sheet.write(number, at, cell)
            sheet.set_row(number, options={"hidden": number in hidden})
        if is_hidden:
            book.add_worksheet("Видимый").activate()
            sheet.hide()
    return buffer.getvalue()


def xls(rows: Rows, hidden: Sequence[int] = (), *, from_1904: bool = False) -> bytes:
    """The same as a workbook of Excel 97-2003. Texts with = are formulas, without a result."""
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    sheet = book.add_sheet("Лист")
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            value, code = cell if isinstance(cell, tuple) else (cell, "General")
            is_formula = isinstance(value, str) and value.startswith("=")
            written = xlwt.Formula(value[1:]) if is_formula else value
            sheet.write(number, at, written, xlwt.easyxf(num_format_str=code))
        sheet.row(number).hidden = number in hidden
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NO_PARTS = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def ods(rows: str) -> bytes:
    """A workbook of OpenDocument with the XML of its rows on one sheet, «Лист»."""
    names = "".join(
        f' xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text", "calcext")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Лист">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", _ODS, zipfile.ZIP_STORED)  # so its first bytes tell what it is
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", _NO_PARTS)
    return buffer.getvalue()

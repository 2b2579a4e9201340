"""Writers of the small files of the corpus: each format by the program that departments use."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import polars as pl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from tests.unit.tables.books import Cells, sheet_of, workbook

__all__ = ["Cells", "csv", "merged", "ods", "parquet", "sheet_of", "workbook", "xls"]


def csv(text: str, encoding: str = "utf-8") -> bytes:
    """The text as it stands, in an encoding."""
    return text.encode(encoding)


def merged(rows: Cells, *ranges: str, sheet: str = "Лист") -> bytes:
    """A workbook with merged ranges; each holds the cell at its upper left."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        for each in ranges:
            top, left = xlsxwriter.utility.xl_cell_to_rowcol(each.partition(":")[0])
            page.merge_range(each, rows[top][left])
    return buffer.getvalue()


def xls(rows: Cells, *ranges: tuple[int, int, int, int], sheet: str = "Лист") -> bytes:
    """A workbook of Excel 97-2003; ranges are top, bottom, left, right, 0-based."""
    book = xlwt.Workbook()
    page = book.add_sheet(sheet)
    tops = {(top, left): (top, bottom, left, right) for top, bottom, left, right in ranges}
    inside = {
        (row, column)
        for top, bottom, left, right in ranges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if (number, column) in tops:
                page.write_merge(*tops[number, column], value)
            elif value not in ("", None) and (number, column) not in inside:
                page.write(number, column, value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(rows: Sequence[Sequence[Any]], sheet: str = "Лист") -> bytes:
    """A workbook of LibreOffice. A text with = is a formula without a value; a tuple (value, n)
    stands in a cell merged over n rows."""
    document = OpenDocumentSpreadsheet()
    table = Table(name=sheet)
    covered: dict[int, int] = {}
    for row in rows:
        line = TableRow()
        for column, value in enumerate(row):
            if covered.get(column, 0):
                covered[column] -= 1
                line.addElement(CoveredTableCell())
                continue
            line.addElement(_cell(value))
            if isinstance(value, tuple):
                covered[column] = value[1] - 1
        table.addElement(line)
    document.spreadsheet.addElement(table)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _cell(value: Any) -> TableCell:
    more: dict[str, Any] = {}
    if isinstance(value, tuple):
        value, more = value[0], {"numberrowsspanned": value[1], "numbercolumnsspanned": 1}
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=value, **more)
    if isinstance(value, str) and value.startswith("="):
        return TableCell(formula=f"of:{value}", **more)
    if not value:
        return TableCell(**more)
    cell = TableCell(valuetype="string", **more)
    cell.addElement(P(text=value))
    return cell


def parquet(columns: dict[str, list[object]]) -> bytes:
    """A Parquet file of the columns."""
    buffer = BytesIO()
    pl.DataFrame(columns).write_parquet(buffer)
    return buffer.getvalue()

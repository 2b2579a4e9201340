"""A table sent back to whoever sent it: the wrong cells coloured, with what is wrong beside them.

An Excel file stays as it is but for the marks; of another kind of file the cells are written into a
workbook.
"""

from collections.abc import Mapping
from io import BytesIO

import xlsxwriter

from engine.papers.forms.workbook import sheet_title
from engine.tables import ROW, RawSheet
from engine.tables.marking import Remarks, marked

_LONGEST = 32_000


def marked_copy(
    data: bytes, sheets: Mapping[str, RawSheet], remarks: Remarks, author: str
) -> bytes:  # fmt: skip
    """A workbook with the remarks; `sheets` are the cells of the file, for one that is no Excel
    file."""
    return marked(data, remarks, author) or _written(sheets, remarks, author)


def _written(sheets: Mapping[str, RawSheet], remarks: Remarks, author: str) -> bytes:
    content = BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(content, options) as book:
        wrong = book.add_format({"bg_color": "#FCE4DF"})
        taken: list[str] = []
        for name, raw in sheets.items():
            taken.append(sheet_title(name, taken))
            sheet, told = book.add_worksheet(taken[-1]), remarks.get(name, {})
            names = [column for column in raw.frame.columns if column != ROW]
            for row, *cells in raw.frame.select([ROW, *names]).iter_rows():
                for at, text in zip(map(int, names), cells, strict=True):
                    look = wrong if (row, at) in told else None
                    sheet.write_string(row - 1, at, (text or "")[:_LONGEST], look)
            for (row, at), texts in told.items():
                size = {"x_scale": 2.5, "y_scale": 1.5, "author": author}
                sheet.write_comment(row - 1, at, "\n".join(texts)[:_LONGEST], size)
    return content.getvalue()

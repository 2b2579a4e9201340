"""Records for other programs: CSV, JSON Lines and a workbook, one record a line.

Nothing of a spec or a table becomes a formula where a program of tables opens the file.
"""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from engine.visible import begins_formula, escaped, harmless

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FORMATS = ("csv", "jsonl", "xlsx")
Record = Mapping[str, object]
_LONGEST = 32_000
"""Letters of a cell of a workbook."""
MOST_ROWS = 1_048_575
"""Rows of a sheet below its headings; the rest stands on further sheets."""
_NO_DAY = datetime(2000, 1, 1)
"""The same records give the same bytes."""


def render_records(
    format_: str, columns: Sequence[str], records: Iterable[Record], title: str
) -> str | bytes:
    """The records; `columns` are their keys in order, `title` names the sheet."""
    listed = list(records)
    if format_ == "jsonl":
        return "".join(f"{_line(columns, each)}\n" for each in listed)
    if format_ == "csv":
        return _csv(columns, listed)
    return _workbook(columns, listed, title)


def _line(columns: Sequence[str], record: Record) -> str:
    return escaped(json.dumps({key: record.get(key) for key in columns}, ensure_ascii=False))


def _csv(columns: Sequence[str], records: list[Record]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell_text(record.get(key)) for key in columns] for record in records)
    return text.getvalue()


def cell_text(value: object) -> str:
    """As text; what a program of tables would compute begins with an apostrophe."""
    text = "" if value is None else str(value)
    is_formula = begins_formula(text) and not isinstance(value, int | float)
    return f"'{harmless(text)}" if is_formula else harmless(text)


def _workbook(columns: Sequence[str], records: list[Record], title: str) -> bytes:
    import xlsxwriter

    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": title, "created": _NO_DAY})
    bold = book.add_format({"bold": True})
    for number, first in enumerate(range(0, max(len(records), 1), MOST_ROWS), 1):
        name = title[:31] if number == 1 else f"{title[:25]} {number}"
        _fill(book.add_worksheet(name), columns, records[first : first + MOST_ROWS], bold)
    book.close()
    return content.getvalue()


def _fill(
    sheet: "Worksheet", columns: Sequence[str], records: list[Record], bold: "Format"
) -> None:
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, bold)
    for row, record in enumerate(records, 1):
        for at, column in enumerate(columns):
            value = record.get(column)
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(row, at, value)
            elif value is not None:
                sheet.write_string(row, at, harmless(str(value))[:_LONGEST])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(records), 1), max(len(columns) - 1, 0))

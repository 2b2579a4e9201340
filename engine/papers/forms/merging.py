"""Rows of forms put into the tables of a project: what others sent before stays as it is."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

import xlsxwriter

from engine.classes import dataclass
from engine.datasets.returned import Grid, Line
from engine.lazy import lazy_pattern
from engine.model.tables import Resource
from engine.tables.filling import NewRow, Value, refilled
from engine.visible import begins_formula


@dataclass(frozen=True, slots=True)
class Taken:
    """A row of the table to come: whose file it came from, None where it was there before."""

    line: Line
    file: str | None
    sheet: str | None


@dataclass(frozen=True, slots=True)
class Renewed:
    """A table with its rows to come, and what lies there now."""

    resource: Resource
    base: Grid | None
    rows: tuple[Taken, ...]


def renewed_file(path: str, content: bytes | None, tables: Iterable[Renewed]) -> bytes | None:
    """The file with the tables that lie in it; None where it holds what cannot be kept."""
    if not path.lower().endswith((".xlsx", ".xlsm")):
        return _text(next(iter(tables)))
    if content is None:
        return _new_workbook(tables)
    for table in tables:
        if table.base is None or table.base.raw.sheet is None:
            return None
        sheet, first = table.base.raw.sheet, table.base.first
        made = refilled(content, sheet, first, [_new_row(table, row) for row in table.rows])
        if made is None:
            return None
        content = made
    return content


def _new_row(table: Renewed, row: Taken) -> NewRow:
    """A row that was there stays; a new one takes over what the form does not carry from the row
    of the same key."""
    assert table.base
    if row.file is None:
        return NewRow(row.line.row, {})
    old = _old_of(table.base).get(row.line.key) if row.line.key else None
    return NewRow(old, dict(_placed(table.resource, row.line, table.base.columns)))


def _old_of(base: Grid) -> Mapping[object, int]:
    return {line.key: line.row for line in base.lines if line.key}


def _placed(
    resource: Resource, line: Line, columns: Mapping[str, int]
) -> Iterator[tuple[int, Value]]:
    for name, at in columns.items():
        if name not in resource.personal:
            yield at, line.cells.get(name)


def _new_workbook(tables: Iterable[Renewed]) -> bytes:
    content = io.BytesIO()
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(content, {"in_memory": True, **texts})
    book.set_properties({"created": datetime(2000, 1, 1)})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for table in tables:
        sheet = book.add_worksheet(table.resource.sheet or (table.resource.sheets or (None,))[0])
        for at, column in enumerate(table.resource.fields):
            sheet.write_string(0, at, column.header)
        for number, row in enumerate(table.rows, 1):
            columns = {column.name: at for at, column in enumerate(table.resource.fields)}
            for at, value in _placed(table.resource, row.line, columns):
                if isinstance(value, date):
                    sheet.write_datetime(number, at, value, day)
                elif isinstance(value, int | float):
                    sheet.write_number(number, at, value)
                elif value:
                    sheet.write_string(number, at, value)
    book.close()
    return content.getvalue()


def _text(table: Renewed) -> bytes | None:
    """The csv file in the way it is declared; None where its encoding lacks a letter."""
    dialect = table.resource.dialect
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=dialect.delimiter, quotechar=dialect.quote, lineterminator="\r\n"
    )
    for row in _csv_rows(table):
        writer.writerow([_csv_cell(table.resource, value) for value in row])
    try:
        return text.getvalue().encode(dialect.encoding)
    except UnicodeEncodeError:
        return None


def _csv_rows(table: Renewed) -> Iterator[list[Value]]:
    base = table.base
    if base is None:
        columns = {column.name: at for at, column in enumerate(table.resource.fields)}
        yield [column.header for column in table.resource.fields]
        for row in table.rows:
            placed = dict(_placed(table.resource, row.line, columns))
            yield [placed.get(at) for at in range(len(columns))]
        return
    written = base.written
    old = _old_of(base)
    yield from (_ended(cells) for row, cells in written.items() if row < base.first)
    width = max((len(cells) for cells in written.values()), default=0)
    for row in table.rows:
        if row.file is None:
            yield _ended(written[row.line.row])
            continue
        before = written.get(old.get(row.line.key, -1)) if row.line.key else None
        cells = _ended(before or (None,) * width)
        for at, value in _placed(table.resource, row.line, base.columns):
            cells[at] = value
        yield cells


def _ended(cells: Iterable[str | None]) -> list[Value]:
    """The cells of a line without the sign that ends it."""
    return [cell if cell is None else cell.rstrip("\r\n") for cell in cells]


_NUMBER = lazy_pattern(r"[+-]?[\d\s.,]+%?")


def _csv_cell(resource: Resource, value: Value) -> str:
    """The cell as text; what a spreadsheet would compute is made text by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float):
        return repr(value).replace(".", resource.dialect.decimal)
    text = str(value)
    is_formula = begins_formula(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def provenance(tables: Iterable[Renewed], words: Iterable[str], paths: Mapping[str, str]) -> str:
    """Where each row that came in came from, as csv: table, file, row, organisation, form, sheet,
    row of the form."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(list(words))
    for table in tables:
        first = table.base.first if table.base else 2
        for at, row in enumerate(table.rows, first):
            if row.file is not None:
                writer.writerow([
                    _csv_cell(table.resource, each)
                    for each in (table.resource.title, paths[table.resource.name], at,
                                 row.line.organisation, row.file, row.sheet, row.line.row)
                ])  # fmt: skip
    return text.getvalue()

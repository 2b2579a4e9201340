"""Which cells of a workbook show their numbers otherwise than they are: percents, 012, days."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

import polars as pl

from engine.lazy import lazy_pattern
from engine.tables.numberformats import BUILT_IN, Look, look_of
from engine.tables.sheets import column_number

UNKNOWN = ""
"""The look of a number in a format of file that does not tell it."""

_MAIN = "{*}"
_CELL = lazy_pattern(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_AT = lazy_pattern(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_STYLE = lazy_pattern(rb"""\bs\s*=\s*["'](\d{1,6})["']""")
_KIND = lazy_pattern(rb"""\bt\s*=\s*["'](\w+)["']""")
_HIDDEN = lazy_pattern(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")


_SCHEMA = {"row": pl.Int64, "column": pl.Int64, "code": pl.String, "shown": pl.String}


class CellLook(NamedTuple):
    """A cell (row 1-based, column 0-based) with its number format, and what it shows where the
    file says so itself."""

    row: int
    column: int
    code: str
    shown: str | None = None


def looks(cells: Iterable[CellLook]) -> pl.DataFrame | None:
    """The cells as a frame of `row`, `column`, `code`, `shown`; None where there are none."""
    frame = pl.DataFrame(list(cells), schema=_SCHEMA, orient="row")
    return None if frame.is_empty() else frame


def looks_of_column(column: int, rows: Sequence[int], code: str) -> pl.DataFrame:
    """The same frame, for cells of one column and format."""
    numbers = pl.DataFrame({"row": rows}, schema={"row": pl.Int64})
    return numbers.with_columns(
        pl.lit(column, pl.Int64).alias("column"),
        pl.lit(code).alias("code"),
        pl.lit(None, pl.String).alias("shown"),
    )


def number_formats(styles: ElementTree.Element) -> tuple[str, ...]:
    """The format of each cell style of a workbook, by its number."""
    own = {
        str(element.get("numFmtId")): str(element.get("formatCode"))
        for element in styles.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
    }
    built_in = {str(number): code for number, code in BUILT_IN.items()}
    return tuple(
        own.get(str(element.get("numFmtId")), built_in.get(str(element.get("numFmtId")), "General"))
        for element in styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    )


def cell_looks(xml: bytes, formats: Sequence[str]) -> Iterator[CellLook]:
    """The numbers of a sheet whose format is not a plain one."""
    told = {
        str(number).encode(): code
        for number, code in enumerate(formats)
        if look_of(code) is not Look.PLAIN
    }
    if not told or not _uses(xml, told):
        return
    row = column = 0
    for match in _CELL.finditer(xml):
        attributes = match[2]
        at = _AT.search(attributes)
        if match[1] == b"row":
            row, column = int(at[2]) if at else row + 1, -1
            continue
        column = column_number(at[1].decode()) if at and at[1] else column + 1
        style = _STYLE.search(attributes)
        if style is None or style[1] not in told:
            continue
        kind = _KIND.search(attributes)
        if kind is None or kind[1] == b"n":
            yield CellLook(row, column, told[style[1]])


def hidden_rows(xml: bytes) -> tuple[int, ...]:
    """The rows that a filter or a person has hidden."""
    if b"hidden" not in xml:
        return ()
    found, row = [], 0
    for match in _CELL.finditer(xml):
        if match[1] == b"row":
            at = _AT.search(match[2])
            row = int(at[2]) if at else row + 1
            if _HIDDEN.search(match[2]):
                found.append(row)
    return tuple(found)


def _uses(xml: bytes, styles: Iterable[bytes]) -> bool:
    numbers = b"|".join(styles)
    return re.search(rb"""\bs\s*=\s*["'](?:%s)["']""" % numbers, xml) is not None

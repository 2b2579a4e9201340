"""Letters of a part of a cell: raised marks of footnotes, words crossed out."""

from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from engine.diagnostics import Finding
from engine.tables import RawSheet, open_workbook

MOST: dict[str, list[tuple[str, str]]] = {
    "1201": [("120", ""), ("1", "up")],
    "120 1": [("120 ", ""), ("1", "up")],
    "№ 11": [("№ ", ""), ("1", ""), ("1", "up")],
    "м2": [("м", ""), ("2", "up")],
    "1й": [("1", ""), ("й", "up")],
    "2021, б&в": [("2", ""), ("02", "up"), ("1, ", ""), ("б&в", "up")],
    "34": [("3", "struck"), ("4", "")],
}
"""What a reader hands over, and its pieces: each with how it is written."""

SHOWN = ["120¹", "120 ¹", "№ 1¹", "м2", "1й", "2⁰²1, б&в", "34"]


def of_strings() -> bytes:
    """Texts as Excel writes them, all in one part."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Лист")
        looks = {
            "up": book.add_format({"font_script": 1}),
            "struck": book.add_format({"font_strikeout": True}),
            "": None,
        }
        for at, pieces in enumerate(MOST.values()):
            runs = [part for text, look in pieces for part in (looks[look], text) if part]
            sheet.write_rich_string(at, 1, *runs)
    return buffer.getvalue()


def of_cells() -> bytes:
    """The same within the cells, as other programs write them."""
    fonts = {"up": InlineFont(vertAlign="superscript"), "struck": InlineFont(strike=True)}
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Лист"
    for at, pieces in enumerate(MOST.values(), 1):
        runs = [TextBlock(fonts[look], text) if look else text for text, look in pieces]
        sheet.cell(at, 2).value = CellRichText(*runs)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [of_strings(), of_cells()], ids=["strings", "cells"])
def test_a_raised_figure_behind_a_number_is_read_as_it_shows(content: bytes) -> None:
    book = open_workbook(content, "a.xlsx")
    assert not isinstance(book, Finding)
    sheet = book.read("Лист")
    assert isinstance(sheet, RawSheet)
    assert sheet.frame["1"].to_list() == SHOWN
    assert sheet.struck == {(7, 1)}

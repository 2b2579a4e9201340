"""Small workbooks that would take all memory, or show one sheet and hold another: refused."""

import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from engine.diagnostics import Finding
from engine.tables import RawSheet, open_workbook
from tests.unit.tables.books import sheet_of, with_part, workbook, xls


def refusal(book: bytes, sheet: str = "Лист") -> str:
    """The name of the finding with which a workbook or its sheet is refused."""
    opened = open_workbook(book, "a.xlsx")
    read = opened if isinstance(opened, Finding) else opened.read(sheet)
    assert isinstance(read, Finding), "it was read"
    return read.code.name


@pytest.mark.parametrize(
    "reference",
    [
        'r="A99999999"', 'r="AAAAAA1"', '\rr="XFD1048576"', "r='XFD1048576'", 'r = "XFD1048576"',
        '\n\tr="XFD1048576"', 'r="&#88;FD1048576"', 'r="A1048576" s="0"/><c r="XFD1"',
    ],
)  # fmt: skip
def test_a_cell_far_away_is_refused_however_it_is_written(reference: str) -> None:
    xml = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c {reference}><v>1</v></c></row>'
    assert refusal(sheet_of(xml)) == "table-too-large"


def test_a_tall_and_a_wide_sheet_are_read() -> None:
    for cell in ("A900000", "XFC2"):
        xml = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{cell}"><v>1</v></c></row>'
        opened = open_workbook(sheet_of(xml), "a.xlsx")
        assert not isinstance(opened, Finding)
        assert isinstance(opened.read("Лист"), RawSheet)


def test_two_sheets_of_one_name_are_refused() -> None:
    book = workbook(Лист=[["a"]], Other=[["b"]])
    text = zipfile.ZipFile(BytesIO(book)).read("xl/workbook.xml").decode()
    assert refusal(with_part(book, "xl/workbook.xml", text.replace("Other", "лист"))) == (
        "unreadable-workbook"
    )


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    book = workbook(Лист=[["a"]])
    buffer = BytesIO()
    content = b"<sst>" + b" " * 50_000_000
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            if name != "xl/sharedStrings.xml":
                new.writestr(name, old.read(name))
        new.writestr("xl/SharedStrings.xml", content)
    false = bytearray(buffer.getvalue())
    crc, size = struct.pack("<L", zlib.crc32(content[:100])), struct.pack("<L", 100)
    true = struct.pack("<L", len(content))
    at = false.find(true)
    while at >= 0:
        false[at : at + 4] = size
        false[at - 8 : at - 4] = crc
        at = false.find(true, at)
    assert refusal(bytes(false)) == "unreadable-workbook"


def test_an_xls_with_a_cell_in_the_last_column_there_can_be_is_refused_or_read_small() -> None:
    book = bytearray(xls([["a", 1.5], ["b", 2.5]]))
    for row in range(2):
        at = book.find(struct.pack("<HHHH", 0x0203, 14, row, 1))
        at = at if at >= 0 else book.find(struct.pack("<HHHH", 0x027E, 10, row, 1))
        assert at >= 0
        struct.pack_into("<HH", book, at + 4, 65_000 + row, 65_535)
    assert refusal(bytes(book)) in ("table-too-large", "unreadable-workbook")


def test_an_ods_that_repeats_a_row_four_billion_times_is_refused() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
    names = "".join(
        f' xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"'
        for each in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        '<table:table table:name="Лист"><table:table-row table:number-rows-repeated="4000000000">'
        f"{cell}</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", content)
    assert refusal(buffer.getvalue()) == "table-too-large"


@pytest.mark.parametrize("cut", [200, 700, 1500, 3000])
def test_a_damaged_xls_is_a_finding(cut: int) -> None:
    book = bytearray(xls([["a", 1.5]] * 50))
    book[cut : cut + 64] = b"\xff" * 64
    opened = open_workbook(bytes(book), "a.xls")
    read = opened if isinstance(opened, Finding) else opened.read("Лист")
    assert isinstance(read, Finding | RawSheet)

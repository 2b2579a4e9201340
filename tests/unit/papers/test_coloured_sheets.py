"""Months that are marked by a colour, whatever kind of workbook they stand in."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
import xlsxwriter
import xlwt

from tests.unit.papers.reading import read, read_blocks
from tests.unit.papers.wordxml import p, tbl, tc, tr

HEAD = ["№", "Мероприятие", "январь", "февраль", "март", "Исполнитель"]
ROWS = [["1", "Семинар", "", "", "", "ИМЦ"], ["2", "Анализ", "", "", "", "ИМЦ"],
        ["3", "Отчёт", "", "", "", "ИМЦ"]]  # fmt: skip
COLOURS = {(1, 2): "green", (1, 3): "white", (2, 3): "green", (2, 4): "green", (3, 4): "green"}
SCHEDULES = ["январь", "февраль, март", "март"]


def as_xlsx() -> bytes:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("План")
        looks = {"green": book.add_format({"bg_color": "#92D050"}),
                 "white": book.add_format({"bg_color": "#FFFFFF"})}  # fmt: skip
        for at, row in enumerate([HEAD, *ROWS]):
            for column, text in enumerate(row):
                look = COLOURS.get((at, column))
                sheet.write(at, column, text, looks[look] if look else None)
    return content.getvalue()


def as_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("План")
    looks = {
        name: xlwt.easyxf(f"pattern: pattern solid, fore_colour {colour}")
        for name, colour in (("green", "light_green"), ("white", "white"))
    }
    for at, row in enumerate([HEAD, *ROWS]):
        for column, text in enumerate(row):
            look = COLOURS.get((at, column))
            if look or text:
                sheet.write(at, column, text, looks[look] if look else xlwt.XFStyle())
    content = BytesIO()
    book.save(content)
    return content.getvalue()


_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"'
    for name, of in (("office", "office"), ("table", "table"), ("text", "text"),
                     ("style", "style"), ("fo", "xsl-fo-compatible"))
)  # fmt: skip


_NO_PARTS = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


def style(name: str, colour: str, parent: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    cell = f'<style:table-cell-properties fo:background-color="{colour}"/>' if colour else ""
    return f'<style:style style:name="{name}" style:family="table-cell"{above}>{cell}</style:style>'


def ods(columns: str, rows: str) -> bytes:
    styles = style("green", "#92d050") + style("white", "#ffffff") + style("own", "", "Mark")
    content = (
        f'<office:document-content {_SPACES} office:version="1.2"><office:automatic-styles>{styles}'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="План">{columns}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    common = (
        f"<office:document-styles {_SPACES}>{style('Mark', '#ffff00')}</office:document-styles>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _NO_PARTS)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", common)
    return packed.getvalue()


def ods_cell(text: str, look: str = "") -> str:
    named = f' table:style-name="{look}"' if look else ""
    if not text:
        return f"<table:table-cell{named}/>"
    said = f'office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    return f"<table:table-cell{named} {said}"


def as_ods() -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(ods_cell(text, COLOURS.get((at, column), "")) for column, text in enumerate(row))
        + "</table:table-row>"
        for at, row in enumerate([HEAD, *ROWS])
    )
    return ods('<table:table-column table:number-columns-repeated="6"/>', rows)


@pytest.mark.parametrize("made", [as_xlsx, as_xls, as_ods])
def test_a_colour_below_a_month_is_a_tick_in_every_kind_of_workbook(
    made: Callable[[], bytes],
) -> None:
    found = read(made())
    assert found.column("schedule") == SCHEDULES
    assert "P962" not in found.codes()


def test_colours_of_columns_rows_and_styles_above_are_those_of_their_cells() -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="green"/>'
        '<table:table-column table:number-columns-repeated="3"/>'
    )
    head, one, two, three = ([ods_cell(text) for text in row] for row in [HEAD, *ROWS])
    two[2], two[3:5] = ods_cell("", "white"), [
        '<table:table-cell table:style-name="own" table:number-columns-repeated="2"/>'
    ]  # fmt: skip
    three[2] = ods_cell("", "white")
    far = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in
                   (head, one, two, three))  # fmt: skip
    found = read(ods(columns, f"{rows}{far}</table:table-row>"))
    assert found.column("schedule") == ["январь", "февраль, март", None]
    assert [each for each in found.found if each.startswith("P962")] == [
        "P962 таблица 1, строка 4"
    ]  # fmt: skip


def test_a_pattern_of_a_word_cell_is_a_colour_too() -> None:
    def drawn(shading: str) -> str:
        return tc("").replace("<w:tcPr>", f"<w:tcPr><w:shd {shading}/>")

    hatched = drawn('w:val="pct50" w:color="auto" w:fill="auto"')
    white = drawn('w:val="solid" w:color="FFFFFF" w:fill="auto"')
    found = read_blocks(
        p("План на 2024 год"), tbl(HEAD, tr("1", "Семинар", hatched, white, hatched, "ИМЦ"))
    )
    assert found.column("schedule") == ["январь, март"]


def test_rows_without_a_mark_are_told_once_with_their_count() -> None:
    for times in (["январь", "февраль", "март"], ["I кв.", "II кв.", "III кв."]):
        head = [*HEAD[:2], *times, HEAD[-1]]
        found = read_blocks(p("План на 2024 год"), tbl(head, *ROWS))
        assert [each for each in found.found if each.startswith("P962")] == [
            "P962 таблица 1, строка 2"
        ], times
    dated = [*HEAD[:-1], "Срок", "Исполнитель"]
    found = read_blocks(p("План"), tbl(dated, ["1", "Семинар", "", "", "", "до мая", "ИМЦ"]))
    assert "P962" not in found.codes()

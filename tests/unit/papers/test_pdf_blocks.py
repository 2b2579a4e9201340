"""What is read of the pages of a PDF: tables and paragraphs, each numbered among its kind."""

from typing import Any

from engine.papers.documents import Document, Paragraph, Table
from engine.papers.pdf import _blocks


def test_tables_and_paragraphs_are_numbered_over_all_pages() -> None:
    pages: list[list[Any]] = [
        [("text", "Приказ \n №  7"), ("table", [["1", None, "2"], [None, "3", "4"]])],
        [("text", "  "), ("table", [["5"]]), ("text", "Директор")],
    ]
    blocks = list(_blocks(pages))
    assert [block.address[-1] for block in blocks] == [
        ("paragraph", 1), ("table", 1), ("table", 2), ("paragraph", 2),
    ]  # fmt: skip
    told = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert told == ["Приказ № 7", "Директор"]


def test_a_cell_that_is_null_belongs_to_the_one_on_its_left() -> None:
    (table,) = _blocks([[("table", [["1", None, "2"], ["3", "4", None]])]])
    assert isinstance(table, Table)
    assert table.width == 3
    cells = [(cell.column, cell.columns, cell.address[-2:]) for cell in table.cells()]
    assert cells == [
        (0, 2, (("row", 1), ("column", 1))), (2, 1, (("row", 1), ("column", 3))),
        (0, 1, (("row", 2), ("column", 1))), (1, 2, (("row", 2), ("column", 2))),
    ]  # fmt: skip


def test_a_row_has_the_page_that_it_begins_on() -> None:
    pages: list[list[Any]] = [[("text", "План")], [("table", [["1"], ["2"], ["3"]])], []]
    document = Document("plan.pdf", tuple(_blocks(pages, [[2, 2, 3]])), ())
    table = ("table", 1)
    assert [document.pages[table, ("row", number)] for number in (1, 2, 3)] == [2, 2, 3]
    assert document.pages[(table,)] == 2

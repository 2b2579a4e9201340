"""Formats and hidden rows of a sheet's XML, where rows and cells say where they stand or do not."""

import pytest

from engine.tables.looks import cell_looks, hidden_rows

FORMATS = ("General", "0.00%")


@pytest.mark.parametrize(
    ("xml", "places"),
    [
        ('<row r="2"><c r="B2" s="1"><v>1</v></c></row>', [(2, 1)]),
        ('<row><c s="1"/></row><row><c/><c s="1"/></row>', [(1, 0), (2, 1)]),
        ('<row r="3"><c s="1"/></row><row><c/><c/><c s="1"/></row>', [(3, 0), (4, 2)]),
        ('<row r="1"><c r="C1"/><c s="1"/></row>', [(1, 3)]),
        ('<row r="1"><c s="1" t="n"/><c s="1" t="s"/><c s="0"/></row>', [(1, 0)]),
        ('<row r="1"><c s="0"/></row>', []),
    ],
)
def test_a_number_of_a_format_is_at_its_row_and_column(
    xml: str, places: list[tuple[int, int]]
) -> None:
    found = list(cell_looks(xml.encode(), FORMATS))
    assert [(one.row, one.column) for one in found] == places


@pytest.mark.parametrize(
    ("xml", "rows"),
    [
        ('<row r="2" hidden="1"/><row r="3"/>', (2,)),
        ('<row/><row hidden="true"/><row hidden="0"/><row hidden="1"/>', (2, 4)),
        ('<row r="5"/><row hidden="1"/>', (6,)),
        ("<row/>", ()),
    ],
)
def test_hidden_rows_are_counted_where_they_have_no_number(xml: str, rows: tuple[int, ...]) -> None:
    assert hidden_rows(xml.encode()) == rows

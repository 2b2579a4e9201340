"""Records for programs of tables: what one sheet cannot hold stands on the next."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from engine.reports.formats import records


def test_a_workbook_goes_on_on_the_next_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST_ROWS", 2)
    content = records.render_records("xlsx", ("n",), [{"n": n} for n in range(5)], "Rows")
    assert isinstance(content, bytes)
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert sheets == {
        "Rows": [["n"], [0.0], [1.0]], "Rows 2": [["n"], [2.0], [3.0]], "Rows 3": [["n"], [4.0]],
    }  # fmt: skip

"""No small workbook takes more than 1 GiB or 30 s before it is read or refused: measured."""

import json
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from engine.tables.trial import is_small, limits_for
from tests.unit.tables.books import ods, sheet_of, with_part, workbook, xls

GIB = 1 << 30
SECONDS = 30
ROOT = Path(__file__).parents[3]
_SST = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" {}>{}</sst>'

MEASURED = """\
import json, resource, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from engine.diagnostics import Finding
from engine.tables import open_workbook
from engine.tables.xlsx import read_for_nothing
told = {}
for path in sorted(Path(sys.argv[2]).iterdir()):
    started = time.monotonic()
    book = open_workbook(path.read_bytes(), path.name)
    if not isinstance(book, Finding):
        book = [book.read(sheet) for sheet in book.sheets][0]
    name = book.code.name if isinstance(book, Finding) else "read"
    told[path.name] = [name, time.monotonic() - started]
from engine.children import calling
calling._IDLE.close()
peaks = [resource.getrusage(each).ru_maxrss * 1024
         for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps([told, peaks]))
"""


def with_texts(attributes: str, texts: str, cells: str) -> bytes:
    """A workbook of shared texts, and of rows that point to them."""
    book = with_part(workbook(Лист=[["а"]]), "xl/sharedStrings.xml", _SST.format(attributes, texts))
    return with_part(
        book, "xl/worksheets/sheet1.xml",
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>",
    )  # fmt: skip


def _rows(count: int) -> str:
    return "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, count + 1)
    )


def _far_xls() -> bytes:
    book = bytearray(xls([["a", 1.5], ["b", 2.5]]))
    for row in range(2):
        at = book.find(struct.pack("<HHHH", 0x0203, 14, row, 1))
        at = at if at >= 0 else book.find(struct.pack("<HHHH", 0x027E, 10, row, 1))
        struct.pack_into("<HH", book, at + 4, 65_000 + row, 65_535)
    return bytes(book)


def _repeating_ods(rows: int, columns: int, text: str) -> bytes:
    return ods(
        f'<table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
        f"<text:p>{text}</text:p></table:table-cell></table:table-row>"
    )


@cache
def hostile() -> dict[str, bytes]:
    """Workbooks of some kilobytes that ask for gigabytes, each in its own way."""
    far = '<row r="1"><c r="A1"><v>1</v></c><c {}><v>1</v></c></row>'
    merged = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData><mergeCells>'
        '<mergeCell ref="A1:AN90000"/></mergeCells></worksheet>'
    )
    long = "<si><t>" + "я" * 3_000_000 + "</t></si>"
    return {
        "count": with_texts('count="1" uniqueCount="9999999999999999"', "", _rows(1)),
        "count-spaced": with_texts("uniqueCount = '9999999999'", "", _rows(1)),
        "far-cr": sheet_of(far.format('\rr="XFD1048576"')),
        "far-entity": sheet_of(far.format('r="&#88;FD1048576"')),
        "far-odd": sheet_of(far.format('r="A99999999"')),
        "far-prefixed": with_part(
            workbook(Лист=[["а"]]), "xl/worksheets/sheet1.xml",
            '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
            '<x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        ),
        "merged": with_part(
            with_texts("", long, _rows(1)), "xl/worksheets/sheet1.xml", merged
        ),
        "one-text-many-times": with_texts("", long, _rows(20_000)),
        "one-text-in-runs": with_texts(
            "", "<si>" + "<r><t>" + "я" * 3_000_000 + "</t></r></si>", _rows(20_000)
        ),
        "large-styles": with_part(
            workbook(Лист=[["а"]]), "xl/styles.xml", "<styleSheet>" + "<a/>" * 12_000_000
        ),
        "ods-one-row-many-times": _repeating_ods(4_000_000_000, 1, "a"),
        "ods-one-text-many-times": _repeating_ods(9_000, 1_000, "я" * 10_000),
        "xls-far": _far_xls(),
    }  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_small_workbooks_that_ask_for_much_stay_within_a_gibibyte_and_half_a_minute(
    tmp_path: Path,
) -> None:
    for name, content in hostile().items():
        assert len(content) < 10_000_000
        (tmp_path / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-P", "-c", MEASURED, str(ROOT), str(tmp_path)],
        capture_output=True, text=True, timeout=300, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told, peaks = json.loads(done.stdout)
    assert {name: took for name, (_, took) in told.items() if took > SECONDS} == {}
    assert max(peaks) < GIB, peaks
    assert {name for name, (word, _) in told.items() if word == "read"} <= {"merged"}


def test_a_workbook_that_asks_for_much_is_not_called_small() -> None:
    books = {name: book for name, book in hostile().items() if not name.startswith("ods")}
    assert len(books) >= 11
    assert [name for name, book in books.items() if is_small(book)] == []


def test_a_usual_workbook_is_small_and_needs_no_child() -> None:
    rows: list[list[object]] = [
        ["Школа", "Балл"],
        *([f"Школа № {at}", at / 7] for at in range(2_000)),
    ]
    assert is_small(workbook(Лист=rows, Другой=rows))


def test_a_book_of_two_tables_of_contents_is_not_small() -> None:
    book = workbook(Лист=[["а"]])
    assert not is_small(book + book[book.rindex(b"PK\5\6") :])


def test_a_larger_file_may_take_more_in_proportion() -> None:
    small, large = limits_for(6_000), limits_for(100_000_000)
    assert small.memory is not None
    assert small.seconds is not None
    assert (large.memory, large.seconds) == (small.memory * 10, small.seconds * 10)
    assert small.memory < GIB
    assert small.seconds < SECONDS

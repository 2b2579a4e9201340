"""What came beside the answers: files, sheets and cells that are not read. Each is named."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from engine.codes import papers as codes
from engine.datasets.files import BOOKS
from engine.datasets.returned import Filled
from engine.diagnostics import Finding, Place, finding
from engine.papers.forms.workbook import FIRST, MISSING, OWN_SHEETS
from engine.tables import OtherWorkbook, RawSheet, Workbook

MARKED = "marked"
"""The folder of copies that go back, below that of the forms."""
_LEFT_BY_PROGRAMS = frozenset({"Thumbs.db", "desktop.ini"})


def books_of(folder: Path) -> tuple[Path, ...]:
    """The workbooks that lie in a folder."""
    return tuple(
        each
        for each in sorted(folder.iterdir())
        if each.suffix.lower() in BOOKS and each.is_file() and not each.name.startswith(("~$", "."))
    )


def other_files(folder: Path) -> Iterator[Finding]:
    """What else somebody put there, an answer perhaps: papers, archives, folders with books."""
    for each in sorted(folder.iterdir()):
        if each.name.startswith(("~$", ".")) or each.name in _LEFT_BY_PROGRAMS:
            continue
        if each.is_dir():
            if each.name != MARKED and books_of(each):
                yield finding(codes.ANSWER_NOT_READ, Place(f"{each.name}/"))
        elif each.suffix.lower() not in BOOKS:
            yield finding(codes.ANSWER_NOT_READ, Place(each.name))


def other_sheets(book: Workbook | OtherWorkbook, asked: Collection[str]) -> Iterator[Finding]:
    """Sheets that hold something and that no table of the form is; the first tab is the cover."""
    for name in book.sheets[1:]:
        if name in asked or name in OWN_SHEETS:
            continue
        raw = book.read(name)
        if isinstance(raw, RawSheet) and raw.frame.height:
            yield finding(codes.SHEET_BESIDE, Place(book.file, sheet=name))


def other_cells(tables: Iterable[Filled]) -> Iterator[Finding]:
    """The first cell of each column beside a table that has no heading."""
    for each in tables:
        if each.grid is None:
            continue
        own = {*each.grid.columns.values()}
        first: dict[int, int] = {}
        for row, at in sorted(at for at, value in each.shown.items() if value not in MISSING):
            if at not in own and each.shown.get((FIRST, at)) in MISSING:
                first.setdefault(at, row)
        for at, row in first.items():
            yield finding(codes.CELL_BESIDE, each.grid.raw.place(row, at))

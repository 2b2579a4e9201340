"""What came beside the answers: files, sheets and cells that are not read. Each is named."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from engine.codes import papers as codes
from engine.datasets.files import BOOKS
from engine.datasets.returned import Filled
from engine.diagnostics import Finding, Place, finding
from engine.papers.forms.workbook import FIRST, MISSING, OWN_SHEETS
from engine.papers.sniffing import programs_in
from engine.tables import OtherWorkbook, RawSheet, Workbook

MARKED = "marked"
"""The folder of copies that go back, below that of the forms."""
_LEFT_BY_PROGRAMS = frozenset({"Thumbs.db", "desktop.ini"})


def books_of(folder: Path) -> tuple[Path, ...]:
    """The workbooks that lie in a folder."""
    return tuple(
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in BOOKS and path.is_file() and not path.name.startswith(("~$", "."))
    )


def other_files(folder: Path) -> Iterator[Finding]:
    """What else somebody put there, an answer perhaps: papers, archives, folders with books, what
    is called a book and is no file: a link whose file was not sent along, a folder, a pipe."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(("~$", ".")) or path.name in _LEFT_BY_PROGRAMS:
            continue
        is_called_a_book = path.suffix.lower() in BOOKS
        if path.is_dir():
            if is_called_a_book or (path.name != MARKED and books_of(path)):
                yield finding(codes.ANSWER_NOT_READ, Place(f"{path.name}/"))
        elif not (is_called_a_book and path.is_file()):
            yield finding(codes.ANSWER_NOT_READ, Place(path.name))


def programs(data: bytes, file: str) -> Iterator[Finding]:
    """The macros of a form, which had none when it was sent."""
    for part in programs_in(data):
        yield finding(codes.MACROS_IN_FORM, Place(file), part=part)


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
    for table in tables:
        if table.grid is None:
            continue
        own = {*table.grid.columns.values()}
        first: dict[int, int] = {}
        for row, at in sorted(at for at, value in table.shown.items() if value not in MISSING):
            if at not in own and table.shown.get((FIRST, at)) in MISSING:
                first.setdefault(at, row)
        for at, row in first.items():
            yield finding(codes.CELL_BESIDE, table.grid.raw.place(row, at))

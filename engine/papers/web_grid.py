"""Cells and paragraphs of a web page while it is read."""

from dataclasses import field

from engine.classes import dataclass
from engine.papers.documents import SOME_COLOUR, Address, Cell, Paragraph, Row, Table
from engine.tables.zip_archive import DamagedError

MOST_COLUMNS = 1000
_MOST_CELLS = 1 << 20


@dataclass(slots=True)
class Begun:
    """A cell while it is read; `rows` and `columns` are what it asks for."""

    row: int
    column: int
    rows: int
    columns: int
    address: Address
    words: "Words" = field(default_factory=lambda: Words())
    nested: list[Table] = field(default_factory=list)
    is_shaded: bool = False


@dataclass(slots=True)
class Words:
    """The paragraphs of a cell or of the page, and the one that is open."""

    found: list[Paragraph] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """Words of the open paragraph, and ends of its lines."""
    label: str = ""
    bold: int = 0
    plain: int = 0
    is_heading: bool = False

    def say(self, text: str, *, bold: bool) -> None:
        """Words go on in the open line."""
        self.said.append(text)
        weight = len(text.strip())
        self.bold += weight if bold else 0
        self.plain += 0 if bold else weight

    def end_line(self) -> None:
        """What follows stands below."""
        self.said.append("\n")

    def close(self, at: Address) -> Paragraph | None:
        """End the paragraph; None where it says nothing."""
        written = "".join(self.said).replace("\xad", "").split("\n")
        lines = tuple(" ".join(line.split()) for line in written)
        lines = tuple(line for line in lines if line)
        paragraph = None
        if lines:
            bold = self.bold > 0 and not self.plain
            paragraph = Paragraph(lines, at, self.label, bold, self.is_heading)
            self.label = ""
        self.said, self.bold, self.plain, self.is_heading = [], 0, 0, False
        return paragraph


@dataclass(slots=True)
class Grid:
    """A table while it is read."""

    address: Address
    rows: list[list[Begun]] = field(default_factory=list)
    in_row: bool = False
    open: Begun | None = None
    _held: list[Begun] = field(default_factory=list)
    _column: int = 0
    _number: int = 0
    _size: int = 0

    def open_row(self) -> None:
        """A row begins with the cells that reach into it from above."""
        at = len(self.rows)
        above = self.rows[-1] if self.rows else []
        reaching = [cell for cell in above if cell.row + cell.rows > at]
        self.rows.append(reaching)
        self._held = sorted(reaching, key=lambda cell: -cell.column)
        self._column = self._number = 0
        self._grow(len(reaching))
        self.in_row = True

    def _grow(self, count: int) -> None:
        self._size += count
        if self._size > _MOST_CELLS or self._column > MOST_COLUMNS:
            raise DamagedError(str(self.address))

    def open_cell(self, rows: int, columns: int, *, is_shaded: bool = False) -> None:
        """A cell begins at the first column that none from above holds."""
        if not self.in_row:
            self.open_row()
        while self._held and self._held[-1].column <= self._column:
            above = self._held.pop()
            self._column = max(self._column, above.column + above.columns)
        self._number += 1
        at = (*self.address, ("row", len(self.rows)), ("column", self._number))
        self.open = Begun(len(self.rows) - 1, self._column, rows, columns, at, is_shaded=is_shaded)
        self.rows[-1].append(self.open)
        self._column += columns
        self._grow(1)

    def table(self) -> Table:
        """The finished grid."""
        made: dict[int, Cell] = {}
        rows = []
        for at, begun in enumerate(self.rows):
            cells = sorted(begun, key=lambda each: each.column)
            for each in cells:
                if each.row == at:
                    made[id(each)] = Cell(
                        at, each.column, min(each.rows, len(self.rows) - at), each.columns,
                        tuple(each.words.found), tuple(each.nested), each.address,
                        SOME_COLOUR if each.is_shaded else "",
                    )  # fmt: skip
            rows.append(Row(tuple(made[id(each)] for each in cells), at + 1))
        width = max((cell.end for cell in made.values()), default=0)
        return Table(tuple(rows), width, self.address)

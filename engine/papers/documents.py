"""A document as its reader sees it: paragraphs and tables in their order, each with its address.

Words are the accepted ones; what a reader of the print does not see (deletions, comments, hidden
text) stands apart as remarks. Every address counts from 1, as a person would.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from engine.classes import dataclass
from engine.yamltext import in_one_piece

Address = tuple[tuple[str, int], ...]
"""Steps from the outside in: (("table", 3), ("row", 12), ("column", 4)); ("paragraph", 7)."""


SOME_COLOUR = "?"
"""A colour of which the file does not say which it is."""


class RemarkKind(StrEnum):
    """What a document holds beside its accepted words."""

    DELETED = "deleted"
    INSERTED = "inserted"
    COMMENT = "comment"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"
    HEADER = "header"
    HIDDEN = "hidden"
    ROW_HIDDEN = "row_hidden"
    """A row that a sheet does not show; it is read all the same."""
    STRUCK = "struck"
    """Text that is crossed out; it is read all the same."""
    COVERED = "covered"
    """Text of a cell that a merge covers: no print shows it."""
    PLACEHOLDER = "placeholder"
    """A content control that nobody filled in."""
    PICTURE = "picture"
    SHEET = "sheet"
    """A hidden sheet of a workbook."""
    CONDITION = "condition"
    """Cells of a sheet whose colours follow from their values by rules."""
    MACROS = "macros"
    EXTERNAL = "external"
    EMBEDDED = "embedded"
    """Another document inside this one, or a picture where words should be."""
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Remark:
    """One such thing at its address, with its words."""

    kind: RemarkKind
    address: Address
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines (line breaks part them) with the number that Word prints before them."""

    lines: tuple[str, ...]
    address: Address
    label: str = ""
    """«1.1.» or «•» of an automatic list; empty where the number is typed or there is none."""
    is_bold: bool = False
    is_heading: bool = False
    bookmarks: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """What tabs part its only line into; empty where it has no tab."""
    page: int | None = None
    """The page that it begins on, where the file has pages."""

    def __post_init__(self) -> None:
        """Letters stand in one piece, whoever read them: headings are told by their words."""
        for name in ("lines", "parts"):
            object.__setattr__(self, name, tuple(map(in_one_piece, getattr(self, name))))

    @property
    def text(self) -> str:
        """Its words on one line, without the automatic number."""
        return " ".join(self.lines)

    @property
    def has_bullet(self) -> bool:
        """Whether the automatic label counts nothing."""
        return self.label != "" and not any(sign.isalnum() for sign in self.label)

    @property
    def printed(self) -> str:
        """Its words with the label before them; every bullet is printed as a dash."""
        sign = "-" if self.has_bullet else self.label
        return " ".join(part for part in (sign, self.text) if part)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the grid: where it begins (from 0), how far it reaches, what it holds."""

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: tuple[Paragraph, ...]
    nested: tuple["Table", ...]
    address: Address
    colour: str = ""
    """The colour of its own, «92d050», or `SOME_COLOUR`: below a month this is a tick."""

    @property
    def is_shaded(self) -> bool:
        """Whether it has a colour of its own."""
        return self.colour != ""

    @property
    def text(self) -> str:
        """All its words on one line, automatic numbers included."""
        return " ".join(paragraph.printed for paragraph in self.paragraphs if paragraph.printed)

    @property
    def end(self) -> int:
        """The first grid column behind it."""
        return self.column + self.columns

    @property
    def bookmarks(self) -> tuple[str, ...]:
        """The bookmarks of its paragraphs."""
        return tuple(name for paragraph in self.paragraphs for name in paragraph.bookmarks)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that cover a row, from left to right; those begun further up are among them."""

    cells: tuple[Cell, ...]
    number: int
    """As counted in the document, from 1."""
    is_repeated_head: bool = False
    step: str = "row"
    """What it is in the document: a column, where the table was drawn on its side."""
    page: int | None = None
    """The page that it begins on, where that is known."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of `width` columns."""

    rows: tuple[Row, ...]
    width: int
    address: Address
    page: int | None = None
    """The page that it begins on, where the file has pages."""

    def cells(self) -> Iterator[Cell]:
        """Every cell once, where it begins."""
        for at, row in enumerate(self.rows):
            yield from (cell for cell in row.cells if cell.row == at)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Source:
    """One of several files that a document was joined of."""

    file: str
    before: Mapping[str, int]
    """Step («table») → how many of them stand in the files before this one."""
    blocks: int
    """How many blocks of the document are its own."""
    is_order: bool
    """Whether it holds no plan: its words are those of the order."""


@dataclass(frozen=True, slots=True)
class Document:
    """What was read of a file, or of several that are read as one."""

    file: str
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...]
    sources: tuple[Source, ...] = ()
    """The files that it was joined of; empty where it is of one."""

    @property
    def pages(self) -> Mapping[Address, int]:
        """The address of a paragraph, a table or a row → its page; empty where the file has no
        pages."""
        rows = {
            (*table.address, (row.step, row.number)): row.page
            for table in self.tables
            for row in table.rows
            if row.page
        }
        return rows | {block.address: block.page for block in self.blocks if block.page}

    def parts(self) -> Iterator[tuple[Source | None, tuple[Block, ...]]]:
        """The blocks of each file."""
        if not self.sources:
            yield None, self.blocks
        begin = 0
        for source in self.sources:
            yield source, self.blocks[begin : begin + source.blocks]
            begin += source.blocks

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, without those inside of cells."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

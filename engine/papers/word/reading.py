"""A .docx → its blocks: paragraphs with printed numbers, tables as grids, remarks by address."""

from collections.abc import Iterator, Sequence
from dataclasses import field
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.papers.documents import (
    SOME_COLOUR,
    Address,
    Block,
    Cell,
    Document,
    Paragraph,
    Remark,
    RemarkKind,
    Row,
    Table,
)
from engine.papers.word.numbering import Numbering, Styles
from engine.papers.word.package import Package
from engine.papers.word.runs import Runs, alternative, paragraph_mark, plain
from engine.papers.word.xml import attribute, child, children, value

_WRAPS = frozenset({"customXml", "smartTag", "moveTo", "ins", "sdtContent"})
_MOST_COLUMNS = 200
_SLIVER = 40
"""Twips: 0.7 mm."""
_LEAST_WIDTH = 1000
_ASIDES = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}


def read_docx(parts: ZipFile, file: str) -> Document:
    """The document of an archive that was opened within its limits. Raises `DamagedError`."""
    package = Package(parts)
    reader = _Reader(package)
    body = child(package.root(package.main), "body")
    if body is not None:
        reader.blocks_of(body, ())
    reader.beside(package)
    return Document(file, tuple(reader.blocks), tuple(reader.remarks))


@dataclass(slots=True)
class _Begun:
    """A cell whose reach downwards is not known yet."""

    row: int
    column: int
    columns: int
    paragraphs: tuple[Paragraph, ...]
    nested: tuple[Table, ...]
    address: Address
    colour: str
    rows: int = 1

    def finished(self) -> Cell:
        return Cell(
            self.row, self.column, self.rows, self.columns, self.paragraphs, self.nested,
            self.address, self.colour,
        )  # fmt: skip


@dataclass(slots=True)
class _Grid:
    """A table under way: for each row, the cells that cover it."""

    rows: list[list[_Begun]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    heads: list[bool] = field(default_factory=list)
    width: int = 0
    slivers: frozenset[int] = frozenset()
    """Grid columns of no width that hands and converters leave where cells do not quite meet."""

    def place(self, column: int) -> int:
        """Where a grid column begins, slivers not counted."""
        return column - sum(sliver < column for sliver in self.slivers)

    def table(self, address: Address) -> Table:
        done: dict[int, Cell] = {}
        rows = []
        for begun, number, is_head in zip(self.rows, self.numbers, self.heads, strict=True):
            cells = tuple(done.setdefault(id(each), each.finished()) for each in begun)
            rows.append(Row(cells, number, is_head))
        return Table(tuple(rows), self.width, address)


class _Reader:
    """Reads one document; numbers are counted, and fields followed, in its order."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.related("styles"))
        self._numbering = Numbering(package.related("numbering"), self._styles)
        self._runs = Runs(self._note, self._text_box, _asides(package))
        self._carried: list[str] = []
        self._marks: list[str] = []
        self.blocks: list[Block] = []
        self.remarks: list[Remark] = []
        self._at: Address = ()
        self._paragraphs = self._tables = 0

    def _note(self, kind: RemarkKind, text: str) -> None:
        self.remarks.append(Remark(kind, self._at, text))

    def _text_box(self, box: Element) -> None:
        if said := plain(box):
            self._note(RemarkKind.TEXT_BOX, said)

    # Blocks of the body

    def blocks_of(self, parent: Element, at: Address) -> None:
        """Read the blocks of the body, through all that only wraps them."""
        for element in self._unwrapped(parent):
            if element.tag == "p":
                self._paragraphs += 1
                paragraph = self._paragraph(element, (("paragraph", self._paragraphs),))
                if paragraph is not None:
                    self.blocks.append(paragraph)
            elif element.tag == "tbl":
                self._tables += 1
                self.blocks.append(self._table(element, (("table", self._tables),)))

    def _unwrapped(self, parent: Element) -> Iterator[Element]:
        """Paragraphs, tables, rows and cells below what only wraps them."""
        for element in parent:
            if element.tag in _WRAPS:
                yield from self._unwrapped(element)
            elif element.tag == "sdt":
                yield from self._controlled(element)
            elif element.tag == "mc:AlternateContent":
                chosen = alternative(element)
                yield from self._unwrapped(chosen) if chosen is not None else ()
            elif element.tag == "bookmarkStart":
                self._marks.append(attribute(element, "name"))
            elif element.tag == "altChunk":
                self._at = self._at[:1]
                self._note(RemarkKind.EMBEDDED, "")
            elif element.tag in ("del", "moveFrom"):
                if gone := plain(element):
                    self._note(RemarkKind.DELETED, gone)
            else:
                yield element

    def _controlled(self, each: Element) -> Iterator[Element]:
        properties, content = child(each, "sdtPr"), child(each, "sdtContent")
        if properties is not None and child(properties, "showingPlcHdr") is not None:
            self._note(RemarkKind.PLACEHOLDER, plain(each))
            yield from (Element(part.tag) for part in content) if content is not None else ()
        elif content is not None:
            yield from self._unwrapped(content)

    def _paragraph(self, element: Element, at: Address) -> Paragraph | None:
        self._at = at
        properties, style, is_joined = paragraph_mark(element)
        self._runs.bookmarks += self._marks
        self._marks = []
        self._runs.text += self._carried
        self._carried = []
        self._runs.walk(element)
        if is_joined:
            self._carried = list(self._runs.text)
            self._marks = self._runs.bookmarks
            self._runs.take()
            return None
        label = self._numbering.label(properties, style)
        lines, is_bold, marks, parts = self._runs.take()
        known = self._styles.of(style)
        is_heading = known.is_heading or (
            properties is not None and value(properties, "outlineLvl") is not None
        )
        bold = is_bold or (known.is_bold and bool(lines))
        return Paragraph(lines, at, label, bold, is_heading, marks, parts)

    # Tables

    def _table(self, element: Element, at: Address) -> Table:
        rows = list(self._rows(element))
        slivers = _slivers(element)
        grid = _Grid(slivers=slivers - self._written_in(rows) if slivers else slivers)
        for number, row in enumerate(rows, 1):
            properties = child(row, "trPr")
            self._at = (*at, ("row", number))
            if properties is not None and child(properties, "del") is not None:
                self._note(RemarkKind.DELETED, plain(row))
                continue
            if properties is not None and child(properties, "ins") is not None:
                self._note(RemarkKind.INSERTED, plain(row))
            grid.heads.append(properties is not None and child(properties, "tblHeader") is not None)
            grid.numbers.append(number)
            grid.rows.append(self._row(row, grid, (*at, ("row", number))))
            grid.width = max(grid.width, *(end.column + end.columns for end in grid.rows[-1]), 0)
        return grid.table(at)

    def _written_in(self, rows: Sequence[Element]) -> frozenset[int]:
        """The grid columns that a cell with words has for itself, whatever their width is said to
        be: Word shows them as wide as the words."""
        found = set()
        for row in rows:
            column = _number(child(row, "trPr"), "gridBefore", 0)
            for cell in (each for each in self._unwrapped(row) if each.tag == "tc"):
                columns = max(1, _number(child(cell, "tcPr"), "gridSpan", 1))
                if columns == 1 and plain(cell).strip():
                    found.add(column)
                column = min(column + columns, _MOST_COLUMNS)
        return frozenset(found)

    def _rows(self, element: Element) -> Iterator[Element]:
        return (each for each in self._unwrapped(element) if each.tag == "tr")

    def _row(self, row: Element, grid: _Grid, at: Address) -> list[_Begun]:
        above = grid.rows[-1] if grid.rows else []
        properties = child(row, "trPr")
        column = _number(properties, "gridBefore", 0)
        cells: list[_Begun] = []
        for place, cell in enumerate((c for c in self._unwrapped(row) if c.tag == "tc"), 1):
            own = child(cell, "tcPr")
            columns = max(1, _number(own, "gridSpan", 1))
            held = self._content(cell, (*at, ("column", place)))
            merged = None if own is None else child(own, "vMerge")
            across = None if own is None else child(own, "hMerge")
            if across is not None and attribute(across, "val") != "restart" and cells:
                cells[-1].columns += columns
                self._cover(held, (*at, ("column", place)))
            elif (upper := _upper(merged, above, grid.place(column))) is not None:
                upper.rows += 1
                cells.append(upper)
                self._cover(held, (*at, ("column", place)))
            else:
                begin = grid.place(column)
                reach = max(1, grid.place(column + columns) - begin)
                address = (*at, ("column", place))
                begun = _Begun(len(grid.rows), begin, reach, *held, address, _colour(own))
                cells.append(begun)
            column = min(column + columns, _MOST_COLUMNS)
        return cells

    def _content(
        self, cell: Element, at: Address
    ) -> tuple[tuple[Paragraph, ...], tuple[Table, ...]]:
        paragraphs: list[Paragraph] = []
        nested: list[Table] = []
        self._at = at
        for element in self._unwrapped(cell):
            if element.tag == "p":
                paragraph = self._paragraph(element, at)
                if paragraph is not None and (
                    paragraph.lines or paragraph.label or paragraph.bookmarks
                ):
                    paragraphs.append(paragraph)
            elif element.tag == "tbl":
                nested.append(self._table(element, (*at, ("nested", len(nested) + 1))))
        return tuple(paragraphs), tuple(nested)

    def _cover(self, held: tuple[tuple[Paragraph, ...], tuple[Table, ...]], at: Address) -> None:
        self._at = at
        said = " ".join(each.text for each in held[0] if each.text)
        if said or held[1]:
            self._note(RemarkKind.COVERED, said)

    # What stands beside the body

    def beside(self, package: Package) -> None:
        """Headers, programs and outside addresses, named and not lost."""
        self._at = ()
        for kind in ("header", "footer"):
            seen = dict.fromkeys(plain(root) for _, root in package.all_related(kind))
            for text in seen:
                if any(sign.isalpha() for sign in text):
                    self._note(RemarkKind.HEADER, text)
        for name in package.macros():
            self._note(RemarkKind.MACROS, name)
        for address in dict.fromkeys(package.outside()):
            self._note(RemarkKind.EXTERNAL, address)


_WHITE = "ffffff"
_RGB = lazy_pattern(r"[0-9a-f]{6}")
_NO_COLOUR = frozenset({"", "auto", _WHITE})
_NO_PATTERN = frozenset({"", "clear", "nil"})


def _colour(properties: Element | None) -> str:
    """The colour that a cell is drawn on; empty where it is white."""
    shading = None if properties is None else child(properties, "shd")
    if shading is None:
        return ""
    fill, front = (attribute(shading, name).casefold() for name in ("fill", "color"))
    if fill not in _NO_COLOUR:
        return fill if _RGB.fullmatch(fill) else SOME_COLOUR
    if attribute(shading, "val") in _NO_PATTERN or front == _WHITE:
        return ""
    return front if _RGB.fullmatch(front) else SOME_COLOUR


def _slivers(table: Element) -> frozenset[int]:
    """The grid columns that are too narrow for a letter, of a grid that says its widths."""
    grid = child(table, "tblGrid")
    said = (
        [] if grid is None else [attribute(element, "w") for element in children(grid, "gridCol")]
    )
    widths = [int(each) if each.isdecimal() and len(each) < 7 else 0 for each in said]
    if sum(widths) < _LEAST_WIDTH:
        return frozenset()
    return frozenset(at for at, each in enumerate(widths[:_MOST_COLUMNS]) if each < _SLIVER)


def _asides(package: Package) -> dict[tuple[str, str], str]:
    """The words of footnotes and comments by the name of their reference and their id."""
    return {
        (f"{name}Reference", attribute(element, "id")): plain(element)
        for name, part in _ASIDES.items()
        if (root := package.related(part)) is not None
        for element in children(root, name)
    }


def _number(properties: Element | None, name: str, default: int) -> int:
    text = None if properties is None else value(properties, name)
    if text is None or not text.isdecimal() or len(text) > 4:
        return default
    return min(int(text), _MOST_COLUMNS)


def _upper(merged: Element | None, above: list[_Begun], column: int) -> _Begun | None:
    """The cell above that a merged one goes on with."""
    if merged is None or attribute(merged, "val") == "restart":
        return None
    return next((begun for begun in above if begun.column == column), None)

"""A PDF with a text layer → a draft: tables by their lines, words by their places.

Merged cells, automatic numbers and the ends of paragraphs are guesses there, so that what is read
is always told to be a draft.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from engine.children import ChildFailed, FailureKind, Limits, call
from engine.codes import papers as codes
from engine.diagnostics import Finding, Place, finding
from engine.messages import Catalogue
from engine.papers.documents import (
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
from engine.papers.doubts import NEARLY_ALL, quoted
from engine.papers.pdf_columns import tables_by_columns
from engine.papers.pdf_lines import Box, Found, Word, lines_of, paragraphs_of, whole_words
from engine.papers.pdf_pages import is_page_number, join_tables, leave_once
from engine.papers.word_pools import words_in

_LIMITS = Limits(seconds=300, memory=896 << 20)
_PACKAGE = "pdfplumber"
_MOST_PAGES = 400
_LOCKED = "PDFPasswordIncorrect"
"""What the package calls a file that asks for a password."""


def read_pdf(
    data: bytes, file: str, words: Catalogue
) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document of a PDF, with the warning that it is a draft; None with the reason."""
    place = Place(file)
    if find_spec(_PACKAGE) is None:
        return None, (finding(codes.CONVERTER_ABSENT, place, kind=words.text("papers.kind.pdf")),)
    try:
        pages, feet, unread, of_rows = call(pages_of, data, limits=_LIMITS)
    except ChildFailed as failed:
        if _LOCKED in failed.text:
            return None, (finding(codes.PAPER_LOCKED, place),)
        slow = failed.kind in (FailureKind.TIME, FailureKind.MEMORY)
        code = codes.CONVERTER_FAILED if slow else codes.PAPER_DAMAGED
        kind = failed.kind.value
        return None, (finding(code, place, program=_PACKAGE, reason=kind, size="", torn="1"),)
    remarks = tuple(Remark(RemarkKind.HEADER, (), each) for each in feet)
    document = Document(file, tuple(_blocks(pages, of_rows)), remarks)
    if not document.blocks:
        return None, (finding(codes.PAPER_SCANNED, place),)
    draft = finding(codes.DRAFT_ONLY, place, how=words.text("papers.by_pdf"))
    if not unread:
        return document, (draft,)
    said, count = quoted(" ".join(unread), NEARLY_ALL), len(unread)
    return document, (
        draft, finding(codes.WORDS_NOT_CARRIED, place, count=count, words=said, text=""),
    )  # fmt: skip


def pages_of(data: bytes) -> list[list[Any]]:
    """Of each page its blocks from the top: ["text", line] or ["table", rows of cells]; a cell is
    its paragraphs, null where the one on its left covers it, or false where one above does. Then
    the words at the foot of pages, those that no block holds, and the pages of each table's rows.

    Called in a child: it reads what strangers wrote.
    """
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        opened = pdfplumber.open(BytesIO(data))
    except PdfminerException as problem:  # whose words are those of what it wraps, or none
        kinds = (type(each).__name__ for each in (problem, *problem.args))
        raise ValueError(" ".join(kinds)) from problem
    with opened as pdf:
        read: list[tuple[list[list[Any]], list[str]]] = []
        for each in pdf.pages[:_MOST_PAGES]:
            read.append(_page(each, _lefts_of_last(read)))
    pages, raw = [page for page, _ in read], [word for _, words in read for word in words]
    feet, again = leave_once(pages)
    begun = {id(row): number for number, rows in _tables(pages) for row in rows}
    again += join_tables(pages)
    of_rows = [[begun[id(row)] for row in rows] for _, rows in _tables(pages)]
    known = whole_words(pages)
    for page in pages:
        for block in page:
            if block[0] == "table":
                block[1] = [
                    [paragraphs_of(cell[0], cell[1], known) if cell else cell for cell in row]
                    for row in block[1]
                ]
            del block[2:]
    return [pages, feet, unread_in(raw, [*_said(pages), *feet, *again]), of_rows]


def _tables(pages: Sequence[Sequence[Any]]) -> Iterator[tuple[int, list[Any]]]:
    """The rows of each table, with the number of the page."""
    for number, page in enumerate(pages, 1):
        yield from ((number, block[1]) for block in page if block[0] == "table")


def _lefts_of_last(read: Sequence[tuple[list[list[Any]], list[str]]]) -> Sequence[float]:
    """The columns of a table without lines with which the last page ends, but for its number."""
    blocks = [block for block in read[-1][0] if not is_page_number(block)] if read else []
    return blocks[-1][2] if blocks and len(blocks[-1]) > _LENGTH else ()


_LENGTH = 4
"""Of a block of a table with lines: its kind, rows, columns and right edge."""


def _said(pages: list[list[list[Any]]]) -> Iterator[str]:
    for page in pages:
        for kind, content in page:
            if kind == "text":
                yield content
            else:
                yield from (text for row in content for cell in row if cell for text in cell)


def unread_in(raw: list[str], read: list[str]) -> list[str]:
    """The words of the pages that stand in nothing that was read; a word that a line has cut is
    read as one of its two halves. Numbers alone are those of pages."""
    texts = words_in(" ".join(raw))
    left = Counter(texts)
    left.subtract(words_in(" ".join(read)))
    for word in [word for word, count in left.items() if count < 0]:
        cuts = ((word[:at], word[at:]) for at in range(1, len(word)))
        for one, other in (pair for pair in cuts if left[pair[0]] > 0 and left[pair[1]] > 0):
            both = min(-left[word], left[one], left[other])
            left.subtract({one: both, other: both, word: -both})
    missing = {word for word, count in left.items() if count > 0}
    if not any(len(word) > 1 and not word.isdecimal() for word in missing):
        return []
    return [word for word in dict.fromkeys(texts) if word in missing]


_BESIDE = 3.0
"""Points by which words may stand over the edge of their table."""


def _page(page: Any, lefts_above: Sequence[float]) -> tuple[list[list[Any]], list[str]]:
    """The blocks of a page from the top, and all its words; `lefts_above` are the columns of a
    table without lines that the page before ends with."""
    words, tables = page.extract_words(), page.find_tables()
    found: list[tuple[float, list[Any], Box | None]] = []
    for box, rows, begun in tables_by_columns(words, page.edges, lefts_above):
        inside = [each for each in tables if each.bbox[1] < box[3] and box[1] < each.bbox[3]]
        if all(_is_head_of(each, box) for each in inside):
            tables = [each for each in tables if each not in inside]
            found.append((box[1], ["table", rows, list(begun), box[2], "by columns"], box))
    boxes = [*(table.bbox for table in tables), *(box for *_, box in found if box)]
    for table in tables:
        lefts = sorted({box[0] for box in table.cells})
        block = ["table", _rows(table, words, lefts), lefts, table.bbox[2]]
        found.append((table.bbox[1], block, table.bbox))

    def outside(thing: Any) -> bool:
        down = (thing["top"] + thing["bottom"]) / 2
        across = (thing["x0"] + thing["x1"]) / 2
        return not any(
            top <= down <= bottom and left - _BESIDE <= across <= right + _BESIDE
            for left, top, right, bottom in boxes
        )

    for line in page.filter(outside).extract_text_lines(return_chars=False):
        block = ["text", line["text"], line["top"] / float(page.height)]
        found.append((line["top"], block, None))
    blocks = [block for _, block, _ in sorted(found, key=lambda each: each[0])]
    return blocks, [word["text"] for word in words]


_MOST_OF_HEAD = 3


def _is_head_of(table: Any, box: Box) -> bool:
    """Whether lines and shades divide only the head of a table whose other rows have none."""
    return len(table.rows) <= _MOST_OF_HEAD and table.bbox[3] < (box[1] + box[3]) / 2


def _rows(table: Any, words: list[Word], lefts: list[float]) -> list[list[Found | bool | None]]:
    """The cells of each row with their lines; false where a cell that began above reaches down."""
    left, top, right, bottom = table.bbox
    inside = [word for word in words if _is_in((left, top, right, bottom), word)]
    return [
        [
            (False if _is_reached(table, row, at, lefts) else None) if box is None
            else lines_of(box, [each for each in near if _is_in(box, each)])
            for at, box in enumerate(row.cells)
        ]
        for row in table.rows
        for near in [[each for each in inside if _is_in(row.bbox, each)]]
    ]  # fmt: skip


def _is_reached(table: Any, row: Any, at: int, lefts: list[float]) -> bool:
    """Whether a cell that began above covers a place of a row which has none of its own; `lefts`
    are where the columns of the table begin."""
    across, down = lefts[min(at, len(lefts) - 1)] + 1, row.bbox[1] + 1
    return any(
        left <= across < right and top < row.bbox[1] - 1 and down < bottom
        for left, top, right, bottom in table.cells
    )


def _is_in(box: Box, word: Word) -> bool:
    left, top, right, bottom = box
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(left <= across < right and top <= down < bottom)


def _blocks(pages: list[list[Any]], of_rows: Sequence[Sequence[int]] = ()) -> Iterator[Block]:
    """The blocks of all pages; `of_rows` are the pages of each table's rows, where they are
    known."""
    tables = paragraphs = 0
    for number, page in enumerate(pages, 1):
        for kind, content in page:
            if kind == "table":
                tables += 1
                made = _table(content, (("table", tables),))
                own = of_rows[tables - 1] if of_rows else [number] * len(made.rows)
                rows = (replace(row, page=begun) for row, begun in zip(made.rows, own, strict=True))
                yield replace(made, rows=tuple(rows), page=number)
            elif text := " ".join(content.split()):
                paragraphs += 1
                yield Paragraph((text,), (("paragraph", paragraphs),), page=number)


def _table(rows: list[list[list[str] | bool | None]], at: Address) -> Table:
    """A cell that is null is covered by the one on its left, one that is false by one above."""
    begun: dict[tuple[int, int], tuple[int, int]] = {}
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            own, left = (place, column), begun.get((place, column - 1), (place, column))
            above = begun.get((place - 1, column), own) if cell is False else own
            begun[own] = left if cell is None else above
    covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for own, key in begun.items():
        covered.setdefault(key, []).append(own)
    cells = {key: _cell(key, places, rows, at) for key, places in covered.items()}
    made = (
        Row(tuple(cells[key] for key in dict.fromkeys(
            begun[place, column] for column in range(len(row))
        )), place + 1)
        for place, row in enumerate(rows)
    )  # fmt: skip
    return Table(tuple(made), max((len(row) for row in rows), default=0), at)


def _cell(
    key: tuple[int, int], covered: list[tuple[int, int]],
    rows: list[list[list[str] | bool | None]], at: Address,
) -> Cell:  # fmt: skip
    """The cell that begins there, over all places that it covers."""
    place, column = key
    address = (*at, ("row", place + 1), ("column", column + 1))
    said = rows[place][column]
    lines = tuple(Paragraph((text,), address) for text in said) if isinstance(said, list) else ()
    down, across = (max(each[side] for each in covered) for side in (0, 1))
    return Cell(place, column, down - place + 1, across - column + 1, lines, (), address)

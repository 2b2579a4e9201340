"""A PDF with a text layer → a draft: tables by their lines, words by their places.

Merged cells, automatic numbers and the ends of paragraphs are guesses there, so that what is read
is always told to be a draft.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from engine.children import ChildFailed, FailureKind, Limits, call
from engine.codes import papers as codes
from engine.diagnostics import Finding, Place, finding
from engine.messages import Catalogue
from engine.papers.documents import Address, Block, Cell, Document, Paragraph, Row, Table

_LIMITS = Limits(seconds=300, memory=896 << 20)
_PACKAGE = "pdfplumber"
_MOST_PAGES = 400


def read_pdf(
    data: bytes, file: str, words: Catalogue
) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document of a PDF, with the warning that it is a draft; None with the reason."""
    place = Place(file)
    if find_spec(_PACKAGE) is None:
        return None, (finding(codes.CONVERTER_ABSENT, place, kind=words.text("papers.kind.pdf")),)
    try:
        pages: list[list[Any]] = call(pages_of, data, limits=_LIMITS)
    except ChildFailed as failed:
        slow = failed.kind in (FailureKind.TIME, FailureKind.MEMORY)
        code = codes.CONVERTER_FAILED if slow else codes.PAPER_DAMAGED
        return None, (finding(code, place, program=_PACKAGE, reason=failed.kind.value),)
    document = Document(file, tuple(_blocks(pages)), ())
    if not document.blocks:
        return None, (finding(codes.PAPER_SCANNED, place),)
    return document, (finding(codes.DRAFT_ONLY, place, how=words.text("papers.by_pdf")),)


def pages_of(data: bytes) -> list[list[list[Any]]]:
    """Of each page its blocks from the top: ["text", line] or ["table", rows of texts or null].

    Called in a child: it reads what strangers wrote.
    """
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as pdf:
        return [_page(page) for page in pdf.pages[:_MOST_PAGES]]


def _page(page: Any) -> list[list[Any]]:
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    found = [(table.bbox[1], ["table", table.extract()]) for table in tables]

    def outside(thing: Any) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2
        return not any(top <= middle <= bottom for _, top, _, bottom in boxes)

    for line in page.filter(outside).extract_text_lines(return_chars=False):
        found.append((line["top"], ["text", line["text"]]))
    return [block for _, block in sorted(found, key=lambda each: each[0])]


def _blocks(pages: list[list[Any]]) -> Iterator[Block]:
    tables = paragraphs = 0
    for page in pages:
        for kind, content in page:
            if kind == "table":
                tables += 1
                yield _table(content, (("table", tables),))
            elif text := " ".join(content.split()):
                paragraphs += 1
                yield Paragraph((text,), (("paragraph", paragraphs),))


def _table(rows: list[list[str | None]], at: Address) -> Table:
    """A cell that is null is covered by the one on its left."""
    made = tuple(
        Row(tuple(_cells(place, row, at)), place + 1) for place, row in enumerate(rows)
    )  # fmt: skip
    return Table(made, max((len(row) for row in rows), default=0), at)


def _cells(place: int, row: list[str | None], at: Address) -> Iterator[Cell]:
    column = 0
    while column < len(row):
        end = column + 1
        while end < len(row) and row[end] is None:
            end += 1
        text = " ".join((row[column] or "").split())
        address = (*at, ("row", place + 1), ("column", column + 1))
        lines = (Paragraph((text,), address),) if text else ()
        yield Cell(place, column, 1, end - column, lines, (), address)
        column = end

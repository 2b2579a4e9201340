"""A PDF with a text layer → a draft: tables by their lines, words by their places.

Merged cells, automatic numbers and the ends of paragraphs are guesses there, so that what is read
is always told to be a draft.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from itertools import takewhile
from typing import Any

from engine.children import ChildFailed, FailureKind, Limits, call
from engine.codes import papers as codes
from engine.diagnostics import Finding, Place, finding
from engine.lazy import lazy_pattern
from engine.lint.text.morphology import is_known
from engine.messages import Catalogue
from engine.papers.continuing import are_headings
from engine.papers.documents import Address, Block, Cell, Document, Paragraph, Row, Table

_Word = dict[str, Any]
"""As pdfplumber gives it: text, x0, x1, top, bottom."""
_Box = tuple[float, float, float, float]
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
        kind = failed.kind.value
        return None, (finding(code, place, program=_PACKAGE, reason=kind, size="", torn="1"),)
    document = Document(file, tuple(_blocks(pages)), ())
    if not document.blocks:
        return None, (finding(codes.PAPER_SCANNED, place),)
    return document, (finding(codes.DRAFT_ONLY, place, how=words.text("papers.by_pdf")),)


def pages_of(data: bytes) -> list[list[list[Any]]]:
    """Of each page its blocks from the top: ["text", line] or ["table", rows of cells]; a cell is
    its paragraphs, null where the one on its left covers it, or false where one above does.

    Called in a child: it reads what strangers wrote.
    """
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as pdf:
        pages = [_page(page) for page in pdf.pages[:_MOST_PAGES]]
    _leave_once(pages)
    _join_tables(pages)
    known = _whole_words(pages)
    for page in pages:
        for block in page:
            if block[0] == "table":
                block[1] = [
                    [_paragraphs(cell[0], cell[1], known) if cell else cell for cell in row]
                    for row in block[1]
                ]
                del block[2:]
    return pages


def _page(page: Any) -> list[list[Any]]:
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    words = page.extract_words()
    found = [
        (table.bbox[1], ["table", _rows(table, words), _lefts(table), table.bbox[2]])
        for table in tables
    ]

    def outside(thing: Any) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2
        return not any(top <= middle <= bottom for _, top, _, bottom in boxes)

    for line in page.filter(outside).extract_text_lines(return_chars=False):
        found.append((line["top"], ["text", line["text"]]))
    return [block for _, block in sorted(found, key=lambda each: each[0])]


def _lefts(table: Any) -> list[float]:
    """Where the columns of a table begin, as its rows have them."""
    return sorted({box[0] for box in table.cells})


_Found = tuple[list[list[_Word]], float]
"""The lines of a cell, and the edge that its words do not pass."""


def _rows(table: Any, words: list[_Word]) -> list[list[_Found | bool | None]]:
    """The cells of each row with their lines; false where a cell that began above reaches down."""
    left, top, right, bottom = table.bbox
    inside = [word for word in words if _is_in((left, top, right, bottom), word)]
    return [
        [
            (False if _is_reached(table, row, at) else None) if box is None
            else _lines(box, [each for each in near if _is_in(box, each)])
            for at, box in enumerate(row.cells)
        ]
        for row in table.rows
        for near in [[each for each in inside if _is_in(row.bbox, each)]]
    ]  # fmt: skip


def _is_reached(table: Any, row: Any, at: int) -> bool:
    """Whether a cell that began above covers a place of a row which has none of its own."""
    lefts = _lefts(table)
    across, down = lefts[min(at, len(lefts) - 1)] + 1, row.bbox[1] + 1
    return any(
        left <= across < right and top < row.bbox[1] - 1 and down < bottom
        for left, top, right, bottom in table.cells
    )


def _join_tables(pages: list[list[list[Any]]]) -> None:
    """A table that begins a page goes on with the one that ended the page before, if it is as wide
    and has no headings of its own; a first row without a number is the rest of the last one."""
    table: list[Any] | None = None
    for page in pages:
        page[:] = [block for block in page if not _is_page_number(block)]
        goes_on = bool(table and page and page[0][0] == "table" and _goes_on(table, page[0]))
        if table and goes_on:
            below = page.pop(0)
            _fit(table, below)
            _join(table[1], below[1])
        if page or not goes_on:
            table = page[-1] if page and page[-1][0] == "table" else None


_LEAST_PAGES = 3


def _leave_once(pages: list[list[list[Any]]]) -> None:
    """Words at the foot or at the head of most pages are those of each page, and no section where a
    table goes on: they stay where they stand first."""
    for end in (0, -1):
        ends = [page[end][1] for page in pages if page and page[end][0] == "text"]
        for text in {each for each in ends if ends.count(each) >= _LEAST_PAGES}:
            own = [page for page in pages if page and page[end][:2] == ["text", text]]
            if 2 * len(own) > len(pages):
                for page in own[1:]:
                    page.pop(end)


def _is_page_number(block: list[Any]) -> bool:
    return block[0] == "text" and re.fullmatch(r"[-–—\s]*\d{1,3}[-–—\s]*", block[1]) is not None


def _goes_on(above: list[Any], below: list[Any]) -> bool:
    is_as_wide = len({len(row) for row in (*above[1], *below[1])}) == 1
    first = below[1][_repeated(above[1], below[1]) :][:1]
    has_own = any(
        len(_texts(row)) > 1 and are_headings(_texts(row)) and not _is_rest(row) for row in first
    )
    return (is_as_wide or _has_lines_of(above, below)) and not has_own


_NEAR = 3.0
"""Points by which a line drawn on two pages may stand apart."""


def _has_lines_of(one: list[Any], other: list[Any]) -> bool:
    """Whether two pieces end at the same places, and one has all lines between columns that the
    other has: a piece may hold nothing but rows of merged cells."""
    if len(one) < 4 or len(other) < 4 or abs(one[3] - other[3]) > _NEAR:
        return False
    fewer, more = sorted((one[2], other[2]), key=len)
    is_begun_alike = bool(fewer) and abs(fewer[0] - more[0]) <= _NEAR
    return is_begun_alike and all(any(abs(a - b) <= _NEAR for b in more) for a in fewer)


def _fit(one: list[Any], other: list[Any]) -> None:
    """Give two pieces the columns of that which has more."""
    if len(one) < 4 or len(one[2]) == len(other[2]):
        return
    fewer, more = sorted((one, other), key=lambda each: len(each[2]))
    places = [
        next(at for at, each in enumerate(more[2]) if abs(each - left) <= _NEAR)
        for left in fewer[2]
    ]
    for row in fewer[1]:
        own = dict(zip(places, row, strict=True))
        row[:] = [own.get(at) for at in range(len(more[2]))]
    fewer[2] = more[2]


def _is_rest(row: list[Any]) -> bool:
    """Whether a page has cut the row above: its first cell is empty and its words begin small, as
    those of no heading do."""
    texts = _texts(row)
    is_numbered = bool(row and row[0] and row[0][0])
    return bool(texts) and not is_numbered and all(text[:1].islower() for text in texts)


def _repeated(above: list[list[Any]], below: list[list[Any]]) -> int:
    """How many rows at the top of a piece are the headings of the table once more."""
    if not are_headings(_texts(above[0])):
        return 0
    pairs = zip(above, below, strict=False)
    return sum(1 for _ in takewhile(lambda pair: _is_again(*map(_texts, pair)), pairs))


def _is_again(one: list[str], other: list[str]) -> bool:
    """Whether a row of headings is printed once more, be it that a page has no room for the last
    words of some."""
    is_begun = all(a == b or a.startswith(f"{b} ") for a, b in zip(one, other, strict=False))
    return len(one) == len(other) and is_begun


def _take_back(head: list[Any], again: list[Any], row: list[Any]) -> None:
    """Take the words of a heading that found no room where it is printed again out of the row
    below, over which they are printed."""
    for at, (cell, other) in enumerate(zip(head, again, strict=False)):
        if not (cell and other and cell[0] and other[0]):
            continue
        lost = _said(cell).removeprefix(_said(other)).split()
        under = next((each for each in reversed(row[: at + 1]) if each), None)
        left = min(word["x0"] for line in other[0] for word in line) - _NEAR
        if not lost or under is None:
            continue
        for text in lost:
            for line in under[0]:
                line[:] = _without(line, text, left)
        under[0][:] = [line for line in under[0] if line]


def _without(line: list[_Word], text: str, left: float) -> list[_Word]:
    """The words of a line without the last one that reads so, from a place on."""
    places = [at for at, word in enumerate(line) if word["text"] == text and word["x0"] >= left]
    return [word for at, word in enumerate(line) if at not in places[-1:]]


def _texts(row: list[Any]) -> list[str]:
    return [_said(cell) for cell in row if cell and cell[0]]


def _said(cell: tuple[list[list[_Word]], float]) -> str:
    return " ".join(word["text"] for line in cell[0] for word in line)


def _join(above: list[list[Any]], below: list[list[Any]]) -> None:
    count = _repeated(above, below)
    for head, again in zip(above[:count], below[:count], strict=True):
        for row in below[count : count + 1]:
            _take_back(head, again, row)
    below = below[count:]
    if not below:
        return
    first, last = below[0], above[-1]
    is_rest = last[0] and last[0][0] and first[0] and not first[0][0]
    if is_rest and any(cell and cell[0] for cell in first):
        for at, cell in enumerate(first):
            if cell and cell[0]:
                lines, edge = last[at] or ([], cell[1])
                last[at] = ([*lines, *cell[0]], edge)
        below = below[1:]
    above += below


def _is_in(box: _Box, word: _Word) -> bool:
    left, top, right, bottom = box
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(left <= across < right and top <= down < bottom)


def _lines(box: _Box, words: list[_Word]) -> tuple[list[list[_Word]], float]:
    """The lines of a cell, and the edge that its words do not pass."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda each: (each["bottom"], each["x0"])):
        if lines and word["top"] < (lines[-1][0]["top"] + lines[-1][0]["bottom"]) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    left = min((each["x0"] for each in words), default=box[0])
    return [sorted(line, key=lambda each: each["x0"]) for line in lines], box[2] - (left - box[0])


def _whole_words(pages: list[list[list[Any]]]) -> frozenset[str]:
    """Words that stand inside of lines: no edge has cut them."""
    found: set[str] = set()
    for page in pages:
        for kind, content, *_ in page:
            if kind == "text":
                found.update(content.split()[1:-1])
                continue
            cells = (cell for row in content for cell in row if cell)
            found.update(
                word["text"] for lines, _ in cells for line in lines for word in line[1:-1]
            )
    return frozenset(map(_bare, found))


def _paragraphs(lines: list[list[_Word]], edge: float, known: frozenset[str]) -> list[str]:
    """The lines of a cell joined: a paragraph ends where the next word would still have fitted, and
    behind the sign that ends an item."""
    found: list[str] = []
    begins = _begin_items([line[0]["text"] for line in lines], [len(line) for line in lines])
    for at, line in enumerate(lines):
        text = " ".join(each["text"] for each in line)
        above = [word for each in lines[max(at - 2, 0) : at] for word in each]
        is_next = at in begins or (at > 0 and _ends_person(above, line[0]))
        if at and not is_next and not _ends(lines[at - 1], line[0], edge):
            is_cut = _is_cut(lines[at - 1], text, edge, known)
            found[-1] = _unhyphened(found[-1], text) if is_cut else f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


_DOTS = frozenset("•◦▪●‣·\uf0b7\uf0a7")
_DASHES = frozenset("-–—")
_COUNTS = lazy_pattern(r"(\d{1,2})[.)]|([а-я])\)")


def _begin_items(firsts: list[str], lengths: list[int]) -> frozenset[int]:
    """The lines of a cell that begin an item of a list: behind a dot; behind a dash, where the cell
    begins with one; behind a number or a letter that counts on from the item before."""
    found: set[int] = set()
    expected = ""
    for at, (first, length) in enumerate(zip(firsts, lengths, strict=True)):
        counted = _COUNTS.fullmatch(first) if length > 1 else None
        sign = next((each for each in counted.groups() if each), "") if counted else ""
        is_next = sign == expected if at else sign in _FIRSTS
        if first[:1] in _DOTS or (first in _DASHES and length > 1 and firsts[0] in _DASHES):
            found.add(at)
        elif sign and is_next:
            found.add(at)
            expected = str(int(sign) + 1) if sign.isdecimal() else chr(ord(sign) + 1)
    return frozenset(found)


_CUT_DATE = lazy_pattern(r"(?:.*\D)?\d{1,2}\.\d{1,2}\.(?:2\|0\d\d|20\|\d\d|20\d\|\d)(?!\d)")
"""«01.10.202|6»: a date that its column has cut."""
_FIRSTS = frozenset({"1", "а"})


def _unhyphened(above: str, text: str) -> str:
    """Two halves of a word as one; without the hyphen that only divided it, «орга-», «низация»:
    then the dictionary has the whole, and not both of its halves."""
    begun, ending = _bare(above.split()[-1]), _bare(text.split()[0])
    if not begun.endswith("-") or begun.count("-") > 1:
        return above + text
    begun = begun.removesuffix("-")
    is_divided = is_known(begun + ending) and not (is_known(begun) and is_known(ending))
    return (above.rstrip("-") if is_divided else above) + text


def _is_cut(line: list[_Word], text: str, edge: float, known: frozenset[str]) -> bool:
    """Whether a word goes on in the next line: behind a hyphen, or because its column is narrower
    than the word, which then fills it alone. What goes on is an ending that is no word of the
    file or of the language, or makes one that is."""
    last = line[-1]["text"]
    if text[:1] in _CLOSING:
        return True
    if last.endswith("-") and (text[:1].islower() or text[:1].isdigit()):
        return len(last) > 1
    if _CUT_DATE.match(f"{last}|{text}"):
        return True
    letter = (line[-1]["x1"] - line[-1]["x0"]) / len(last)
    if not text[:1].islower() or len(line) > 1 or len(last) < _LEAST_CUT:
        return False
    if text.split()[:2] == ["и", "и"]:  # «результатам», «и и проведение»
        return True
    room = edge - line[-1]["x1"]
    begun, ending = _bare(last), _bare(text.split()[0])
    if room < _WIDEST * letter and _are_halves(re.split("[-/]", begun)[-1], ending):
        return True
    if begun in known or room >= letter:
        return False
    return begun + ending in known or (len(ending) <= _LONGEST_ENDING and ending not in known)


_WIDEST = 2
"""How much wider than others the letter may be that found no room: «ю», «щ»."""
_CLOSING = frozenset(").,;:»")


def _are_halves(begun: str, ending: str) -> bool:
    """Whether the dictionary has the whole word, and not both of its halves."""
    is_letter = len(ending) == 1 and ending not in _WORDS_OF_A_LETTER
    return is_known(begun + ending) and (is_letter or not (is_known(begun) and is_known(ending)))


_WORDS_OF_A_LETTER = frozenset("авикосуя")


def _bare(word: str) -> str:
    return word.strip(",.;:()«»").casefold()


_LONGEST_ENDING = 4
_LEAST_CUT = 6
_LOOSE = 1.5
"""Points by which a line may fall short: kerning, and edges that are drawn thick."""


_INITIALS = lazy_pattern(r"[А-ЯЁ]\.[А-ЯЁ]\.,?")


def _ends_person(above: list[_Word], following: _Word) -> bool:
    """Whether a name stands above, «Кодова И.А.», also in two lines, and who else follows it."""
    if len(above) < 2 or not _INITIALS.fullmatch(above[-1]["text"]):
        return False
    return bool(above[-2]["text"][:1].isupper() and following["text"][:1].isupper())


def _ends(line: list[_Word], following: _Word, edge: float) -> bool:
    if line[-1]["text"].endswith((";", ":")):
        return True
    height = line[-1]["bottom"] - line[-1]["top"]
    needed = following["x1"] - following["x0"] + height / 4
    return bool(line[-1]["x1"] + needed + _LOOSE < edge)


def _blocks(pages: list[list[Any]]) -> Iterator[Block]:
    tables = paragraphs = 0
    for number, page in enumerate(pages, 1):
        for kind, content in page:
            if kind == "table":
                tables += 1
                yield replace(_table(content, (("table", tables),)), page=number)
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

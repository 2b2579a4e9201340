"""The pages of a PDF → one flow: tables that pages cut are joined, and what each page says at its
head or foot stands once."""

import re
from itertools import takewhile
from typing import Any

from engine.lazy import lazy_pattern
from engine.papers.continuing import are_headings
from engine.papers.pdf_lines import Word


def join_tables(pages: list[list[list[Any]]]) -> list[str]:
    """A table that begins a page goes on with the one that ended the page before, if it is as wide
    and has no headings of its own; a first row without a number is the rest of the last one.
    Returned are the headings that pages print again."""
    table: list[Any] | None = None
    again: list[str] = []
    for page in pages:
        page[:] = [block for block in page if not is_page_number(block)]
        goes_on = bool(table and page and page[0][0] == "table" and _goes_on(table, page[0]))
        if table and goes_on:
            below = page.pop(0)
            _fit(table, below)
            again += _join(table[1], below[1])
        if page or not goes_on:
            table = page[-1] if page and page[-1][0] == "table" else None
    return again


_LEAST_PAGES = 3


_MOST_LINES = 3
"""Lines that the foot of a page may take."""
_MARGIN = 0.9
"""The share of a page below which nothing but its foot stands."""
_OF_PAGE = lazy_pattern(
    r"[-–—\s]*((стр(аница|\.)?|с\.|лист)\s*)?\d{1,3}(\s*(из|/|of)\s*\d{1,3})?[-–—\s]*", re.I
)


def leave_once(pages: list[list[list[Any]]]) -> list[list[str]]:
    """Words at the foot or at the head of most pages are those of each page, and no section where a
    table goes on. Those at the head stay where they stand first, which may be the title; those at
    the foot leave all pages. Returned are the feet, and what else was taken away."""
    feet: list[str] = []
    again: list[str] = []
    for page in pages:
        again += [block[1] for block in page if is_page_number(block)]
        page[:] = [block for block in page if not is_page_number(block)]
    for end, left in ((0, again), (-1, feet)):
        for _ in range(_MOST_LINES):
            own = _alike(pages, end)
            if not own:
                break
            taken = [page.pop(end)[1] for page in (own[1:] if end == 0 else own)]
            if end == 0:
                left += taken
                break
            left[:0] = taken[:1]
            again += taken[1:]
    return [feet, again]


def _alike(pages: list[list[list[Any]]], end: int) -> list[list[list[Any]]]:
    """The pages that begin or end with the same line: most of three or more; or all of two, where
    it stands in the margin below. There its numbers may be those of the pages."""
    kept: dict[tuple[str, bool], list[list[list[Any]]]] = {}
    for page in pages:
        if page and page[end][0] == "text":
            text, is_low = page[end][1], end == -1 and _is_low(page[end])
            key = re.sub(r"\d+", "0", text) if is_low else text
            kept.setdefault((key, is_low), []).append(page)
    for (_, is_low), own in kept.items():
        least = _LEAST_PAGES - 1 if is_low else _LEAST_PAGES
        if len(own) >= least and 2 * len(own) > len(pages):
            return own
    return []


def _is_low(block: list[Any]) -> bool:
    """Whether a line stands where pages have nothing but their foot."""
    return len(block) > 2 and block[2] > _MARGIN


def is_page_number(block: list[Any]) -> bool:
    """Whether a block is a line with the number of its page."""
    return block[0] == "text" and _OF_PAGE.fullmatch(block[1]) is not None


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


def _without(line: list[Word], text: str, left: float) -> list[Word]:
    """The words of a line without the last one that reads so, from a place on."""
    places = [at for at, word in enumerate(line) if word["text"] == text and word["x0"] >= left]
    return [word for at, word in enumerate(line) if at not in places[-1:]]


def _texts(row: list[Any]) -> list[str]:
    return [_said(cell) for cell in row if cell and cell[0]]


def _said(cell: tuple[list[list[Word]], float]) -> str:
    return " ".join(word["text"] for line in cell[0] for word in line)


def _join(above: list[list[Any]], below: list[list[Any]]) -> list[str]:
    """Add a piece to the one above; the headings that it prints again."""
    count = _repeated(above, below)
    printed = [text for row in above[:count] for text in _texts(row)]
    for head, again in zip(above[:count], below[:count], strict=True):
        for row in below[count : count + 1]:
            _take_back(head, again, row)
    below = below[count:]
    if not below:
        return printed
    first, last = below[0], above[-1]
    is_rest = last[0] and last[0][0] and first[0] and not first[0][0]
    if is_rest and any(cell and cell[0] for cell in first):
        for at, cell in enumerate(first):
            if cell and cell[0]:
                lines, edge = last[at] or ([], cell[1])
                last[at] = ([*lines, *cell[0]], edge)
        below = below[1:]
    above += below
    return printed

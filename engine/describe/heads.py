"""Where the header of an unknown sheet probably is, and how many rows it takes."""

import re
from dataclasses import dataclass

import polars as pl

from engine.tables import ROW, RawSheet

SEARCHED = 40
_NUMBER = re.compile(r"^[\s\d.,%+−-]+$")
_DATE = re.compile(r"^\d{4}-\d\d-\d\d|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$")


@dataclass(frozen=True, slots=True)
class Head:
    """Header rows `first` to `last` (0-based rows of the frame); headings by position."""

    first: int
    last: int
    headings: dict[int, str]
    is_sure: bool


def find_head(raw: RawSheet) -> Head | None:
    """The row of texts above the widest block of rows; None where a sheet has no such row."""
    frame = raw.frame.head(SEARCHED).drop(ROW)
    positions = [int(name) for name in frame.columns]
    rows = [[" ".join((cell or "").split()) for cell in row] for row in frame.rows()]
    marks = [_mark(rows, number) for number in range(len(rows))]
    if not marks or max(marks) <= 0:
        return None
    best = max(range(len(marks)), key=lambda number: marks[number])
    first = _first_of(rows, best, raw)
    headings = {
        position: " ".join(dict.fromkeys(filter(None, parts)))
        for position, parts in zip(positions, _levels(rows, first, best), strict=True)
        if any(parts)
    }
    others = sorted(marks, reverse=True)
    is_sure = first == best and (len(others) < 2 or others[1] < 0.8 * others[0])
    return Head(first, best, headings, is_sure)


def _mark(rows: list[list[str]], number: int) -> float:
    """Many different texts, few numbers, and rows of another look below."""
    row = rows[number]
    texts = [cell for cell in row if cell and not _is_value(cell)]
    below = rows[number + 1 : number + 6]
    if len(texts) < 1 or not any(any(each) for each in below):
        return 0.0
    filled = sum(bool(cell) for cell in row)
    values = sum(_is_value(cell) for each in below for cell in each if cell)
    total = sum(bool(cell) for each in below for cell in each) or 1
    like_below = sum(
        bool(cell) and any(cell == each[at] for each in below if at < len(each))
        for at, cell in enumerate(row)
    )
    width = max(sum(bool(cell) for cell in each) for each in rows)
    share = len(set(texts)) / width * (len(texts) / filled) ** 2
    return share * (1 + values / total) - 0.5 * like_below / width


def _is_value(cell: str) -> bool:
    return bool(_NUMBER.match(cell) or _DATE.match(cell))


def _first_of(rows: list[list[str]], best: int, raw: RawSheet) -> int:
    """The upper rows of a header: they have blanks where the lower has texts, or merged cells."""
    first = best
    while first > 0 and best - first < 2:
        above = rows[first - 1]
        texts = [cell for cell in above if cell]
        merged = any(
            top == int(raw.frame[ROW][first - 1]) and right > left
            for top, left, _, right in raw.merged
        )
        gaps = any(not cell for cell in rows[best])
        if len(texts) < 2 or any(_is_value(cell) for cell in texts) or not (merged or gaps):
            break
        first -= 1
    return first


def _levels(rows: list[list[str]], first: int, last: int) -> list[tuple[str, ...]]:
    spread: list[list[str]] = []
    for number in range(first, last):
        before, row = "", []
        for cell in rows[number]:
            before = cell or before
            row.append(before)
        spread.append(row)
    return list(zip(*spread, rows[last], strict=True))


def body_of(raw: RawSheet, head: Head) -> pl.DataFrame:
    """The rows below the header, trimmed, blank cells NULL."""
    names = [name for name in raw.frame.columns if name != ROW]
    trimmed = (pl.col(name).str.strip_chars().alias(name) for name in names)
    frame = raw.frame.slice(head.last + 1).with_columns(trimmed)
    return frame.with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in names
    ).filter(pl.any_horizontal(pl.col(name).is_not_null() for name in names))

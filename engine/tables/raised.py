"""Raised figures of a workbook: the mark of a footnote behind a number is no part of it.

A cell that shows 120¹ holds the text «1201» and says of its last figure that it is raised. It is
read as a person sees it. Only .xlsx is searched; other workbooks tell nothing of their letters.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape

import polars as pl

from engine.lazy import lazy_pattern
from engine.tables.colours import STRING
from engine.tables.sheets import column_number

_RUN = lazy_pattern(rb"<(?:\w+:)?r>(.*?)</(?:\w+:)?r>", re.DOTALL)
_TEXT = lazy_pattern(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</(?:\w+:)?t>")
_RAISED = lazy_pattern(rb"""<(?:\w+:)?vertAlign\s+val=["']superscript["']""")
_SHARED = lazy_pattern(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']s["'])[^>]*?\br=["']([A-Z]{1,3})(\d+)["'][^>]*>"""
    rb"""\s*<(?:\w+:)?v>(\d+)<"""
)
_INLINE = lazy_pattern(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']inlineStr["'])[^>]*?\br=["']([A-Z]{1,3})(\d+)["'][^>]*>"""
    rb"""\s*<(?:\w+:)?is>(.*?)</(?:\w+:)?is>""",
    re.DOTALL,
)
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised_strings(strings: bytes) -> Mapping[bytes, str]:
    """The numbers of the texts of xl/sharedStrings.xml in which a raised figure stands behind
    another one, with the texts as they show."""
    if not _RAISED.search(strings):
        return {}
    shown = ((at, _shown(text[1])) for at, text in enumerate(STRING.finditer(strings)))
    return {str(at).encode(): text for at, text in shown if text}


def with_raised(frame: pl.DataFrame, sheet: bytes, strings: Mapping[bytes, str]) -> pl.DataFrame:
    """The cells of the XML of a sheet with such texts as they show; columns are called by their
    0-based numbers."""
    cells: dict[str, tuple[list[int], list[str]]] = {}
    for row, column, text in _cells(sheet, strings):
        name = str(column)
        if name in frame.columns and row <= frame.height:
            rows, texts = cells.setdefault(name, ([], []))
            rows.append(row - 1)
            texts.append(text)
    return frame.with_columns(
        frame[name].scatter(rows, texts).alias(name) for name, (rows, texts) in cells.items()
    )


def _cells(sheet: bytes, strings: Mapping[bytes, str]) -> Iterator[tuple[int, int, str]]:
    """Row (1-based), column (0-based) and text."""
    for cell in _SHARED.finditer(sheet) if strings else ():
        if cell[3] in strings:
            yield int(cell[2]), column_number(cell[1].decode()), strings[cell[3]]
    for cell in _INLINE.finditer(sheet) if _RAISED.search(sheet) else ():
        if text := _shown(cell[3]):
            yield int(cell[2]), column_number(cell[1].decode()), text


def _shown(runs: bytes) -> str:
    """The text of the runs with raised figures as such; empty where none stands behind a figure."""
    text, is_changed = "", False
    for run in _RUN.finditer(runs):
        piece = unescape(b"".join(_TEXT.findall(run[1])).decode(errors="replace"))
        if text.rstrip()[-1:].isdecimal() and _RAISED.search(run[1]):
            is_changed |= piece != (piece := piece.translate(_HIGH))
        text += piece
    return text if is_changed else ""

"""Whether a reader has read all that a file holds: its texts, taken out of the XML without sense
for what they are, are held against the document that was made of them.

Known are the texts of .docx, .odt and .xlsx, and of .rtf and .doc, which another program turns into
.docx; what a hidden sheet holds is told with the sheet.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from zipfile import ZipFile

from engine.codes import papers as codes
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.papers.documents import Document, Paragraph, RemarkKind, Table
from engine.papers.doubts import Doubt, doubt, quoted
from engine.papers.old_texts import words_of_doc, words_of_rtf
from engine.papers.word_pools import words_in
from engine.tables.zip_archive import UNREADABLE, DamagedError, open_zip, read_part

_RTF, _COMPOUND = b"{\\rtf", b"\xd0\xcf\x11\xe0"
_WORD_PARTS = lazy_pattern(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\d*\.xml")
_SHEET = lazy_pattern(r"xl/worksheets/sheet\d+\.xml")
_TEXT = lazy_pattern(
    r"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</|<(?:\w+:)?(?:tab|br|cr|noBreakHyphen)\b|</(?:\w+:)?p>"
)
_DELETED = lazy_pattern(r"<w:delText\b[^>]*>([^<]*)</")
_TWICE = lazy_pattern(r"<mc:Fallback>.*?</mc:Fallback>", re.S)
_LINE = lazy_pattern(r"</text:[ph]>")
_NO_TEXT = lazy_pattern(
    r"<(dc:creator|dc:date|meta:creator-initials|loext:sender-initials|svg:\w+|office:binary-data|"
    r"text:note-citation)\b[^>]*>[^<]*</\1>",
    re.S,
)
_TAG = lazy_pattern(r"<[^>]*>")
_BLANK = lazy_pattern(r"<text:(?:s|tab|line-break)\b[^>]*>")
_STRING = lazy_pattern(r"<si>(.*?)</si>", re.S)
_SOUND = lazy_pattern(r"<rPh.*?</rPh>", re.S)
_CELL = lazy_pattern(
    r"<c\b[^>]*\bt=\"(s|str|inlineStr)\"[^>]*>(?:<f\b[^>]*/>|<f\b.*?</f>)?"
    r"(?:<v[^>]*>([^<]*)</v>|<is>(.*?)</is>)", re.S
)  # fmt: skip
_NAMED = lazy_pattern(r"<sheet\b[^>]*>")
_OF_RELATION = lazy_pattern(r"<Relationship\b[^>]*>")


_READ_BESIDES = frozenset({RemarkKind.STRUCK, RemarkKind.ROW_HIDDEN, RemarkKind.INSERTED})
"""Remarks whose words stand in their paragraph or cell, too."""


def words_unread(data: bytes, file: str, document: Document) -> list[Doubt]:
    """One doubt with the words that the file holds and the document does not."""
    read, raw = Counter(words_in("\n".join(_read(document)))), [*_raw(data, file)]
    words = words_in("\n".join(raw))
    left = Counter(words) - read
    if not any(len(word) > 1 and not word.isdecimal() for word in left):
        return []
    seen: Counter[str] = Counter()
    missing: list[str] = []
    for word in words:
        seen[word] += 1
        missing += [word] if seen[word] > read[word] else []
    return [doubt(
        codes.WORDS_NOT_CARRIED, (), count=len(missing), words=quoted(" ".join(missing)), text="",
    )]  # fmt: skip


def _read(document: Document) -> Iterator[str]:
    """All that was read, the numbers of lists among it, and what is told beside it."""
    yield from (each.text for each in document.remarks if each.kind not in _READ_BESIDES)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.printed
        else:
            yield from _cells(block)


def _cells(table: Table) -> Iterator[str]:
    for cell in table.cells():
        yield cell.text
        for inner in cell.nested:
            yield from _cells(inner)


def _raw(data: bytes, file: str) -> Iterator[str]:
    """The texts of a file, one after another; of a kind that is not known, none."""
    if data.startswith(_RTF):
        yield words_of_rtf(data)
    elif data.startswith(_COMPOUND):
        yield words_of_doc(data)
    if not data.startswith(b"PK"):
        return
    try:
        parts = open_zip(data, file)
        if isinstance(parts, Finding):
            return
        names = parts.namelist()
        if "content.xml" in names and "xl/workbook.xml" not in names:
            yield from _of_open(parts)
        elif "xl/workbook.xml" in names:
            yield from _of_sheets(parts, names)
        else:
            for name in filter(_WORD_PARTS.fullmatch, names):
                yield from _of_word(_said(parts, name))
    except (*UNREADABLE, DamagedError):
        return


def _said(parts: ZipFile, name: str) -> str:
    return read_part(parts, name).decode("utf-8", errors="replace")


def _of_word(text: str) -> Iterator[str]:
    whole = _TWICE.sub("", text) if "mc:Fallback" in text else text
    yield from (unescape(each) for each in _DELETED.findall(whole))
    yield unescape(
        "".join(each[1] if each[1] is not None else " " for each in _TEXT.finditer(whole))
    )


def _of_open(parts: ZipFile) -> Iterator[str]:
    if "office:spreadsheet" in (text := _said(parts, "content.xml")):
        return  # its cells repeat by number, and hidden ones look as others do
    for piece in _LINE.split(_NO_TEXT.sub(" ", text)):
        yield unescape(_TAG.sub("", _BLANK.sub(" ", piece)))


def _of_sheets(parts: ZipFile, names: list[str]) -> Iterator[str]:
    shared: list[str] = []
    if "xl/sharedStrings.xml" in names:
        whole = _SOUND.sub("", _said(parts, "xl/sharedStrings.xml"))
        shared = ["".join(_texts_in(each[1])) for each in _STRING.finditer(whole)]
    hidden = _hidden(parts)
    for name in names:
        if not _SHEET.fullmatch(name) or name in hidden:
            continue
        for cell in _CELL.finditer(_said(parts, name)):
            kind, value, inline = cell.groups()
            if kind == "s" and value.isdecimal() and int(value) < len(shared):
                yield shared[int(value)]
            elif kind != "s":
                yield unescape(value or "") or "".join(_texts_in(inline or ""))


def _texts_in(text: str) -> Iterator[str]:
    return (unescape(each[1]) for each in _TEXT.finditer(text) if each[1])


def _hidden(parts: ZipFile) -> frozenset[str]:
    """The parts of sheets that the workbook does not show."""
    sheets = [each[0] for each in _NAMED.finditer(_said(parts, "xl/workbook.xml"))]
    closed = {
        found[1] for each in sheets
        if "hidden" in each.casefold() and (found := re.search(r"r:id=\"([^\"]*)\"", each))
    }  # fmt: skip
    listed = _said(parts, "xl/_rels/workbook.xml.rels") if closed else ""
    targets = (
        re.search(r"Target=\"([^\"]*)\"", each[0]) for each in _OF_RELATION.finditer(listed)
        if any(f'Id="{id}"' in each[0] for id in closed)
    )  # fmt: skip
    return frozenset(f"xl/{each[1].removeprefix('/xl/')}" for each in targets if each)

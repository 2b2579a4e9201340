"""Which tables are first read for nothing, in a child under limits: Parquet, and all workbooks but
those that are proved to need little.

The readers are not ours: what they allocate follows from references, counts and texts of the file.
A small xlsx as spreadsheet programs write it is proved by its bytes to stay within the limits.
Whatever differs from that, whether harmful or only unusual, is tried.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path

from engine.children import ChildFailed, FailureKind, Limits, call
from engine.codes import tables as codes
from engine.diagnostics import Code, Finding, Place, finding
from engine.lazy import lazy_pattern
from engine.tables.zip_archive import UNREADABLE, DamagedError, open_zip

MOST_UNPACKED = 32 << 20
"""Bytes of all parts of a workbook that is proved; a part of so many is read in seconds."""

MOST_TEXT = 64 << 20
"""Bytes of the shared texts of a sheet, were each cell the longest of them."""

_USUAL = 10_000_000
_MEMORY, _SECONDS = 640 << 20, 20
"""What a file of the usual size or less may take to read; it is read twice, and this process holds
a little more than the child."""

_UNUSUAL_CELL = lazy_pattern(
    rb"<(?:[^\s<>/]*:)?(?:c|row)(?=[\s/>])"
    rb"""(?! r="(?:[A-Z]?\d{1,5}|A?[A-Z]\d{1,4})"(?: (?:[st]|[\w:]{2,})="[^"&<>]*")*\s*/?>)"""
)
"""A cell or row that is not within AZ and 99,999, or whose tag is written in another way."""

_LARGE_COUNT = lazy_pattern(rb"""[cC]ount\s*=(?!"\d{1,6}")""")
"""A count of what follows, by which readers set memory aside."""

_UNUSUAL_TEXT = lazy_pattern(
    rb"<(?:[^\s<>/]*:)?si(?=[\s/>])"
    rb"""(?!><t(?: xml:space="preserve")?>[^<]*</t></si>)"""
)
"""A shared text of several runs, or one whose end could be seen in two places."""

_TEXT = lazy_pattern(rb"<si><t[^>]*>([^<]*)<")
_MERGED = lazy_pattern(rb"mergeCell\s")
"""A range over which one text is filled down."""

_UNUSUAL = (
    (lazy_pattern(rb"ount\s*="), _LARGE_COUNT), (lazy_pattern(rb"si[\s/>]"), _UNUSUAL_TEXT),
    (lazy_pattern(rb"mergeCell"), _MERGED), (lazy_pattern(rb"c"), _UNUSUAL_CELL),
)  # fmt: skip
"""What is unusual, behind a part of it that begins with letters and so is found sooner."""
_MAY_HIDE_TAGS = b"<!"
_ENDS, _ENDS_64 = b"PK\5\6", b"PK\6\7"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def limits_for(size: int) -> Limits:
    """What reading a file of so many bytes may take; a larger one more, in proportion."""
    times = max(1.0, size / _USUAL)
    return Limits(memory=int(_MEMORY * times), seconds=_SECONDS * times)


Source = bytes | Path


def refusal(
    read: Callable[[bytes], None] | Callable[[str], None],
    source: Source,
    file: str,
    unreadable: Code = codes.UNREADABLE,
) -> Finding | None:
    """Why a table is not read here: it could not be read within the limits in a child."""
    given = str(source.resolve()) if isinstance(source, Path) else source
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    try:
        call(read, given, limits=limits_for(size))
    except ChildFailed as failed:
        if failed.kind in (FailureKind.MEMORY, FailureKind.TIME):
            return finding(codes.TOO_LARGE, Place(file), unpacked="")
        if failed.kind in (FailureKind.PANIC, FailureKind.KILLED):
            return finding(unreadable, Place(file))
    return None


def is_small(data: bytes) -> bool:
    """True of an xlsx that is proved to need little memory and time."""
    if data.count(_ENDS) != 1 or _ENDS_64 in data:  # two readers could see two archives
        return False
    try:
        parts = open_zip(data, "")
        if isinstance(parts, Finding):
            return False
        listed = parts.infolist()
        if sum(part.file_size for part in listed) > MOST_UNPACKED:
            return False
        if any(part.compress_type not in _METHODS for part in listed):
            return False
        return _are_small([parts.read(part) for part in listed])
    except (*UNREADABLE, DamagedError, ValueError, OSError, EOFError, NotImplementedError):
        return False


def _is_unusual(text: bytes) -> bool:
    """Whether a part may hide tags, or has a cell, text, count or range of an unusual kind."""
    return _MAY_HIDE_TAGS in text or any(
        part.search(text) and unusual.search(text) for part, unusual in _UNUSUAL
    )


def _are_small(texts: list[bytes]) -> bool:
    """Whichever part the reader takes for a sheet, and whichever for the list of texts."""
    if any(map(_is_unusual, texts)):
        return False
    cells = max((text.count(b' r="') for text in texts), default=0)
    shared = (match for text in texts for match in _TEXT.finditer(text))
    longest = max((match.end() - match.start() for match in shared), default=0)
    return longest * cells <= MOST_TEXT

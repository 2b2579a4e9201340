"""The zip archive that an xlsx file is, opened with limits that a zip bomb cannot pass."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import field
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.tables.colours import struck_strings
from engine.tables.looks import number_formats
from engine.tables.raised import raised_strings

MAX_UNPACKED = 1 << 30
"""Bytes that all parts of a workbook may unpack to."""

MAX_RATIO = 250
"""How many times larger than the file its parts may be, once they are larger than `FREE_SIZE`."""

FREE_SIZE = 64 << 20

_COUNTED = 1 << 20
"""Bytes that are unpacked at a time where they are only counted."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError)
"""What zipfile raises for damaged, encrypted and unknown compressed parts."""

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_LINK = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every part that we write: the same parts give the same bytes."""


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An archive of the parts, byte for byte the same each time."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, part)
    return content.getvalue()


class DamagedError(Exception):
    """A part of the archive is not there, does not unpack, or is not plain XML."""


class BeyondError(DamagedError):
    """It is whole, and holds more than is read."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened workbook: sheet name → part, whether dates count from 1904, the number format of
    each style, the sheets that are hidden, whether its formulas are still to be calculated, and the
    numbers of its texts with raised figures, as they show, and of those crossed out in part."""

    parts: zipfile.ZipFile
    sheets: Mapping[str, str]
    from_1904: bool
    formats: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    is_uncalculated: bool = False
    raised: Mapping[bytes, str] = field(default_factory=dict)
    struck: frozenset[bytes] = frozenset()

    def sheet_xml(self, name: str) -> bytes:
        """The XML of a sheet; raises `DamagedError`."""
        return read_part(self.parts, self.sheets[name])


def open_archive(data: bytes, file: str) -> Archive | Finding:
    """Open a workbook for its table of contents; the finding says why it cannot be read."""
    try:
        parts = open_zip(data, file)
        return parts if isinstance(parts, Finding) else _contents(parts)
    except (*UNREADABLE, DamagedError, ValueError):
        return finding(codes.UNREADABLE, Place(file))


def open_zip(data: bytes, file: str) -> zipfile.ZipFile | Finding:
    """A zip archive that does not unpack beyond the limits; raises `BadZipFile`."""
    parts = zipfile.ZipFile(BytesIO(data))
    unpacked = sum(part.file_size for part in parts.infolist())
    if unpacked > MAX_UNPACKED or unpacked > max(FREE_SIZE, MAX_RATIO * len(data)):
        size = f"{unpacked / (1 << 20):.0f}"
        return finding(codes.TOO_LARGE, Place(file), unpacked=size)
    for part in parts.infolist():
        _refuse_false_size(data, part)
    return parts


_LOCAL = struct.Struct("<26xHH")
"""Of the header before a part: the lengths of its name and of its extra field."""


def _refuse_false_size(data: bytes, part: zipfile.ZipInfo) -> None:
    """Raise `DamagedError` for a part that unpacks to more than the archive says: readers unpack
    to the end. Counted block by block, never kept."""
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return
    try:
        names = sum(_LOCAL.unpack_from(data, part.header_offset))
    except struct.error as error:
        raise DamagedError(part.filename) from error
    start = part.header_offset + _LOCAL.size + names
    packed, unpacked = zlib.decompressobj(-15), 0
    rest = data[start : start + part.compress_size]
    while rest and not packed.eof:
        unpacked += len(packed.decompress(rest, _COUNTED))
        rest = packed.unconsumed_tail
        if unpacked > part.file_size:
            raise DamagedError(part.filename)


def _contents(parts: zipfile.ZipFile) -> Archive:
    names = parts.namelist()
    if len({name.casefold() for name in names}) != len(names):
        raise DamagedError("two parts of one name")
    targets = _targets(parts)
    book = _xml(parts, "xl/workbook.xml")
    sheets = {
        str(sheet.get("name")): targets[sheet.get(_LINK) or sheet.get(_STRICT_LINK) or ""]
        for mark in (_MAIN, _STRICT)
        for sheet in book.iter(f"{mark}sheet")
        if (sheet.get(_LINK) or sheet.get(_STRICT_LINK)) in targets
    }
    listed = [str(sheet.get("name")).casefold() for sheet in book.iter() if _is_sheet(sheet)]
    if len(set(listed)) != len(listed):
        raise DamagedError("two sheets of one name")
    settings = book.find(f"{_MAIN}workbookPr")
    from_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    own = [name for name in names if name.casefold() == "xl/sharedstrings.xml"]
    strings = read_part(parts, own[0]) if own else b""
    hidden = frozenset(
        str(sheet.get("name"))
        for mark in (_MAIN, _STRICT)
        for sheet in book.iter(f"{mark}sheet")
        if sheet.get("state") in ("hidden", "veryHidden")
    )
    styles = number_formats(_xml(parts, "xl/styles.xml")) if "xl/styles.xml" in names else ()
    is_uncalculated = any(
        element.get("fullCalcOnLoad") in ("1", "true")
        for mark in (_MAIN, _STRICT)
        for element in book.iter(f"{mark}calcPr")
    )
    raised, struck = raised_strings(strings), struck_strings(strings)
    return Archive(parts, sheets, from_1904, styles, hidden, is_uncalculated, raised, struck)


def _is_sheet(element: ElementTree.Element) -> bool:
    return element.tag in (f"{_MAIN}sheet", f"{_STRICT}sheet")


def _targets(parts: zipfile.ZipFile) -> dict[str, str]:
    """Relationship id → name of the worksheet part."""
    return {
        str(link.get("Id")): normpath(join("/xl", str(link.get("Target")))).lstrip("/")
        for link in _xml(parts, "xl/_rels/workbook.xml.rels")
        if str(link.get("Type")).endswith("/worksheet")
    }


def _xml(parts: zipfile.ZipFile, name: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(read_part(parts, name))
    except (ElementTree.ParseError, LookupError) as error:
        raise DamagedError(name) from error


def read_part(parts: zipfile.ZipFile, name: str) -> bytes:
    """A part whose size and checksum are what the archive says; no document type, no entities."""
    try:
        content = parts.read(name)
    except (*UNREADABLE, KeyError, EOFError, OSError) as error:
        raise DamagedError(name) from error
    if b"<!DOCTYPE" in content or b"\0" in content[:4]:
        raise DamagedError(name)
    return content

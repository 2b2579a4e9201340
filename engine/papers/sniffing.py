"""What a file is, by its content; its name says nothing."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from engine.lazy import lazy_pattern
from engine.tables.passwords import COMPOUND, has_password


class PaperKind(StrEnum):
    """Kinds of files that orders come in, and those that are told apart to be refused well."""

    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    DOC = "doc"
    WORD_XML = "word_xml"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    PDF = "pdf"
    PICTURE = "picture"
    HTML = "html"
    MHT = "mht"
    SHEET_XML = "sheet_xml"
    LOCKED = "locked"
    OTHER = "other"


_BEGINNINGS: tuple[tuple[bytes, PaperKind], ...] = (
    (b"{\\rtf", PaperKind.RTF),
    (b"%PDF", PaperKind.PDF),
    (b"\x89PNG", PaperKind.PICTURE),
    (b"\xff\xd8\xff", PaperKind.PICTURE),
    (b"II*\0", PaperKind.PICTURE),
    (b"MM\0*", PaperKind.PICTURE),
    (b"AT&TFORM", PaperKind.PICTURE),
    (b"BM", PaperKind.PICTURE),
)
_BEGUN = 8192
_STREAMS: tuple[tuple[str, PaperKind], ...] = (
    ("WordDocument", PaperKind.DOC),
    ("Workbook", PaperKind.XLS),
    ("Book", PaperKind.XLS),
)


def sniff(data: bytes) -> PaperKind:
    """The kind of a file."""
    if has_password(data):
        return PaperKind.LOCKED
    if data.startswith(b"PK"):
        return _of_zip(data)
    if data.startswith(COMPOUND):
        kinds = (kind for name, kind in _STREAMS if name.encode("utf-16-le") in data)
        return next(kinds, PaperKind.OTHER)
    begun = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    for beginning, kind in _BEGINNINGS:
        if begun.startswith(beginning):
            return kind
    lowered = begun.lower()
    if b'progid="word.document"' in lowered or b"office/word/2003/wordml" in lowered:
        return PaperKind.WORD_XML
    if b'progid="excel.sheet"' in lowered or b"office:spreadsheet" in lowered[:1024]:
        return PaperKind.SHEET_XML
    if _MIME.search(lowered):
        return PaperKind.MHT
    return PaperKind.HTML if _is_page(data) else PaperKind.OTHER


_MIME = lazy_pattern(rb"^mime-version:", re.MULTILINE)
_PAGE = lazy_pattern(
    r"\s*(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*)*+"
    r"<(?:!doctype html|html|head|meta|body|table|style|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = lazy_pattern(r"<(?:html|body|table|tr|p)\b", re.IGNORECASE)


def _is_page(data: bytes) -> bool:
    """Whether the text begins with a tag of a web page."""
    begun = data[:_BEGUN]
    wide = begun.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = begun.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")
    return _PAGE.match(text) is not None and _TAGS.search(text) is not None


def _of_zip(data: bytes) -> PaperKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            names = {name.casefold() for name in parts.namelist()}
            if "mimetype" in names:
                return _of_open_document(parts)
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, NotImplementedError):
        return PaperKind.DOCX if b"word/" in data[:4096] else PaperKind.OTHER
    if any(name.startswith("xl/") for name in names):
        return PaperKind.XLSX
    if any(name.startswith("word/") for name in names) or "_rels/.rels" in names:
        return PaperKind.DOCX
    return PaperKind.OTHER


_PROGRAMS = lazy_pattern(r"(.*/)?vbaproject\.bin|xl/macrosheets/.*\.xml|(basic|scripts)/.*\.x\w+")
_OLD_PROGRAMS = "_VBA_PROJECT"


def programs_in(data: bytes) -> tuple[str, ...]:
    """The parts of a file that hold macros; a file of one part says only that it has them."""
    if data.startswith(COMPOUND):
        return (_OLD_PROGRAMS,) if _OLD_PROGRAMS.encode("utf-16-le") in data else ()
    if not data.startswith(b"PK"):
        return ()
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, NotImplementedError):
        return ()
    return tuple(sorted(name for name in names if _PROGRAMS.fullmatch(name.casefold())))


_LONGEST_MIME = 200


def _of_open_document(parts: zipfile.ZipFile) -> PaperKind:
    with parts.open("mimetype") as file:
        kind = file.read(_LONGEST_MIME)
    if b"opendocument.text" in kind:
        return PaperKind.ODT
    return PaperKind.ODS if b"opendocument.spreadsheet" in kind else PaperKind.OTHER

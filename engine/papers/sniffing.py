"""What a file is, by its content; its name says nothing."""

import zipfile
from enum import StrEnum
from io import BytesIO


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
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, PaperKind], ...] = (
    ("EncryptedPackage", PaperKind.LOCKED),
    ("WordDocument", PaperKind.DOC),
    ("Workbook", PaperKind.XLS),
    ("Book", PaperKind.XLS),
)


def sniff(data: bytes) -> PaperKind:
    """The kind of a file."""
    if data.startswith(b"PK"):
        return _of_zip(data)
    if data.startswith(_COMPOUND):
        found = (kind for name, kind in _STREAMS if name.encode("utf-16-le") in data)
        return next(found, PaperKind.OTHER)
    begun = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    for beginning, kind in _BEGINNINGS:
        if begun.startswith(beginning):
            return kind
    lowered = begun.lower()
    if b'progid="word.document"' in lowered or b"office/word/2003/wordml" in lowered:
        return PaperKind.WORD_XML
    if lowered.startswith((b"<!doctype html", b"<html")) or b"mime-version:" in lowered:
        return PaperKind.HTML
    return PaperKind.OTHER


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


_LONGEST_MIME = 200


def _of_open_document(parts: zipfile.ZipFile) -> PaperKind:
    with parts.open("mimetype") as file:
        kind = file.read(_LONGEST_MIME)
    if b"opendocument.text" in kind:
        return PaperKind.ODT
    return PaperKind.ODS if b"opendocument.spreadsheet" in kind else PaperKind.OTHER

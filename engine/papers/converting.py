"""Older kinds of files → .docx: by LibreOffice where it is there, a .doc else by msdoc2docx."""

from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.children import ChildFailed, Limits, NoProgram, call, run_office
from engine.codes import papers as codes
from engine.diagnostics import Finding, Place, finding
from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.papers.sniffing import PaperKind
from engine.tables.zip_archive import open_zip, read_part

CONVERTED = {
    PaperKind.DOC: "doc", PaperKind.RTF: "rtf", PaperKind.ODT: "odt", PaperKind.WORD_XML: "xml",
}  # fmt: skip
_LIMITS = Limits(seconds=30, memory=896 << 20)
_TARGET = "docx:MS Word 2007 XML"
_PACKAGE = "doc2docx"

Told = tuple[Finding, ...]


def as_docx(data: bytes, kind: PaperKind, file: str, words: Catalogue) -> tuple[bytes | None, Told]:
    """The file as .docx, with what its reader may lose; None with the reason."""
    place = Place(file)
    by_office: bytes | None = None
    try:
        quiet = _fetching_nothing(data) if kind is PaperKind.RTF else data
        by_office = run_office(quiet, CONVERTED[kind], _TARGET)
        if kind is not PaperKind.DOC or not _has_lost_tables(data, by_office):
            return by_office, ()
    except NoProgram:
        pass
    except ChildFailed as failed:
        told = finding(
            codes.CONVERTER_FAILED, place, program="LibreOffice", reason=failed.kind.value
        )
        return None, (told,)
    if kind is not PaperKind.DOC or find_spec(_PACKAGE) is None:
        name = words.text(f"papers.kind.{kind.value}")
        absent = finding(codes.CONVERTER_ABSENT, place, kind=name)
        return by_office, (_draft(place, words, "lost_by_office") if by_office else absent,)
    try:
        made = call(of_old_word, data, limits=_LIMITS)
    except ChildFailed as failed:
        told = finding(
            codes.CONVERTER_FAILED, place, program="msdoc2docx", reason=failed.kind.value
        )
        return by_office, (told, *([_draft(place, words, "lost_by_office")] if by_office else ()))
    return made, (_draft(place, words, "by_package_for_office" if by_office else "by_package"),)


def _draft(place: Place, words: Catalogue, how: str) -> Finding:
    return finding(codes.DRAFT_ONLY, place, how=words.text(f"papers.{how}"))


_CELL_END = "\x07".encode("utf-16-le")
_LEAST_CELLS = 6


def _has_lost_tables(data: bytes, made: bytes) -> bool:
    """Whether a .doc has the ends of cells and what LibreOffice made of it has no table."""
    if data.count(_CELL_END) < _LEAST_CELLS:
        return False
    parts = open_zip(made, "")
    return not isinstance(parts, Finding) and b"<w:tbl>" not in read_part(parts, _BODY)


_BODY = "word/document.xml"
_FETCHING = lazy_pattern(rb"(?<=\\)(?:fldinst|template)(?![a-z])")


def _fetching_nothing(data: bytes) -> bytes:
    """An .rtf whose fields and template nobody knows: LibreOffice takes in the pictures of this
    machine that a field names, and shows of a field that it does not know its last words."""
    return _FETCHING.sub(lambda found: found[0][:-1] + b"x", data)


def of_old_word(data: bytes) -> bytes:
    """A .doc as .docx, by the package; called in a child, for it reads what strangers wrote."""
    from doc2docx import convert

    with TemporaryDirectory() as folder:
        given, path = Path(folder, "paper.doc"), Path(folder, "paper.docx")
        given.write_bytes(data)
        convert(given, path)
        return path.read_bytes()

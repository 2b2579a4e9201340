"""`fmt`: bytes → the canonical text of the same values and the same comments."""

from dataclasses import dataclass, replace

from engine.diagnostics import Finding, Origin, has_errors
from engine.editing.nodes import comments_of
from engine.editing.order import sort_keys
from engine.editing.reading import read_sheet
from engine.editing.writing import write_sheet
from engine.load.schemas import FORMATS
from engine.load.versions import format_fault
from engine.yamltext import Document, parse


class NotTheSame(Exception):  # noqa: N818
    """The canonical text would mean something else: a defect of the engine; nothing is written."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """The canonical text, or None with the findings that stand in its way."""

    text: str | None
    findings: tuple[Finding, ...]
    is_changed: bool = False


def format_file(data: bytes, file: str) -> Formatted:
    """The canonical form of one spec; its first line says which."""
    parsed = parse(data, file)
    if parsed.document is None or has_errors(parsed.findings):
        return Formatted(None, parsed.findings)
    if fault := format_fault(parsed.document, tuple(FORMATS)):
        return Formatted(None, (placed(fault, parsed.document),))
    text = canonical(parsed.document, FORMATS[str(parsed.document.data["format"])])
    return Formatted(text, (), text.encode("utf-8") != data)


def canonical(document: Document, kind: str | None) -> str:
    """The canonical text of a document; a `kind` brings the order of its schema."""
    before = document.source.text
    sheet = read_sheet(before)
    comments = comments_of(sheet)
    if kind is not None:
        sort_keys(sheet.root, kind)
    after = write_sheet(sheet)
    if after != before:
        _verify(document, after, comments)
    return after


def _verify(document: Document, after: str, comments: list[str]) -> None:
    """Read the new text back: the same values, and every comment."""
    again = parse(after.encode("utf-8"), document.file).document
    if again is None or again.data != document.data:
        raise NotTheSame(f"values of {document.file}")
    if comments_of(read_sheet(after)) != comments:
        raise NotTheSame(f"comments of {document.file}")


def placed(found: Finding, document: Document) -> Finding:
    """The finding with its line and column, for those who have no other sources than the file."""
    assert isinstance(found.at, Origin)
    return replace(found, at=document.source.place(found.at))

"""An order's file → the files of a project, and findings about all that was not understood."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.diagnostics import Code, Finding, Param, Place, finding
from engine.load.methods import read_directions
from engine.load.sources import Reading
from engine.messages import Catalogue
from engine.packaged import rules_folder
from engine.papers.assembled import Assembled, Role
from engine.papers.assembly import assemble
from engine.papers.coloured_rows import said_by_colour
from engine.papers.conserving import words_lost
from engine.papers.converting import CONVERTED, as_docx
from engine.papers.documents import Address, Document, Paragraph, Remark, RemarkKind
from engine.papers.doubts import NEARLY_ALL, Doubt, quoted
from engine.papers.merging import (
    DATA,
    known_bodies,
    known_tables,
    merged_data,
    merged_project,
    merged_roadmap,
)
from engine.papers.noting import LEFT, Noted, with_notes
from engine.papers.pdf import read_pdf
from engine.papers.raw_words import words_unread
from engine.papers.sniffing import PaperKind, programs_in, sniff
from engine.papers.specs import METHOD, Specs, specs_of
from engine.papers.web_pages import read_archive, read_page
from engine.papers.word import read_docx
from engine.papers.workbooks import WORKBOOKS, read_workbook
from engine.papers.yaml_files import spec_text
from engine.tables.zip_archive import UNREADABLE, BeyondError, DamagedError, open_zip
from engine.trees import FolderTree


@dataclass(frozen=True, slots=True)
class Imported:
    """The files of a project by name; none where the paper could not be read."""

    files: Mapping[str, str]
    findings: tuple[Finding, ...]
    specs: Specs | None = None
    assembled: Assembled | None = None
    document: Document | None = None


def read_paper(
    data: bytes, file: str, words: Catalogue
) -> tuple[Document | None, tuple[Finding, ...]]:
    """The document in a file of any kind; findings say what is lost, or why there is none."""
    kind = sniff(data)
    if kind is PaperKind.DOCX:
        return _told(_read_word(data, file))
    if kind is PaperKind.LOCKED:
        return _told(finding(codes.PAPER_LOCKED, Place(file)))
    if kind is PaperKind.PICTURE:
        return _told(finding(codes.PAPER_SCANNED, Place(file)))
    if kind in WORKBOOKS:
        return _with_programs(data, file, _told(read_workbook(data, file)))
    if kind is PaperKind.HTML:
        return _told(read_page(data, file))
    if kind is PaperKind.MHT and (page := read_archive(data, file)):
        return _told(page)
    if kind is PaperKind.PDF:
        document, findings = read_pdf(data, file, words)
        whole, more = _told(document) if document else (None, ())
        return whole, (*findings, *more)
    if kind in CONVERTED:
        made, findings = as_docx(data, kind, file, words)
        document, more = _told(_read_word(made, file)) if made is not None else (None, ())
        return _with_programs(data, file, (document, (*findings, *more)))
    name = words.text(f"papers.kind.{kind.value}")
    return _told(finding(codes.NOT_A_PAPER, Place(file), kind=name))


def _with_programs(
    data: bytes, file: str, read: tuple[Document | None, tuple[Finding, ...]]
) -> tuple[Document | None, tuple[Finding, ...]]:
    """What was read, and the macros of a file whose reader does not name them."""
    document, findings = read
    told = (finding(codes.MACROS_IN_PAPER, Place(file), text=each) for each in programs_in(data))
    return document, (*findings, *told)


def _told(read: Document | Finding) -> tuple[Document | None, tuple[Finding, ...]]:
    if not isinstance(read, Finding) and _is_beyond(read):
        read = finding(codes.PAPER_DAMAGED, Place(read.file), size="1", torn="")
    return (None, (read,)) if isinstance(read, Finding) else (read, ())


MOST_ROWS = 20_000
"""Rows of all tables of a paper: a region's plan has some thousands, and as many take half a
minute."""
LONGEST = 100_000
"""Letters of a cell or a paragraph: some fifty pages."""


def _is_beyond(document: Document) -> bool:
    """Whether a paper holds more than any order does, by rows or by words in one place."""
    if sum(len(table.rows) for table in document.tables) > MOST_ROWS:
        return True
    cells = (len(cell.text) for table in document.tables for cell in table.cells())
    lines = (len(block.text) for block in document.blocks if isinstance(block, Paragraph))
    return max((*cells, *lines), default=0) > LONGEST


def _read_word(data: bytes, file: str) -> Document | Finding:
    try:
        parts = open_zip(data, file)
        if isinstance(parts, Finding):
            return finding(codes.PAPER_DAMAGED, Place(file), size="1", torn="")
        return read_docx(parts, file)
    except BeyondError:
        return finding(codes.PAPER_DAMAGED, Place(file), size="1", torn="")
    except (*UNREADABLE, DamagedError, NotImplementedError, ValueError, RecursionError):
        return finding(codes.PAPER_DAMAGED, Place(file), size="", torn="1")


def import_paper(
    data: bytes, file: str, *, id: str, schemas: str, words: Catalogue,
    existing: Mapping[str, str] | None = None,
) -> Imported:  # fmt: skip
    """Read a paper and write the specs that it gives; nothing is raised for bad input.

    `existing` are the files of a project (name → text) that the words are put into.
    """
    document, read = read_paper(data, file, words)
    if document is None:
        return Imported({}, read)
    assembled = assemble(document)
    places = _Places(file, words)
    directions = read_directions(Reading(FolderTree(rules_folder())), METHOD)
    there = existing or {}
    bodies = known_bodies(there["project.yaml"]) if "project.yaml" in there else None
    tables = known_tables(there, words)
    specs = specs_of(assembled, id, directions, bodies, there, tables=tables, pages=document.pages)
    specs, noted = with_notes(specs, document, assembled, there, words)
    told = tuple(
        Finding(doubt.code, places.of(doubt.address), _params(doubt, noted))
        for doubt in (
            *assembled.doubts,
            *specs.doubts,
            *words_lost(assembled, specs),
            *said_by_colour(document, assembled),
            *words_unread(data, file, document),
        )
    )
    findings = (*read, *told, *_remarks(document, places, noted))
    is_absent = any(doubt.code is codes.PLAN_NOT_FOUND for doubt in assembled.doubts)
    if is_absent or not any(role is Role.PLAN for _, role in assembled.roles):
        return Imported({}, findings, specs, assembled)
    files = _files(specs, schemas, there)
    return Imported(files, findings, specs, assembled, document)


def _params(doubt: Doubt, noted: Noted) -> tuple[tuple[str, Param], ...]:
    """The parameters of a doubt; words that are in no column are quoted nearly whole, and whether a
    note holds them is said."""
    params = dict(doubt.params)
    if doubt.code in LEFT:
        text = str(params["text"])
        params |= {"text": quoted(text, NEARLY_ALL), **_whether((doubt.address, text) in noted)}
    return tuple(sorted(params.items()))


def _whether(is_noted: bool) -> dict[str, str]:
    return {"noted": "1" if is_noted else "", "lost": "" if is_noted else "1"}


def _files(specs: Specs, schemas: str, there: Mapping[str, str]) -> dict[str, str]:
    """The files as they will be: new ones, and those that are there with the document's words."""
    added = [name for name in specs.roadmaps if name not in there]
    tables = specs.resources
    if "project.yaml" in there:
        files = {"project.yaml": merged_project(there["project.yaml"], specs.project, added)}
    else:
        files = {"project.yaml": spec_text(specs.project, "project", schemas)}
    for name, each in specs.roadmaps.items():
        if name in there:
            files[name] = merged_roadmap(there[name], each, specs.bookmarked)
        else:
            files[name] = spec_text(each, "roadmap", schemas)
    if tables and DATA in there:
        files[DATA] = merged_data(there[DATA], tables)
    elif tables:
        files[DATA] = spec_text({"format": "data/1", "resources": [*tables]}, "data", schemas)
    return files


@dataclass(frozen=True, slots=True)
class _Places:
    """Addresses in the words of a language."""

    file: str
    words: Catalogue

    def of(self, address: Address) -> Place:
        if not address:
            return Place(self.file)
        said = (self.words.text(f"papers.at.{kind}", n=number) for kind, number in address)
        return Place(self.file, cell=", ".join(said))


_REMARKS: Mapping[RemarkKind, Code] = {
    RemarkKind.DELETED: codes.CHANGE_NOT_ACCEPTED,
    RemarkKind.INSERTED: codes.CHANGE_NOT_ACCEPTED,
    RemarkKind.COMMENT: codes.TEXT_BESIDE,
    RemarkKind.FOOTNOTE: codes.TEXT_BESIDE,
    RemarkKind.TEXT_BOX: codes.TEXT_BESIDE,
    RemarkKind.HEADER: codes.TEXT_BESIDE,
    RemarkKind.HIDDEN: codes.TEXT_NOT_PRINTED,
    RemarkKind.ROW_HIDDEN: codes.ROW_HIDDEN,
    RemarkKind.STRUCK: codes.TEXT_STRUCK,
    RemarkKind.COVERED: codes.TEXT_NOT_PRINTED,
    RemarkKind.PLACEHOLDER: codes.CONTROL_NOT_FILLED,
    RemarkKind.MACROS: codes.MACROS_IN_PAPER,
    RemarkKind.EXTERNAL: codes.PAPER_REFERS_OUTSIDE,
    RemarkKind.PICTURE: codes.PICTURE_NOT_READ,
    RemarkKind.SHEET: codes.TEXT_NOT_PRINTED,
    RemarkKind.EMBEDDED: codes.NOT_READ_INSIDE,
    RemarkKind.SYMBOL: codes.SIGN_NOT_KNOWN,
}


def _remarks(document: Document, places: _Places, noted: Noted) -> Iterator[Finding]:
    """What stands beside the accepted words, each once; crossed-out words a row at a time."""
    for remark in _struck_by_row(dict.fromkeys(document.remarks)):
        whether = _whether((remark.address, remark.text) in noted)
        params = {
            "kind": places.words.text(f"papers.remark.{remark.kind.value}"),
            "text": quoted(remark.text, NEARLY_ALL), **whether,
        }  # fmt: skip
        at = places.of(remark.address)
        yield Finding(_REMARKS[remark.kind], at, tuple(sorted(params.items())))


def _struck_by_row(remarks: Iterable[Remark]) -> Iterator[Remark]:
    def row(remark: Remark) -> object:
        return remark.address[:2] if remark.kind is RemarkKind.STRUCK else remark

    for _, group in groupby(remarks, row):
        first, *others = group
        yield replace(first, text=" · ".join((first.text, *(each.text for each in others))))


def summary_of(result: Imported, words: Catalogue) -> list[str]:
    """How many tables were read as what, and what each roadmap got of them: a line each."""
    assert result.assembled is not None
    assert result.specs is not None
    roles = [role for _, role in result.assembled.roles]
    tables = sum(at[0][0] == "table" for at, _ in result.assembled.roles)
    lines = [
        words.text(
            "papers.read", tables=tables, plans=roles.count(Role.PLAN),
            passports=roles.count(Role.PASSPORT) + roles.count(Role.FIGURES),
            unknown=roles.count(Role.UNKNOWN),
            others=roles.count(Role.APPROVAL) + roles.count(Role.ORDER),
        )
    ]  # fmt: skip
    for name, spec in result.specs.roadmaps.items():
        counts = {
            key: len(found) if isinstance(found := spec.get(key), list) else 0
            for key in ("sections", "events", "goals", "indicators")
        }
        lines.append("  " + words.text("papers.roadmap", file=name, **counts))
    return lines

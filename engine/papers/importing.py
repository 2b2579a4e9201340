"""An order's file → the files of a project, and findings about all that was not understood."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
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
from engine.papers.coloured_rows import colour_words, coloured_plans, said_by_colour
from engine.papers.conserving import words_lost
from engine.papers.converting import CONVERTED, as_docx
from engine.papers.documents import Document, Paragraph, Remark, RemarkKind
from engine.papers.doubts import NEARLY_ALL, Doubt, quoted
from engine.papers.joining import Places, joined
from engine.papers.merging import (
    DATA,
    known_bodies,
    known_tables,
    merged_data,
    merged_project,
    merged_roadmap,
)
from engine.papers.noting import Noted, is_left, with_notes
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


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it is given, and what it is called."""

    data: bytes
    file: str


def import_paper(
    data: bytes, file: str, *, id: str, schemas: str, words: Catalogue,
    existing: Mapping[str, str] | None = None,
) -> Imported:  # fmt: skip
    """Read a paper and write the specs that it gives; nothing is raised for bad input.

    `existing` are the files of a project (name → text) that the words are put into.
    """
    paper = Paper(data, file)
    return import_papers((paper,), id=id, schemas=schemas, words=words, existing=existing)


def import_papers(
    papers: Sequence[Paper], *, id: str, schemas: str, words: Catalogue,
    existing: Mapping[str, str] | None = None,
) -> Imported:  # fmt: skip
    """The same of papers that belong together: an order and the plan that it approves."""
    opened = [(each, *read_paper(each.data, each.file, words)) for each in papers]
    read = [told for _, _, findings in opened for told in findings]
    documents = [document for _, document, _ in opened if document is not None]
    if len(documents) < len(opened):
        return Imported({}, tuple(read))
    document = joined(documents)
    assembled = assemble(document)
    places = Places(document, words)
    directions = read_directions(Reading(FolderTree(rules_folder())), METHOD)
    there = existing or {}
    is_alone = "project.yaml" in there and not (assembled.drafts or assembled.order.is_empty)
    if is_alone:
        assembled = _without_plan(assembled)
    bodies = known_bodies(there["project.yaml"]) if "project.yaml" in there else None
    tables = known_tables(there, words)
    specs = specs_of(assembled, id, directions, bodies, there, tables=tables, pages=document.pages)
    coloured = coloured_plans(document, assembled)
    more = colour_words(coloured, words)
    specs, noted = with_notes(specs, document, assembled, there, words, more)
    doubts = (
        *assembled.doubts,
        *specs.doubts,
        *words_lost(assembled, specs),
        *said_by_colour(coloured, noted, words),
    )
    told = [Finding(each.code, places.of(each.address), _params(each, noted)) for each in doubts]
    unread = [
        Finding(each.code, Place(paper.file), each.params)
        for paper, own in zip(papers, documents, strict=True)
        for each in words_unread(paper.data, paper.file, own)
    ]
    findings = (*read, *told, *unread, *_remarks(document, places, noted))
    is_absent = any(doubt.code is codes.PLAN_NOT_FOUND for doubt in assembled.doubts)
    if is_absent or not (is_alone or any(role is Role.PLAN for _, role in assembled.roles)):
        return Imported({}, findings, specs, assembled)
    unfilled = [words.text(f"papers.{key}") for key in ("fill_in.municipality", "no_period")]
    return Imported(_files(specs, schemas, there, unfilled), findings, specs, assembled, document)


def _without_plan(assembled: Assembled) -> Assembled:
    """The words of an order for a project that has its plan: that there is none here is told, and
    its clauses with a time are no events that a table has missed."""
    doubts = (
        replace(each, code=codes.ORDER_ALONE) if each.code is codes.PLAN_NOT_FOUND else each
        for each in assembled.doubts if each.code is not codes.EVENT_OUTSIDE_TABLE
    )  # fmt: skip
    return replace(assembled, doubts=tuple(doubts))


def _params(doubt: Doubt, noted: Noted) -> tuple[tuple[str, Param], ...]:
    """The parameters of a doubt; words that are in no column are quoted nearly whole, and whether a
    note holds them is said."""
    params = dict(doubt.params)
    if is_left(doubt):
        text = str(params["text"])
        params |= {"text": quoted(text, NEARLY_ALL), **_whether((doubt.address, text) in noted)}
    return tuple(sorted(params.items()))


def _whether(is_noted: bool) -> dict[str, str]:
    return {"noted": "1" if is_noted else "", "lost": "" if is_noted else "1"}


def _files(
    specs: Specs, schemas: str, there: Mapping[str, str], unfilled: Container[str]
) -> dict[str, str]:
    """The files as they will be: new ones, and those that are there with the document's words."""
    added = [name for name in specs.roadmaps if name not in there]
    tables = specs.resources
    if text := there.get("project.yaml"):
        files = {"project.yaml": merged_project(text, specs.project, added, unfilled)}
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


_REMARKS: Mapping[RemarkKind, Code] = {
    RemarkKind.DELETED: codes.CHANGE_NOT_ACCEPTED,
    RemarkKind.INSERTED: codes.CHANGE_NOT_ACCEPTED,
    RemarkKind.COMMENT: codes.TEXT_BESIDE,
    RemarkKind.FOOTNOTE: codes.TEXT_BESIDE,
    RemarkKind.TEXT_BOX: codes.TEXT_BESIDE,
    RemarkKind.HEADER: codes.TEXT_BESIDE,
    RemarkKind.HIDDEN: codes.TEXT_NOT_PRINTED,
    RemarkKind.ROW_HIDDEN: codes.ROW_HIDDEN,
    RemarkKind.CONDITION: codes.COLOURED_BY_RULE,
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


def _remarks(document: Document, places: Places, noted: Noted) -> Iterator[Finding]:
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
    for each in result.document.sources if result.document else ():
        kind = "order" if each.is_order else "plan"
        lines.append("  " + words.text(f"papers.source.{kind}", file=each.file))
    for name, spec in result.specs.roadmaps.items():
        counts = {
            key: len(found) if isinstance(found := spec.get(key), list) else 0
            for key in ("sections", "events", "goals", "indicators")
        }
        lines.append("  " + words.text("papers.roadmap", file=name, **counts))
    return lines

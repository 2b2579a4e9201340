"""A file that no declaration knows, described in a child: the form, and what data.yaml would get.

The file is described, and then read as it was described, so that the form shows the rows as the
engine sees them: columns of persons are dropped on reading and stand nowhere in the answer.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.children import Value
from engine.datasets import Dataset, folder_of, read_resources
from engine.describe import (
    ColumnWish,
    GivenFile,
    Proposal,
    Wish,
    Writer,
    lines_of,
    propose_tables,
    told_doubts,
)
from engine.load import load_data
from engine.messages import Catalogue, Language, catalogue
from engine.model.conditions import ColumnType
from engine.model.tables import Taken
from engine.reports.content.findings import findings_model
from engine.reports.formats.text import cell_model, worst_first
from engine.tables import ROW, cell_address
from engine.trees import FolderTree
from engine.web.sheets import DATA_FILE

MOST = 100
"""Findings that are told one by one."""
_ROWS = 8
_TOP = 12
_CELL = 80


def describe_upload(
    tables: str, path: str, taken: Sequence[str], wishes: Sequence[Mapping[str, Any]], lang: str
) -> Value:
    """The tables of the file `path` in the folder `tables`, as somebody wishes; `taken` are names
    that other tables have.

    tables: the form of each; items: YAML of those that are wanted, for the list `resources`;
    findings: what is found when they are read so.
    """
    words, asked = catalogue(Language(lang)), tuple(map(_wish, wishes))
    given = GivenFile(path, FolderTree(Path(tables)).read(path))
    proposals, strange = propose_tables([given], asked, frozenset(taken))
    wanted = [proposal for proposal in proposals if proposal.wish.is_taken]
    text, items = _yaml(wanted, words)
    with TemporaryDirectory() as folder:
        file = Path(folder) / DATA_FILE
        file.write_text(text, "utf-8")
        loaded = load_data(file)
    read = read_resources(loaded.package, folder_of(tables, None)) if loaded.package else None
    findings = worst_first([*strange, *loaded.findings, *(read.findings if read else ())])
    datasets = read.datasets if read else {}
    told: Any = findings_model(findings[:MOST], loaded.sources, words)
    return {
        "tables": [_form(proposal, datasets.get(proposal.name), words) for proposal in proposals],
        "items": items,
        "findings": told,
        "more": max(0, len(findings) - MOST),
        "is_readable": bool(wanted) and len(datasets) == len(wanted),
        "of_persons": any(proposal.personal for proposal in wanted),
    }


def _wish(said: Mapping[str, Any]) -> Wish:
    columns = said["columns"]
    return Wish(
        tuple(said["sheets"]), said["is_taken"], said["name"], said["title"],
        (said["head"][0], said["head"][1]) if said["head"] else None,
        None if columns is None else {
            int(at): ColumnWish(one["is_taken"], ColumnType(one["type"]), one["is_personal"],
                                one["is_key"])
            for at, one in columns.items()
        },
    )  # fmt: skip


def _yaml(proposals: Sequence[Proposal], words: Catalogue) -> tuple[str, str]:
    """data.yaml with these tables, and the items of its list with the dash at the margin; what was
    doubted has been seen, and is no comment of the file."""
    writer = Writer(words)
    for proposal in proposals:
        writer.table(proposal)
    writer.lines = [line for line in writer.lines if not line.lstrip().startswith("#")]
    text = "\n".join((*lines_of(writer), ""))
    return text, "".join(f"{line[2:]}\n" for line in writer.lines)


def _form(proposal: Proposal, dataset: Dataset | None, words: Catalogue) -> Value:
    source = proposal.sources[0]
    numbers = source.raw.frame[ROW]
    head = source.head
    rows = [int(numbers[head.first]), int(numbers[head.last])] if head else [0, 0]
    doubts = [*source.doubts, *proposal.doubts]
    return {
        "name": proposal.name,
        "title": proposal.title,
        "sheets": list(proposal.sheets),
        "is_taken": proposal.wish.is_taken,
        "head": rows,
        "top": _top(proposal, rows[1]),
        "columns": _columns(proposal, words),
        "doubts": [words.text(f"describe.{key}", **params) for key, params in doubts],
        "count": dataset.height if dataset else None,
        "seen": _seen(dataset) if dataset else None,
    }


def _top(proposal: Proposal, last: int) -> Value:
    """The rows of the sheet down to the header, as they stand: none of the rows below it."""
    frame = proposal.sources[0].raw.frame
    shown = frame.filter((frame[ROW] <= last) & (frame[ROW] > last - _TOP))
    names = [name for name in frame.columns if name != ROW]
    return {
        "columns": [cell_address(1, int(name)).rstrip("1") for name in names],
        "rows": [
            [number, [(text or "")[:_CELL] for text in cells]]
            for number, *cells in shown.select([ROW, *names]).iter_rows()
        ],
    }


def _columns(proposal: Proposal, words: Catalogue) -> Value:
    """Those that are declared and those that are not wanted, from left to right."""
    found: dict[int, Value] = {
        column.position: {
            "position": column.position,
            "letter": cell_address(1, column.position).rstrip("1"),
            "heading": column.heading,
            "name": column.name,
            "type": column.type.value,
            "is_taken": True,
            "is_personal": column.name in proposal.personal,
            "is_key": column.name in proposal.key,
            "doubts": [
                words.text(f"describe.{key}", **params)
                for key, params in told_doubts(column, is_personal=column.name in proposal.personal)
            ],
        }
        for column in proposal.columns
        if column.taken is Taken.COLUMN
    }
    head = proposal.sources[0].head
    for at, wish in (proposal.wish.columns or {}).items():
        if not wish.is_taken and at not in found:
            found[at] = {
                "position": at,
                "letter": cell_address(1, at).rstrip("1"),
                "heading": head.headings.get(at, "") if head else "",
                "name": "", "type": wish.type.value, "is_taken": False,
                "is_personal": wish.is_personal, "is_key": False, "doubts": [],
            }  # fmt: skip
    return [found[at] for at in sorted(found)]


def _seen(dataset: Dataset) -> Value:
    """The first rows as the engine sees them."""
    names = [name for name in dataset.columns if name != ROW]
    rows = dataset.lazy.select(names).head(_ROWS).collect().rows()
    return {
        "columns": names,
        "rows": [["" if each is None else str(cell_model(each))[:_CELL] for each in row]
                 for row in rows],
    }  # fmt: skip

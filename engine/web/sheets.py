"""A table that was sent, read as the project declares it, in a child: what is wrong with it.

The file stands in a folder of its own that mirrors the paths of data.yaml; the other tables are
linked beside it, so that keys are looked up. Nothing is repeated of a file that names persons.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.children import Value
from engine.datasets import folder_of, read_resources
from engine.datasets.files import PARQUET, TEXTS
from engine.diagnostics import Finding, Origin, Place
from engine.execute import unread_periods
from engine.lazy import lazy_pattern
from engine.load import Sources, hide, load_data
from engine.messages import Catalogue, Language, catalogue
from engine.model.tables import Dialect, Resource
from engine.papers.marked import marked_copy
from engine.reports.content.findings import finding_model
from engine.reports.formats.text import worst_first
from engine.tables import ROW, RawSheet, cell_address, column_number, open_workbook, read_csv
from engine.trees import FolderTree, is_meant_by

DATA_FILE = "data.yaml"
MOST = 500
"""Findings that are told one by one."""
_ABOUT = 3
"""Rows and columns about a cell that are shown with it."""
_ADDRESS = lazy_pattern(r"([A-Z]{1,3})(\d{1,7})")


def check_tables(folder: str, tables: str, path: str, lang: str) -> Value:
    """What is found in the file `path` of the folder `tables`, declared by the project's data.yaml.

    rows: of each table of the file; findings, each with the cells about it; `of_persons`: whether
    the file names persons; None where the declaration itself has errors.
    """
    loaded = load_data(Path(folder) / DATA_FILE)
    if loaded.package is None:
        return None
    read = read_resources(loaded.package, folder_of(tables, None))
    unread = unread_periods(read.datasets.values())
    mine = {n for n, each in enumerate(loaded.package.resources) if is_of(each, path)}
    own = [loaded.package.resources[n].name for n in sorted(mine)]
    found = hide((*read.findings, *unread), loaded.ignores, loaded.sources, of=frozenset()).kept
    called = read.called.get(path, path)
    findings = worst_first([finding for finding in found if _is_about(finding, called, mine)])
    of_persons = called in read.of_persons
    windows = _Windows(Path(tables), path, shows=not of_persons)
    words = catalogue(Language(lang))
    return {
        "rows": [[name, read.datasets[name].height] for name in own if name in read.datasets],
        "absent": [name for name in own if name not in read.datasets],
        "findings": [_told(finding, loaded.sources, words, windows) for finding in findings[:MOST]],
        "more": max(0, len(findings) - MOST),
        "of_persons": of_persons,
    }


def mark_table(folder: str, tables: str, path: str, found: Any, lang: str) -> Value:
    """The file with what was found in it, cell by cell; None where it cannot be read at all.

    What was found says nothing of persons; the file itself goes back to whoever sent it.
    """
    data = FolderTree(Path(tables)).read(path)
    loaded = load_data(Path(folder) / DATA_FILE)
    own = (
        [resource for resource in loaded.package.resources if is_of(resource, path)]
        if loaded.package
        else []
    )
    sheets = _raw_sheets(data, path, own[0].dialect) if own else {}
    remarks: dict[str, dict[tuple[int, int], tuple[str, ...]]] = {}
    for each in found:
        name, row, column = _cell_of(each["place"])
        if row and (name in sheets or not name):
            cells = remarks.setdefault(name, {})
            said = f"{each['message']} {each['fix']}"
            cells[row, column] = (*cells.get((row, column), ()), said)
    author = catalogue(Language(lang)).text("forms.author")
    return marked_copy(data, sheets, remarks, author) if sheets else None


def _cell_of(place: Mapping[str, Any]) -> tuple[str, int, int]:
    """Sheet, row and column; row 0 for what stands at no cell."""
    cell = _ADDRESS.fullmatch(place.get("cell") or "")
    if cell:
        return str(place.get("sheet") or ""), int(cell[2]), column_number(cell[1])
    return "", int(place.get("line") or 0), 0


def _raw_sheets(data: bytes, path: str, dialect: Dialect) -> dict[str, RawSheet]:
    if path.lower().endswith(PARQUET):
        return {}
    if path.lower().endswith(TEXTS):
        raw = read_csv(data, path, dialect)
        return {} if isinstance(raw, Finding) else {"": raw}
    book = open_workbook(data, path)
    read = {} if isinstance(book, Finding) else {name: book.read(name) for name in book.sheets}
    return {name: raw for name, raw in read.items() if not isinstance(raw, Finding)}


def _told(found: Finding, sources: Sources, words: Catalogue, windows: "_Windows") -> Any:
    return finding_model(found, sources, words) | {"window": windows.about(found)}


def _is_about(found: Finding, path: str, mine: set[int]) -> bool:
    """Whether it is found in the file, or in the declaration of one of its tables."""
    if isinstance(found.at, Origin) and found.at.file == DATA_FILE:
        return any(found.at.route[:2] == ("resources", n) for n in mine)
    return found.at.file == path


def is_of(resource: Resource, path: str) -> bool:
    """Whether a table lies in the file, as its declaration says."""
    return resource.database is None and any(is_meant_by(path, each) for each in resource.paths)


class _Windows:
    """The cells about a finding; none of a file that names persons, and none of csv."""

    def __init__(self, tables: Path, path: str, *, shows: bool) -> None:
        self._sheets: dict[str, Any] = {}
        self._book: Any = None
        if shows and path.lower().endswith((".xlsx", ".xlsm")):
            opened = open_workbook(FolderTree(tables).read(path), path)
            self._book = None if isinstance(opened, Finding) else opened

    def about(self, found: Finding) -> Value:
        """The cells about the cell of a finding."""
        place = found.at
        if self._book is None or not isinstance(place, Place):
            return None
        cell, sheet = _ADDRESS.fullmatch(place.cell or ""), place.sheet or ""
        if cell is None or sheet not in self._book.sheets:
            return None
        return self._window(sheet, int(cell[2]), column_number(cell[1]))

    def _window(self, sheet: str, row: int, column: int) -> Value:
        raw = self._sheets.get(sheet)
        if raw is None:
            raw = self._sheets[sheet] = self._book.read(sheet)
        if isinstance(raw, Finding):
            return None
        names = [name for name in raw.frame.columns if name != ROW]
        near = [name for name in names if abs(int(name) - column) <= _ABOUT]
        rows = raw.frame.filter((raw.frame[ROW] >= row - _ABOUT) & (raw.frame[ROW] <= row + _ABOUT))
        return {
            "columns": [cell_address(1, int(name)).rstrip("1") for name in near],
            "rows": [
                [number, [[str(text or "")[:80], number == row and int(name) == column]
                          for name, text in zip(near, cells, strict=True)]]
                for number, *cells in rows.select([ROW, *near]).iter_rows()
            ],
        }  # fmt: skip

"""The file of a declared table: found in the project, or in the folder that replaces its tables."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from engine.codes import tables as codes
from engine.diagnostics import Finding, Origin, Place, finding
from engine.model.tables import Resource
from engine.results.outcome import FileHash
from engine.tables import RawSheet, Workbook, nearest, open_workbook, read_csv
from engine.trees import FolderTree, OutsideTree

MAX_BYTES = 512 << 20


@dataclass(frozen=True, slots=True)
class Folder:
    """Where tables lie: below the folder of data.yaml, or in a folder of uploaded files."""

    tree: FolderTree
    is_upload: bool

    def find(self, declared: str) -> str:
        """The path of a declared file in this folder; in an upload its base name suffices."""
        if not self.is_upload or self.tree.exists(declared):
            return declared
        name = normalize("NFC", PurePosixPath(declared).name)
        here = self.tree.list("*")
        return next((path for path in here if normalize("NFC", path) == name), declared)

    def alike(self, declared: str) -> str:
        """The file beside the missing one whose name is nearest, or an empty text."""
        parent = "" if self.is_upload else PurePosixPath(declared).parent.as_posix()
        beside = self.tree.list(f"{parent}/*" if parent not in ("", ".") else "*")
        tables = tuple(path for path in beside if path.lower().endswith((".csv", ".xlsx")))
        return nearest(declared, tables)


def folder_of(project_folder: str, data_dir: Path | None) -> Folder:
    """The project's folder, or the folder of uploaded tables."""
    root = Path(project_folder) if data_dir is None else data_dir
    return Folder(FolderTree(root), is_upload=data_dir is not None)


Sheets = Iterator[tuple[Resource, RawSheet | Finding]]


def read_file(
    folder: Folder, declared: str, wanted: list[Resource]
) -> tuple[FileHash, Sheets] | Finding:
    """The hash of one file and the sheets of its resources, or why there is no such file."""
    at = _at(wanted[0], "path")
    try:
        path = folder.find(declared)
        size = folder.tree.path(path).stat().st_size
        if size > MAX_BYTES:
            return finding(codes.TOO_LARGE, Place(path), unpacked=str(size >> 20))
        content = folder.tree.read(path)
    except OutsideTree:
        return finding(codes.OUTSIDE_PROJECT, at, path=declared)
    except OSError:
        return finding(codes.MISSING_FILE, at, path=declared, hint=folder.alike(declared))
    digest = hashlib.sha256(content).hexdigest()
    return FileHash(path, digest), _sheets(content, path, wanted)


def _sheets(content: bytes, path: str, wanted: Iterable[Resource]) -> Sheets:
    if not content:
        yield from ((each, finding(codes.EMPTY, Place(path))) for each in wanted)
    elif path.lower().endswith((".csv", ".tsv", ".txt")):
        yield from ((each, read_csv(content, path, each.dialect)) for each in wanted)
    elif path.lower().endswith((".xlsx", ".xlsm")):
        book = open_workbook(content, path)
        for each in wanted:
            yield each, book if isinstance(book, Finding) else _sheet(book, each)
    else:
        kind = PurePosixPath(path).suffix or path
        wrong = finding(codes.UNSUPPORTED_FORMAT, Place(path), kind=kind)
        yield from ((each, wrong) for each in wanted)


def _sheet(book: Workbook, resource: Resource) -> RawSheet | Finding:
    if resource.sheet is None and len(book.sheets) > 1:
        return finding(codes.SHEET_NOT_NAMED, resource.origin, sheets=book.sheets)
    name = resource.sheet or next(iter(book.sheets), "")
    if name in book.sheets:
        return book.read(name)
    hint = nearest(name, book.sheets)
    place = Place(book.file)
    return finding(codes.MISSING_SHEET, place, sheet=name, hint=hint, sheets=book.sheets)


def _at(resource: Resource, key: str) -> Origin:
    return replace(resource.origin, route=(*resource.origin.route, key))

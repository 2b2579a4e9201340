"""The files of declared tables: found in the project, or in the folder that replaces its tables."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from errno import ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from engine.caching import LARGEST, file_digest
from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.patterns import pattern_of
from engine.datasets.warnings import NAME_OF_A_PERSON
from engine.diagnostics import Finding, Origin, Place, finding
from engine.model.tables import Resource
from engine.results.outcome import FileHash
from engine.tables import (
    LARGE,
    OtherWorkbook,
    RawSheet,
    Workbook,
    nearest,
    open_workbook,
    read_csv,
    read_large_csv,
    read_parquet,
)
from engine.trees import FolderTree, OutsideTree, is_mask

MOST_FILES = 10_000
"""Files of one table: three times the schools of the largest region."""

MAX_BYTES = 512 << 20
"""Of a workbook, which is read whole; csv and Parquet have no limit."""

TEXTS = (".csv", ".tsv", ".txt", ".tab")
BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
PARQUET = (".parquet", ".pq")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ABSENT = (ENOENT, ENOTDIR, ELOOP)
_LONG = 206
"""What Windows calls a path that is too long."""

LONGEST_PATH = 120
_LONGEST_SHEET = 31
"""Excel cuts longer names of sheets."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where tables lie: below the folder of data.yaml, or in a folder of uploaded files."""

    tree: FolderTree
    is_upload: bool

    def find(self, declared: str) -> tuple[str, ...]:
        """The paths of a declared file or glob; in an upload its base name suffices."""
        if self.tree.exists(declared):
            return (declared,)
        spelt = self._spelt_otherwise(declared)
        if spelt:
            return spelt
        name = normalize("NFC", PurePosixPath(declared).name)
        here = self.tree.list("*") if self.is_upload else ()
        same = tuple(path for path in here if normalize("NFC", path) == name)
        if same or not is_mask(declared):
            return same
        return self.tree.list(declared) or (self.tree.list(name) if self.is_upload else ())

    def _spelt_otherwise(self, declared: str) -> tuple[str, ...]:
        """The same path with letters in several pieces, as macOS writes names of files."""
        if declared.isascii() or is_mask(declared):
            return ()
        parent = PurePosixPath(declared).parent.as_posix()
        beside = self.tree.list("*" if parent == "." else f"{parent}/*")
        name = normalize("NFC", declared)
        return tuple(path for path in beside if normalize("NFC", path) == name)[:1]

    def problem(self, declared: str) -> OSError | None:
        """Why a file that was not found cannot even be looked at; None for a glob."""
        if is_mask(declared):
            return None
        try:
            self.tree.path(declared).stat()
        except OSError as problem:
            return problem
        return None

    def alike(self, declared: str) -> str:
        """The file beside the missing one whose name is nearest, or an empty text."""
        parent = "" if self.is_upload else PurePosixPath(declared).parent.as_posix()
        if is_mask(parent):
            return ""
        beside = self.tree.list(f"{parent}/*" if parent not in ("", ".") else "*")
        tables = tuple(path for path in beside if path.lower().endswith((*TEXTS, *BOOKS, *PARQUET)))
        return nearest(declared, tables)


def folder_of(project_folder: str, data_dir: Path | None) -> Folder:
    """The project's folder, or the folder of uploaded tables."""
    root = Path(project_folder) if data_dir is None else data_dir
    return Folder(FolderTree(root), is_upload=data_dir is not None)


def files_of(folder: Folder, resource: Resource) -> tuple[str, ...] | Finding:
    """The files of a table, in the order of data.yaml, of a glob by name."""
    found: list[str] = []
    for declared in resource.paths:
        try:
            paths = [path for path in folder.find(declared) if not _is_open_elsewhere(path)]
        except OutsideTree:
            return finding(codes.OUTSIDE_PROJECT, _at(resource, "path"), path=declared)
        if not paths:
            return _unopened(folder, resource, declared, folder.problem(declared))
        found += paths
    if len(found) > MOST_FILES:
        count, most = len(found), MOST_FILES
        return finding(codes.FILES_WITHOUT_END, _at(resource, "path"), count=count, most=most)
    named = sum(_is_called_by_a_person(path) for path in found if path not in resource.paths)
    if named and resource.personal:
        return finding(codes.FILES_OF_PERSONS, _at(resource, "path"), count=named)
    return tuple(dict.fromkeys(found))


def _is_called_by_a_person(path: str) -> bool:
    """Whether a file or its folder has a full name in its own: «Гимназия имени Петра Петровича
    Иванова» has none, it is bent."""
    return NAME_OF_A_PERSON.search(normalize("NFC", path)) is not None


def _unopened(folder: Folder, resource: Resource, path: str, problem: OSError | None) -> Finding:
    """A file that is not there, or is there and cannot be opened now."""
    place = _at(resource, "path")
    if problem is None or problem.errno in _ABSENT:
        return finding(codes.MISSING_FILE, place, path=path, hint=folder.alike(path))
    locked = isinstance(problem, PermissionError)
    is_long = problem.errno == ENAMETOOLONG or getattr(problem, "winerror", None) == _LONG
    return finding(
        codes.CANNOT_OPEN,
        place,
        path=shortened_path(path),
        locked=1 if locked else "",
        long=1 if is_long else "",
        away=1 if not locked and not is_long else "",
    )


def shortened_path(path: str) -> str:
    """A path that a sentence can bear; its end tells the most."""
    return path if len(path) <= LONGEST_PATH else f"…{path[-LONGEST_PATH:]}"


def _is_open_elsewhere(path: str) -> bool:
    """The shadow that Excel and LibreOffice put beside a file that is open."""
    return PurePosixPath(path).name.startswith(("~$", ".~lock"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file needs beside the file: a folder for copies, who hears of progress, and
    what the file is called where not by its path."""

    scratch: Callable[[], Path]
    progress: Callable[[str], None]
    called: str = ""


Sheets = Iterator[tuple[Resource, RawSheet | Finding]]


def read_file(
    folder: Folder, path: str, wanted: list[Resource], reading: Reading
) -> tuple[FileHash, Sheets] | Finding:
    """The hash of one file and the sheets of its resources, or why it cannot be read."""
    name = reading.called or path
    try:
        real = folder.tree.path(path)
        size, kind = real.stat().st_size, PurePosixPath(path).suffix.lower()
        if size > LARGEST:
            most = str(LARGEST >> 30)
            return finding(codes.FILE_TOO_LARGE, Place(name), size=str(size >> 30), most=most)
        if size > LARGE and kind in (*TEXTS, *PARQUET):
            digest = file_digest(real, Hearing(name, reading.progress))
            hash = FileHash(path, digest, called=reading.called)
            return hash, _without_panics(_large(real, name, wanted, reading), name, wanted)
        if size > MAX_BYTES:
            return finding(codes.TOO_LARGE, Place(name), unpacked=str(size >> 20))
        content = folder.tree.read(path)
    except OutsideTree:
        return finding(codes.OUTSIDE_PROJECT, _at(wanted[0], "path"), path=name)
    except OSError as problem:
        return _unopened(folder, wanted[0], name, problem)
    hash = FileHash(path, hashlib.sha256(content).hexdigest(), called=reading.called)
    return hash, _without_panics(_sheets(content, name, wanted), name, wanted)


def _without_panics(sheets: Sheets, path: str, wanted: list[Resource]) -> Sheets:
    """The sheets; where the library that reads them gives up, a finding for each table."""
    try:
        yield from sheets
    except BaseException as problem:
        if not is_panic(problem):
            raise
        yield from ((resource, panicked(path)) for resource in wanted)


def is_panic(problem: BaseException) -> bool:
    """True where a library in Rust gave up: that is no Exception, and has no importable name."""
    return type(problem).__name__ == "PanicException"


def panicked(path: str) -> Finding:
    """The finding for a file on which the library that reads it gives up."""
    is_parquet = path.lower().endswith(PARQUET)
    return finding(codes.UNREADABLE_PARQUET if is_parquet else codes.UNREADABLE, Place(path))


def _large(real: Path, path: str, wanted: Iterable[Resource], reading: Reading) -> Sheets:
    for resource in wanted:
        if path.lower().endswith(PARQUET):
            yield resource, read_parquet(real, path)
        else:
            hear = Hearing(path, reading.progress)
            yield resource, read_large_csv(real, path, resource.dialect, hear)


@dataclass(slots=True)
class Hearing:
    """Tells the share that is done of a large file, every tenth of it once."""

    path: str
    progress: Callable[[str], None]
    told: int = -1

    def __call__(self, percent: int) -> None:
        """Tell the percent that are read, a tenth at a time."""
        tenth = percent // 10
        if tenth != self.told:
            self.told = tenth
            self.progress(f"{self.path}: {tenth * 10} %")


def _sheets(content: bytes, path: str, wanted: Iterable[Resource]) -> Sheets:
    kind = path.lower()
    if not content:
        yield from ((resource, finding(codes.EMPTY, Place(path))) for resource in wanted)
    elif content.startswith((_ZIP, _OLE)) or kind.endswith(BOOKS):
        book = open_workbook(content, path)
        for resource in wanted:
            if isinstance(book, Finding):
                yield resource, book
            else:
                yield from ((resource, sheet) for sheet in _named(book, resource))
    elif kind.endswith(PARQUET):
        yield from ((resource, read_parquet(content, path)) for resource in wanted)
    elif kind.endswith(TEXTS):
        yield from ((resource, read_csv(content, path, resource.dialect)) for resource in wanted)
    else:
        suffix = PurePosixPath(path).suffix or path
        wrong = finding(codes.UNSUPPORTED_FORMAT, Place(path), kind=suffix)
        yield from ((resource, wrong) for resource in wanted)


def _named(book: Workbook | OtherWorkbook, resource: Resource) -> Iterator[RawSheet | Finding]:
    """The sheets that the resource names, by pattern in the order of the tabs."""
    if resource.sheet_pattern is not None:
        for each in _fitting(book, resource, resource.sheet_pattern):
            yield _unnamed(each, book) if resource.personal else each
        return
    names = resource.sheets or ((resource.sheet,) if resource.sheet else ())
    if not names and len(book.sheets) > 1:
        hidden = tuple(name for name in book.sheets if name in book.hidden_sheets)
        yield finding(codes.SHEET_NOT_NAMED, resource.origin, sheets=book.sheets, hidden=hidden)
        return
    for name in names or book.sheets[:1] or ("",):
        sheet = _sheet(book, name)
        yield _unnamed(sheet, book) if resource.personal and not names else sheet


def _unnamed(sheet: RawSheet | Finding, book: Workbook | OtherWorkbook) -> RawSheet | Finding:
    """A sheet that data.yaml does not name, by its number: its name may be that of a person."""
    numbers = {name: f"№ {number}" for number, name in enumerate(book.sheets, start=1)}
    if isinstance(sheet, RawSheet):
        return replace(sheet, tab=numbers.get(sheet.sheet or ""))
    at = sheet.at
    if isinstance(at, Place) and at.sheet in numbers:
        at = replace(at, sheet=numbers[at.sheet])
    return replace(sheet, at=at)


def _fitting(
    book: Workbook | OtherWorkbook, resource: Resource, pattern: str
) -> Iterator[RawSheet | Finding]:
    fitting = pattern_of(pattern)
    if fitting is None:
        yield finding(
            codes.UNUSABLE_PATTERN, resource.origin, column="sheetPattern", pattern=pattern
        )
        return
    names = [name for name in book.sheets if fitting.fits(name.strip())]
    yield from (book.read(name) for name in names)
    if not names:
        place = Place(book.file)
        yield finding(codes.MISSING_SHEET, place, sheet=pattern, hint="", sheets=book.sheets)


def _sheet(book: Workbook | OtherWorkbook, name: str) -> RawSheet | Finding:
    for asked in (name, name[:_LONGEST_SHEET]):
        same = [sheet for sheet in book.sheets if _bare(sheet) == _bare(asked)]
        if same:
            return book.read(asked if asked in book.sheets else same[0])
    hint = nearest(name, book.sheets)
    place = Place(book.file)
    return finding(codes.MISSING_SHEET, place, sheet=name, hint=hint, sheets=book.sheets)


def _bare(sheet: str) -> str:
    return normalize("NFC", sheet).strip()


def _at(resource: Resource, key: str) -> Origin:
    return replace(resource.origin, route=(*resource.origin.route, key))

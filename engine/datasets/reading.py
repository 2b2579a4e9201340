"""All declared tables of a project, each file read once."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from engine.caching import Store
from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.assemble import assemble
from engine.datasets.cache import KeptLook, KeptParts, Piece
from engine.datasets.constraints import unusable_layout
from engine.datasets.crosswalks import translated
from engine.datasets.files import (
    Folder,
    Reading,
    Sheets,
    files_of,
    folder_of,
    is_panic,
    panicked,
    read_file,
)
from engine.datasets.named import named
from engine.datasets.organisations import ended_before_begun, in_two_municipalities
from engine.datasets.papers import read_papers
from engine.datasets.parts import read_part
from engine.datasets.quoting import files_of_persons, may_name_persons, unquoted
from engine.datasets.references import ambiguous, missed_by_noughts, unresolved
from engine.datasets.strangers import addressed
from engine.datasets.tables import PART, Dataset, Tables
from engine.datasets.unlisted import unlisted_organisations
from engine.diagnostics import Finding, Place, Related, finding
from engine.model.file_names import called_files
from engine.model.project import Project
from engine.model.tables import DataPackage, Resource
from engine.results.outcome import FileHash
from engine.tables import ROW, RawSheet, read_database

Progress = Callable[[str, int, int], None]
"""Called with the file that is being read, how many files are done, and how many there are."""


def read_tables(
    project: Project,
    *,
    names: Iterable[str] | None = None,
    data_dir: Path | None = None,
    progress: Progress | None = None,
    databases: Mapping[str, str] | None = None,
    store: Store | None = None,
) -> Tables:
    """The declared tables (of `names`, or all) as typed datasets with everything found in them.

    `data_dir` is a folder of uploaded files that stands in for the folder of data.yaml: a file is
    looked for by its declared path, then by its base name. `databases` are the addresses of the
    declared databases by name; `store` keeps what was read. A table that cannot be read is absent
    and has a finding; nothing is raised for what stands in a table.
    """
    if project.data is None:
        return Tables({}, (), ())
    folder = folder_of(project.folder, data_dir)
    tables = read_resources(
        project.data, folder, names=names, progress=progress, databases=databases, store=store
    )
    unlisted = unquoted(unlisted_organisations(project, tables.datasets), tables.of_persons)
    register = project.evidence.dataset if project.evidence else ""
    papers, hashes = read_papers(tables.datasets.get(register), folder)
    files, findings = (*tables.files, *hashes), (*tables.findings, *unlisted)
    return replace(tables, findings=findings, files=files, papers=papers)


def read_resources(
    package: DataPackage,
    folder: Folder,
    *,
    names: Iterable[str] | None = None,
    progress: Progress | None = None,
    databases: Mapping[str, str] | None = None,
    store: Store | None = None,
) -> Tables:
    """The tables of a data.yaml whose files lie in `folder`."""
    asked = _asked(package, None if names is None else frozenset(names))
    run = _Run(folder, progress, databases or {}, KeptParts(store))
    run.read(asked)
    coded = named(run.datasets)
    done = translated(coded.datasets)
    datasets = done.datasets
    listed = (*in_two_municipalities(datasets), *ended_before_begun(datasets))
    keys = (*unresolved(datasets), *missed_by_noughts(datasets), *ambiguous(datasets))
    findings = (*run.findings, *coded.findings, *done.findings, *keys, *listed)
    of_persons = files_of_persons(run.of_persons, findings)
    told = tuple(dict.fromkeys(unquoted(findings, of_persons)))
    called = addressed(datasets)
    run.keep_of_persons(findings, {name for name in called if called[name] is not datasets[name]})
    return Tables(
        called, told, tuple(run.hashes), run.scratch, done.carried, of_persons,
        run.called, unnamed=coded.unnamed,
    )  # fmt: skip


def _asked(package: DataPackage, names: frozenset[str] | None) -> list[Resource]:
    """The named tables and the crosswalks that they need."""
    asked = [each for each in package.resources if names is None or each.name in names]
    fields = [each for resource in asked for each in resource.fields]
    needed = {name for each in fields for name in each.tables_behind}
    return [each for each in package.resources if each in asked or each.name in needed]


@dataclass
class _Run:
    """Reads file by file; a table is assembled when its last file was read."""

    folder: Folder
    progress: Progress | None
    databases: Mapping[str, str]
    kept: KeptParts
    datasets: dict[str, Dataset] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    hashes: list[FileHash] = field(default_factory=list)
    scratch: TemporaryDirectory[str] | None = None
    sheets: dict[str, list[RawSheet | Piece]] = field(default_factory=dict)
    digests: dict[tuple[str, str], str] = field(default_factory=dict)
    of_persons: set[str] = field(default_factory=set)
    called: dict[str, str] = field(default_factory=dict)
    waiting: list[tuple[Resource, FileHash, list[Piece]]] = field(default_factory=list)
    """Parts of tables of persons: whether a name stands in a code is known when all is read."""

    def read(self, resources: list[Resource]) -> None:
        """All tables of files, then all tables of databases."""
        stored = [resource for resource in resources if resource.database is not None]
        files = self._files([resource for resource in resources if resource.database is None])
        last = {resource.name: path for path, wanted in files.items() for resource in wanted}
        for done, (path, wanted) in enumerate(files.items()):
            called = self.called.get(path, "")
            self._hear(called or path, done, len(files))
            hear = _Hearing(self, done, len(files))
            self._read(path, wanted, Reading(self.folder_for_copies, hear, called))
            self._finish([resource for resource in wanted if last[resource.name] == path])
        for resource in stored:
            self._ask(resource)

    def folder_for_copies(self) -> Path:
        """A folder that goes with the tables."""
        if self.scratch is None:
            self.scratch = TemporaryDirectory(prefix="roadmap-")
        return Path(self.scratch.name)

    def _hear(self, what: str, done: int, total: int) -> None:
        if self.progress:
            self.progress(what, done, total)

    def _files(self, resources: list[Resource]) -> dict[str, list[Resource]]:
        files: dict[str, list[Resource]] = {}
        for resource in resources:
            paths = files_of(self.folder, resource)
            if isinstance(paths, Finding):
                self.findings.append(paths)
                continue
            called = called_files(resource, paths)
            self.called |= called
            if called:
                at = replace(resource.origin, route=(*resource.origin.route, "path"))
                self.findings.append(finding(codes.FILES_BY_NUMBER, at, count=len(called)))
            for path in paths:
                files.setdefault(path, []).append(resource)
                if resource.personal:
                    self.of_persons.add(called.get(path, path))
        return files

    def _read(self, path: str, wanted: list[Resource], reading: Reading) -> None:
        file = read_file(self.folder, path, wanted, reading)
        if isinstance(file, Finding):
            self.findings.append(file)
            return
        hash, sheets = file
        self.hashes.append(replace(hash, rows=0))
        fresh = [resource for resource in wanted if not self._is_known(resource, hash)]
        known = {resource.name: self.kept.find(resource, hash) for resource in fresh}
        for resource in fresh:
            self.sheets.setdefault(resource.name, []).extend(known[resource.name] or ())
        unknown = [resource for resource in fresh if known[resource.name] is None]
        if unknown:
            self._parse(hash, unknown, sheets)

    def _parse(self, hash: FileHash, unknown: list[Resource], sheets: Sheets) -> None:
        """The parts that a file gives to the tables which do not know them yet."""
        parts: dict[str, list[Piece]] = {each.name: [] for each in unknown}
        unread = set()
        for resource, raw in sheets:
            if resource not in unknown:
                continue
            if isinstance(raw, Finding):
                self.findings.append(raw)
                unread.add(resource.name)
            elif raw.blocks or raw.typed or any(unusable_layout(resource)):
                self.sheets[resource.name].append(raw)
                unread.add(resource.name)
            else:
                parts[resource.name].append(read_part(resource, raw))
        for each in unknown:
            self.sheets[each.name] += parts[each.name]
            if each.name in unread or may_name_persons(each, parts[each.name]):
                continue
            if each.personal:
                self.waiting.append((each, hash, parts[each.name]))
            else:
                self.kept.keep(each, hash, parts[each.name])

    def keep_of_persons(self, findings: Iterable[Finding], strange: Collection[str]) -> None:
        """Keep what waits: not of a file about which anything was found, nor of a table with codes
        that no list knows."""
        told = {each.at.file for each in findings if isinstance(each.at, Place)}
        for resource, hash, pieces in self.waiting:
            if hash.name not in told and resource.name not in strange:
                self.kept.keep(resource, hash, pieces)

    def _is_known(self, resource: Resource, hash: FileHash) -> bool:
        """True for the second of two identical files of one table."""
        first = self.digests.setdefault((resource.name, hash.sha256), hash.name)
        if first == hash.name:
            return False
        related = [Related(Place(first), "first-here")]
        self.findings.append(
            finding(codes.IDENTICAL_FILES, Place(hash.name), related=related, first=first)
        )
        return True

    def _finish(self, resources: list[Resource]) -> None:
        """Assemble what was read whole, and count the rows that each file gave."""
        rows: Counter[str] = Counter()
        for resource in resources:
            sheets = self.sheets.pop(resource.name, [])
            dataset = self._assemble(resource, sheets) if sheets else None
            if dataset is not None:
                rows += _rows_by_file(dataset)
        self.hashes = [
            replace(file_hash, rows=(file_hash.rows or 0) + rows[file_hash.name])
            if rows[file_hash.name]
            else file_hash
            for file_hash in self.hashes
        ]

    def _assemble(self, resource: Resource, pieces: list[RawSheet | Piece]) -> Dataset | None:
        look = KeptLook(self.kept.store, tuple(self.hashes))
        try:
            dataset, findings = assemble(resource, pieces, self.folder_for_copies, look)
        except BaseException as problem:
            if not is_panic(problem):
                raise
            self.findings.append(panicked(self.hashes[-1].name if self.hashes else resource.path))
            return None
        self.findings += findings
        if dataset is not None:
            self.datasets[resource.name] = dataset
        return dataset

    def _ask(self, resource: Resource) -> None:
        name, table = resource.database or "", resource.table or resource.name
        self._hear(f"{name}: {table}", 0, 1)
        address = self.databases.get(name.upper())
        if address is None:
            self.findings.append(finding(codes.NO_ADDRESS, resource.origin, database=name.upper()))
            return
        columns = [
            spelling
            for each in resource.fields
            if each.name not in resource.personal
            for spelling in (each.header, each.name, *each.aliases)
        ]
        raw = read_database(address, name, table, columns)
        if isinstance(raw, Finding):
            self.findings.append(raw)
        else:
            self.of_persons.update([raw.file] if resource.personal else ())
            self._assemble(resource, [raw])


def _rows_by_file(dataset: Dataset) -> Counter[str]:
    """How many rows each file of a table gave, over all its sheets."""
    parts = dataset.source.parts
    if len(parts) == 1:
        return Counter({parts[0].file: dataset.height})
    number = (pl.col(ROW) // PART).alias("part")
    counted = dataset.lazy.group_by(number).agg(pl.len()).collect(engine="streaming")
    rows: Counter[str] = Counter()
    for part, count in counted.rows():
        rows[parts[part].file] += count
    return rows


@dataclass(frozen=True)
class _Hearing:
    run: _Run
    done: int
    total: int

    def __call__(self, what: str) -> None:
        self.run._hear(what, self.done, self.total)

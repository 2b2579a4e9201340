"""All declared tables of a project, each file read once."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from engine.datasets.assemble import assemble
from engine.datasets.files import Folder, folder_of, read_file
from engine.datasets.references import unresolved
from engine.datasets.tables import Dataset, Tables
from engine.diagnostics import Finding
from engine.model.project import Project
from engine.model.tables import Resource
from engine.results.outcome import FileHash

Progress = Callable[[str, int, int], None]
"""Called with the file that is being read, how many files are done, and how many there are."""


def read_tables(
    project: Project,
    *,
    names: Iterable[str] | None = None,
    data_dir: Path | None = None,
    progress: Progress | None = None,
) -> Tables:
    """The declared tables (of `names`, or all) as typed datasets with everything found in them.

    `data_dir` is a folder of uploaded files that stands in for the folder of data.yaml: a file is
    looked for by its declared path, then by its base name. A table that cannot be read is absent
    and has a finding; nothing is raised for what stands in a table.
    """
    files = _by_file(project, None if names is None else frozenset(names))
    folder = folder_of(project.folder, data_dir)
    datasets: dict[str, Dataset] = {}
    findings: list[Finding] = []
    hashes: list[FileHash] = []
    for done, (path, wanted) in enumerate(files.items()):
        if progress:
            progress(path, done, len(files))
        found, hash = _read(folder, path, wanted, datasets)
        findings += found
        hashes += hash
    findings += unresolved(datasets)
    return Tables(datasets, tuple(dict.fromkeys(findings)), tuple(hashes))


def _by_file(project: Project, names: frozenset[str] | None) -> dict[str, list[Resource]]:
    files: dict[str, list[Resource]] = {}
    for each in project.data.resources if project.data else ():
        if names is None or each.name in names:
            files.setdefault(each.path, []).append(each)
    return files


def _read(
    folder: Folder, path: str, wanted: list[Resource], datasets: dict[str, Dataset]
) -> tuple[list[Finding], list[FileHash]]:
    """Adds the datasets of one file; its findings and its hash with the rows that were read."""
    file = read_file(folder, path, wanted)
    if isinstance(file, Finding):
        return [file], []
    hash, sheets = file
    findings: list[Finding] = []
    rows = 0
    for resource, raw in sheets:
        if isinstance(raw, Finding):
            findings.append(raw)
            continue
        dataset, found = assemble(resource, raw)
        findings += found
        if dataset is not None:
            datasets[resource.name] = dataset
            rows += dataset.frame.height
    return findings, [replace(hash, rows=rows)]

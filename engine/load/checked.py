"""A file that was read, is of the expected format, and keeps to its schema.

Rule files: the project's own and those of the packaged library.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from engine.classes import dataclass
from engine.diagnostics import Finding, Origin
from engine.lazy import lazy_pattern
from engine.load.entries import Entry
from engine.load.lookalikes import refuse_lookalikes
from engine.load.schemas import FORMATS, format_fault, is_valid
from engine.load.sources import Reading
from engine.measures import Library, LibraryFile, read_library
from engine.packaged import rules_folder
from engine.trees import FolderTree
from engine.yamltext import Document, text_of

Refine = Callable[[Document, list[Finding]], list[Finding]]
"""Replaces findings of the schema by more telling ones."""


def checked_entry(
    reading: Reading,
    path: str,
    kind: str,
    *,
    named_at: Origin | None = None,
    refine: Refine | None = None,
) -> Entry | None:
    """The root mapping of a file, or None with findings. `named_at` is where the path stands."""
    document = reading.document(path, named_at)
    if document is None:
        return None
    findings = faults_of(document, kind, refine)
    reading.findings.extend(findings)
    return None if findings else Entry(document.file, document.data)


def faults_of(document: Document, kind: str, refine: Refine | None = None) -> list[Finding]:
    """Where a document is not of the expected format or does not keep to its schema."""
    unknown = _unknown_format(document, kind)
    if unknown:
        return [unknown]
    findings = refuse_lookalikes(document)
    if is_valid(kind, document.data):
        return findings
    from engine.load.explain import explain

    explained = explain(document, kind)
    told = {finding.at.route for finding in explained if isinstance(finding.at, Origin)}
    findings = [
        finding
        for finding in findings
        if not (isinstance(finding.at, Origin) and finding.at.route in told)
    ]
    return findings + (refine(document, explained) if refine else explained)


def _unknown_format(document: Document, kind: str) -> Finding | None:
    return format_fault(document, tuple(name for name, of in FORMATS.items() if of == kind))


OWN_FOLDER = "rules"
LIBRARY_FOLDER = "measures"
_ID = lazy_pattern(r"""^id:[ \t]*["']?([\w-]+)""", re.MULTILINE)

PACKAGED = "roadmap-engine"
"""How findings name the library: it is no part of the project."""


def load_library(reading: Reading) -> Library:
    """The rules that `use:` may name in this project; what is wrong with them is noted."""
    packaged, files = _packaged()
    own = _files(reading, OWN_FOLDER, own=True)
    reading.findings.extend(packaged.findings)
    reading.sources.maps.update(packaged.sources.maps)
    if own.read or own.broken:
        library, findings = read_library((*own.read, *files.read), {**files.broken, **own.broken})
    else:
        library, findings = _packaged_library()
    reading.findings.extend(findings)
    return library


@lru_cache(maxsize=1)
def _packaged() -> tuple[Reading, "_Files"]:
    reading = Reading(FolderTree(rules_folder()), prefix=f"{PACKAGED}/{OWN_FOLDER}/")
    return reading, _files(reading, LIBRARY_FOLDER, own=False)


@lru_cache(maxsize=1)
def _packaged_library() -> tuple[Library, tuple[Finding, ...]]:
    """What a project has that writes no rules of its own."""
    _, files = _packaged()
    library, findings = read_library(files.read, files.broken)
    return library, tuple(findings)


@dataclass(frozen=True, slots=True)
class _Files:
    """The rules that could be read, and the ids of the others with their files."""

    read: tuple[LibraryFile, ...]
    broken: Mapping[str, str]


def _files(reading: Reading, folder: str, *, own: bool) -> _Files:
    found = reading.yaml_files(folder)
    entries = {path: checked_entry(reading, path, "rules") for path in found}
    read = (LibraryFile(entry.file, entry.data, own=own) for entry in entries.values() if entry)
    broken = {
        _id(reading, path): reading.prefix + path for path, each in entries.items() if not each
    }
    return _Files(tuple(read), broken)


def _id(reading: Reading, path: str) -> str:
    """The id of a rule whose file is broken, or else the name of the file."""
    source = reading.sources.maps.get(reading.prefix + path)
    broken = reading.sources.broken.get(reading.prefix + path, b"")
    told = _ID.search(source.text if source else text_of(broken))
    return told[1] if told else PurePosixPath(path).stem

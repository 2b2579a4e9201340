"""Rule files: the project's own and those of the packaged library."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from engine.load.checked import checked_entry
from engine.load.sources import Reading
from engine.measures import Library, LibraryFile, read_library
from engine.packaged import rules_folder
from engine.trees import FolderTree

OWN_FOLDER = "rules"
LIBRARY_FOLDER = "measures"
_ID = re.compile(r"""^id:[ \t]*["']?([\w-]+)""", re.MULTILINE)

PACKAGED = "roadmap-engine"
"""How findings name the library: it is no part of the project."""


def load_library(reading: Reading) -> Library:
    """The rules that `use:` may name in this project; what is wrong with them is noted."""
    packaged, files = _packaged()
    own = _files(reading, OWN_FOLDER, own=True)
    reading.findings.extend(packaged.findings)
    reading.sources.maps.update(packaged.sources.maps)
    library, findings = read_library((*own.read, *files.read), {**files.broken, **own.broken})
    reading.findings.extend(findings)
    return library


@lru_cache(maxsize=1)
def _packaged() -> tuple[Reading, "_Files"]:
    reading = Reading(FolderTree(rules_folder()), prefix=f"{PACKAGED}/{OWN_FOLDER}/")
    return reading, _files(reading, LIBRARY_FOLDER, own=False)


@dataclass(frozen=True, slots=True)
class _Files:
    """The rules that could be read, and the ids of the others with their files."""

    read: tuple[LibraryFile, ...]
    broken: Mapping[str, str]


def _files(reading: Reading, folder: str, *, own: bool) -> _Files:
    found = reading.yaml_files(folder)
    entries = {path: checked_entry(reading, path, "rules") for path in found}
    read = (LibraryFile(each.file, each.data, own=own) for each in entries.values() if each)
    broken = {
        _id(reading, path): reading.prefix + path for path, each in entries.items() if not each
    }
    return _Files(tuple(read), broken)


def _id(reading: Reading, path: str) -> str:
    """The id of a rule whose file is broken, or else the name of the file."""
    source = reading.sources.maps.get(reading.prefix + path)
    broken = reading.sources.broken.get(reading.prefix + path, b"")
    told = _ID.search(source.text if source else broken.decode(errors="replace"))
    return told[1] if told else PurePosixPath(path).stem

"""Rule files: the project's own and those of the packaged library."""

from functools import lru_cache

from engine.load.checked import checked_entry
from engine.load.sources import Reading
from engine.measures import Library, LibraryFile, read_library
from engine.packaged import rules_folder
from engine.trees import FolderTree

OWN_FOLDER = "rules"
LIBRARY_FOLDER = "measures"
CASES = ".test.yaml"
"""Rule tests lie beside the rules, and are no rules."""

PACKAGED = "roadmap-engine"
"""How findings name the library: it is no part of the project."""


def load_library(reading: Reading) -> Library:
    """The rules that `use:` may name in this project; what is wrong with them is noted."""
    packaged, files = _packaged()
    reading.findings.extend(packaged.findings)
    reading.sources.maps.update(packaged.sources.maps)
    library, findings = read_library((*_files(reading, OWN_FOLDER, own=True), *files))
    reading.findings.extend(findings)
    return library


@lru_cache(maxsize=1)
def _packaged() -> tuple[Reading, tuple[LibraryFile, ...]]:
    reading = Reading(FolderTree(rules_folder()), prefix=f"{PACKAGED}/{OWN_FOLDER}/")
    return reading, _files(reading, LIBRARY_FOLDER, own=False)


def _files(reading: Reading, folder: str, *, own: bool) -> tuple[LibraryFile, ...]:
    found = reading.tree.list(f"{folder}/*.yaml")
    paths = (path for path in found if not path.endswith(CASES))
    entries = (checked_entry(reading, path, "rules") for path in paths)
    return tuple(LibraryFile(each.file, each.data, own=own) for each in entries if each)

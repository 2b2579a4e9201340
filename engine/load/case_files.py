"""The files of cases of a project: their form alone. `roadmap test` reads what stands in them."""

from pathlib import Path

from engine.diagnostics import Finding
from engine.load.checked import checked_entry
from engine.load.sources import Reading, Sources
from engine.trees import FolderTree, is_case_file


def check_case_files(folder: Path, sources: Sources) -> tuple[Finding, ...]:
    """Where a file of cases does not keep to its schema; its text is added to the sources."""
    reading = Reading(FolderTree(folder), sources=sources)
    found = tuple(path for path in reading.tree.list("**/*") if is_case_file(path))
    reading.note_twins(found)
    for path in found:
        checked_entry(reading, path, "tests")
    return tuple(reading.findings)

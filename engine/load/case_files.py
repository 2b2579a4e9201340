"""The files of cases of a project: their form alone. `roadmap test` reads what stands in them."""

from pathlib import Path

from engine.diagnostics import Finding
from engine.load.checked import checked_entry
from engine.load.library import CASES
from engine.load.sources import Reading, Sources
from engine.trees import FolderTree


def check_case_files(folder: Path, sources: Sources) -> tuple[Finding, ...]:
    """Where a file of cases does not keep to its schema; its text is added to the sources."""
    reading = Reading(FolderTree(folder), sources=sources)
    for path in reading.tree.list(f"**/*{CASES}"):
        checked_entry(reading, path, "tests")
    return tuple(reading.findings)

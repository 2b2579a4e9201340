"""data.yaml alone, with or without a project around it."""

from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics import Finding, has_errors
from engine.load.checked import checked_entry
from engine.load.data import read_package
from engine.load.data_references import check_package
from engine.load.sources import Reading, Sources
from engine.model.tables import DataPackage
from engine.trees import FolderTree


@dataclass(frozen=True, slots=True)
class LoadedData:
    """Declared tables, or None when a finding is an error; `folder` is where their paths begin."""

    package: DataPackage | None
    findings: tuple[Finding, ...]
    sources: Sources
    folder: Path


def load_data(path: Path) -> LoadedData:
    """Read one declaration of tables and check what it refers to inside."""
    reading = Reading(FolderTree(path.parent))
    entry = checked_entry(reading, path.name, "data")
    package = read_package(entry, reading.findings) if entry else None
    if package:
        reading.findings.extend(check_package(package))
    findings = tuple(reading.findings)
    usable = None if has_errors(findings) else package
    return LoadedData(usable, findings, reading.sources, path.parent)

"""YAML files of a project that nobody reads, because they lie where nothing is looked for."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from engine.codes.yaml import NOT_READ
from engine.diagnostics import Finding, Place, finding
from engine.load.checked import OWN_FOLDER
from engine.load.decision_tables import FOLDER as DECISIONS_FOLDER
from engine.load.projects import PROJECT_FILE
from engine.load.schemas import FORMATS
from engine.load.sources import Reading
from engine.trees import OutsideTree, is_case_file, is_yaml

_FOLDERS = (OWN_FOLDER, DECISIONS_FOLDER)
"""Every YAML file here is meant to be read; nothing is read in the folders of these folders."""
_OWN = tuple(f"format: {name}".encode() for name in FORMATS)
_HEAD = 400


def not_read(reading: Reading, *, in_whole: bool) -> Iterator[Finding]:
    """A finding for each file of rules, decisions or cases that was passed over, and for each
    roadmap below the project's folder; projects of their own are none of this one's. Of a project
    that was not read `in_whole` nothing is said where its files belong: they wait for the rest."""
    known = {path for path, _ in reading.hashes} | {each.at.file for each in reading.findings}
    lying = reading.tree.list("**/*.[yY]*")
    own = tuple(f"{folder}/" for folder in _projects(lying))
    for path in lying:
        waits = not in_whole and str(PurePosixPath(path).parent) in _FOLDERS
        is_spec = is_yaml(path) and not is_case_file(path) and not path.startswith(own)
        is_spec = is_spec and not waits
        if is_spec and path not in known and _is_ours(reading, path):
            yield finding(NOT_READ, Place(path), path=path)


def _projects(lying: tuple[str, ...]) -> Iterator[str]:
    for path in map(PurePosixPath, lying):
        if path.name == PROJECT_FILE and len(path.parts) > 1:
            yield str(path.parent)


def _is_ours(reading: Reading, path: str) -> bool:
    """By the folder that it lies in, or by its first lines alone."""
    if PurePosixPath(path).parts[0] in _FOLDERS:
        return True
    try:
        head = reading.tree.head(path, _HEAD)
    except (OSError, OutsideTree):
        return False
    return any(form in head for form in _OWN)

"""Which roadmaps belong to a project: those it lists; others that lie there are a finding."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.codes import spec as codes
from engine.codes.yaml import OUTSIDE_PROJECT
from engine.diagnostics import Origin, Place, finding
from engine.load.entries import Entry
from engine.load.finding_projects import PROJECT_FILE
from engine.load.sources import Reading
from engine.trees import OutsideTree, is_yaml

_BEGINS = b"format: roadmap/"
_HEAD = 400


@dataclass(frozen=True, slots=True)
class Listed:
    """A roadmap's path and where project.yaml names it."""

    path: str
    named_at: Origin | None = None


def listed_roadmaps(reading: Reading, project: Entry | None) -> tuple[Listed, ...]:
    """The roadmaps in the project's order; all that lie there when project.yaml is broken."""
    lying = tuple(path for path in reading.yaml_files() if _is_roadmap(reading, path))
    if project is None:
        return tuple(Listed(path) for path in lying)
    listed = tuple(
        Listed(path, project.origin("roadmaps", index))
        for index, path in enumerate(project.texts("roadmaps"))
    )
    for path in _leading_out(reading, {each.path for each in listed}):
        reading.findings.append(finding(OUTSIDE_PROJECT, Place(path), path=path))
    for path in sorted(set(lying) - {each.path for each in listed}):
        reading.findings.append(finding(codes.ROADMAP_NOT_LISTED, Place(path), path=path))
    return listed


def _is_roadmap(reading: Reading, path: str) -> bool:
    """By its first lines alone: the file is not read for this."""
    if path == PROJECT_FILE:
        return False
    try:
        return _BEGINS in reading.tree.head(path, _HEAD)
    except (OSError, OutsideTree):
        return False


def _leading_out(reading: Reading, listed: set[str]) -> Iterator[str]:
    """Links among the specs that lead out of the project, beside those that it lists."""
    for path in filter(is_yaml, reading.tree.list("*")):
        try:
            reading.tree.exists(path)
        except OutsideTree:
            if path not in listed:
                yield path

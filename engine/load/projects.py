"""From paths to project folders.

Which roadmaps belong to a project: those it lists; others that lie there are a finding.
"""

from collections.abc import Iterable, Iterator
from os.path import relpath
from pathlib import Path

from engine.classes import dataclass
from engine.codes import spec as codes
from engine.codes.yaml import OUTSIDE_PROJECT
from engine.diagnostics import Origin, Place, finding
from engine.load.entries import Entry
from engine.load.sources import Reading
from engine.trees import OutsideTree, is_yaml
from engine.yamltext import in_one_piece, text_of

PROJECT_FILE = "project.yaml"
_NAMES = (PROJECT_FILE, "project.yml")
"""The second is told of when the project is read."""


def find_projects(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The project folders that the paths name, each once, in the order given.

    A path is a project folder, a folder of projects, or a file of a project. A path without
    projects adds nothing.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for folder in _projects_of(path):
            found.setdefault(folder.resolve(), folder)
    return tuple(found.values())


def _projects_of(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield from _enclosing(path.parent)
    elif _is_project(path):
        yield path
    elif path.is_dir():
        named = (file for name in _NAMES for file in path.glob(f"**/{name}"))
        yield from dict.fromkeys(file.parent for file in sorted(named))


def _enclosing(folder: Path) -> Iterator[Path]:
    """The nearest folder upwards with a project.yaml, named from where the given one was."""
    for path in (folder, *folder.absolute().parents):
        if _is_project(path):
            yield path if folder.is_absolute() or path == folder else Path(relpath(path))
            return


def _is_project(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _NAMES)


_BEGINS = "format: roadmap/"
_HEAD = 400


@dataclass(frozen=True, slots=True)
class ListedRoadmap:
    """A roadmap's path and where project.yaml names it."""

    path: str
    named_at: Origin | None = None


def listed_roadmaps(reading: Reading, project: Entry | None) -> tuple[ListedRoadmap, ...]:
    """The roadmaps in the project's order; all that lie there when project.yaml is broken."""
    lying = tuple(path for path in reading.yaml_files() if _is_roadmap(reading, path))
    if project is None:
        return tuple(ListedRoadmap(path) for path in lying)
    listed = tuple(
        ListedRoadmap(path, project.origin("roadmaps", index))
        for index, path in enumerate(project.texts("roadmaps"))
    )
    for path in _leading_out(reading, {roadmap.path for roadmap in listed}):
        reading.findings.append(finding(OUTSIDE_PROJECT, Place(path), path=path))
    named = {in_one_piece(roadmap.path) for roadmap in listed}
    for path in (each for each in sorted(lying) if in_one_piece(each) not in named):
        reading.findings.append(finding(codes.ROADMAP_NOT_LISTED, Place(path), path=path))
    return listed


def _is_roadmap(reading: Reading, path: str) -> bool:
    """By its first lines alone: the file is not read for this."""
    if path == PROJECT_FILE:
        return False
    try:
        return _BEGINS in text_of(reading.tree.head(path, _HEAD))
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

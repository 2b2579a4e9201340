"""From paths to project folders."""

from collections.abc import Iterable, Iterator
from pathlib import Path

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
    """The nearest folder upwards with a project.yaml."""
    for each in (folder, *folder.absolute().parents):
        if _is_project(each):
            yield each
            return


def _is_project(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _NAMES)

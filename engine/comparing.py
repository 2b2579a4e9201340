"""Two versions of projects for `diff`: each a folder or a git revision, loaded and paired by id."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from engine.classes import dataclass
from engine.diff import (
    Signings,
    compare_projects,
    impact_of,
    known_by,
    renames_of,
    steps_of,
    weighed,
)
from engine.disclosure.impact import told_outside
from engine.load import Loaded, find_projects, load_project
from engine.model.project import Project
from engine.options import Options
from engine.results.changes import Comparison, Impact
from engine.trees import GitTree, open_revision, repository_of

PROJECT_FILE = "project.yaml"


@dataclass(frozen=True, slots=True)
class Version:
    """A project of one side; `folder` stands before its files, `name` is shown."""

    key: str
    name: str
    folder: str
    loaded: Loaded


Pairs = tuple[tuple[Version | None, Version | None], ...]


def versions_at(path: Path) -> tuple[Version, ...]:
    """The projects of a folder."""
    return tuple(
        Version(_key(loaded, folder.name), folder.as_posix(), folder.as_posix(), loaded)
        for folder in find_projects((path,))
        for loaded in (load_project(folder),)
    )


def versions_in(revision: str, path: str, here: Path) -> tuple[Version, ...]:
    """The projects of a git revision under a path of its repository. Raises NoRevision."""
    tree = open_revision(repository_of(here), revision)
    return tuple(_version(tree, folder) for folder in _projects_in(tree, path))


def _version(tree: GitTree, folder: str) -> Version:
    below = tree.below(folder)
    loaded = load_project(below)
    return Version(_key(loaded, PurePosixPath(folder).name), below.name, folder, loaded)


def _projects_in(tree: GitTree, path: str) -> Iterator[str]:
    """The project that a path lies in, or those below it."""
    steps = PurePosixPath(path)
    for each in (steps, *steps.parents):
        if tree.exists((each / PROJECT_FILE).as_posix()):
            yield each.as_posix()
            return
    inside = "" if path in ("", ".") else f"{steps.as_posix()}/"
    for file in sorted(tree.blobs):
        if file.startswith(inside) and PurePosixPath(file).name == PROJECT_FILE:
            yield PurePosixPath(file).parent.as_posix()


def _key(loaded: Loaded, folder: str) -> str:
    return loaded.project.id if loaded.project else folder


def pair_versions(old: tuple[Version, ...], new: tuple[Version, ...]) -> Pairs:
    """By the project's id; one project on each side belongs together whatever it is called."""
    if len(old) == len(new) == 1:
        return ((old[0], new[0]),)
    before = {version.key: version for version in old}
    after = {version.key: version for version in new}
    return tuple((before.get(key), after.get(key)) for key in dict.fromkeys((*after, *before)))


@dataclass(frozen=True, slots=True)
class VersionTables:
    """For the impact: the day, where the tables lie (None: in the project's folder), and whether
    the department alone reads it."""

    as_of: date
    data_dir: Path | None
    is_internal: bool = False


def compare_versions(
    old: Version,
    new: Version,
    tables: VersionTables | None,
    *,
    signings: Signings = MappingProxyType({}),
    settled: Project | None = None,
) -> Comparison:
    """The changes, and the impact where tables are given. Both sides must be usable.

    `signings` say who wrote the approvals, `settled` is the version from which they are taken.
    """
    before, after = old.loaded.project, new.loaded.project
    assert before is not None
    assert after is not None
    impact = _impact(old.loaded, new.loaded, before, after, tables) if tables else None
    changes = weighed(compare_projects(before, after), before, signings=signings, settled=settled)
    known = known_by(changes, before, after)
    steps = steps_of(changes, known, before, after)
    return Comparison(after.id, changes, impact, known, steps)


def _impact(
    old: Loaded, new: Loaded, before: Project, after: Project, tables: VersionTables
) -> Impact:
    from engine.judging import judge

    same_tables = replace(old, project=replace(before, folder=after.folder))
    outcomes = [
        judge(loaded, (), Options(tables.as_of, tables.data_dir)) for loaded in (same_tables, new)
    ]
    renames: Mapping[str, str] = renames_of(before, after)
    impact = impact_of(outcomes[0], outcomes[1], renames)
    if tables.is_internal:
        return impact
    return told_outside(impact, outcomes[0], outcomes[1], renames)

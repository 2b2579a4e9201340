"""`--only` and `--changed-since`: which part of a project a run is about.

A selector names a roadmap, an indicator, a requirement, a table, a column, a decision or an event
by its id; `+` behind it takes what it leads to as well (of a table always), `+` before it what it
is made of.
"""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from hashlib import sha1, sha256
from pathlib import Path

import click

from engine.children.git import run_git
from engine.cli.words import word
from engine.comparing import versions_in
from engine.compile.lineage import Lineage, Thing
from engine.diff import compare_projects
from engine.model.changes import METHOD_CHANGED, PERIOD_CHANGED, REGISTER_CHANGED
from engine.model.project import Project
from engine.model.tables import Resource
from engine.results.part import Chosen
from engine.trees import (
    GitTree,
    NoRevision,
    content_of,
    is_yaml,
    open_revision,
    repository_of,
)

_OF_ALL = frozenset({"project", "body", "section", "source"})
"""Kinds of what no figure comes from."""
_OF_THE_WHOLE = (PERIOD_CHANGED, METHOD_CHANGED, REGISTER_CHANGED)


def chosen_by(selectors: Iterable[str], project: Project, traced: Lineage) -> Chosen:
    """What the selectors name. Raises click.UsageError for one that names nothing."""
    return _chosen(thing for text in single(selectors) for thing in _named(text, project, traced))


def unknown_to(project: Project, selectors: Iterable[str], traced: Lineage) -> tuple[str, ...]:
    """Those of the selectors that name nothing there: another project may know them."""
    return tuple(text for text in single(selectors) if not _things(_bare(text), project, traced))


def refuse_unknown(unknown: Iterable[tuple[str, ...]]) -> None:
    """Raises click.UsageError for a selector that no project knows."""
    first, *others = unknown
    for text in first:
        if all(text in each for each in others):
            raise click.UsageError(word("choose.unknown", name=_bare(text), near=None))


def single(selectors: Iterable[str]) -> tuple[str, ...]:
    """Each by itself, where some were written with commas."""
    return tuple(text.strip() for one in selectors for text in one.split(","))


def _bare(text: str) -> str:
    return text.removeprefix("+").removesuffix("+")


def _named(text: str, project: Project, traced: Lineage) -> list[Thing]:
    bare = _bare(text)
    found = _things(bare, project, traced)
    if not found:
        ids = [
            *(roadmap.slug for roadmap in project.roadmaps),
            *(thing.id for thing in traced.things.values()),
        ]
        near = ", ".join(get_close_matches(bare, ids, 3)) or None
        raise click.UsageError(word("choose.unknown", name=bare, near=near))
    reached = list(found)
    for thing in found:
        is_data = thing.kind.value in ("table", "column")
        reached += traced.after(thing) if text.endswith("+") or is_data else ()
        reached += traced.before(thing) if text.startswith("+") else ()
    return reached


def _things(name: str, project: Project, traced: Lineage) -> list[Thing]:
    """The one thing of that id, or all of a roadmap."""
    if project.roadmap(name):
        return [thing for thing in traced.things.values() if thing.id.startswith(f"{name}/")]
    found = traced.named(name)
    return [found] if found else []


def _chosen(things: "Iterable[Thing]") -> Chosen:
    listed = list(things)

    def ids(kind: str) -> frozenset[str]:
        return frozenset(thing.id for thing in listed if thing.kind.value == kind)

    return Chosen(ids("indicator"), ids("decision"), ids("event"))


def changed_since(
    revision: str, folder: Path, project: Project, traced: Lineage, read: Iterable[str]
) -> Chosen | None:  # fmt: skip
    """What a change of the specs since the revision touches, and all that depends on it; None
    where the whole project must be judged: it was not there, or its period, method or waivers
    changed.

    Tables are no specs: a table whose file is another at the revision counts as changed, and so
    does the register of documents where one of their files is; `read` are the files of the run.
    Every event may be proved by the register.
    """
    inside = _inside(folder)
    try:
        versions = versions_in(revision, inside, folder)
    except NoRevision as problem:
        raise click.UsageError(
            word("diff.no-revision", name=revision, problem=problem)
        ) from problem
    before = next(
        (version.loaded.project for version in versions if version.folder == inside), None
    )
    if before is None:
        return None
    changes = compare_projects(before, project)
    if any(change.kind in _OF_THE_WHOLE or change.about.kind == "waiver" for change in changes):
        return None
    ids = {change.about.id for change in changes if change.about.kind not in _OF_ALL}
    ids |= {each.partition("/")[0] for each in ids if project.decision(each.partition("/")[0])}
    tree, package = open_revision(repository_of(folder), revision, inside), project.data
    ids |= _changed_tables(tree, folder, package.resources if package else ())
    things = [thing for id in ids for thing in _things(id, project, traced)]
    if project.evidence and (
        project.evidence.dataset in ids or _papers_differ(tree, folder, project, read)
    ):
        things += _things(project.evidence.dataset, project, traced)
        things += (thing for thing in traced.things.values() if thing.kind.value == "event")
    return _chosen([*things, *(other for thing in things for other in traced.after(thing))])


def _changed_tables(tree: GitTree, folder: Path, tables: Iterable[Resource]) -> set[str]:
    """The tables of whose files one is not that of the revision."""
    return {
        table.name
        for table in tables
        if not table.database
        and any(_differs(tree, name, folder) for name in _files(table, tree, folder))
    }


def _papers_differ(tree: GitTree, folder: Path, project: Project, read: Iterable[str]) -> bool:
    """Whether the file of a document is another, is new, or may be one that is gone."""
    package, evidence = project.data, project.evidence
    register = package.resource(evidence.dataset) if package and evidence else None
    if package is None or register is None or register.field("file") is None:
        return False
    of_tables = {name for resource in package.resources for name in _files(resource, tree, folder)}
    gone = (name for name in tree.blobs if not (folder / name).exists())
    papers = {*read, *gone} - of_tables
    return any(not is_yaml(name) and _differs(tree, name, folder) for name in papers)


def _files(resource: Resource, tree: GitTree, folder: Path) -> set[str]:
    """Those of the table, here and there; a path may be a pattern."""
    here = {path.relative_to(folder).as_posix() for path in folder.glob(resource.path)}
    return here | {*tree.list(resource.path)}


def _differs(tree: GitTree, name: str, folder: Path) -> bool:
    """Whether a file is another: by the hash that git gives to its bytes."""
    path = folder / name
    if not path.is_file() or name not in tree.blobs:
        return path.is_file() or name in tree.blobs
    digest = sha1 if len(tree.blobs[name]) == len(sha1().hexdigest()) else sha256
    content = content_of(path)
    return digest(b"blob %d\0" % len(content) + content).hexdigest() != tree.blobs[name]


def _inside(folder: Path) -> str:
    """The folder as its repository names it."""
    try:
        top = repository_of(folder)
    except NoRevision as problem:
        raise click.UsageError(
            word("diff.no-revision", name=folder.as_posix(), problem=problem)
        ) from problem
    return folder.resolve().relative_to(Path(top).resolve()).as_posix()


def in_force(at: str, folder: Path) -> GitTree:
    """The specs of a project as a revision has them, or as the last commit of a day has them: the
    version that was in force then. Raises click.UsageError where there was none."""
    inside, revision, day = _inside(folder), at, _day(at)
    if day and day >= date.today():
        revision = "HEAD"
    elif day:
        told = run_git("rev-list", "-1", f"--before={day.isoformat()}T23:59:59", "HEAD", "--", ".",
                       folder=folder)  # fmt: skip
        revision = told.out.decode("ascii", "replace").strip()
        if not revision:
            raise click.UsageError(word("choose.no-version", name=folder.as_posix(), at=at))
    try:
        tree = open_revision(repository_of(folder), revision, inside)
    except NoRevision as problem:
        refusal = word("diff.no-revision", name=at, problem=problem)
        raise click.UsageError(refusal) from problem
    if not tree.exists("project.yaml"):
        raise click.UsageError(word("choose.no-version", name=folder.as_posix(), at=at))
    return tree


def _day(text: str) -> date | None:
    """2022-06-01 or 01.06.2022; None for anything else."""
    parts = text.split(".")[::-1] if text.count(".") == 2 else text.split("-")
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError:
        return None

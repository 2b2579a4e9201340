"""Who wrote approvals and changes into a repository, as its commits say."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from engine.classes import dataclass
from engine.cli.verbs.git import git, git_file
from engine.diff import Person, Signing, Signings
from engine.trees import content_of
from engine.yamltext import LIMIT, parse

_PROJECT = "project.yaml"


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit, or what is not committed yet: by whom, which files of the project, both texts of
    its project.yaml, and those of the other branches that it merges."""

    by: Person
    files: tuple[str, ...]
    before: bytes
    after: bytes
    merged: tuple[bytes, ...] = ()

    @property
    def signed(self) -> frozenset[str]:
        """Approvals that came with this very step: what a merge brings was signed before it."""
        return _marks(self.after).difference(*map(_marks, (self.before, *self.merged)))


def signings_between(old: str, new: str | None, folder: str) -> Signings:
    """The signings of approvals that came between two revisions; `new` None is the working folder.

    `folder` is the project's, from the top of the repository.
    """
    project = PurePosixPath(folder, _PROJECT).as_posix()
    steps = [*_commits(old, new or "HEAD", folder, project)]
    steps += _uncommitted(folder, project) if new is None else []
    authors = tuple(dict.fromkeys(each.by for each in steps if not _only_signs(each, project)))
    return {mark: Signing(step.by, authors) for step in steps for mark in step.signed}


def _commits(old: str, new: str, folder: str, project: str) -> Iterator[_Step]:
    form = "--format=%H%x00%an%x00%ae%x00%P"
    listed = git("rev-list", "--reverse", form, f"{old}..{new}", "--", _below(folder))
    for line in listed.splitlines():
        commit, *person = line.split("\0")
        if len(person) == 3:
            files = _paths("diff-tree", "-r", "-c", *_NAMES, "--root", commit, "--", _below(folder))
            before, after = (git_file(each, project) for each in (f"{commit}^", commit))
            merged = tuple(git_file(each, project) for each in person[2].split()[1:])
            yield _Step(Person(person[0], person[1]), files, before, after, merged)


def _below(folder: str) -> str:
    """What git finds the files of the folder by. A project may be the whole repository, which «:/.»
    would not find, and the name of a folder may hold brackets."""
    return f":(top,literal){'' if folder == '.' else folder}"


_NAMES = ("-z", "--name-only", "--no-commit-id")


def _paths(*arguments: str) -> tuple[str, ...]:
    return tuple(each for each in git(*arguments).split("\0") if each)


def _uncommitted(folder: str, project: str) -> Iterator[_Step]:
    """Specs of the working folder that differ from the last commit, by their bytes: git itself
    would read them through filters that the repository names."""
    top = Path(git("rev-parse", "--show-toplevel"))
    committed = _paths("ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD", "--", folder)
    there = {file.relative_to(top).as_posix() for file in (top / folder).rglob("*.y*ml")}
    names = sorted(there.union(each for each in committed if each.endswith(_SPECS)))
    differing = tuple(
        name for name in names if _written(top / name) != _plain(git_file("HEAD", name))
    )
    if differing:
        after = _written(top / project)
        yield _Step(_somebody(), differing, git_file("HEAD", project), after)


_SPECS = (".yaml", ".yml")


def _written(file: Path) -> bytes:
    is_plain = file.is_file() and not file.is_symlink()
    return _plain(content_of(file, LIMIT + 1, is_real=True)) if is_plain else b""


def _plain(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def _somebody() -> Person:
    """Whose commit it will be; nobody where git does not know."""
    try:
        name, _, rest = git("var", "GIT_AUTHOR_IDENT").partition(" <")
    except click.UsageError:
        return Person("", "")
    return Person(name, rest.partition(">")[0])


def _only_signs(step: _Step, project: str) -> bool:
    """Whether nothing but approvals changed."""
    return step.files == (project,) and _unsigned(step.before) == _unsigned(step.after)


def _unsigned(content: bytes) -> object:
    document = parse(content, _PROJECT).document
    if document is None:
        return content
    return {key: value for key, value in document.data.items() if key != "approvals"}


def _marks(content: bytes) -> frozenset[str]:
    document = parse(content, _PROJECT).document
    approvals = document.data.get("approvals") if document else None
    listed = approvals if isinstance(approvals, list) else []
    return frozenset(str(each.get("fingerprint")) for each in listed if isinstance(each, dict))

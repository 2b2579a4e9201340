"""Who wrote approvals and changes into a repository, as its commits say."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import click

from engine.cli.repository import git, git_file
from engine.diff import Person, Signing, Signings
from engine.yamltext import parse

_PROJECT = "project.yaml"


@dataclass(frozen=True, slots=True)
class _Step:
    """A commit, or what is not committed yet: by whom, which files of the project, both texts of
    its project.yaml."""

    by: Person
    files: tuple[str, ...]
    before: bytes
    after: bytes


def signings_between(old: str, new: str | None, folder: str) -> Signings:
    """The signings of approvals that came between two revisions; `new` None is the working folder.

    `folder` is the project's, from the top of the repository.
    """
    project = PurePosixPath(folder, _PROJECT).as_posix()
    steps = [*_commits(old, new or "HEAD", folder, project)]
    steps += _uncommitted(folder, project) if new is None else []
    authors = tuple(dict.fromkeys(each.by for each in steps if not _only_signs(each, project)))
    return {
        mark: Signing(step.by, authors)
        for step in steps
        for mark in _marks(step.after) - _marks(step.before)
    }


def _commits(old: str, new: str, folder: str, project: str) -> Iterator[_Step]:
    form = "--format=%H%x00%an%x00%ae"
    for line in git("log", "--reverse", form, f"{old}..{new}", "--", f":/{folder}").splitlines():
        commit, name, email = line.split("\0")
        names = git(
            "diff-tree", "-r", "-c", "-z", "--root", "--name-only", "--no-commit-id", commit,
            "--", f":/{folder}",
        )  # fmt: skip
        files = tuple(each for each in names.split("\0") if each)
        before, after = (git_file(each, project) for each in (f"{commit}^", commit))
        yield _Step(Person(name, email), files, before, after)


def _uncommitted(folder: str, project: str) -> Iterator[_Step]:
    names = git("status", "--porcelain", "-z", "--", f":/{folder}")
    files = tuple(each[3:] for each in names.split("\0") if each)
    if files:
        top = Path(git("rev-parse", "--show-toplevel"))
        file = top / project
        after = file.read_bytes() if file.is_file() else b""
        yield _Step(_somebody(), files, git_file("HEAD", project), after)


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

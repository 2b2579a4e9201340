"""The user's git: asked by its own command line, never by reading its files."""

from pathlib import Path

import click

from engine.children import Ended, NoProgram, run_git
from engine.trees import is_yaml


def git(*arguments: str, folder: Path | None = None) -> str:
    """What git answers; a refusal is told to the user as git tells it."""
    done = _run(arguments, folder)
    if done.code != 0:
        told = done.err.decode("utf-8", "replace").strip()
        raise click.UsageError(f"git {arguments[0]}: {told}")
    return done.out.decode("utf-8", "replace").rstrip("\n")


def git_file(revision: str, path: str) -> bytes:
    """A file at a revision; nothing where it is not there."""
    done = _run(("cat-file", "blob", f"{revision}:{path}"), None)
    return done.out if done.code == 0 else b""


def _run(arguments: tuple[str, ...], folder: Path | None) -> Ended:
    try:
        return run_git(*arguments, folder=folder)
    except NoProgram as problem:
        raise click.UsageError("программа git не установлена.") from problem


def changed_files(base: str, head: str) -> list[str]:
    """YAML files that differ between the common ancestor of two revisions and the second."""
    ancestor = git("merge-base", base, head)
    names = git("diff-tree", "-r", "-z", "--name-only", "--no-commit-id", ancestor, head)
    return [name for name in names.split("\0") if is_yaml(name)]

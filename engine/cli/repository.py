"""The user's git: asked by its own command line, never by reading its files."""

import subprocess
from pathlib import Path

import click


def git(*arguments: str, folder: Path | None = None) -> str:
    """What git answers; a refusal is told to the user as git tells it."""
    done = _run(arguments, folder)
    if done.returncode != 0:
        told = done.stderr.decode("utf-8", "replace").strip()
        raise click.UsageError(f"git {arguments[0]}: {told}")
    return done.stdout.decode("utf-8", "replace").rstrip("\n")


def git_file(revision: str, path: str) -> bytes:
    """A file at a revision; nothing where it is not there."""
    done = _run(("show", f"{revision}:{path}"), None)
    return done.stdout if done.returncode == 0 else b""


def _run(arguments: tuple[str, ...], folder: Path | None) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError as problem:
        raise click.UsageError("программа git не установлена.") from problem


def changed_files(base: str, head: str) -> list[str]:
    """YAML files that differ between the common ancestor of two revisions and the second."""
    names = git("diff", "--name-only", "-z", "--no-ext-diff", f"{base}...{head}", "--", "*.yaml")
    return [name for name in names.split("\0") if name]

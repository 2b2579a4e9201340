"""How often the specs of a project were changed, as its repository knows."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from engine.children import ChildFailed, NoProgram, run_git
from engine.reports.formats.ics import FileEdition
from engine.trees import content_of
from engine.yamltext import LIMIT

Editions = Mapping[str, FileEdition]
"""By the file's name in the project."""


def editions_of(folder: Path) -> Editions:
    """The editions of the folder's specs; none outside a repository.

    What is not committed yet is one edition more, of the day of the last commit.
    """
    files = sorted(path.name for path in folder.glob("*.yaml") if path.is_file())
    editions = {name: _edition(folder, name) for name in files}
    return {name: edition for name, edition in editions.items() if edition is not None}


def _edition(folder: Path, name: str) -> FileEdition | None:
    listed = _asked(folder, "rev-list", "--format=%ct", "HEAD", "--", name)
    if not listed:
        return None
    moments = [line for line in listed.decode("ascii").splitlines() if line.isdigit()]
    committed = _asked(folder, "cat-file", "blob", f"HEAD:./{name}")
    written = content_of(folder / name, LIMIT + 1)
    is_later = _plain(written) != _plain(committed)
    moment = datetime.fromtimestamp(int(moments[0]), UTC)
    return FileEdition(len(moments) - 1 + is_later, moment)


def _asked(folder: Path, *words: str) -> bytes:
    """What git answers; nothing where it refuses, or is not there."""
    try:
        done = run_git(*words, folder=folder)
    except (NoProgram, ChildFailed):
        return b""
    return done.out if done.code == 0 else b""


def _plain(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")

"""What saved files become where their project lies in a git repository: a commit of their own."""

from collections.abc import Mapping
from pathlib import Path

from engine.children import NotCommitted, commit_files, repository


def committed(files: Mapping[Path, bytes], what: str, note: str, author: str) -> tuple[str, str]:
    """The hash of the commit and why there is none; both empty outside of a repository, and where
    nothing differs from the last commit.

    A file that the last commit does not know, or whose line ends git would write otherwise, is not
    committed, and neither are those saved with it: they stay as saved, with their former versions.
    """
    if repository(next(iter(files)).parent) is None:
        return "", ""
    if any(b"\r\n" in file for file in files.values()):
        return "", "crlf"
    message = f"{what}\n\n{note}\n" if note else f"{what}\n"
    try:
        return (commit_files(files, message, author) or "")[:12], ""
    except NotCommitted as problem:
        return "", problem.reason

"""What a saved file becomes where its project lies in a git repository: a commit of its own."""

from pathlib import Path

from engine.children import NotCommitted, commit_file, repository


def committed(path: Path, content: bytes, what: str, note: str, author: str) -> tuple[str, str]:
    """The hash of the commit and why there is none; both empty outside of a repository, and where
    nothing differs from the last commit.

    A file that the last commit does not know, or whose line ends git would write otherwise, is not
    committed: it stays as it was saved, with its former version.
    """
    if repository(path.parent) is None:
        return "", ""
    if b"\r\n" in content:
        return "", "crlf"
    message = f"{what}\n\n{note}\n" if note else f"{what}\n"
    try:
        return (commit_file(path, content, message, author) or "")[:12], ""
    except NotCommitted as problem:
        return "", problem.reason

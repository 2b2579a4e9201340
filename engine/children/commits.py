"""Files of a repository made a commit of their own: by plumbing that starts no hook, no filter and
no signing program, whatever the repository's settings name.

What others have staged stays staged, and no other file is touched.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from engine.children.failures import ChildFailed
from engine.children.git import run_plumbing
from engine.children.programs import NoProgram

_CONVERTS = ("filter", "working-tree-encoding", "ident")


class NotCommitted(Exception):  # noqa: N818
    """The file stands as it was written, in no commit; `reason` is what git said."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def repository(folder: Path) -> Path | None:
    """The top of the working tree that a folder lies in; None where there is none, or no git."""
    try:
        return Path(_said("rev-parse", "--show-toplevel", folder=folder))
    except NotCommitted:
        return None


def commit_files(files: Mapping[Path, bytes], message: str, author: str) -> str | None:
    """The hash of a new commit in which the files hold these contents, by the person that git
    knows, or by `author` where it knows nobody; None where the last commit holds the same.

    They must be known to the last commit. Raises NotCommitted, with the branch as it was.
    """
    top = repository(next(iter(files)).parent)
    if top is None:
        raise NotCommitted("no repository")
    head = _said("rev-parse", "--verify", "HEAD^{commit}", folder=top)
    found = (_entry(path, content, top) for path, content in files.items())
    entries = [each for each in found if each]
    if not entries:
        return None
    put = [word for entry in entries for word in ("--cacheinfo", ",".join(entry))]
    with tempfile.TemporaryDirectory(prefix="roadmap-index-") as scratch:
        apart = _apart(top, Path(scratch))
        own = {**apart, "GIT_INDEX_FILE": os.path.join(scratch, "index")}
        empty = Path(apart["GIT_WORK_TREE"])
        _said("read-tree", head, folder=empty, variables=own)
        _said("update-index", *put, folder=empty, variables=own)
        tree = _said("write-tree", folder=empty, variables=own)
        commit = _said(
            "commit-tree", tree, "-p", head, folder=top, given=message.encode(),
            variables=_person(top, author),
        )  # fmt: skip
        back = [_way_back(name, mode, top) for mode, _, name in entries]
        # Whoever holds the index is met before the branch moves: the next commit is made of it.
        _said("update-index", *put, folder=empty, variables=apart)
        try:
            _said("update-ref", "-m", "roadmap", "HEAD", commit, head, folder=top)
        except NotCommitted:
            for words in back:
                _said("update-index", *words, folder=empty, variables=apart)
            raise
    return commit


def _entry(path: Path, content: bytes, top: Path) -> tuple[str, str, str] | None:
    """Mode, hash and name of a file of the next commit; None where the last one holds the same."""
    try:
        name = PurePosixPath(path.resolve().relative_to(top.resolve())).as_posix()
    except ValueError as problem:
        raise NotCommitted("core.worktree") from problem
    _refuse_converted(name, top)
    mode, _, former = _said("ls-tree", "HEAD", "--", name, folder=top).partition("\t")[0].split()
    made = _said("hash-object", "-w", "--no-filters", "--stdin", folder=top, given=content)
    return None if made == former else (mode, made, name)


def _refuse_converted(name: str, top: Path) -> None:
    """Raise NotCommitted for a file that git keeps otherwise than it lies there: what encrypts it
    is a program that the repository names, and none is run here."""
    told = _said("check-attr", "-z", *_CONVERTS, "--", name, folder=top).split("\0")
    for attribute, value in zip(told[1::3], told[2::3], strict=False):
        if value not in ("unspecified", "unset"):
            raise NotCommitted(f"gitattributes: {attribute}={value}")


def _way_back(name: str, mode: str, top: Path) -> tuple[str, ...]:
    """What makes the entry of the index what it is now."""
    try:
        staged = _said("rev-parse", "--verify", f":0:{name}", folder=top)
    except NotCommitted:
        return "--force-remove", "--", name
    return "--cacheinfo", f"{mode},{staged},{name}"


def _apart(top: Path, scratch: Path) -> dict[str, str]:
    """The repository with an empty working tree: where an index is written, git looks again at
    files that seem to have changed with it, through the filters that the repository names."""
    empty = scratch / "empty"
    empty.mkdir()
    folder = _said("rev-parse", "--absolute-git-dir", folder=top)
    return {"GIT_DIR": folder, "GIT_WORK_TREE": str(empty)}


def _person(top: Path, author: str) -> dict[str, str]:
    """Who commits: as git is set up, else the given name."""
    try:
        _said("var", "GIT_AUTHOR_IDENT", folder=top, variables={"GIT_AUTHOR_DATE": "now"})
        _said("var", "GIT_COMMITTER_IDENT", folder=top)
    except NotCommitted:
        pair = {"NAME": author, "EMAIL": f"{author}@localhost".replace(" ", ".")}
        return {f"GIT_{who}_{key}": text for who in ("AUTHOR", "COMMITTER")
                for key, text in pair.items()}  # fmt: skip
    return {}


def _said(
    *words: str, folder: Path, given: bytes = b"", variables: dict[str, str] | None = None
) -> str:  # fmt: skip
    try:
        ended = run_plumbing(*words, folder=folder, given=given, variables=variables)
    except (NoProgram, ChildFailed, OSError) as problem:
        raise NotCommitted(type(problem).__name__) from problem
    out = ended.out.decode("utf-8", "replace").strip()
    if ended.code or (words[0] == "ls-tree" and not out):
        raise NotCommitted(ended.err.decode("utf-8", "replace").strip()[:200] or "git")
    return out

"""The files of a folder.

The files of a git revision, read through `git` itself; nothing is checked out.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Protocol

from engine.classes import dataclass


def content_of(path: str | os.PathLike[str], most: int = -1, *, is_real: bool = False) -> bytes:
    """The bytes of a file, or its first ones. Raises OSError also for what only stands where a file
    could: a pipe would be waited for, a device has no end; `is_real`: a link that was put in the
    place of the file since its path was looked at leads nowhere."""
    descriptor = os.open(path, os.O_RDONLY | _NOT_WAITING | (_NO_LINK if is_real else 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), os.fspath(path))
    with open(descriptor, "rb") as file:
        return file.read(most)


_NOT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class OutsideTree(Exception):  # noqa: N818
    """A path that is absolute, climbs out with `..`, or follows a link out of the tree."""


class Tree(Protocol):
    """Files by posix paths relative to a root."""

    @property
    def name(self) -> str:
        """How a reader calls the root."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises OutsideTree, or OSError when it cannot be read."""
        ...

    def exists(self, path: str) -> bool:
        """True for a file that `read` would find. Raises OutsideTree."""
        ...

    def list(self, pattern: str) -> tuple[str, ...]:
        """Paths of the files that match a glob, sorted."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of the files of a folder, sorted; none where it is not there. Raises OutsideTree,
        or OSError where it cannot be read."""
        ...

    def head(self, path: str, size: int) -> bytes:
        """The first bytes of a file."""
        ...


@dataclass(frozen=True, slots=True)
class FolderTree:
    """The files under `root`, by posix paths relative to it."""

    root: Path
    _real_root: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_real_root", os.path.realpath(self.root))

    @property
    def name(self) -> str:
        """The folder as it was given."""
        return self.root.as_posix()

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises OutsideTree, or OSError when it cannot be read."""
        return content_of(self._inside(path), is_real=True)

    def head(self, path: str, size: int) -> bytes:
        """The first bytes of a file, without reading the rest."""
        return content_of(self._inside(path), size, is_real=True)

    def exists(self, path: str) -> bool:
        """True for a file that `read` would find. Raises OutsideTree."""
        return os.path.isfile(self._inside(path))

    def list(self, pattern: str) -> tuple[str, ...]:
        """Paths of the files that match a glob, sorted; stars beside other signs stay in a folder.

        A link that leads out is among them: reading it raises OutsideTree, and so it is told.
        """
        folders, _, name = pattern.rpartition("/")
        if folders in ("", "**"):
            whole = self._below("", deep=folders == "**")
            return tuple(sorted(path for path in whole if _fits(path.rpartition("/")[2], name)))
        steps = (step if step == "**" else re.sub(r"\*+", "*", step) for step in pattern.split("/"))
        found = (each.relative_to(self.root).as_posix() for each in self.root.glob("/".join(steps)))
        return tuple(sorted(path for path in found if self._is_file_or_outside(path)))

    def _below(self, folder: str, *, deep: bool) -> Iterator[str]:
        """The files of a folder, and of those below it but behind links: whatever is no link lies
        where it is found, and only links are followed to see where they lead."""
        waiting = [folder]
        while waiting:
            folder = waiting.pop()
            prefix = f"{folder}/" if folder else ""
            # a folder that is closed is told by whoever reads it, a drive that is away here
            here = os.path.join(self._real_root, folder)
            with suppress(PermissionError, FileNotFoundError), os.scandir(here) as entries:
                for entry in entries:
                    path = prefix + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        waiting += [path] if deep else []
                    elif entry.is_file(follow_symlinks=False) or self._is_file_or_outside(path):
                        yield path

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of the files of a folder, sorted, and of links that lead out. Raises OutsideTree,
        or OSError where the folder cannot be read."""
        try:
            found = os.listdir(self._inside(folder) if folder else self._real_root)
        except (FileNotFoundError, NotADirectoryError):
            return ()
        prefix = f"{folder}/" if folder else ""
        return tuple(sorted(name for name in found if self._is_file_or_outside(prefix + name)))

    def path(self, path: str) -> Path:
        """The real path of a file inside. Raises OutsideTree."""
        return Path(self._inside(path))

    def _is_file_or_outside(self, path: str) -> bool:
        try:
            return self.exists(path)
        except OutsideTree:
            return True

    def _inside(self, path: str) -> str:
        if leads_out(path):
            raise OutsideTree(path)
        if (plain := self._without_links(path)) is not None:
            return plain
        real = os.path.realpath(os.path.join(self._real_root, path))
        if real != self._real_root and not real.startswith(os.path.join(self._real_root, "")):
            raise OutsideTree(path)
        return real

    def _without_links(self, path: str) -> str | None:
        """The real path where no step from the root on is a link, as nearly always; None where one
        has to be followed, or cannot be looked at. On Windows a name has other spellings, too."""
        if os.name == "nt":
            return None
        here = self._real_root
        names = [step for step in path.split("/") if step not in ("", ".")]
        try:
            for name in ("", *names):
                here = os.path.join(here, name) if name else here
                if stat.S_ISLNK(os.lstat(here).st_mode):
                    return None
        except (FileNotFoundError, NotADirectoryError):
            pass  # below it nothing is, and so no link
        except OSError:
            return None
        return os.path.join(self._real_root, *names)


def _fits(name: str, pattern: str) -> bool:
    return pattern == "*" or fnmatchcase(name, re.sub(r"\*+", "*", pattern))


def leads_out(path: str) -> bool:
    """True when the text of a path leads out of its tree, on any system, or names no file."""
    if not path or "\0" in path or "\\" in path:
        return True
    has_root_or_drive = path[0] == "/" or path[1:2] == ":"
    return has_root_or_drive or ".." in path.split("/")


_READ_AHEAD = (".yaml", ".yml")
_FILE_MODES = ("100644", "100755")


class NoRevision(Exception):  # noqa: N818
    """Git knows no such revision, the folder is in no repository, or there is no git."""


@dataclass(frozen=True, slots=True)
class GitTree:
    """The files under a folder of a revision; links and submodules are no files.

    All specs are read by one `git cat-file` when the first is asked for.
    """

    repository: Path
    revision: str
    folder: str
    blobs: dict[str, str]
    """Path relative to the folder → object id."""
    _read: dict[str, bytes | int] = field(default_factory=dict, repr=False, compare=False)
    """The bytes of objects, or the number of the error that reading them is."""

    @property
    def name(self) -> str:
        """«HEAD~1:specs/dyatkovo-2021»."""
        return f"{self.revision}:{self.folder}"

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises OutsideTree, or OSError: ENODATA where this copy of the
        repository was made without them, EFBIG where they are more than any spec has."""
        blob = self._blob(path)
        if blob is None:
            raise FileNotFoundError(path)
        if blob not in self._read:
            self._read_ahead(blob)
        content = self._read[blob]
        if isinstance(content, int):
            raise OSError(content, os.strerror(content), path)
        return content

    def head(self, path: str, size: int) -> bytes:
        """The first bytes of a file."""
        return self.read(path)[:size]

    def exists(self, path: str) -> bool:
        """True for a file of the revision. Raises OutsideTree."""
        return self._blob(path) is not None

    def list(self, pattern: str) -> tuple[str, ...]:
        """Paths that match a glob whose stars do not cross folders, sorted."""
        steps = PurePosixPath(pattern).parts
        return tuple(sorted(path for path in self.blobs if _matches(path, steps)))

    def names(self, folder: str) -> tuple[str, ...]:
        """Names of the files of a folder, sorted."""
        return tuple(
            PurePosixPath(each).name for each in self.list(f"{folder}/*" if folder else "*")
        )

    def below(self, folder: str) -> "GitTree":
        """The same revision from a folder further down."""
        prefix = "" if folder in ("", ".") else f"{folder}/"
        inside = {
            path.removeprefix(prefix): blob
            for path, blob in self.blobs.items()
            if path.startswith(prefix)
        }
        where = "/".join(part for part in (self.folder, folder.strip(".")) if part)
        return GitTree(self.repository, self.revision, where, inside, self._read)

    def _blob(self, path: str) -> str | None:
        if leads_out(path):
            raise OutsideTree(path)
        return self.blobs.get(PurePosixPath(path).as_posix())

    def _read_ahead(self, blob: str) -> None:
        specs = {each for path, each in self.blobs.items() if path.endswith(_READ_AHEAD)}
        wanted = sorted((specs | {blob}) - self._read.keys())
        self._read.update(_contents(self.repository, wanted))


def repository_of(path: Path) -> Path:
    """The top folder of the repository that a path lies in. Raises NoRevision."""
    folder = path if path.is_dir() else path.parent
    return Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))


def open_revision(repository: Path, revision: str, folder: str = "") -> GitTree:
    """The files of a revision under a folder of the repository. Raises NoRevision."""
    commit = _git(repository, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    listing = _git(repository, "ls-tree", "-r", "-z", "--full-tree", commit.decode().strip())
    blobs = dict(_entry(line) for line in listing.split(b"\0") if _is_file(line))
    whole = GitTree(repository, revision, "", blobs)
    return whole.below(folder) if folder else whole


def _is_file(line: bytes) -> bool:
    return line.partition(b" ")[0].decode() in _FILE_MODES


def _entry(line: bytes) -> tuple[str, str]:
    described, _, path = line.partition(b"\t")
    return path.decode("utf-8", "surrogateescape"), described.split()[2].decode()


LONGEST_OBJECT = 16 << 20
"""Bytes of an object that is read: twice what a spec may have. A few kilobytes unpack to more."""


def _contents(repository: Path, blobs: list[str]) -> dict[str, bytes | int]:
    """Every object whole, by one process: header line, bytes, line end. What this copy of the
    repository lacks, or what is too long, is not asked for: an error number."""
    found: dict[str, bytes | int] = dict(_unread(repository, blobs))
    blobs = [blob for blob in blobs if blob not in found]
    out, at = _asked(repository, "--batch", blobs), 0
    for blob in blobs:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        found[blob] = out[end + 1 : end + 1 + size]
        at = end + 2 + size
    return found


def _unread(repository: Path, blobs: list[str]) -> Iterator[tuple[str, int]]:
    """The objects that are not read, and why; a line for each: «id blob size», «id missing»."""
    lines = _asked(repository, "--batch-check", blobs).splitlines()
    for blob, line in zip(blobs, lines, strict=True):
        _, *told = line.split()
        if len(told) < 2:
            yield blob, errno.ENODATA
        elif int(told[1]) > LONGEST_OBJECT:
            yield blob, errno.EFBIG


def _asked(repository: Path, how: str, blobs: list[str]) -> bytes:
    given = "".join(f"{blob}\n" for blob in blobs)
    return _git(repository, "cat-file", how, given=given.encode()) if blobs else b""


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    from engine.children import ChildFailed, NoProgram, run_git  # a folder needs no processes

    try:
        done = run_git(*words, folder=folder, given=given)
    except (OSError, NoProgram, ChildFailed) as problem:
        raise NoRevision(str(problem)) from problem
    if done.code != 0:
        raise NoRevision(done.err.decode(errors="replace").strip())
    return done.out


def is_mask(path: str) -> bool:
    """True for a path that stands for several files."""
    return any(sign in path for sign in "*?[")


def is_meant_by(path: str, declared: str) -> bool:
    """Whether the file is the declared one, or one of those that a declared mask stands for."""
    return path == declared or (is_mask(declared) and _matches(path, PurePosixPath(declared).parts))


def _matches(path: str, steps: tuple[str, ...]) -> bool:
    return _fit(PurePosixPath(path).parts, steps)


def _fit(parts: tuple[str, ...], steps: tuple[str, ...]) -> bool:
    if len(steps) > 1 and steps[0] == "**":
        return any(_fit(parts[at:], steps[1:]) for at in range(len(parts)))
    if not (parts and steps):
        return not (parts or steps)
    return fnmatchcase(parts[0], steps[0]) and _fit(parts[1:], steps[1:])

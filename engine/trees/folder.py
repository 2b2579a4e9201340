"""The files of a folder."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Protocol


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
        with open(self._inside(path), "rb") as file:
            return file.read()

    def head(self, path: str, size: int) -> bytes:
        """The first bytes of a file, without reading the rest."""
        with open(self._inside(path), "rb") as file:
            return file.read(size)

    def exists(self, path: str) -> bool:
        """True for a file that `read` would find. Raises OutsideTree."""
        return os.path.isfile(self._inside(path))

    def list(self, pattern: str) -> tuple[str, ...]:
        """Paths of the files that match a glob, sorted; stars beside other signs stay in a folder.

        A link that leads out is among them: reading it raises OutsideTree, and so it is told.
        """
        steps = (step if step == "**" else re.sub(r"\*+", "*", step) for step in pattern.split("/"))
        found = (each.relative_to(self.root).as_posix() for each in self.root.glob("/".join(steps)))
        return tuple(sorted(path for path in found if self._is_file_or_outside(path)))

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
        real = os.path.realpath(os.path.join(self._real_root, path))
        if real != self._real_root and not real.startswith(os.path.join(self._real_root, "")):
            raise OutsideTree(path)
        return real


def leads_out(path: str) -> bool:
    """True when the text of a path leads out of its tree, on any system, or names no file."""
    if not path or "\0" in path or "\\" in path:
        return True
    windows = PureWindowsPath(path)
    return bool(windows.drive or windows.root) or ".." in PurePosixPath(path).parts

"""What lies in a folder, by names and stamps: no file is read, no link to a folder followed."""

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from engine.classes import dataclass

MOST = 200_000
"""Entries of a folder that is looked through."""

Stamp = tuple[int, ...]
"""Size, inode, and the times of the last writing of the content and of the entry."""


class TooMany(OSError):  # noqa: N818
    """A folder holds more entries than are looked through."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The files below `root` by their paths from it; a link also by where it leads."""

    root: Path
    stamps: dict[str, Stamp]
    links: dict[str, str]

    @property
    def names(self) -> list[str]:
        """Every name, and where links lead: what a glob can find."""
        links = (f"{path}\0{leads}" for path, leads in self.links.items())
        return sorted([*self.stamps, *links])

    def changed(self, later: "Survey", paths: Iterable[str]) -> tuple[str, ...]:
        """Which of the paths another look found with another stamp."""
        return tuple(path for path in paths if self._stamp(path) != later._stamp(path))

    def _stamp(self, path: str) -> Stamp | None:
        real = os.path.relpath(os.path.realpath(self.root / path), os.path.realpath(self.root))
        return self.stamps.get(Path(real).as_posix())


def survey(root: Path, leave_out: tuple[Path, ...] = ()) -> Survey:
    """Look through a folder, without `.git` and the folders to leave out. Raises OSError."""
    found = Survey(root, {}, {})
    left = frozenset(os.path.realpath(path) for path in leave_out)
    for count, entry in enumerate(_entries(root, left)):
        if count >= MOST:
            raise TooMany(errno.EFBIG, os.strerror(errno.EFBIG), str(root))
        path = Path(entry.path).relative_to(root).as_posix()
        if entry.is_symlink():
            found.links[path] = os.readlink(entry.path)
        elif entry.is_file(follow_symlinks=False):
            stat = entry.stat(follow_symlinks=False)
            found.stamps[path] = stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns
    return found


def _entries(folder: Path, leave_out: frozenset[str]) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield entry
            elif entry.name != ".git" and os.path.realpath(entry.path) not in leave_out:
                yield from _entries(Path(entry.path), leave_out)

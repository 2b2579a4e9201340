"""Two versions of one file, each in its project: `roadmap diff` compares projects."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.load import find_projects

LARGEST = 16 * 2**20
"""Bytes of the largest file that is compared by its meaning, and of a project's files together."""
_SPECS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Sides:
    """`home` holds `a/…` and `b/…`, the `project` as it lies here but for the one file.

    `left_out` are files that are not copied: links, folders and devices named like specs, and
    what is too large.
    """

    home: Path
    project: str
    left_out: tuple[str, ...]


@contextmanager
def two_sides(path: str, old: bytes, new: bytes) -> Iterator[Sides | None]:
    """Both sides in a temporary folder; None where the file belongs to no project."""
    project = next(iter(find_projects((Path(path),))), None) if Path(path).is_file() else None
    if project is None or project.is_absolute():
        yield None
        return
    files, left_out = _specs_of(project)
    with TemporaryDirectory(prefix="roadmap-") as temporary:
        home = Path(temporary)
        for side, content in (("a", old), ("b", new)):
            for file in (*files, Path(path)):
                (home / side / file).parent.mkdir(parents=True, exist_ok=True)
            for file in files:
                shutil.copyfile(file, home / side / file, follow_symlinks=False)
            (home / side / path).write_bytes(content)
        yield Sides(home, project.as_posix(), left_out)


def _specs_of(project: Path) -> tuple[list[Path], tuple[str, ...]]:
    """The regular files of the project's own tree that may be specs, up to the bound; the rest."""
    taken: list[Path] = []
    left_out: list[str] = []
    room = LARGEST
    for file in sorted(_named_like_specs(project)):
        found = file.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= room:
            taken.append(file)
            room -= found.st_size
        else:
            left_out.append(file.as_posix())
    return taken, tuple(left_out)


def _named_like_specs(project: Path) -> Iterator[Path]:
    """Files, links and folders with a spec's name; links to folders are not followed."""
    for folder, folders, files in os.walk(project, followlinks=False):
        for name in (*folders, *files):
            if name.endswith(_SPECS):
                yield Path(folder, name)


def content_of(path: str) -> bytes | None:
    """The bytes of a side that git names; None where it is too large to compare by meaning."""
    if path == os.devnull or path == "/dev/null":
        return b""
    with Path(path).open("rb") as file:
        content = file.read(LARGEST + 1)
    return content if len(content) <= LARGEST else None

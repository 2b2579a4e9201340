"""Hashes that stand for contents: of values, of files, of whole folders, of the program itself."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from engine import __version__
from engine.packaged import rules_folder, schemas_folder

_LARGE = 8 << 20
_HASHED: dict[tuple[int, ...], str] = {}


def digest(*parts: object) -> str:
    """One hash for values of JSON, in hexadecimal."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def file_digest(path: Path, hear: Callable[[int], None] = lambda percent: None) -> str:
    """The SHA-256 of a file's bytes; raises OSError. `hear` is told how many percent are done.

    A large file that this process has hashed already is not read again, unless it was written.
    """
    stat = path.stat()
    known = stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns
    if known not in _HASHED:
        found = _hashed(path, stat.st_size, hear)
        if stat.st_size <= _LARGE:
            return found
        _HASHED[known] = found
    return _HASHED[known]


def _hashed(path: Path, size: int, hear: Callable[[int], None]) -> str:
    found, done = hashlib.sha256(), 0
    with path.open("rb") as opened:
        while block := opened.read(_LARGE):
            found.update(block)
            done += len(block)
            hear(done * 100 // max(size, 1))
    return found.hexdigest()


def tree_print(root: Path, leave_out: tuple[Path, ...] = ()) -> str:
    """One hash for all names and contents below a folder, without the folders to leave out.

    Large files are hashed side by side. Raises OSError.
    """
    files = sorted(_files(root, frozenset(path.resolve() for path in leave_out)))
    large = [path for path in files if path.stat().st_size > _LARGE]
    with ThreadPoolExecutor() as pool:
        known = dict(zip(large, pool.map(file_digest, large), strict=True))
    return digest(
        [[path.relative_to(root).as_posix(), known.get(path) or file_digest(path)]
         for path in files]
    )  # fmt: skip


def _files(folder: Path, leave_out: frozenset[Path]) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if entry.is_dir():
                if entry.name != ".git" and path.resolve() not in leave_out:
                    yield from _files(path, leave_out)
            elif entry.is_file():
                yield path


@cache
def engine_print() -> str:
    """One hash for the program: its version, and when which of its files was written."""
    folders = (Path(__file__).resolve().parent.parent, schemas_folder(), rules_folder())
    written = [
        [path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns]
        for folder in folders
        for path in sorted(_files(folder, frozenset()))
        if path.suffix != ".pyc"
    ]
    return digest(__version__, written)

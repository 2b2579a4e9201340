"""Hashes that stand for contents: of values, of files, of the program itself."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from errno import EFBIG
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


LARGEST = 32 << 30
"""Bytes of a file that are read: what says that it has more is refused by its size alone, for a
folder may say anything of a file that holds nothing."""


def file_digest(path: Path, hear: Callable[[int], None] = lambda percent: None) -> str:
    """The SHA-256 of a file's bytes; raises OSError, also for one beyond `LARGEST`. `hear` is told
    how many percent are done.

    A large file that this process has hashed already is not read again, unless it was written.
    """
    stat = path.stat()
    if stat.st_size > LARGEST:
        raise OSError(EFBIG, os.strerror(EFBIG), str(path))
    known = stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
    if known not in _HASHED:
        hashed = _hashed(path, stat.st_size, hear)
        if stat.st_size <= _LARGE:
            return hashed
        _HASHED[known] = hashed
    return _HASHED[known]


def _hashed(path: Path, size: int, hear: Callable[[int], None]) -> str:
    found, done = hashlib.sha256(), 0
    with path.open("rb") as opened:
        while block := opened.read(_LARGE):
            found.update(block)
            done += len(block)
            hear(done * 100 // max(size, 1))
    return found.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(Path(entry.path))
            elif entry.is_file():
                yield Path(entry.path)


@cache
def engine_print() -> str:
    """One hash for the program: its version, and when which of its files was written."""
    folders = (Path(__file__).resolve().parent.parent, schemas_folder(), rules_folder())
    written = [
        [path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns]
        for folder in folders
        for path in sorted(_files(folder))
        if path.parent.name != "__pycache__"  # made from the others, when they are first read
    ]
    return digest(__version__, written)

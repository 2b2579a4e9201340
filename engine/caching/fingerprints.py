"""Hashes that stand for contents: of values, of files, of whole folders, of the program itself."""

import hashlib
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from engine import __version__
from engine.packaged import rules_folder, schemas_folder

_LARGE = 8 << 20


def digest(*parts: object) -> str:
    """One hash for values of JSON, in hexadecimal."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def file_digest(path: Path) -> str:
    """The SHA-256 of a file's bytes; raises OSError."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


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

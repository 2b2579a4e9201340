"""A folder of entries by key, each sealed: with a secret of the user, over its key and its bytes.

An entry is written whole or not at all; one whose seal does not fit, because it was damaged or
because somebody else wrote it, is removed and told of, and so is one of another shape. The entries
used longest ago make room for new ones, and one that was not used for two months goes.
"""

import hashlib
import hmac
import os
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from engine.whole_files import begin, sweep

T = TypeVar("T")

LIMIT = 2 << 30
"""Bytes that all entries together may take."""

_SEAL = 32
_ENDING = ".kept"
_UNUSED = 60 * 24 * 3600
"""Seconds after which an entry goes that nobody has asked for: another version of the engine, or
another table, asks for another key."""


class Store:
    """Entries below `folder`, which is made when the first one is kept.

    The folder may turn out to be another's, by a link for one: no file is touched that is not named
    as an entry is.
    """

    def __init__(self, folder: Path, secret: bytes, limit: int = LIMIT) -> None:
        self._folder = folder
        self._secret = secret
        self._limit = limit
        self.damaged = 0
        """How many entries were found damaged, or not ours, and removed."""
        self.trouble: OSError | None = None
        """Why an entry could not be kept."""

    def get(self, key: str, read: Callable[[bytes], T]) -> T | None:
        """What `read` makes of the entry's content; None where there is none, a damaged one, or one
        that `read` cannot make anything of."""
        path = self._entry(key)
        try:
            found_there = path.lstat()
            if not stat.S_ISREG(found_there.st_mode) or found_there.st_size > self._limit + _SEAL:
                self.drop(key)
                return None
            sealed = path.read_bytes()
        except OSError:
            return None
        seal, content = sealed[:_SEAL], sealed[_SEAL:]
        try:
            if not hmac.compare_digest(seal, self._seal(key, content)):
                raise ValueError(key)
            found = read(content)
        except Exception:  # an entry of another shape may fail in any way: it is dropped and told
            self.drop(key)
            return None
        with suppress(OSError):
            os.utime(path)
        return found

    def drop(self, key: str) -> None:
        """Remove an entry that is of no use."""
        self.damaged += 1
        with suppress(OSError):
            self._entry(key).unlink(missing_ok=True)

    def _entry(self, key: str) -> Path:
        return self._folder / f"{key}{_ENDING}"

    def _seal(self, key: str, content: bytes) -> bytes:
        return hmac.new(self._secret, key.encode() + b"\0" + content, hashlib.sha256).digest()

    def put(self, key: str, content: bytes) -> None:
        """Keep the content. Where the folder cannot be written, `trouble` says why: what is not
        kept is computed again."""
        try:
            self._put(key, content)
        except OSError as error:
            self.trouble = error

    def _put(self, key: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if len(content) > self._limit:
            return
        sweep(self._folder)
        descriptor, name = begin(self._folder)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(self._seal(key, content))
                file.write(content)
            os.replace(name, self._entry(key))
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        self._make_room()

    def _make_room(self) -> None:
        entries = [
            (entry.stat(follow_symlinks=False), entry.path)
            for entry in os.scandir(self._folder)
            if entry.name.endswith(_ENDING) and entry.is_file(follow_symlinks=False)
        ]
        size, last = sum(found.st_size for found, _ in entries), time.time() - _UNUSED
        for found, path in sorted(entries, key=lambda entry: entry[0].st_mtime_ns):
            if size <= self._limit and found.st_mtime >= last:
                return
            Path(path).unlink(missing_ok=True)
            size -= found.st_size

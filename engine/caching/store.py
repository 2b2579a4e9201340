"""A folder of entries by key, each with the hash of its own bytes.

An entry is written whole or not at all; one whose bytes do not fit its hash is removed and told of.
The entries used longest ago make room for new ones.
"""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

LIMIT = 2 << 30
"""Bytes that all entries together may take."""

_HASH = 32


class Store:
    """Entries below `folder`, which is made when the first one is kept."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self.damaged = 0
        """How many entries were found damaged and removed."""
        self.trouble = ""
        """Why an entry could not be kept."""

    def get(self, key: str) -> bytes | None:
        """The entry's content; None where there is none, or a damaged one."""
        path = self._folder / key
        try:
            content = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content[_HASH:]).digest() != content[:_HASH]:
            self.damaged += 1
            path.unlink(missing_ok=True)
            return None
        with suppress(OSError):
            os.utime(path)
        return content[_HASH:]

    def put(self, key: str, content: bytes) -> None:
        """Keep the content. Where the folder cannot be written, `trouble` says why: what is not
        kept is computed again."""
        try:
            self._put(key, content)
        except OSError as error:
            self.trouble = error.strerror or str(error)

    def _put(self, key: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if len(content) > self._limit:
            return
        descriptor, name = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(hashlib.sha256(content).digest())
                file.write(content)
            os.replace(name, self._folder / key)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        self._make_room()

    def _make_room(self) -> None:
        entries = [(entry.stat(), entry.path) for entry in os.scandir(self._folder)]
        size = sum(stat.st_size for stat, _ in entries)
        for stat, path in sorted(entries, key=lambda entry: entry[0].st_mtime_ns):
            if size <= self._limit:
                return
            Path(path).unlink(missing_ok=True)
            size -= stat.st_size

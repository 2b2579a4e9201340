"""A run of `roadmap evaluate` that is the same as an earlier one: its reports are taken over.

The same is: the program, the command line, the folder it was given in, the names of what lies
there, and the bytes of every file that the run had read. The hashes are those of the bytes that
were read; a run under which a file changed is not kept. What was not read costs only its name.
"""

import base64
import json
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from engine.caching import (
    LARGEST,
    Store,
    Survey,
    digest,
    engine_print,
    file_digest,
    survey,
)
from engine.classes import dataclass
from engine.cli.wishes import Told, Wish
from engine.disclosure.audience import Audience
from engine.plain import from_plain, to_json, to_plain
from engine.results.outcome import FileHash, ProjectSum
from engine.trees import FolderTree, OutsideTree, content_of
from engine.whole_files import write_files

Files = dict[str, str | bytes]


_BEGINNING = 4096
"""Bytes of a spec that nobody lists: by them it is seen whether it is a roadmap."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a run reads: the project's folder, the folder of its tables, and what is left out."""

    folder: Path
    tables: Path
    leave_out: tuple[Path, ...]

    def look(self) -> tuple[Survey, Survey]:
        """What lies in both. Raises OSError."""
        specs = survey(self.folder, self.leave_out)
        same = self.tables == self.folder
        return specs, specs if same else survey(self.tables, self.leave_out)

    def hash(self, path: str) -> str:
        """Of a file as it is now; empty where there is none, its size where it is not read."""
        real = self._real(path)
        if not real or not real.is_file():
            return ""
        size = real.stat().st_size
        return f"{size}" if size > LARGEST else file_digest(real)

    def beginning(self, path: str) -> str:
        """Of the first bytes of a spec."""
        real = self._real(path)
        if real is None:
            return ""
        return sha256(content_of(real, _BEGINNING)).hexdigest()

    def _real(self, path: str) -> Path | None:
        try:
            return FolderTree(self.folder if _is_spec(path) else self.tables).path(path)
        except OutsideTree:
            return None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A run as it is kept: its reports by name in base64, the hashes of what it read whole and of
    the first bytes of the specs beside."""

    code: int
    closing: str
    summed: ProjectSum | None
    left_out: str
    files: tuple[tuple[str, str], ...]
    read: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Recall:
    """Where the run is kept, and what lay on its ground before it."""

    store: Store
    key: str
    target: Path
    ground: Ground
    before: tuple[Survey, Survey]
    writes: frozenset[str]
    """The names of the files that such a run writes."""

    def told(self) -> "Told | None":
        """The run with its reports written again; None where it is not known, or something that it
        had read is other now."""

        kept = self.store.get(self.key, self._checked)
        if kept is None or not self._is_as_it_was(kept):
            return None
        files: Files = {name: base64.b64decode(text) for name, text in kept.files}
        written = write_files(self.target, files)
        return Told(
            kept.code, written, kept.closing, summed=kept.summed, left_out=kept.left_out,
            recalled=True,
        )  # fmt: skip

    def remember(self, told: "Told", files: Files, read: Iterable[FileHash]) -> None:
        """Keep a run that read these files, unless something changed under it."""
        hashes = {file_hash.path: file_hash.sha256 for file_hash in read}
        specs = self.before[0].stamps
        beside = [name for name in specs if _is_spec(name) and name not in hashes]
        later = self.ground.look()
        if self._changed([*hashes, *beside], later) or _names(later) != _names(self.before):
            return
        kept = _Kept(
            told.code,
            told.closing,
            told.summed,
            told.left_out,
            tuple((name, _base64(content)) for name, content in files.items()),
            tuple(sorted(hashes.items())),
            tuple((name, self.ground.beginning(name)) for name in sorted(beside)),
        )
        self.store.put(self.key, to_json(kept).encode())

    def _changed(self, paths: Iterable[str], later: tuple[Survey, Survey]) -> tuple[str, ...]:
        """Which files are not those that lay there before the run."""
        specs, tables = self.before
        return tuple(
            path
            for path in paths
            if (specs if _is_spec(path) else tables).changed(later[not _is_spec(path)], (path,))
        )

    def _is_as_it_was(self, kept: _Kept) -> bool:
        try:
            return all(self.ground.hash(path) == hash for path, hash in kept.read) and all(
                self.ground.beginning(path) == hash for path, hash in kept.beside
            )
        except OSError:
            return False

    def _checked(self, content: bytes) -> _Kept:
        """Raises ValueError for what such a run could not have left."""
        kept = from_plain(_Kept, json.loads(content))
        if {name for name, _ in kept.files} != self.writes or kept.code not in (0, 1):
            raise ValueError(self.key)
        for _, text in kept.files:
            base64.b64decode(text, validate=True)
        return kept


def recall(
    folder: Path, target: Path, wish: "Wish", store: Store | None, writes: Iterable[str]
) -> Recall | None:
    """Where this run would be kept; None where nothing is kept, or a folder cannot be read."""
    if store is None or wish.cache is None or wish.keep is not None:
        return None
    ground = Ground(folder, wish.data_dir or folder, (target, wish.cache))
    try:
        before, history = ground.look(), _print_of_history(wish)
    except OSError:
        return None
    asked = [
        wish.as_of.isoformat(), wish.formats, wish.audience, wish.fail_on.value, wish.lang,
        wish.verbose, wish.summed, wish.engine, wish.master, history,
        sha256(wish.letterhead or b"").hexdigest(), to_plain(wish.sieve),
    ]  # fmt: skip
    places = [os.getcwd(), str(folder), str(wish.data_dir)]
    key = digest("run", engine_print(), places, asked, _names(before))
    return Recall(store, key, target, ground, before, frozenset(writes))


def _print_of_history(wish: "Wish") -> str:
    """Of the store of earlier runs, which decides what is hidden from readers outside."""
    if wish.history is None or wish.audience != Audience.EXTERNAL or not wish.history.is_file():
        return ""
    return file_digest(wish.history)


def _names(surveys: tuple[Survey, Survey]) -> list[list[str]]:
    return [each.names for each in surveys]


def _is_spec(path: str) -> bool:
    return path.endswith((".yaml", ".yml"))


def _base64(content: str | bytes) -> str:
    return base64.b64encode(content.encode() if isinstance(content, str) else content).decode()

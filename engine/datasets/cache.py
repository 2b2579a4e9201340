"""Parts of tables that were read before: the same bytes and declaration give the same part."""

import json
from collections.abc import Sequence
from io import BytesIO

import polars as pl

from engine.caching import Store, digest, engine_print
from engine.classes import dataclass
from engine.datasets.parts import Part
from engine.datasets.tables import CellSource
from engine.diagnostics import Finding
from engine.model.tables import Resource
from engine.plain import from_plain, to_json
from engine.results.outcome import FileHash

Piece = Part | tuple[Finding, ...]
"""What one sheet gave: a part of the table, or the reasons why it has none."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What a piece is beside its cells; `size` are the bytes of the frame, 0 for none."""

    source: CellSource | None
    findings: tuple[Finding, ...]
    header_row: int
    size: int


@dataclass(frozen=True, slots=True)
class KeptParts:
    """The parts that a store holds; nothing is held where there is no store."""

    store: Store | None

    def find(self, resource: Resource, hash: FileHash) -> list[Piece] | None:
        """What the file gave to the table; None where that is not known."""
        return self.store.get(_key(resource, hash), _unpacked) if self.store else None

    def keep(self, resource: Resource, hash: FileHash, pieces: Sequence[Piece]) -> None:
        """Keep what the file gave to the table."""
        if self.store:
            self.store.put(_key(resource, hash), _packed(pieces))


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at all cells of typed files found out: they must be read as text, their numbers
    have noise in the last figures, and what is wrong with them."""

    needs_text: bool
    is_noisy: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class KeptLook:
    """The look at all cells of a table that a store holds."""

    store: Store | None
    hashes: tuple[FileHash, ...]

    def find(self, resource: Resource, files: tuple[str, ...]) -> Examined | None:
        """What was found out about these files; None where that is not known."""
        return self.store.get(self._key(resource, files), _examined) if self.store else None

    def keep(self, resource: Resource, files: tuple[str, ...], found: Examined) -> None:
        """Keep what was found out."""
        if self.store:
            self.store.put(self._key(resource, files), to_json(found).encode())

    def _key(self, resource: Resource, files: tuple[str, ...]) -> str:
        own = [
            file_hash.sha256
            for name in files
            for file_hash in self.hashes
            if file_hash.name == name
        ]
        return digest("look", engine_print(), repr(resource), files, own)


def _examined(content: bytes) -> Examined:
    return from_plain(Examined, json.loads(content))


def _key(resource: Resource, hash: FileHash) -> str:
    return digest("part", engine_print(), repr(resource), hash.name, hash.sha256)


def _packed(pieces: Sequence[Piece]) -> bytes:
    frames = [_bytes(piece.both) if isinstance(piece, Part) else b"" for piece in pieces]
    heads = [
        _Head(each.source, each.findings, each.header_row, len(frame))
        if isinstance(each, Part)
        else _Head(None, each, 0, 0)
        for each, frame in zip(pieces, frames, strict=True)
    ]
    head = to_json(heads).encode()
    return b"".join((len(head).to_bytes(8, "little"), head, *frames))


def _unpacked(content: bytes) -> list[Piece]:
    start = 8 + int.from_bytes(content[:8], "little")
    pieces: list[Piece] = []
    for plain in json.loads(content[8:start]):
        head = from_plain(_Head, plain)
        if head.source is None:
            pieces.append(head.findings)
            continue
        frame = pl.read_ipc(BytesIO(content[start : start + head.size]))
        start += head.size
        pieces.append(Part(head.source, frame, head.findings, head.header_row))
    return pieces


def _bytes(frame: pl.DataFrame) -> bytes:
    buffer = BytesIO()
    frame.write_ipc(buffer, compression="zstd")
    return buffer.getvalue()

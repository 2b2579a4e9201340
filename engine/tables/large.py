"""A file that is too large for the memory → its first rows, and then all of it block by block."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from engine.diagnostics import Finding
from engine.model.tables import Dialect
from engine.tables.delimited import read_csv
from engine.tables.sheets import ROW, RawSheet

LARGE = 256 << 20
"""Bytes from which a file is read in blocks."""

_HEAD = 1 << 18
_BLOCK = 32 << 20


def read_large_csv(
    path: Path, file: str, dialect: Dialect, progress: Callable[[int], None]
) -> RawSheet | Finding:
    """The first rows of a large csv, and its blocks; `progress` hears the percent that is done.

    A block ends at the end of a line, so an encoding of single bytes or UTF-8 is needed, and a
    line break inside quotation marks may be cut.
    """
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    first = read_csv(head[: head.rfind(b"\n") + 1], file, dialect)
    if isinstance(first, Finding):
        return first
    blocks = _Blocks(path, file, dialect, progress, first.frame.width - 1)
    return replace(first, blocks=blocks)


@dataclass(frozen=True, slots=True)
class _Blocks:
    path: Path
    file: str
    dialect: Dialect
    progress: Callable[[int], None]
    width: int

    def __call__(self) -> Iterator[RawSheet | Finding]:
        """Frames of the same columns, rows numbered through; a finding ends them."""
        size, done, line, rest = self.path.stat().st_size or 1, 0, 0, b""
        with self.path.open("rb") as source:
            while read := source.read(_BLOCK):
                done += len(read)
                rest += read
                cut = rest.rfind(b"\n") + 1 if done < size else len(rest)
                block, rest = rest[:cut], rest[cut:]
                raw = read_csv(block, self.file, self.dialect) if block.strip() else None
                if isinstance(raw, Finding):
                    yield raw
                    return
                if raw is not None:
                    yield self._numbered(raw, line)
                line += block.count(b"\n")
                self.progress(done * 100 // size)

    def _numbered(self, raw: RawSheet, line: int) -> RawSheet:
        """The block with at least the columns of the first rows, its rows numbered through."""
        missing = [str(at) for at in range(self.width) if str(at) not in raw.frame.columns]
        frame = raw.frame.with_columns(
            *(pl.lit(None, pl.String).alias(name) for name in missing), pl.col(ROW) + line
        )
        return replace(raw, frame=frame, stray=tuple(row + line for row in raw.stray))

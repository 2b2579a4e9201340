"""A csv that is too large for the memory → its first rows, and a lazy scan of all."""

import codecs
from collections.abc import Callable
from pathlib import Path

import polars as pl

from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.model.tables import Dialect
from engine.tables.delimited import read_csv
from engine.tables.sheets import ROW, RawSheet

LARGE = 256 << 20
"""Bytes from which a file is scanned instead of read."""

_HEAD = 1 << 18
_BLOCK = 8 << 20
_UTF8 = ("utf-8", "utf8")


def read_large_csv(
    path: Path, file: str, dialect: Dialect, scratch: Path, progress: Callable[[int], None]
) -> RawSheet | Finding:
    """The rows of a large file. One in another encoding is rewritten into `scratch` first;
    `progress` hears the share that is done, in percent. A row is numbered by its record, which is
    its line as long as no cell holds a line break."""
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    first = read_csv(head[: head.rfind(b"\n") + 1], file, dialect)
    if isinstance(first, Finding):
        return first
    text = _as_utf8(path, dialect.encoding, scratch, progress)
    if isinstance(text, int):
        return finding(
            codes.WRONG_ENCODING, Place(file), declared=dialect.encoding, byte=text + 1, guess=""
        )
    width = first.frame.width - 1
    lazy = pl.scan_csv(
        text,
        has_header=False,
        separator=dialect.delimiter,
        quote_char=dialect.quote or None,
        comment_prefix=None,
        schema={str(at): pl.String for at in range(width)},
        truncate_ragged_lines=True,
        row_index_name=ROW,
        row_index_offset=1,
        encoding="utf8",
    )
    numbered = lazy.with_columns(pl.col(ROW).cast(pl.Int64))
    return RawSheet(file, None, first.frame, rest=numbered)


def _as_utf8(
    path: Path, encoding: str, scratch: Path, progress: Callable[[int], None]
) -> Path | int:
    """The file itself, proven to be UTF-8, or a copy in UTF-8; the byte that cannot be read."""
    size, done = path.stat().st_size or 1, 0
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    copy = None if encoding.lower() in _UTF8 else scratch / f"{path.stem}.utf-8.csv"
    target = copy.open("wb") if copy else None
    try:
        with path.open("rb") as source:
            while block := source.read(_BLOCK):
                text = decoder.decode(block)
                if target:
                    target.write(text.encode())
                done += len(block)
                progress(done * 100 // size)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return done + error.start
    finally:
        if target:
            target.close()
    return copy or path

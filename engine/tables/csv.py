"""csv → a raw sheet. Encoding and delimiter are declared, never guessed; a guess is only told.

A file that is too large for the memory → its first rows, and then all of it block by block.
"""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import TypedDict

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.lazy import lazy_pattern
from engine.model.tables import Dialect
from engine.tables.sheets import ROW, RawSheet, one_form

MAX_CELLS = 40_000_000
FREE_CELLS = 4_000_000
_RATIO = 4
"""Beyond so many cells they may be four times as many as the signs of the file: a cell that a line
does not have takes memory, too, and one long line would give all others thousands of them."""

MAX_COLUMNS = 16_384
"""As many as Excel has; each is a column of its own in memory, however little stands in it."""
TALLEST = 100
"""Lines that one record may take; more of them mean a quotation mark that was never closed."""


class _How(TypedDict):
    delimiter: str
    quotechar: str


_END = "\x04"
_ENOUGH = 1 << 16
"""Bytes by which an encoding is known."""
_OF_ONE_BYTE = ("windows-1251", "cp866", "koi8-r", "mac-cyrillic")
_FOREIGN = lazy_pattern("[^\\x00-\\x7fА-Яа-яЁё«»№–—…“”„‘’•°±§\\xa0]")
_ASCII = lazy_pattern("[\\x00-\\x7f]+")
_SWAPPED = lazy_pattern("[а-яё][А-ЯЁ]")
"""A capital right behind a small letter: windows-1251 read as KOI8-R, or the other way round, has
the one for the other, and a table in capitals is a word in either."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(data: bytes, file: str, dialect: Dialect) -> RawSheet | Finding:
    """The cells of a csv file; lines with fewer cells than the longest are filled with NULL."""
    text = _decode(data, file, dialect.encoding)
    if isinstance(text, Finding):
        return text
    text = one_form(text)
    if not text.strip():
        return finding(codes.EMPTY, Place(file))
    if "\n" not in text:
        text = text.replace("\r", "\n")
    is_quoted = bool(dialect.quote) and dialect.quote in text
    read = _records(text, file, dialect) if is_quoted else _lines(text, file, dialect.delimiter)
    if isinstance(read, Finding):
        return read
    frame, stray = read
    if dialect.comment:
        frame = frame.filter(~pl.col("0").str.starts_with(dialect.comment).fill_null(False))
    return RawSheet(file, None, frame, stray=stray, is_ragged=True)


def _decode(data: bytes, file: str, encoding: str) -> str | Finding:
    mark = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    is_utf8 = encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig")
    try:
        text = data.decode("utf-8-sig" if is_utf8 else encoding)
    except UnicodeDecodeError as error:
        return _wrong_encoding(data, file, error.start, encoding, mark or _guess(data))
    if two_bytes := _wide(data, encoding):
        return _wrong_encoding(data, file, data.index(0), encoding, two_bytes)
    if not is_utf8 and (other := _better(data, encoding)):
        start = next(at for at, byte in enumerate(data) if byte > 127)
        return _wrong_encoding(data, file, start, encoding, other)
    foreign = mark or ("utf-8" if not data.isascii() and _decodes(data, "utf-8") else "")
    if not is_utf8 and foreign and foreign != encoding.lower():
        start = next(at for at, byte in enumerate(data) if byte > 127)
        return _wrong_encoding(data, file, start, encoding, foreign)
    return text


def _wrong_encoding(data: bytes, file: str, byte: int, declared: str, guess: str) -> Finding:
    line = data.count(b"\n", 0, byte) + 1
    return finding(
        codes.WRONG_ENCODING, Place(file, line=line), declared=declared, byte=byte + 1, guess=guess
    )


def _wide(data: bytes, encoding: str) -> str:
    """Of a file of two bytes a sign, without a mark at its beginning, the encoding it has; empty
    where there is no such sign of it."""
    start, is_told = data[:_ENOUGH], re.search("(?i)utf.?(16|32)", encoding) is not None
    low, high = start[::2].count(0), start[1::2].count(0)
    most = max(low, high)
    if is_told or not most or most * 50 < len(start) or min(low, high) * 10 > most:
        return ""
    return "utf-16" if high > low else "utf-16-be"


def _guess(data: bytes) -> str:
    """The encoding in which a file reads best, the usual one of several; empty if it is not Russian
    in any."""
    if _decodes(data, "utf-8"):
        return "utf-8"
    found = min(_OF_ONE_BYTE, key=lambda name: _odd(_begun(data, name)))
    text = _begun(data, found)
    return found if _likeness(text.lower()) > _odd(text) else ""


def _better(data: bytes, encoding: str) -> str:
    """The encoding in which a file reads as Russian, where it does not in the declared one, which
    takes any byte; empty where the declared one may be right."""
    if encoding not in _OF_ONE_BYTE or data.isascii() or _decodes(data, "utf-8"):
        return ""
    declared = _begun(data, encoding)
    odd, letters = _odd(declared), len(_ASCII.sub("", declared))
    if odd * 20 <= letters or not (found := _guess(data)):
        return ""
    other = _begun(data, found)
    is_clear = _likeness(other) > 4 * max(_likeness(declared) - 2 * odd, 2)
    return found if is_clear and _odd(other) * 10 <= odd else ""


def _begun(data: bytes, encoding: str) -> str:
    return data[:_ENOUGH].decode(encoding, "replace")


def _likeness(text: str) -> int:
    """How often the frequent small letters of Russian stand in it."""
    return sum(map(text.count, "оеаинтсрл"))


def _odd(text: str) -> int:
    """What Russian does not have: foreign signs, and capitals right behind small letters."""
    return len(_FOREIGN.findall(text)) + len(_SWAPPED.findall(text))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _how(dialect: Dialect) -> _How:
    return {"delimiter": dialect.delimiter, "quotechar": dialect.quote}


def _lines(text: str, file: str, delimiter: str) -> tuple[pl.DataFrame, tuple[int, ...]] | Finding:
    """A file without quotation marks: every line is a record."""
    lines = text.split("\n")
    width = max(line.count(delimiter) for line in lines) + 1
    if _is_too_large(width, len(lines), text):
        return finding(codes.TOO_LARGE, Place(file), unpacked="")
    cells = pl.DataFrame({"line": lines}).select(pl.col("line").str.split(delimiter))
    frame = cells.select(
        *(pl.col("line").list.get(at, null_on_oob=True).alias(str(at)) for at in range(width)),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW),
    )
    return frame, ()


def _is_too_large(width: int, height: int, text: str) -> bool:
    cells = width * height
    most = min(MAX_CELLS, max(FREE_CELLS, _RATIO * len(text)))
    return cells > most or width > MAX_COLUMNS


def _records(
    text: str, file: str, dialect: Dialect
) -> tuple[pl.DataFrame, tuple[int, ...]] | Finding:
    """A file with quotation marks: a record may take several lines; it is placed at its first.
    Beside the cells, the lines of records whose quotation marks make no pairs."""
    source = _Lines([*text.removesuffix("\n").split("\n"), _END])
    reader = csv.reader(source, **_how(dialect))
    is_sound = _sound_record(dialect).fullmatch
    starts: list[int] = []
    records: list[list[str]] = []
    stray: list[int] = []
    frames: list[pl.DataFrame] = []
    width = 0
    while source.at < len(source.lines) - 1:
        first = source.at
        try:
            record = next(reader)
        except csv.Error:
            return finding(codes.BROKEN_CSV, Place(file, line=first + 1))
        if source.at - first > TALLEST or source.at == len(source.lines):
            return finding(codes.BROKEN_CSV, Place(file, line=first + 1))
        written = "\n".join(source.lines[first : source.at]).rstrip("\r\n")
        if dialect.quote in written and not is_sound(written):
            stray.append(first + 1)
            if source.at > first + 1:
                source.at = first + 1
                record = source.lines[first].rstrip("\r\n").split(dialect.delimiter)
        starts.append(first + 1)
        records.append(record)
        width = max(width, len(record))
        if len(records) == _AT_ONCE:
            frames.append(_frame(records))
            records = []
        if _is_too_large(width, len(starts), text):
            return finding(codes.TOO_LARGE, Place(file), unpacked="")
    frames += [_frame(records)] if records else []
    whole = pl.concat(frames, how="diagonal").select(map(str, range(width)))
    return whole.with_columns(pl.Series(ROW, starts, dtype=pl.Int64)), tuple(stray)


_AT_ONCE = 50_000
"""Records that are lists of Python at a time: they take twenty times what their texts take."""


def _frame(records: list[list[str]]) -> pl.DataFrame:
    """The cells by position; NULL where a record does not reach so far."""
    columns = enumerate(zip_longest(*records) if any(records) else [(None,) * len(records)])
    return pl.DataFrame({str(at): pl.Series(values, dtype=pl.String) for at, values in columns})


@dataclass(slots=True)
class _Lines:
    """Lines that are read one after another, and again from `at` where it was put back."""

    lines: list[str]
    at: int = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.at == len(self.lines):
            raise StopIteration
        self.at += 1
        line = self.lines[self.at - 1]
        return line if self.at == len(self.lines) else f"{line}\n"


def _sound_record(dialect: Dialect) -> re.Pattern[str]:
    """Cells that are quoted as a whole, with doubled marks inside, or do not begin with a mark."""
    mark, sign = re.escape(dialect.quote), re.escape(dialect.delimiter)
    blanks = "" if dialect.delimiter == " " else " *+"
    quoted = f"{mark}(?:[^{mark}]++|{mark}{mark})*+{mark}{blanks}"
    cell = f"(?:{quoted}|{blanks}(?:[^{mark}{sign}\\s][^{sign}]*+)?)"
    return re.compile(f"{cell}(?:{sign}{cell})*+", re.DOTALL)


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

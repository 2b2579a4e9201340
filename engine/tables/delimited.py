"""csv → a raw sheet. Encoding and delimiter are declared, never guessed; a guess is only told."""

import csv
from io import StringIO
from itertools import zip_longest
from typing import TypedDict

import polars as pl

from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.model.tables import Dialect
from engine.tables.sheets import ROW, RawSheet

MAX_CELLS = 40_000_000
TALLEST = 100
"""Lines that one record may take; more of them mean a quotation mark that was never closed."""


class _How(TypedDict):
    delimiter: str
    quotechar: str


_END = "\x04"
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(data: bytes, file: str, dialect: Dialect) -> RawSheet | Finding:
    """The cells of a csv file; lines with fewer cells than the longest are filled with NULL."""
    text = _decode(data, file, dialect.encoding)
    if isinstance(text, Finding):
        return text
    if not text.strip():
        return finding(codes.EMPTY, Place(file))
    if "\n" not in text:
        text = text.replace("\r", "\n")
    is_quoted = bool(dialect.quote) and dialect.quote in text
    frame = _records(text, file, dialect) if is_quoted else _lines(text, file, dialect.delimiter)
    if dialect.comment and isinstance(frame, pl.DataFrame):
        frame = frame.filter(~pl.col("0").str.starts_with(dialect.comment).fill_null(False))
    return frame if isinstance(frame, Finding) else RawSheet(file, None, frame)


def _decode(data: bytes, file: str, encoding: str) -> str | Finding:
    mark = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    is_utf8 = encoding.lower().replace("_", "-") in ("utf-8", "utf8", "utf-8-sig")
    try:
        text = data.decode("utf-8-sig" if is_utf8 else encoding)
    except UnicodeDecodeError as error:
        return _wrong_encoding(data, file, error.start, encoding, mark or _guess(data))
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


def _guess(data: bytes) -> str:
    return next((name for name in ("utf-8", "windows-1251") if _decodes(data, name)), "")


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _how(dialect: Dialect) -> _How:
    return {"delimiter": dialect.delimiter, "quotechar": dialect.quote}


def _lines(text: str, file: str, delimiter: str) -> pl.DataFrame | Finding:
    """A file without quotation marks: every line is a record."""
    lines = text.split("\n")
    width = max(line.count(delimiter) for line in lines) + 1
    if width * len(lines) > MAX_CELLS:
        return finding(codes.TOO_LARGE, Place(file), unpacked="")
    cells = pl.DataFrame({"line": lines}).select(pl.col("line").str.split(delimiter))
    return cells.select(
        *(pl.col("line").list.get(at, null_on_oob=True).alias(str(at)) for at in range(width)),
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW),
    )


def _records(text: str, file: str, dialect: Dialect) -> pl.DataFrame | Finding:
    """A file with quotation marks: a record may take several lines; it is placed at its first."""
    lines = text if text.endswith("\n") else f"{text}\n"
    reader = csv.reader(StringIO(f"{lines}{_END}", newline=""), **_how(dialect))
    starts: list[int] = []
    records: list[list[str]] = []
    before = 0
    try:
        for record in reader:
            if reader.line_num - before > TALLEST:
                return finding(codes.BROKEN_CSV, Place(file, line=before + 1))
            starts.append(before + 1)
            records.append(record)
            before = reader.line_num
    except csv.Error:
        return finding(codes.BROKEN_CSV, Place(file, line=before + 1))
    if records.pop() != [_END]:
        return finding(codes.BROKEN_CSV, Place(file, line=starts[-1]))
    starts.pop()
    if len(records) * max(map(len, records)) > MAX_CELLS:
        return finding(codes.TOO_LARGE, Place(file), unpacked="")
    columns = {
        str(number): pl.Series(values, dtype=pl.String)
        for number, values in enumerate(zip_longest(*records))
    }
    return pl.DataFrame({**columns, ROW: pl.Series(starts, dtype=pl.Int64)})

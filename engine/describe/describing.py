"""The proposal: one resource for each sheet, in the words of data.yaml, doubts as comments."""

import json
import re
from dataclasses import dataclass
from pathlib import PurePosixPath

import polars as pl

from engine.datasets.files import BOOKS, PARQUET
from engine.datasets.rows import WORDS
from engine.datasets.warnings import PERSONAL
from engine.describe.columns import Column, look_at
from engine.describe.guesses import Guess, guess_delimiter, guess_encoding
from engine.describe.heads import Head, body_of, find_head
from engine.describe.naming import name_of
from engine.diagnostics import Finding
from engine.messages import Catalogue
from engine.model.conditions import ColumnType
from engine.model.tables import Dialect
from engine.tables import ROW, RawSheet, cell_address, open_workbook, plain, read_csv, read_parquet

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_TASK = re.compile(r"\d+(\(\d+\))?(\.\d+)? ?\(\d+ ?[бБ]\)")
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
_KEYS = re.compile(r"код|инн|огрн|\bid\b|code|номер|number|логин", re.IGNORECASE)
_MARKS = re.compile(r"%|процент|percent|доля", re.IGNORECASE)
_SEEN = 1 << 22


@dataclass(frozen=True, slots=True)
class Described:
    """data.yaml as proposed, how many things in it are not sure, and sheets that were no tables."""

    text: str
    doubts: int
    findings: tuple[Finding, ...]


def describe(files: list[tuple[str, bytes]], words: Catalogue) -> Described:
    """A proposal for files given by path (as data.yaml will name them) and content."""
    writer = _Writer(words)
    for path, content in files:
        writer.file(path, content)
    lines = ["format: data/1", "resources:", *writer.lines]
    text = "\n".join(lines) + "\n" if writer.lines else ""
    return Described(text, writer.doubts, tuple(writer.findings))


class _Writer:
    """Collects the lines of the proposal."""

    def __init__(self, words: Catalogue) -> None:
        self.words = words
        self.lines: list[str] = []
        self.findings: list[Finding] = []
        self.taken: set[str] = set()
        self.doubts = 0

    def file(self, path: str, content: bytes) -> None:
        """All tables of one file."""
        if content.startswith((_ZIP, _OLE)) or path.lower().endswith(BOOKS):
            book = open_workbook(content, path)
            if isinstance(book, Finding):
                self.findings.append(book)
                return
            for sheet in book.sheets:
                raw = book.read(sheet)
                named = [("sheet", _quoted(sheet))] if len(book.sheets) > 1 else []
                self._sheet(path, raw, named, {}, [])
            return
        if path.lower().endswith(PARQUET):
            self._sheet(path, read_parquet(content, path), [], {}, [])
            return
        self._csv(path, content)

    def _csv(self, path: str, content: bytes) -> None:
        encoding = guess_encoding(content)
        head = content[:_SEEN].decode(encoding.value, errors="replace")
        delimiter = guess_delimiter(head)
        quote = '"'
        raw = read_csv(content, path, Dialect(encoding.value, delimiter.value))
        if isinstance(raw, Finding) and raw.code.id == "D211":
            quote = ""
            raw = read_csv(content, path, Dialect(encoding.value, delimiter.value, quote=""))
        keys = [("encoding", encoding.value)] if encoding.value != "utf-8" else []
        dialect: dict[str, str] = {}
        if delimiter.value != ";":
            dialect["delimiter"] = delimiter.value
        if not quote:
            dialect["quoteChar"] = ""
        self._sheet(path, raw, keys, dialect, _unsure(encoding, delimiter))

    def _sheet(
        self,
        path: str,
        raw: RawSheet | Finding,
        keys: list[tuple[str, str]],
        dialect: dict[str, str],
        doubts: list[tuple[str, dict[str, str]]],
    ) -> None:
        if isinstance(raw, Finding):
            self.findings.append(raw)
            return
        head = find_head(raw)
        name = name_of(raw.sheet if keys and raw.sheet else PurePosixPath(path).stem, self.taken)
        self._line(2, f"- name: {name}")
        self._line(4, f"path: {_quoted(path)}")
        for key, value in keys:
            self._line(4, f"{key}: {value}")
        if dialect:
            pairs = ", ".join(f"{key}: {_quoted(value)}" for key, value in dialect.items())
            self._line(4, f"dialect: {{{pairs}}}")
        for key, params in doubts:
            self._doubt(4, key, **params)
        if head is None:
            self._headless(raw)
            return
        self._table(raw, head)

    def _headless(self, raw: RawSheet) -> None:
        """No row of texts above the others: columns by letters."""
        self._doubt(4, "no_header")
        names: set[str] = set()
        body = raw.frame.drop(ROW)
        columns = [
            look_at(Column(at, name_of(f"column_{cell_address(1, int(at))[:-1]}", names), int(at)),
                    body[at], serial_shift=None)
            for at in body.columns
        ]  # fmt: skip
        self._line(4, "header: {rows: 0}")
        self._line(4, "schema:")
        self._line(6, "fields:")
        for each in columns:
            each.more["column"] = cell_address(1, each.position)[:-1]
            self._field(each, title=None)

    def _table(self, raw: RawSheet, head: Head) -> None:
        body, totals = _without_totals(body_of(raw, head))
        depth = head.last - head.first + 1
        if depth > 1:
            self._line(4, f"header: {{rows: {depth}}}")
        if not head.is_sure:
            self._doubt(4, "header", row=str(int(raw.frame[ROW][head.last])))
        if totals:
            self._doubt(4, "totals", value=totals[0], count=str(len(totals)))
        year = _YEAR.search(f"{PurePosixPath(raw.file).stem} {raw.sheet or ''}")
        if year:
            self._doubt(4, "year", year=year[0])
        columns, wide = _columns(raw, head, body)
        repeated = _repeated(head)
        personal = [each.name for each in columns if PERSONAL.search(each.heading)]
        if wide:
            self._line(4, f"unpivot: {_quoted(_TASK.pattern)}")
            self._doubt(4, "wide", count=str(len(wide)))
        if personal:
            self._line(4, f"personal: [{', '.join(personal)}]")
        keys = [each for each in columns if each.is_unique and _KEYS.search(each.heading)]
        self._line(4, "schema:")
        self._line(6, "fields:")
        for each in columns:
            if plain(each.heading) in repeated:
                each.more["column"] = cell_address(1, each.position)[:-1]
                each.doubt("repeated")
            self._field(each, title=each.heading)
        if wide:
            names = {each.name for each in columns}
            task, value = name_of("task", names), name_of("score", names)
            self._line(8, f"- {{name: {task}, type: string, from: heading}}")
            self._line(8, f"- {{name: {value}, type: number, from: value}}")
        if keys:
            self._line(6, f"primaryKey: [{keys[0].name}]")
            self._doubt(6, "key", column=keys[0].heading)
        absent = sorted({word for each in columns for word in each.absent})
        if absent:
            listed = ", ".join(map(_quoted, ["", *absent]))
            self._line(6, f"missingValues: [{listed}]")

    def _field(self, column: Column, *, title: str | None) -> None:
        keys = [f"name: {column.name}"]
        if title is not None:
            keys.append(f"title: {_quoted(title)}")
        keys.append(f"type: {column.type.value}")
        keys += [f"{key}: {_quoted(value)}" for key, value in column.more.items()]
        for key, params in column.doubts:
            self._doubt(8, key, **params)
        self._line(8, f"- {{{', '.join(keys)}}}")

    def _doubt(self, indent: int, key: str, **params: str) -> None:
        self.doubts += 1
        text = self.words.text(f"describe.{key}", **params)
        self._line(indent, f"# {self.words.text('describe.unsure')}: {text}")

    def _line(self, indent: int, text: str) -> None:
        self.lines.append(" " * indent + text)


def _columns(raw: RawSheet, head: Head, body: pl.DataFrame) -> tuple[list[Column], list[int]]:
    """The columns with what they hold, and the positions of those that become rows."""
    wide = [at for at, heading in head.headings.items() if _TASK.fullmatch(heading)]
    wide = wide if len(wide) > 2 else []
    names: set[str] = set()
    columns = []
    shift = None if raw.sheet is None else raw.serial_shift
    for at, heading in head.headings.items():
        if at in wide or re.fullmatch(r"№( ?п\s*/?\s*п)?\.?", plain(heading)):
            continue
        column = look_at(
            Column(heading, name_of(heading, names), at), body[str(at)], serial_shift=shift
        )
        if column.type is ColumnType.INTEGER and _KEYS.search(heading):
            column.type, column.more = ColumnType.STRING, {}
        if column.type is ColumnType.NUMBER and _MARKS.search(heading):
            column.more.setdefault("unit", "percent")
            column.doubt("percent")
        columns.append(column)
    return columns, wide


def _repeated(head: Head) -> set[str]:
    texts = [plain(heading) for heading in head.headings.values()]
    return {text for text in texts if texts.count(text) > 1}


def _without_totals(body: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    names = [name for name in body.columns if name != ROW]
    first = pl.coalesce(names)
    word = first.str.to_lowercase().str.strip_chars(" :.")
    is_total = word.is_in(WORDS) | first.str.contains(r"(?i)^(итого|всего)\b")
    totals = body.filter(is_total.fill_null(False)).select(first.alias("x"))["x"].to_list()
    return body.filter(~is_total.fill_null(False)), totals


def _unsure(encoding: Guess, delimiter: Guess) -> list[tuple[str, dict[str, str]]]:
    doubts = []
    if not encoding.is_sure:
        doubts.append(("encoding", {"encoding": encoding.value}))
    if not delimiter.is_sure:
        doubts.append(("delimiter", {"delimiter": delimiter.value.replace("\t", "\\t")}))
    return doubts


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

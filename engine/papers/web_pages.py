"""Web pages and their archives (.html, .mht), often named .doc by accounting systems → a document.

Nothing is run, and no address is opened.
"""

import re
from codecs import lookup
from collections import Counter
from email import message_from_bytes, policy

from engine.codes import papers as codes
from engine.diagnostics import Finding, Place, finding
from engine.lazy import lazy_pattern
from engine.papers.documents import (
    Address,
    Block,
    Document,
    Paragraph,
    Remark,
    RemarkKind,
)
from engine.papers.web_colours import coloured_classes, is_shaded
from engine.papers.web_grid import MOST_COLUMNS, Begun, Grid, Words
from engine.papers.web_tags import Tag, tags_of
from engine.roman import in_roman
from engine.tables.zip_archive import BeyondError, DamagedError

_DEEPEST = 60
_MOST_OPEN = 500
_MOST_ROMAN = 3999
"""Browsers print greater numbers in figures; Word goes on."""
_MOST_TAGS = 1_000_000
_MOST_PARTS = 2000
_LONGEST_KIND = 2000
_FOUND_IN = 4096
_CHARSET = lazy_pattern(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LETTERS = frozenset(
    ("ascii", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "cp1252", "cp866", "koi8-r",
     "koi8-u", "iso8859-1", "iso8859-5", "mac-cyrillic")
)  # fmt: skip
"""What a page may say of its letters: some of the others take minutes."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = frozenset(
    (
        *_HEADINGS, "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "center",
        "hr", "address", "article", "section", "header", "footer", "main", "form", "caption",
        "body", "fieldset", "legend",
    )
)  # fmt: skip
_BOLD = frozenset(("b", "strong", "th"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip
_OPENED_BY = {"td": ("td", "th"), "th": ("td", "th"), "tr": ("tr",), "li": ("li",), "p": ("p",)}
"""What a tag closes that was left open inside of the same table or list."""
_HIDDEN = lazy_pattern(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.I)


def read_page(data: bytes, file: str) -> Document | Finding:
    """The document of an HTML file."""
    return _read(_decoded(data, None), file)


def read_archive(data: bytes, file: str) -> Document | Finding | None:
    """The document of the first page in a .mht file; None where it holds none."""
    if data.count(b"\n--") > _MOST_PARTS:
        return finding(codes.PAPER_DAMAGED, Place(file), size="1", torn="")
    try:
        message = message_from_bytes(data, policy=_Bounded())
    except (RecursionError, DamagedError):
        return finding(codes.PAPER_DAMAGED, Place(file), size="", torn="1")
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return _read(_decoded(content, part.get_content_charset()), file)
    return None


class _Bounded(policy.Compat32):
    """Reads no kind of a part beyond measure: its words are parted in square time."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        if name.casefold() == "content-type" and len(value) > _LONGEST_KIND:
            raise DamagedError(name)
        return name, value


def _read(text: str, file: str) -> Document | Finding:
    reader = _Reader(coloured_classes(text))
    try:
        for number, each in enumerate(tags_of(text)):
            if number > _MOST_TAGS:
                raise BeyondError(file)
            reader.take(each)
    except BeyondError:
        return finding(codes.PAPER_DAMAGED, Place(file), size="1", torn="")
    except DamagedError:
        return finding(codes.PAPER_DAMAGED, Place(file), size="", torn="1")
    return Document(file, tuple(reader.finished()), tuple(dict.fromkeys(reader.remarks)))


def _decoded(data: bytes, said: str | None) -> str:
    """The text by what the file says of its letters, else by what its bytes allow."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    named = _CHARSET.search(data[:_FOUND_IN])
    tried = (said, named[1].decode("ascii", "replace") if named else None, "utf-8", "cp1251")
    for name in filter(None, tried):
        try:
            letters = lookup(name).name
            if letters in _LETTERS:
                return data.decode("utf-8-sig" if letters == "utf-8" else letters)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1251", "replace")


class _Reader:
    """Tags → blocks. What is left open is closed as a browser would."""

    def __init__(self, coloured: frozenset[str]) -> None:
        self._coloured = coloured
        self._blocks: list[Block] = []
        self._page = Words()
        self._grids: list[Grid] = []
        self._open: list[tuple[str, bool]] = []
        """Open tags, and whether each hides what it holds."""
        self._lists: list[tuple[str, int]] = []
        self._names: Counter[str] = Counter()
        self._hiding = 0
        self._tables = self._paragraphs = 0
        self.remarks: list[Remark] = []

    def finished(self) -> list[Block]:
        """All blocks, when the whole text was fed."""
        while self._grids:
            self._end_table()
        self._end_paragraph()
        return self._blocks

    def take(self, each: Tag | str) -> None:
        """The next tag, or words. Raises DamagedError where a page has no end of depth or cells."""
        if isinstance(each, str):
            self._say(each)
        elif each.is_end:
            self._finish(each.name)
        else:
            self._begin(each.name, each.said)

    # Tags

    def _begin(self, tag: str, said: dict[str, str]) -> None:
        if tag == "br":
            self._words().end_line()
        elif tag == "img":
            self.remarks.append(Remark(RemarkKind.PICTURE, self._at(), said.get("alt", "").strip()))
        self._close_left_open(tag)
        if tag in _BLOCKS or tag in ("table", "tr", "td", "th"):
            self._end_paragraph()
        if tag in _VOID:
            return
        hides = "hidden" in said or _HIDDEN.search(said.get("style", "")) is not None
        if len(self._open) >= _MOST_OPEN:
            raise DamagedError(tag)
        self._open.append((tag, hides))
        self._names[tag] += 1
        self._hiding += hides
        if tag == "table":
            self._begin_table()
        elif self._grids and tag == "tr":
            self._grids[-1].open_row()
        elif self._grids and tag in ("td", "th"):
            self._end_cell()
            self._grids[-1].open_cell(
                _span(said, "rowspan"), _span(said, "colspan"),
                is_shaded=is_shaded(said, self._coloured),
            )  # fmt: skip
        elif tag in ("ul", "ol"):
            start = said.get("start", "")
            kind = said.get("type", "1") if tag == "ol" else ""
            self._lists.append((kind, int(start) if re.fullmatch(r"\d{1,4}", start) else 1))
        elif tag == "li":
            self._words().label = self._label(said.get("value", ""))
        self._words().is_heading = self._words().is_heading or tag in _HEADINGS

    def _finish(self, tag: str) -> None:
        """What ends here, with all that was left open inside of it."""
        if tag in _BLOCKS or tag in ("td", "th", "tr", "table"):
            self._end_paragraph()
        if not self._names[tag] or tag in _VOID:
            return
        for last in range(len(self._open) - 1, -1, -1):
            name = self._open[last][0]
            if name == tag:
                self._close_from(last)
            if name in (tag, "table"):
                return

    def _close_from(self, first: int) -> None:
        for name, hides in reversed(self._open[first:]):
            self._end(name)
            self._names[name] -= 1
            self._hiding -= hides
        del self._open[first:]

    def _say(self, data: str) -> None:
        if self._hiding:
            self._note(RemarkKind.HIDDEN, data)
        elif self._is_in("del"):
            self._note(RemarkKind.DELETED, data)
        else:
            if self._is_in("ins"):
                self._note(RemarkKind.INSERTED, data)
            self._words().say(re.sub(r"\s+", " ", data), bold=self._is_in(*_BOLD))

    def _is_in(self, *tags: str) -> bool:
        return any(self._names[tag] for tag in tags)

    def _close_left_open(self, tag: str) -> None:
        """«<td>» ends the cell before it, «<tr>» the row, «<li>» and «<p>» their own kind."""
        ended = _OPENED_BY.get(tag, ("p",) if tag in _BLOCKS or tag == "table" else ())
        if not self._is_in(*ended):
            return
        stops = {"td": ("table", "tr"), "th": ("table", "tr"), "tr": ("table",)}.get(
            tag, ("table", "td", "th", "ul", "ol")
        )
        for at in range(len(self._open) - 1, -1, -1):
            name = self._open[at][0]
            if name in ended:
                self._end_paragraph()
                self._close_from(at)
                return
            if name in stops:
                return

    def _end(self, name: str) -> None:
        if name == "table" and self._grids:
            self._end_table()
        elif name in ("td", "th"):
            self._end_cell()
        elif name == "tr" and self._grids:
            self._end_cell()
            self._grids[-1].in_row = False
        elif name == "li":
            self._end_item()
        elif name in ("ul", "ol") and self._lists:
            self._lists.pop()

    # Where words go

    def _holder(self) -> Begun | None:
        """The innermost open cell; words between cells belong to what holds the table."""
        return next((grid.open for grid in reversed(self._grids) if grid.open), None)

    def _words(self) -> Words:
        holder = self._holder()
        return self._page if holder is None else holder.words

    def _at(self) -> Address:
        holder = self._holder()
        return (("paragraph", self._paragraphs + 1),) if holder is None else holder.address

    def _note(self, kind: RemarkKind, text: str) -> None:
        plain = " ".join(text.split())
        if plain:
            self.remarks.append(Remark(kind, self._at(), plain))

    def _end_paragraph(self) -> None:
        paragraph = self._words().close(self._at())
        if paragraph is not None:
            self._keep(paragraph)

    def _keep(self, found: Paragraph) -> None:
        holder = self._holder()
        if holder is None:
            self._paragraphs += 1
            self._blocks.append(found)
        else:
            holder.words.found.append(found)

    def _end_item(self) -> None:
        """An item without words is still counted."""
        self._end_paragraph()
        words = self._words()
        if words.label:
            self._keep(Paragraph((), self._at(), words.label))
            words.label = ""

    # Tables

    def _begin_table(self) -> None:
        holder = self._holder()
        if len(self._grids) >= _DEEPEST:
            raise DamagedError("table")
        if holder is None:
            self._tables += 1
            at: Address = (("table", self._tables),)
        else:
            at = (*holder.address, ("nested", len(holder.nested) + 1))
        self._grids.append(Grid(at))

    def _end_cell(self) -> None:
        self._end_paragraph()
        if self._grids:
            self._grids[-1].open = None

    def _end_table(self) -> None:
        self._end_cell()
        table = self._grids.pop().table()
        holder = self._holder()
        if holder is not None:
            holder.nested.append(table)
        elif table.rows:
            self._blocks.append(table)

    def _label(self, value: str) -> str:
        """The number that a browser prints before an item."""
        if not self._lists:
            return "•"
        kind, number = self._lists[-1]
        number = int(value) if re.fullmatch(r"\d{1,4}", value) else number
        self._lists[-1] = kind, number + 1
        return f"{_counted(number, kind)}." if kind else "•"


def _counted(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if kind == "a" else letter.upper()
    if kind in ("i", "I") and number <= _MOST_ROMAN:
        return in_roman(number) if kind == "I" else in_roman(number).lower()
    return str(number)


def _span(said: dict[str, str], name: str) -> int:
    text = said.get(name, "").strip()
    return max(1, min(int(text), MOST_COLUMNS)) if re.fullmatch(r"\d{1,5}", text) else 1

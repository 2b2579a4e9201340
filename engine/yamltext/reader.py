"""Events → plain data, in one pass. What a spec may not hold is noted with its place.

Bytes → text, or the finding why not: size, encoding, characters that do not belong.

What a plain (unquoted) scalar means, and what YAML would make of it behind one's back.

Data keeps only what every YAML reader agrees on: decimal numbers, true/false and their YAML 1.1
cousins, null. Everything else stays text; where some reader would turn that text into a date or a
number, the lookalike is remembered, and `load` refuses it where it does harm.
"""

import re
from dataclasses import field
from enum import StrEnum
from unicodedata import normalize

from engine.classes import dataclass
from engine.codes import yaml as codes
from engine.diagnostics import Code, Finding, Param, Place, Related, Route, finding
from engine.lazy import lazy_pattern
from engine.yamltext.events import (
    AliasEvent,
    DocumentEndEvent,
    Event,
    Events,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    marks,
)
from engine.yamltext.traps import DEPTH_LIMIT, KEY_LIMIT, quote

LIMIT = 8 * 1024 * 1024
"""Largest YAML file in bytes; the largest real roadmap has 50,000."""

MOST_VALUES = 400_000
"""Keys, values and brackets of a file: what is kept of each takes some hundred bytes."""

_BREAKS = ("\r", "\x85", "\u2028", "\u2029")
_FOREIGN_BREAKS = (*_BREAKS, "\ufeff")
"""YAML breaks lines here, editors do not (but for \\r\\n): line numbers would differ.

A BOM amid the text is skipped or kept, as the parser pleases."""

CONTROL = lazy_pattern(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SEPARATORS = str.maketrans("\r\u2028\u2029\x85", "    ")


def writable(text: str) -> str:
    """The text without the characters that no file may hold; separators become spaces, letters
    stand in one piece: read again, it is the same."""
    text = CONTROL.sub("", text.translate(_SEPARATORS)) if CONTROL.search(text) else text
    return in_one_piece(text)


def in_one_piece(text: str) -> str:
    """Letters as one sign each (NFC), as those of tables are: «й» may be written as «и» and a
    breve, and what looks alike must compare alike."""
    return normalize("NFC", text)


def too_large(file: str) -> Finding:
    """What is said of a file of more bytes than are read."""
    return finding(codes.TOO_LARGE, Place(file), limit=LIMIT // 1024 // 1024, values="")


def decode(data: bytes, file: str) -> str | Finding:
    """The text without its BOM, its letters in one piece."""
    if len(data) > LIMIT:
        return too_large(file)
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, file)
    if "\0" in text and _wide(data):
        return _not_utf8(data, data.index(0), file)
    text = in_one_piece(text.removeprefix("\ufeff"))
    if any(sign in text for sign in _FOREIGN_BREAKS):
        return control_character(text, file) or text
    return text


def text_of(data: bytes) -> str:
    """The text as far as it can be read, for quoting: what is no text becomes a sign for it."""
    return data.decode(_encoding(data), "replace").removeprefix("\ufeff")


def _encoding(data: bytes) -> str:
    """UTF-8; UTF-16 or UTF-32 where the file says so itself, as PowerShell's `>` does."""
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "utf-32"
    return "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"


_BEGUN = 4096


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark of it: the Latin letters, signs and spaces of a spec have one
    byte that is not nought in two or in four."""
    begun = data[:_BEGUN]
    ascii_ = sum(9 <= byte < 128 for byte in begun)
    noughts = begun.count(0)
    if noughts * 3 < ascii_ or not noughts:
        return ""
    return "UTF-32" if noughts > len(begun) // 2 else "UTF-16"


def control_character(text: str, file: str) -> Finding | None:
    """The first character that YAML forbids, or that only YAML takes for a line break."""
    odd = CONTROL.search(text)
    if odd is None:
        return None
    line = text.count("\n", 0, odd.start()) + 1
    column = odd.start() - text.rfind("\n", 0, odd.start())
    place = Place(file, line, column, line, column + 1)
    sign, breaks = odd.group(), text.count(odd.group())
    parts_lines = sign in _BREAKS and breaks > text.count("\n")
    return finding(
        codes.CONTROL_CHARACTER, place, character=f"U+{ord(sign):04X}",
        breaks=breaks if parts_lines else "",
    )  # fmt: skip


def _not_utf8(data: bytes, at: int, file: str) -> Finding:
    before = data[:at]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return finding(
        codes.NOT_UTF8,
        Place(file, line, column),
        byte=f"{data[at]:02X}",
        offset=at + 1,
        line=line,
        guess=_guess(data),
    )


def _guess(data: bytes) -> str:
    if (own := _encoding(data)) != "utf-8":
        return own.upper()
    if wide := _wide(data):
        return wide
    return next((name for name in _RUSSIAN if _is_russian(data.decode(name, "replace"))), "")


_RUSSIAN = ("windows-1251", "koi8-r", "cp866", "mac-cyrillic")


def _is_russian(text: str) -> bool:
    """Whether most of what is not ASCII is small Russian letters, as in no other encoding."""
    foreign = [sign for sign in text if sign > "\x7f"]
    russian = sum("а" <= sign <= "я" for sign in foreign)
    return russian * 10 > len(foreign) * 6


Plain = str | int | float | bool | None


class Lookalike(StrEnum):
    """What another YAML reader would take a plain text for."""

    DATE = "date"
    TIMESTAMP = "timestamp"
    NUMBER = "number"


_CONSTANTS: dict[str, Plain] = {
    "": None,
    "~": None,
    **{form(word): value
       for word, value in (("null", None), ("true", True), ("false", False), ("yes", True),
                           ("no", False), ("on", True), ("off", False))
       for form in (str.lower, str.title, str.upper)},
}  # fmt: skip

_INTEGER = lazy_pattern(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = lazy_pattern(
    r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}(?:\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,2})?"
)
_DATE = lazy_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIMESTAMP = lazy_pattern(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:.*)?"
)
_ODD_NUMBER = lazy_pattern(
    r"[-+]?(?:0b[01_]+|0x[0-9a-fA-F_]+|0o?[0-7_]+|[0-9][0-9_]*(?:\.[0-9_]*)?"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
    r"|[-+]?(?:[0-9][0-9_]*\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+"
)
_NUMBER_BEGINS = frozenset("0123456789+-.")


def read_plain(text: str) -> Plain:
    """The value of a plain scalar; a lookalike stays text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_BEGINS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    # A leading zero is octal for one reader and decimal for the next: it stays text.
    if _FLOAT.fullmatch(text) and not re.match(r"[-+]?0[0-9]", text):
        return float(text)
    return text


def lookalike(text: str) -> Lookalike | None:
    """What another reader would make of a plain text that `read_plain` left as it is."""
    if not text or text[0] not in _NUMBER_BEGINS:
        return None
    if _DATE.fullmatch(text):
        return Lookalike.DATE
    if _TIMESTAMP.fullmatch(text):
        return Lookalike.TIMESTAMP
    if _ODD_NUMBER.fullmatch(text):
        return Lookalike.NUMBER
    return None


Data = Plain | list["Data"] | dict[str, "Data"]


class TooDeep(Exception):  # noqa: N818
    """Stops the reading; the finding is already noted."""


@dataclass(slots=True)
class Reader:
    """Reads one document. `lookalikes` are plain texts that others take for dates or numbers."""

    events: Events
    file: str
    findings: list[Finding] = field(default_factory=list)
    lookalikes: list[tuple[Route, Lookalike]] = field(default_factory=list)
    _route: list[str | int] = field(default_factory=list)

    def read(self) -> Data:
        """The data of the only document; a second one is a finding."""
        next_event = self.events.get_event
        next_event()  # stream start
        if type(next_event()) is StreamEndEvent:
            self.findings.append(finding(codes.EMPTY, Place(self.file, 1, 1)))
            return None
        data = self._value(next_event())
        while type(event := next_event()) is not StreamEndEvent:
            if type(event) is not DocumentEndEvent:
                self._refuse(codes.SEVERAL_DOCUMENTS, event, mark="---")
                break
        return data

    def _value(self, event: Event) -> Data:
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event)  # type: ignore[arg-type]
        if kind is AliasEvent:
            self._refuse(codes.ANCHOR, event, name=f"*{event.anchor}")  # type: ignore[attr-defined]
            return None
        self._refuse_properties(event)
        if len(self._route) >= DEPTH_LIMIT:
            self._refuse(codes.TOO_DEEP, event, limit=DEPTH_LIMIT)
            raise TooDeep
        if isinstance(event, MappingStartEvent):
            return self._mapping(is_flow=bool(event.flow_style))
        return self._sequence()

    def _scalar(self, event: ScalarEvent) -> Plain:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        text: str = event.value
        if event.style:
            if event.style == '"' and (odd := CONTROL.search(text)):
                self._refuse(codes.CONTROL_CHARACTER, event, character=f"U+{ord(odd[0]):04X}")
            return text
        value = read_plain(text)
        if value is text:
            self._notice(text, event)
        return value

    def _notice(self, text: str, event: ScalarEvent) -> None:
        if kind := lookalike(text):
            self.lookalikes.append((tuple(self._route), kind))
        elif text[0].isspace():
            self._refuse(codes.ODD_SPACE_INDENT, event, character=f"U+{ord(text[0]):04X}")

    def _sequence(self) -> list[Data]:
        items: list[Data] = []
        next_event, route = self.events.get_event, self._route
        route.append(0)
        while type(event := next_event()) is not SequenceEndEvent:
            route[-1] = len(items)
            items.append(self._value(event))
        route.pop()
        return items

    def _mapping(self, *, is_flow: bool) -> dict[str, Data]:
        entries: dict[str, Data] = {}
        first_marks: dict[str, Event] = {}
        kept: str | None = ""
        next_event, route = self.events.get_event, self._route
        route.append("")
        while type(event := next_event()) is not MappingEndEvent:
            key = self._key(event)
            route[-1] = key
            value_event = next_event()
            if is_flow and _has_no_colon(event, value_event):
                if kept is not None:
                    self._refuse_rest(event, kept)
                kept = None
                continue
            kept = _plain_text(value_event)
            value = self._value(value_event)
            if key in entries:
                self._refuse_duplicate(key, event, first_marks[key])
            else:
                entries[key], first_marks[key] = value, event
        route.pop()
        return entries

    def _key(self, event: Event) -> str:
        if isinstance(event, ScalarEvent):
            key: str = event.value
            if event.anchor is not None or event.tag is not None:
                self._refuse_properties(event)
            elif key == "<<" and not event.style:
                self._refuse(codes.MERGE_KEY, event)
            elif not event.style and (read_plain(key) is not key or lookalike(key)):
                self._refuse(codes.KEY_NOT_TEXT, event, key=quote(key))
            elif len(key) > KEY_LIMIT:
                self._refuse(codes.KEY_TOO_LONG, event, key=quote(key), limit=KEY_LIMIT)
            elif key[:1].isspace():
                self._refuse(codes.ODD_SPACE_INDENT, event, character=f"U+{ord(key[0]):04X}")
            return key
        self._refuse(codes.KEY_NOT_TEXT, event, key="")
        self._value(event)
        return ""

    def _refuse_properties(self, event: Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor is not None:
            self._refuse(codes.ANCHOR, event, name=f"&{anchor}")
        if tag is not None:
            self._refuse(codes.TAG, event, name=str(tag).replace("tag:yaml.org,2002:", "!!"))

    def _refuse_rest(self, key: Event, kept: str) -> None:
        """The first of the pieces of a text between commas."""
        lost = str(key.value)  # type: ignore[attr-defined]
        self._refuse(codes.TEXT_CUT_BY_COMMA, key, kept=quote(kept), lost=quote(lost))

    def _refuse_duplicate(self, key: str, event: Event, first: Event) -> None:
        related = (Related(event_place(first, self.file), "first-here"),)
        place = event_place(event, self.file)
        self.findings.append(finding(codes.DUPLICATE_KEY, place, related=related, key=quote(key)))

    def _refuse(self, code: Code, event: Event, **params: Param) -> None:
        self.findings.append(
            Finding(code, event_place(event, self.file), tuple(sorted(params.items())))
        )


def _has_no_colon(key: Event, value: Event) -> bool:
    """`{a: b, c}`: nothing follows the key, not even a colon."""
    if not isinstance(key, ScalarEvent) or not isinstance(value, ScalarEvent):
        return False
    return not value.style and not value.value and marks(value)[0].index == marks(key)[1].index


def _plain_text(event: Event) -> str:
    return event.value if isinstance(event, ScalarEvent) and not event.style else ""


def event_place(event: Event, file: str) -> Place:
    """Where an event stands; marks of the parser count from 0."""
    start, end = marks(event)
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

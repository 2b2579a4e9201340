"""Bytes → text, or the finding why not: size, encoding, characters that do not belong."""

import re

from engine.codes import yaml as codes
from engine.diagnostics import Finding, Place, finding

LIMIT = 8 * 1024 * 1024
"""Largest YAML file in bytes; the largest real roadmap has 50,000."""

_FOREIGN_BREAKS = ("\r", "\x85", "\u2028", "\u2029", "\ufeff")
"""YAML breaks lines here, editors do not (but for \\r\\n): line numbers would differ.

A BOM amid the text is skipped or kept, as the parser pleases."""

CONTROL = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)


def decode(data: bytes, file: str) -> str | Finding:
    """The text without its BOM."""
    if len(data) > LIMIT:
        megabytes = round(len(data) / 1024 / 1024, 1)
        return finding(codes.TOO_LARGE, Place(file), size=megabytes, limit=LIMIT // 1024 // 1024)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, file)
    text = text.removeprefix("\ufeff")
    if any(sign in text for sign in _FOREIGN_BREAKS):
        return control_character(text, file) or text
    return text


def control_character(text: str, file: str) -> Finding | None:
    """The first character that YAML forbids, or that only YAML takes for a line break."""
    odd = CONTROL.search(text)
    if odd is None:
        return None
    line = text.count("\n", 0, odd.start()) + 1
    column = odd.start() - text.rfind("\n", 0, odd.start())
    place = Place(file, line, column, line, column + 1)
    return finding(codes.CONTROL_CHARACTER, place, character=f"U+{ord(odd.group()):04X}")


def _not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> Finding:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return finding(
        codes.NOT_UTF8,
        Place(file, line, column),
        byte=f"{data[error.start]:02X}",
        offset=error.start + 1,
        line=line,
        guess=_guess(data),
    )


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        text = data.decode("windows-1251")
    except UnicodeDecodeError:
        return ""
    foreign = [sign for sign in text.lower() if sign > "\x7f"]
    russian = sum("а" <= sign <= "я" for sign in foreign)
    return "windows-1251" if russian * 10 > len(foreign) * 7 else ""

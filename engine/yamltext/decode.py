"""Bytes → text, or the finding why not: size, encoding, characters that do not belong."""

import re

from engine.codes import yaml as codes
from engine.diagnostics import Finding, Place, finding

LIMIT = 8 * 1024 * 1024
"""Largest YAML file in bytes; the largest real roadmap has 50,000."""

_BREAKS_OR_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


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
    if not text.isprintable() and (odd := _BREAKS_OR_CONTROL.search(text)):
        return _control(text, odd, file)
    return text


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
    russian = sum("а" <= letter <= "я" for letter in text.lower())
    return "windows-1251" if russian * 2 > sum(map(str.isalpha, text)) else ""


def _control(text: str, odd: re.Match[str], file: str) -> Finding:
    line = text.count("\n", 0, odd.start()) + 1
    column = odd.start() - text.rfind("\n", 0, odd.start())
    place = Place(file, line, column, line, column + 1)
    return finding(codes.CONTROL_CHARACTER, place, character=f"U+{ord(odd.group()):04X}")

"""Guesses about a csv: its encoding and its delimiter, each with how sure it is."""

import csv
from collections import Counter
from io import StringIO
from itertools import pairwise

from engine.classes import dataclass

DELIMITERS = (";", ",", "\t", "|")
_SEEN = 60
_CYRILLIC = set("абвгдежзийклмнопрстуфхцчшщъыьэюяё")
_COMMON = set("оеаинтсрвлк")
_BOXES = set("ЂЃѓ†‡€‰ЉЊЌЋЏђљњќћџўЎјҐ¦©®±ІіҐµ¶·№░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧")


@dataclass(frozen=True, slots=True)
class Guess:
    """What was guessed; `is_sure` where nothing else comes near."""

    value: str
    is_sure: bool


def guess_encoding(data: bytes) -> Guess:
    """UTF-8 and UTF-16 prove themselves; between the others the letters decide."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Guess("utf-16", True)
    try:
        data.decode("utf-8")
        return Guess("utf-8", True)
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.reason == "unexpected end of data":
            return Guess("utf-8", True)
    names = ("windows-1251", "cp866", "koi8-r", "mac-cyrillic", "windows-1252", "windows-1250")
    marks = {name: _likeness(data, name) for name in names}
    best = max(names, key=lambda name: marks[name])
    others = [mark for name, mark in marks.items() if name != best]
    return Guess(best, marks[best] > 0.3 and marks[best] > 1.2 * max(others))


def _likeness(data: bytes, encoding: str) -> float:
    """How much the bytes above 127 read as a text of usual small letters."""
    high = bytes(byte for byte in data[:200_000] if byte > 127)
    text = high.decode(encoding, errors="replace")
    if not text:
        return 0.0
    counts = Counter(text)
    common = sum(counts[letter] for letter in _COMMON)
    small = sum(counts[letter] for letter in _CYRILLIC)
    latin = sum(n for sign, n in counts.items() if sign.isalpha() and ord(sign) < 0x250)
    boxes = sum(n for sign, n in counts.items() if sign in _BOXES or sign == "\ufffd")
    swaps = sum(a.islower() and b.isupper() for a, b in pairwise(text))
    western = 0.5 * latin if encoding.startswith("windows-125") and not small else 0.0
    return (small + common + western - 3 * boxes - 2 * swaps) / len(text)


def guess_delimiter(text: str) -> Guess:
    """The sign that splits most lines into the same number of cells."""
    lines = "\n".join(text.splitlines()[:_SEEN])
    marks = {sign: _evenness(lines, sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: marks[sign])
    others = max(mark for sign, mark in marks.items() if sign != best)
    return Guess(best if marks[best] > 0 else ";", marks[best] > 0 and marks[best] >= 2 * others)


def _evenness(lines: str, sign: str) -> float:
    try:
        widths = [len(row) for row in csv.reader(StringIO(lines), delimiter=sign) if row]
    except csv.Error:
        return 0.0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0.0
    width, times = wide.most_common(1)[0]
    return times / len(widths) * (1 + min(width, 20) / 20)

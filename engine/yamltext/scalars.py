"""What a plain (unquoted) scalar means, and what YAML would make of it behind one's back.

Data keeps only what every YAML reader agrees on: decimal numbers, true/false and their YAML 1.1
cousins, null. Everything else stays text; where some reader would turn that text into a date or a
number, the lookalike is remembered, and `load` refuses it where it does harm.
"""

import re
from enum import StrEnum

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

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}(?:\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,2})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:.*)?")
_ODD_NUMBER = re.compile(
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

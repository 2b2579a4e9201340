"""The one place where text of files is made fit to be shown: on a terminal, on a page, in Markdown.

Control characters and marks of direction steer whoever shows them: they colour a terminal, break
lines where no editor does, and turn the order of letters around. They become a dot, and so do
the bytes of a file name that are no UTF-8: no file can be written with them.
"""

import json
import unicodedata

from engine.lazy import lazy_pattern

_STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")

_VALUES = lazy_pattern(r"""(['"`]).*?\1|«[^»]*»|“[^”]*”|[\w.-]*[^\W\x00-\x7f][\w.-]*""")
_LATER_NAME = lazy_pattern(r"(?<=\s)[A-Z][a-z]+\b")
_LONG_NUMBER = lazy_pattern(r"(\d{4})\d+")
_COMPUTED = ("=", "+", "-", "@")


def begins_formula(text: str) -> bool:
    """Whether a program of tables may compute what a cell of csv begins with, spaces before it
    or not."""
    return text[:1] in ("\t", "\r", "\n") or text.lstrip()[:1] in _COMPUTED


def harmless(text: str) -> str:
    """Text without control and direction characters; a tabulator becomes a space."""
    if text.isprintable():
        return text
    return "".join(
        " " if character == "\t" else "·" if _steers(character) else character for character in text
    )


def without_steering(text: str) -> str:
    """Text in which nothing stands for those characters: the name of a file."""
    return "".join(character for character in text if not _steers(character))


def harmless_lines(text: str) -> str:
    """Text whose line ends are kept and whose other control characters are not."""
    return "\n".join(harmless(line) for line in text.split("\n"))


def json_text(value: object, *, indent: int | None = 2) -> str:
    """JSON with Cyrillic as it is; what would steer whoever shows it is escaped, and the value
    stays the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "\n".join(map(escaped, text.split("\n")))


def escaped(line: str) -> str:
    """A line of JSON whose control and direction characters are written as JSON escapes them."""
    if line.isprintable():
        return line
    return "".join(json.dumps(sign)[1:-1] if _steers(sign) else sign for sign in line)


def _steers(character: str) -> bool:
    return unicodedata.category(character) in _STEERING


def without_values(text: str) -> str:
    """The words of an exception without what may have stood in a file: what is quoted, words in
    other letters than ASCII or with a capital amid the text, the tail of long numbers.

    A defect is sent to those who mend the program; a name of a table must not go with it.
    """
    return _LATER_NAME.sub("…", _VALUES.sub("…", _LONG_NUMBER.sub(r"\1…", text)))

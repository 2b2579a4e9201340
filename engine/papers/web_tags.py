"""The text of a web page → its tags and words, in one pass.

The parser of the standard library needs minutes for some tens of kilobytes of unclosed comments.
"""

import re
from collections.abc import Iterator
from dataclasses import field
from html import unescape

from engine.classes import dataclass
from engine.lazy import lazy_pattern

_NAME = lazy_pattern(r"</?([A-Za-z][\w:-]{0,40})")
_STOP = lazy_pattern(r"[>\"']")
_ATTRIBUTE = lazy_pattern(r"""([^\s=/"'<>]{1,60})(?:\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s>]*))?""")
_RAW = frozenset(("script", "style", "title", "textarea", "template", "noscript", "xml"))
_LONGEST_TAG = 4000
_NO_LETTER = lazy_pattern(r"&#\d{9,};?")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its attributes."""

    name: str
    is_end: bool
    said: dict[str, str] = field(default_factory=dict)


def tags_of(text: str) -> Iterator[Tag | str]:
    """Tags, and the words between them; scripts, styles and comments are left out."""
    at, has_quotes = 0, True
    while at < len(text):
        begin = text.find("<", at)
        if begin < 0:
            begin = len(text)
        if begin > at:
            yield _plain(text[at:begin])
        if begin == len(text):
            return
        name = _NAME.match(text, begin)
        if name is None:
            at, word = _aside(text, begin)
            if word:
                yield word
            continue
        end = _end(text, name.end()) if has_quotes else -1
        if end < 0:  # a quote is open to the end of the page: none is asked about again
            has_quotes, end = False, text.find(">", name.end())
        if end < 0:
            return
        at = end + 1
        tag = name[1].casefold()
        if text[begin + 1] == "/":
            yield Tag(tag, True)
        elif tag in _RAW and text[end - 1] != "/":
            closing = re.compile(rf"</{tag}\b", re.IGNORECASE).search(text, at)
            at = len(text) if closing is None else closing.start()
        else:
            yield Tag(tag, False, _said(text[name.end() : min(end, begin + _LONGEST_TAG)]))


def _aside(text: str, begin: int) -> tuple[int, str]:
    """Where a comment or an instruction ends; a lone «<» is a word."""
    if text.startswith("<!--", begin):
        end = text.find("-->", begin + 4)
        return (len(text) if end < 0 else end + 3), ""
    if text.startswith(("<!", "<?", "</"), begin):
        end = text.find(">", begin)
        return (len(text) if end < 0 else end + 1), ""
    return begin + 1, "<"


def _end(text: str, at: int) -> int:
    """The «>» of a tag, none inside of quotes; -1 where it has none."""
    while found := _STOP.search(text, at):
        if found[0] == ">":
            return found.start()
        at = text.find(found[0], found.end()) + 1
        if not at:
            break
    return -1


def _plain(text: str) -> str:
    return unescape(_NO_LETTER.sub("\ufffd", text))


def _said(inner: str) -> dict[str, str]:
    return {
        found[1].casefold(): _plain((found[2] or "").strip("\"'"))
        for found in _ATTRIBUTE.finditer(inner)
    }

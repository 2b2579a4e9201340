"""Brackets and quotation marks without a pair (L692, L693)."""

from collections.abc import Iterator

from engine.codes.texts import UNPAIRED_BRACKET, UNPAIRED_QUOTE
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report
from engine.model.project import Project

Span = tuple[int, int]

_POINT_OF_LIST = lazy_pattern(r"(?:(?<=^)|(?<=[\s;:,.]))(?:\d{1,2}|[а-яa-z])\)")
_PAIRS = {"(": ")", "[": "]"}
_OPENING, _CLOSING = "«", "»"
_LOW = "„"


def check_pairs(project: Project) -> tuple[Finding, ...]:
    """Each bracket and quotation mark that stands alone in its text."""
    return tuple(
        report(code, passage, span)
        for passage in passages_of(project)
        if not passage.lost
        for code, span in _unpaired(passage)
    )


def _unpaired(passage: Passage) -> Iterator[tuple[Code, Span]]:
    yield from ((UNPAIRED_BRACKET, (at, at + 1)) for at in _lone_brackets(passage.text))
    yield from ((UNPAIRED_QUOTE, (at, at + 1)) for at in _lone_quotes(passage.text))


def _lone_brackets(text: str) -> Iterator[int]:
    """Opening ones never closed, closing ones never opened; «1)» is a point of a list."""
    points = {each.end() - 1 for each in _POINT_OF_LIST.finditer(text)}
    opened: list[int] = []
    for at, character in enumerate(text):
        if character in _PAIRS:
            opened.append(at)
        elif character in _PAIRS.values():
            if opened and _PAIRS[text[opened[-1]]] == character:
                opened.pop()
            elif at not in points:
                yield at
    yield from opened


def _lone_quotes(text: str) -> Iterator[int]:
    """«…» may be closed by one mark for two («план «Школа»); straight marks come in pairs."""
    opened: list[int] = []
    for at, character in enumerate(text):
        if character == _OPENING:
            opened.append(at)
        elif character == _CLOSING and opened:
            opened.pop()
        elif character == _CLOSING:
            yield at
    if _CLOSING not in text[opened[-1] :] if opened else False:
        yield opened[-1]
    straight = [at for at, character in enumerate(text) if character == '"']
    if len(straight) % 2 and _LOW not in text and not _closed_together(text, straight):
        yield _lone_straight(text, straight)


def _closed_together(text: str, straight: list[int]) -> bool:
    """«"план "Школа"»: two are opened, and one mark closes both."""
    opens = [at + 1 < len(text) and text[at + 1].isalnum() for at in straight[-3:]]
    return opens == [True, True, False] and not text[straight[-1] + 1 :].lstrip()[:1].isalpha()


def _lone_straight(text: str, straight: list[int]) -> int:
    """The mark that opens and is not closed, else the last one."""
    opened: list[int] = []
    for at in straight:
        opens = at + 1 < len(text) and text[at + 1].isalnum()
        if opens or not opened:
            opened.append(at)
        else:
            opened.pop()
    return opened[0] if opened else straight[-1]

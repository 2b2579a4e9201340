"""Texts that break off (L690, L691)."""

import re
from collections.abc import Iterator

from engine.checks.texts import Passage, passages_of, report
from engine.checks.texts.morphology import forms
from engine.checks.texts.words import words_of
from engine.codes.texts import CUT_OFF, HANGING_SIGN
from engine.diagnostics import Code, Finding
from engine.model.project import Project

_HYPHEN = re.compile(r"\w\s*[-–—]$")
_FIGURE_AWAITED = re.compile(
    r"\b(?:охвачено|составля[ею]т|не\s+менее|не\s+более|более|свыше)\W*$", re.IGNORECASE
)
_COLON = re.compile(r":\s*$")
_COMMA = re.compile(r"[,;]\s*$")
_INNER = re.compile(r"\w\s+(?:в|к|с|о|на|по|для|из|от|за|и)\s*[.;:!?)](?:\s|$)")
_LISTS = frozenset({"items", "text", "preamble", "details", "annexes", "label", "schedule"})
_ROWS_OF_ORDER = frozenset({"preamble", "annexes"})
_FUNCTION_PARTS = ("PREP", "CONJ")
_LONGEST_FUNCTION_WORD = 5


def check_cut_off(project: Project) -> tuple[Finding, ...]:
    """Each text that ends in the middle; lists may end their points with a comma."""
    passages = passages_of(project)
    following = (*passages[1:], None)
    return tuple(
        report(code, passage, span)
        for passage, after in zip(passages, following, strict=True)
        if not passage.lost
        for code, span in _fault(passage, after)
    )


def _fault(passage: Passage, after: Passage | None) -> Iterator[tuple[Code, tuple[int, int]]]:
    text = passage.text.rstrip()
    if _breaks_off(passage, text):
        yield CUT_OFF, _last_word(text)
    elif _COLON.search(text) and _nothing_follows(passage, after):
        yield HANGING_SIGN, (len(text) - 1, len(text))
    elif _COMMA.search(text) and _must_be_whole(passage, text):
        yield HANGING_SIGN, (len(text) - 1, len(text))


def _last_word(text: str) -> tuple[int, int]:
    words = words_of(text)
    return (words[-1].start, len(text)) if words else (0, len(text))


def _breaks_off(passage: Passage, text: str) -> bool:
    words = words_of(text)
    if not words or passage.field == "responsible":
        return False
    last = words[-1]
    if _HYPHEN.search(text) or _FIGURE_AWAITED.search(text):
        return True
    if last.end < len(text):
        return False
    return _is_function_word(last.text) or _is_lonely_adjective([word.text for word in words])


def _is_function_word(word: str) -> bool:
    """«в», «и», «для», but not «Сириус» or a letter of a list."""
    likeliest = forms(word)[0]
    return len(word) <= _LONGEST_FUNCTION_WORD and word.islower() and (
        likeliest.part in _FUNCTION_PARTS
    )  # fmt: skip


def _is_lonely_adjective(words: list[str]) -> bool:
    """A preposition or an adjective before it, an adjective at the end, and no noun after."""
    if len(words) < 3 or not words[-1].islower():
        return False
    readings = forms(words[-1])
    adjective = all(each.part == "ADJF" and "Subx" not in each.grammemes for each in readings)
    before = forms(words[-2])[0].part
    return adjective and before in ("PREP", "ADJF")


def _nothing_follows(passage: Passage, after: Passage | None) -> bool:
    """The colon opens no list: another cell, another row, or another heading comes next."""
    if passage.subject.kind == "indicator" or passage.subject.kind == "event":
        return True
    if passage.field in _ROWS_OF_ORDER or after is None:
        return False
    return passage.last or after.at.route[:2] != passage.at.route[:2] or (
        _COLON.search(after.text) is not None and after.subject.kind == "passport"
    )  # fmt: skip


def _must_be_whole(passage: Passage, text: str) -> bool:
    """Points of a list end with commas and semicolons; cells of a plan do not."""
    if passage.field in _LISTS:
        return text.endswith(",") and passage.last and passage.field == "items"
    return True

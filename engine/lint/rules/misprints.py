"""Doubled words, words that no dictionary has, nouns in the wrong case (L694–L696)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from engine.codes.texts import DOUBLED_WORD, MISPRINT, WRONG_CASE
from engine.diagnostics import Finding
from engine.lint.text import Passage, Word, passages_of, report, words_of
from engine.lint.text.morphology import Form, forms, is_known
from engine.model.project import Project

_ALONE = frozenset(
    ["а", "в", "и", "к", "о", "с", "у", "я", "ж", "б", "г", "п", "т", "д", "е", "й", "ё", "р", "ч"]
)
_CASES = {
    "в": {"accs", "loct", "loc2"}, "на": {"accs", "loct", "loc2"}, "о": {"accs", "loct"},
    "об": {"accs", "loct"}, "при": {"loct"}, "к": {"datv"}, "для": {"gent", "gen2"},
    "от": {"gent", "gen2"}, "до": {"gent", "gen2"}, "из": {"gent", "gen2"}, "без": {"gent", "gen2"},
    "у": {"gent"}, "над": {"ablt"}, "с": {"gent", "gen2", "ablt"}, "согласно": {"datv"},
    "вопреки": {"datv"}, "благодаря": {"datv"}, "кроме": {"gent", "gen2"},
    "среди": {"gent", "gen2"}, "ради": {"gent", "gen2"}, "вместо": {"gent", "gen2"},
    "через": {"accs"}, "про": {"accs"},
}  # fmt: skip
_DURING = re.compile(r"\bв течении\b(?=\s+(?:\w+\s+){0,2}(?:год|месяц|период|недел|20\d\d|срок))")
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LEAST_LETTERS = 6


def check_misprints(project: Project) -> tuple[Finding, ...]:
    """Slips of the pen in every text that the scan left whole."""
    passages = passages_of(project)
    familiar = frozenset(
        word.text.lower()
        for passage in passages
        for word in words_of(passage.text)
        if is_known(word.text)
    )
    return tuple(
        found
        for passage in passages
        if not passage.lost
        for found in (
            *_doubled(passage),
            *_unknown(passage, familiar),
            *_glued(passage, familiar),
            *_wrong_case(passage),
        )
    )


def _doubled(passage: Passage) -> Iterator[Finding]:
    words = words_of(passage.text)
    for one, other in pairwise(words):
        between = passage.text[one.end : other.start]
        if between.isspace() and one.text.lower() == other.text.lower() and one.text.isalpha():
            yield report(DOUBLED_WORD, passage, (one.start, other.end))


def _unknown(passage: Passage, familiar: frozenset[str]) -> Iterator[Finding]:
    for word in words_of(passage.text):
        meant = _meant(word.text, familiar) if _is_plain(word, passage.text) else None
        if meant:
            yield report(MISPRINT, passage, (word.start, word.end), meant=meant)
    for stray in re.finditer(r"(?<=\s)[а-яё](?=\s)", passage.text):
        if stray.group() not in _ALONE:
            yield report(MISPRINT, passage, stray.span(), meant="")


_GLUED_FIGURE = re.compile(r"(?<![\w.-])(?P<word>[а-яё]{1,12})(?P<number>\d{1,2})(?=\s+[а-яё])")
_PARTICLES = frozenset({"в", "на", "по", "и", "о", "об", "с", "со", "к", "из", "от", "до", "для"})
_LEAST_GLUED = 7
_LEAST_PART = 4


def _glued(passage: Passage, familiar: frozenset[str]) -> Iterator[Finding]:
    """«диагностикипричин», «порусскому», «в9 классах»: two words without their space."""
    for found in _GLUED_FIGURE.finditer(passage.text):
        if is_known(found["word"]) or found["word"] in _PARTICLES:
            yield report(
                MISPRINT, passage, found.span(), meant=f"{found['word']} {found['number']}"
            )
    for word in words_of(passage.text):
        plain = word.text
        long = plain.isalpha() and plain.islower() and len(plain) >= _LEAST_GLUED
        parts = _parts(plain, familiar) if long and not is_known(plain) else None
        if parts and not any(each in familiar for each in _edits(plain)):
            yield report(MISPRINT, passage, (word.start, word.end), meant=" ".join(parts))


def _parts(word: str, familiar: frozenset[str]) -> tuple[str, str] | None:
    """Two words of the document, or a preposition and one, that make the word together."""
    for at in range(1, len(word) - _LEAST_PART + 1):
        head, tail = word[:at], word[at:]
        joins = head in _PARTICLES or (len(head) >= _LEAST_PART and head in familiar)
        if joins and (tail in familiar or (is_known(tail) and head in familiar)):
            return head, tail
        if head in _PARTICLES and is_known(tail) and len(tail) > _LEAST_PART:
            return head, tail
    return None


def _is_plain(word: Word, text: str) -> bool:
    """A Russian word in small letters, or with its first letter only small («гДятьковском»)."""
    inner_capital = word.text[:1].islower() and word.text[1:2].isupper() and word.text[2:].islower()
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    if "/" in around or "-" in around:
        return False
    return len(word.text) >= _LEAST_LETTERS and (word.text.islower() or inner_capital)


def _meant(word: str, familiar: frozenset[str]) -> str | None:
    """The word of this document that is one letter away from a word that nobody knows."""
    plain = word.lower()
    if "-" in plain or (is_known(plain) and word.islower()):
        return None
    return next((each for each in _edits(plain) if each in familiar), None) or (
        plain[1:] if word[1:2].isupper() else None
    )


def _edits(word: str) -> Iterator[str]:
    """All words one letter away: taken out, swapped, changed, put in."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail[1:] for letter in _LETTERS if tail)
        yield from (head + letter + tail for letter in _LETTERS)


def _wrong_case(passage: Passage) -> Iterator[Finding]:
    """«в реализация», «для объективного проведением», «в течении года»."""
    yield from (report(WRONG_CASE, passage, each.span()) for each in _DURING.finditer(passage.text))
    words = words_of(passage.text)
    for number, word in enumerate(words):
        cases = _CASES.get(word.text.lower())
        noun = _governed(passage.text, words[number:]) if cases else None
        if cases and noun and not _fits(noun.text, cases):
            yield report(WRONG_CASE, passage, (word.start, noun.end))


def _governed(text: str, words: tuple[Word, ...]) -> Word | None:
    """The noun right after a preposition and its adjectives."""
    for before, word in pairwise(words):
        if not text[before.end : word.start].isspace() or not word.text.islower():
            return None
        parts = {each.part for each in forms(word.text)}
        if parts == {"NOUN"} and is_known(word.text):
            return word
        if not parts <= {"ADJF", "PRTF"}:
            return None
    return None


def _fits(noun: str, cases: set[str]) -> bool:
    readings = forms(noun)
    likely = [each for each in readings if each.part == "NOUN"] or list(readings)
    return any(each.case in cases or _never_declined(each) for each in likely)


def _never_declined(form: Form) -> bool:
    return "Fixd" in form.grammemes or not form.case

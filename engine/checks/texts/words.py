"""A text as words: with their places, without their endings."""

import re
from dataclasses import dataclass
from functools import lru_cache

from engine.checks.texts.morphology import can_be, lemma

_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
_EMPTY_PARTS = ("PREP", "CONJ", "PRCL", "NPRO")
_EMPTY_WORDS = frozenset({"далее", "год", "др", "тд", "тп", "гг", "г", "т", "д", "п"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a number of a text, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def lemma(self) -> str:
        """Its dictionary form."""
        return lemma(self.text)


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[Word, ...]:
    """Words and numbers in order; a hyphenated word is one."""
    return tuple(Word(each.group(), each.start(), each.end()) for each in _WORD.finditer(text))


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[str, ...]:
    """Lemmas of the words that carry meaning: no prepositions, no conjunctions."""
    return tuple(each.lemma for each in words_of(text) if _carries_meaning(each.text))


@lru_cache(maxsize=8192)
def normalised(text: str) -> str:
    """The words alone, lower case: equal texts that differ in signs only."""
    return " ".join(each.text.lower().replace("ё", "е") for each in words_of(text))


@lru_cache(maxsize=32768)
def _carries_meaning(word: str) -> bool:
    if word.lower() in _EMPTY_WORDS:
        return False
    if lemma(word) in _EMPTY_WORDS:
        return False
    return word[0].isdigit() or word.isupper() or not can_be(word, *_EMPTY_PARTS)

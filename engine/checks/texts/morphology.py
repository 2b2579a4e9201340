"""Russian word forms: the one door to pymorphy3.

The dictionary is loaded at the first question (0.2 s) and each word is asked once.
"""

from dataclasses import dataclass
from functools import lru_cache

from pymorphy3 import MorphAnalyzer


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word: part of speech (NOUN, ADJF, PREP …), case (nomn, gent …)."""

    part: str
    case: str
    lemma: str
    score: float
    grammemes: frozenset[str]


@lru_cache(maxsize=1)
def _analyzer() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=32768)
def forms(word: str) -> tuple[Form, ...]:
    """All readings of a word, the likeliest first."""
    return tuple(
        Form(
            part=str(each.tag.POS or ""),
            case=str(each.tag.case or ""),
            lemma=str(each.normal_form),
            score=float(each.score),
            grammemes=frozenset(map(str, each.tag.grammemes)),
        )
        for each in _analyzer().parse(word.lower())
    )


@lru_cache(maxsize=32768)
def lemma(word: str) -> str:
    """The dictionary form: «организаций» → «организация»."""
    readings = forms(word)
    return readings[0].lemma.replace("ё", "е") if readings else word.lower()


@lru_cache(maxsize=32768)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word."""
    return bool(_analyzer().word_is_known(word.lower()))


def can_be(word: str, *parts: str) -> bool:
    """Whether a reading of the word is one of these parts of speech."""
    return any(each.part in parts for each in forms(word))

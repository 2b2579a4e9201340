"""Russian word forms: the one door to pymorphy3.

The dictionary is loaded at the first question (0.2 s) and each word is asked once.

A text as words: with their places, without their endings.

How far two texts say the same, whatever the endings.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from engine.classes import dataclass
from engine.lazy import lazy_pattern

if TYPE_CHECKING:
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
def _analyzer() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # the one door; `plan` looks at the order without it

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


_COUNTS = (
    "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
    "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать",
    "семнадцать", "восемнадцать", "девятнадцать",
)  # fmt: skip
_TENS = (
    "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят",
    "девяносто",
)  # fmt: skip
_MOST_FIGURES = 6


@lru_cache(maxsize=8192)
def count_of(word: str) -> int | None:
    """What a number counts, in figures or in words of any case: «12», «двенадцати»."""
    if word.isdecimal():
        return int(word) if len(word) <= _MOST_FIGURES else None
    said = next((form.lemma for form in forms(word) if form.lemma in _COUNTS + _TENS), None)
    if said in _TENS:
        return (_TENS.index(said) + 2) * 10
    return _COUNTS.index(said) + 1 if said else None


_NUMBERS = ("sing", "plur")
_GENDERS = ("masc", "femn", "neut")

Concord = tuple[str, str, str]
"""Case, number and gender of a reading; no gender in the plural."""


@lru_cache(maxsize=32768)
def agreements(word: str) -> frozenset[Concord]:
    """Everything that the word may agree in; a plural agrees in case and number alone."""
    return frozenset(made for form in forms(word) for made in _made(form.case, form.grammemes))


def _made(case: str, grammemes: frozenset[str]) -> Iterator[Concord]:
    """A noun of both genders agrees in either."""
    plain = {"gen2": "gent", "loc2": "loct", "acc2": "accs"}.get(case, case)
    number = next((each for each in _NUMBERS if each in grammemes), "sing")
    if number == "plur":
        yield plain, number, ""
        return
    genders = [each for each in _GENDERS if each in grammemes] or list(_GENDERS)
    yield from ((plain, number, gender) for gender in genders)


@lru_cache(maxsize=16384)
def cases_of(word: str) -> frozenset[str]:
    """The cases in which the word may stand; rare second forms as their first."""
    return frozenset(case for case, _, _ in agreements(word))


@lru_cache(maxsize=4096)
def begins_a_word(letters: str) -> bool:
    """Whether some longer word of the dictionary begins with these letters."""
    words = _analyzer().dictionary.words.iterkeys(letters.lower())
    return any(len(str(word)) > len(letters) for word in words)


def can_be(word: str, *parts: str) -> bool:
    """Whether a reading of the word is one of these parts of speech."""
    return any(form.part in parts for form in forms(word))


def is_plural(word: str) -> bool:
    """Whether the likeliest reading of the word is of many."""
    return "plur" in forms(word)[0].grammemes


_WORD = lazy_pattern(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
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


NAME_PERSONS = frozenset({
    "ответственный", "заведовать", "заведующий", "управляющий", "обучающийся", "учащийся",
    "участвующий", "дежурный", "рабочий", "уполномоченный", "доверенный", "заинтересованный",
    "назначенный", "учёный", "ученый", "несовершеннолетний", "больной", "пострадавший",
    "осуждённый",
})  # fmt: skip
"""Lemmas of attributes that name persons by themselves."""
_NEAR_BEFORE = 400
"""Letters of a long sentence: what stands further says nothing of the place."""


def words_before(text: str, at: int) -> str:
    """The words before a place, as far back as a long sentence goes and from a whole word on.

    However many places a text has, all that is read for them grows with the text alone.
    """
    start = max(0, at - _NEAR_BEFORE)
    while 0 < start < at and not text[start - 1].isspace():
        start += 1
    return text[start:at]


def stands_within(text: str, at: int, signs: str) -> bool:
    """Whether a place stands between two signs, «» or (), that are not closed before it."""
    before = words_before(text, at)
    return before.count(signs[0]) > before.count(signs[1])


def ends_before(text: str, at: int) -> str:
    """The last sign before a place, blanks apart; nothing of the text is copied to find it."""
    while at and text[at - 1].isspace():
        at -= 1
    return text[at - 1 : at] if at else ""


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[str, ...]:
    """Lemmas of the words that carry meaning: no prepositions, no conjunctions."""
    return tuple(word.lemma for word in words_of(text) if _carries_meaning(word.text))


@lru_cache(maxsize=8192)
def normalised(text: str) -> str:
    """The words alone, lower case: equal texts that differ in signs only."""
    return " ".join(word.text.lower().replace("ё", "е") for word in words_of(text))


@lru_cache(maxsize=32768)
def _carries_meaning(word: str) -> bool:
    if word.lower() in _EMPTY_WORDS:
        return False
    if lemma(word) in _EMPTY_WORDS:
        return False
    return word[0].isdigit() or word.isupper() or not can_be(word, *_EMPTY_PARTS)


def likeness(one: str, other: str) -> float:
    """0 … 1: twice the shared words over all words (Dice), by lemmas."""
    first, second = _counted(one), _counted(other)
    total = first.total() + second.total()
    if len(second) < len(first):
        first, second = second, first
    shared = sum(min(times, second[word]) for word, times in first.items() if word in second)
    return 2 * shared / total if total else 0.0


def shared_part(part: str, whole: str) -> float:
    """0 … 1: how much of the first text's words the second one has."""
    first, second = set(content(part)), set(content(whole))
    return len(first & second) / len(first) if first else 0.0


@lru_cache(maxsize=8192)
def _counted(text: str) -> Counter[str]:
    return Counter(content(text))

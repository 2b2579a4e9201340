"""Where abbreviations are introduced and first used in a part of a document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engine.checks.texts.morphology import is_known
from engine.checks.texts.passages import Passage
from engine.checks.texts.words import Word, content, words_of

Span = tuple[int, int]

_FURTHER = re.compile(r"\(\s*далее\s*[-–—]?\s*(?P<short>[^()«»]{2,24}?)\s*\)")
_BARE = re.compile(r"\((?P<short>[А-ЯЁ][А-ЯЁа-яё]?[А-ЯЁ]{1,6})\)")
_ABBREVIATION = re.compile(r"\b[А-ЯЁA-Z]{2,}[а-яё]?\b|\b[А-ЯЁ][а-яё][А-ЯЁ]{2,}\b")
_ROMAN = re.compile(r"[IVXLХ]+")
_SENTENCE = re.compile(r"[.;:]\s")
_LETTERS_OF_A_WORD = 7
_LETTERS_WITH_A_GAP = 4
_LETTERS_OF_A_LONG_ONE = 5
_WORDS_AFTER = 6
_FALLBACK_WORDS = 4


@dataclass(frozen=True, slots=True)
class Introduction:
    """«образовательные организации (далее – ОО)»; `position` counts characters of the part."""

    short: str
    meaning: str
    fits: bool
    passage: Passage
    span: Span
    position: int

    def same_meaning(self, other: "Introduction") -> bool:
        """Whether both stand for the same words, in whatever forms."""
        one, two = set(content(self.meaning)), set(content(other.meaning))
        return one <= two or two <= one


@dataclass(slots=True)
class Use:
    """The first use of an abbreviation, and how often it is used."""

    short: str
    passage: Passage
    span: Span
    position: int
    times: int = 1


@lru_cache(maxsize=64)
def introductions(part: tuple[Passage, ...]) -> tuple[Introduction, ...]:
    """Every «(далее – …)», and every «(…)» whose letters come from the words before it."""
    return tuple(
        made for position, passage in _positions(part) for made in _introduced(passage, position)
    )


def uses(part: tuple[Passage, ...], known: tuple[str, ...]) -> dict[str, Use]:
    """Each abbreviation at its first use; `known` may have several words («ФИС ОКО»)."""
    phrases = sorted((each for each in known if " " in each), key=len, reverse=True)
    alternatives = "|".join([rf"\b{re.escape(each)}\b" for each in phrases] + [_ABBREVIATION.pattern])
    pattern = re.compile(alternatives)
    found: dict[str, Use] = {}
    for position, passage in _positions(part):
        for match in pattern.finditer(passage.text):
            if not _is_abbreviation(match, passage.text):
                continue
            use = found.setdefault(
                match.group(), Use(match.group(), passage, match.span(), position + match.start(), 0)
            )
            use.times += 1
    return found


def _positions(part: tuple[Passage, ...]) -> Iterator[tuple[int, Passage]]:
    position = 0
    for passage in part:
        yield position, passage
        position += len(passage.text) + 1


def _introduced(passage: Passage, position: int) -> Iterator[Introduction]:
    for further in _FURTHER.finditer(passage.text):
        meaning, fits = _meaning(passage.text[: further.start()], further["short"])
        yield _introduction(further, meaning, fits, passage, position)
    for bare in _BARE.finditer(passage.text):
        meaning, fits = _meaning(passage.text[: bare.start()], bare["short"])
        if fits:
            yield _introduction(bare, meaning, fits, passage, position)


def _introduction(
    found: re.Match[str], meaning: str, fits: bool, passage: Passage, position: int
) -> Introduction:
    span = found.span("short")
    return Introduction(found["short"], meaning, fits, passage, span, position + span[0])


def _meaning(before: str, short: str) -> tuple[str, bool]:
    """The words that an abbreviation stands for, and whether its letters come from them."""
    clause = _SENTENCE.split(before)[-1]
    words = [word for word in words_of(clause) if len(word.text) > 1]
    letters = [letter for letter in short.upper() if letter.isalpha()]
    if any(character.islower() for word in short.split() for character in word[2:]):
        return _last(clause, words), True
    start = _start(words, letters)
    if start is not None:
        return clause[words[start].start :].strip(), True
    return _last(clause, words), False


def _last(clause: str, words: list[Word]) -> str:
    return clause[words[-_FALLBACK_WORDS :][0].start :].strip() if words else clause.strip()


def _start(words: list[Word], letters: list[str]) -> int | None:
    """Where words begin with these letters in turn: the latest such place near the end."""
    initials = [word.text[0].upper() for word in words]
    gaps = 0 if len(letters) < _LETTERS_WITH_A_GAP else 1
    nearest = len(words) - len(letters) - _WORDS_AFTER - gaps
    for start in range(len(words) - 1, max(nearest, 0) - 1, -1):
        if _spells(initials[start:], letters, gaps):
            return start
    if len(letters) >= _LETTERS_OF_A_LONG_ONE and _spells(initials, letters, len(initials)):
        return max(0, len(words) - len(letters) - _WORDS_AFTER)
    return None


def _spells(initials: list[str], letters: list[str], gaps: int) -> bool:
    """Whether the initials go as the letters do, with at most so many other words between."""
    if not letters or not initials or initials[0] != letters[0]:
        return not letters
    rest = initials[1:]
    return any(
        _spells(rest[skipped:], letters[1:], gaps - skipped)
        for skipped in range(min(gaps, len(rest)) + 1)
    )


def _is_abbreviation(match: re.Match[str], text: str) -> bool:
    word = match.group()
    if _ROMAN.fullmatch(word):
        return False
    if text.isupper() or (len(word) > _LETTERS_OF_A_WORD and " " not in word):
        return False
    return not (len(word) >= _LETTERS_OF_A_LONG_ONE and " " not in word and is_known(word))

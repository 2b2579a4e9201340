"""Where abbreviations are introduced and first used in a part of a document.

The editable list of generally known abbreviations: rules/words/abbreviations.yaml.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.lint.text.morphology import Word, content, is_known, words_before, words_of
from engine.lint.text.once import once_for_each
from engine.lint.text.passages import Passage
from engine.load import Reading, checked_entry
from engine.packaged import rules_folder
from engine.trees import FolderTree

Span = tuple[int, int]

_FURTHER = lazy_pattern(
    r"\(\s*далее\s*[-–—]?\s*(?P<short>[^()«»]{2,24}?)\s*(?:\)|[,;]\s+(?=[^()]{1,80}\)))"
)
_BARE = lazy_pattern(r"\((?P<short>[А-ЯЁ][А-ЯЁа-яё]?[А-ЯЁ]{1,6})(?:-\d+(?:,\s*\d+)*)?\)")
_ABBREVIATION = lazy_pattern(
    r"\b[А-ЯЁA-Z]{2,}[а-яё]?\b|\b[А-ЯЁ][а-яё][А-ЯЁ]{2,}\b|\b[А-ЯЁ]{2,}[иа][А-ЯЁ]{1,3}\b"
)
_NUMBER_BEFORE = lazy_pattern(r"(?:№\s*[\w/.-]*|\d[-/])$")
"""«№ 163-ОД»: letters of a number."""
_ROMAN = lazy_pattern(r"[IVXLХ]+")
_SENTENCE = lazy_pattern(r"[.;:]\s")
_AFTER_ANOTHER = lazy_pattern(r"\((?:далее\b[^()]*|[А-ЯЁ]\w?[А-ЯЁ]{1,6})\)")
"""The brackets of another abbreviation: what stands before them is its own."""
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
    exact: bool
    passage: Passage
    span: Span
    position: int

    def same_meaning(self, other: "Introduction") -> bool:
        """Whether both stand for the same words, in whatever forms."""
        if not self.exact or not other.exact:
            return True
        shorter, longer = sorted((content(self.meaning), content(other.meaning)), key=len)
        starts = range(len(longer) - len(shorter) + 1)
        return any(longer[at : at + len(shorter)] == shorter for at in starts)


@dataclass(slots=True)
class Use:
    """The first use of an abbreviation, and how often it is used."""

    short: str
    passage: Passage
    span: Span
    position: int
    times: int = 1


@once_for_each(64)
def introductions(part: tuple[Passage, ...]) -> tuple[Introduction, ...]:
    """Every «(далее – …)», and every «(…)» whose letters come from the words before it."""
    return tuple(
        made for position, passage in _positions(part) for made in _introduced(passage, position)
    )


def uses(part: tuple[Passage, ...], known: tuple[str, ...]) -> dict[str, Use]:
    """Each abbreviation at its first use; `known` may have several words («ФИС ОКО»)."""
    phrases = sorted((each for each in known if " " in each), key=len, reverse=True)
    alternatives = "|".join(
        [rf"\b{re.escape(phrase)}\b" for phrase in phrases] + [_ABBREVIATION.pattern]
    )
    pattern = re.compile(alternatives)
    found: dict[str, Use] = {}
    for position, passage in _positions(part):
        for match in pattern.finditer(passage.text):
            if not _is_abbreviation(match, passage.text):
                continue
            use = found.setdefault(
                match.group(),
                Use(match.group(), passage, match.span(), position + match.start(), 0),
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
        yield _introduction(further, _meant(further, further["short"]), passage, position)
    for bare in _BARE.finditer(passage.text):
        meant = _meant(bare, bare["short"])
        if meant.exact:
            yield _introduction(bare, meant, passage, position)


def _introduction(
    found: re.Match[str], meant: "_Meant", passage: Passage, position: int
) -> Introduction:
    span = found.span("short")
    return Introduction(
        found["short"], meant.text, meant.fits, meant.exact, passage, span, position + span[0]
    )


@dataclass(frozen=True, slots=True)
class _Meant:
    """The words an abbreviation stands for. `fits`: its letters come from them at all;
    `exact`: from their first letters in turn.
    """

    text: str
    fits: bool
    exact: bool


def _meant(found: re.Match[str], short: str) -> _Meant:
    clause = _SENTENCE.split(_AFTER_ANOTHER.split(words_before(found.string, found.start()))[-1])[
        -1
    ]
    words = [word for word in words_of(clause) if len(word.text) > 1]
    letters = _letters(short)
    initials = _initials(words)
    start = _start(initials, letters)
    if start is None:
        start = _start(_initials(words, in_parts=True), letters)
    if start is not None:
        return _Meant(clause[words[start].start :].strip(), fits=True, exact=True)
    long = len(letters) >= _LETTERS_OF_A_LONG_ONE
    loose = long and _spells([letter for letter, _ in initials], letters, len(initials))
    fallback = words[-_FALLBACK_WORDS:]
    text = clause[fallback[0].start :] if fallback else clause
    is_word = not letters or any(each.islower() for each in short[2:])
    return _Meant(text.strip(), fits=loose or is_word, exact=False)


def _initials(words: Sequence[Word], *, in_parts: bool = False) -> list[tuple[str, int]]:
    """The first letters with the numbers of their words; of «контрольно-оценочных» К, or К, О."""
    return [
        (letter, number)
        for number, word in enumerate(words)
        for part in (word.text.split("-") if in_parts else (word.text,))
        for letter in (part if part.isupper() else part[0].upper())
    ]


def _letters(short: str) -> list[str]:
    """The capitals: «ВсОШ» → В, О, Ш."""
    return [letter for letter in short if letter.isupper()]


def _start(initials: list[tuple[str, int]], letters: list[str]) -> int | None:
    """The word from which the words begin with these letters in turn.

    Best where they reach the end; else the earliest such word near the end.
    """
    gaps = 0 if len(letters) < _LETTERS_WITH_A_GAP else 1
    plain = [letter for letter, _ in initials]
    last = len(plain) - len(letters)
    starts: list[int] = [last, last - gaps, *range(max(last - _WORDS_AFTER, 0), last)]
    for start in starts:
        if 0 <= start < len(plain) and _spells(plain[start:], letters, gaps):
            return initials[start][1]
    return None


def _spells(initials: list[str], letters: list[str], gaps: int) -> bool:
    """Whether the initials go as the letters do, with at most so many other words between."""
    if not letters:
        return True
    if not initials or initials[0] != letters[0]:
        return False
    rest = initials[1:]
    return any(
        _spells(rest[skipped:], letters[1:], gaps - skipped)
        for skipped in range(min(gaps, len(rest)) + 1)
    )


def _is_abbreviation(match: re.Match[str], text: str) -> bool:
    word = match.group()
    if _ROMAN.fullmatch(word) or _NUMBER_BEFORE.search(text, 0, match.start()):
        return False
    if text.isupper() or (len(word) > _LETTERS_OF_A_WORD and " " not in word):
        return False
    return not (len(word) >= _LETTERS_OF_A_LONG_ONE and " " not in word and is_known(word))


FILE = "words/abbreviations.yaml"


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Which need no introduction, what some stand for, which name one thing."""

    known: frozenset[str]
    meanings: tuple[tuple[str, str], ...]
    expansions: tuple[tuple[str, str], ...]
    same: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def abbreviations() -> Abbreviations:
    """The packaged list. Raises ValueError where the file cannot be read."""
    reading = Reading(FolderTree(rules_folder()))
    entry = checked_entry(reading, FILE, "words")
    if entry is None:
        raise ValueError(f"{FILE} cannot be read: {reading.findings}")
    return Abbreviations(
        known=frozenset(each.text("short") for each in entry.entries("known")),
        meanings=tuple(
            (each.text("short"), each.text("meaning")) for each in entry.entries("known")
        ),
        expansions=tuple(
            (each.text("short"), each.text("meaning")) for each in entry.entries("expansions")
        ),
        same=tuple(entry.groups("same")),
    )


def spelled_out(text: str) -> str:
    """The text with every known abbreviation written out, to be compared with one in full."""
    meanings = dict(abbreviations().meanings)
    return _ABBREVIATION.sub(lambda each: meanings.get(each.group(), each.group()), text)


def expanded(text: str) -> str:
    """The text with the abbreviations of the list written out."""
    for short, meaning in abbreviations().expansions:
        text = re.sub(rf"\b{short}\b", meaning, text)
    return text

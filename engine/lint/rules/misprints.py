"""Doubled words, and words that no dictionary has (L694, L695)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from engine.codes.texts import DOUBLED_WORD, MISPRINT
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, Word, passages_of, report, words_of
from engine.lint.text.morphology import ends_before, is_known
from engine.model.project import Project

_ALONE = frozenset(
    ["а", "в", "и", "к", "о", "с", "у", "я", "ж", "б", "г", "п", "т", "д", "е", "й", "ё", "р", "ч"]
)
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_LEAST_LETTERS = 6
_NEVER_TOGETHER = frozenset({"в", "на", "к", "о", "об", "от", "для", "при", "у", "из", "без"})
"""Prepositions of which no two stand side by side."""


_MOST_STRANGE = 500
"""Of more words that no dictionary has a plan is in no Russian that its slips can be told from; the
four orders have 91 at most."""


def check_misprints(project: Project) -> tuple[Finding, ...]:
    """Slips of the pen in every text that the scan left whole."""
    passages = passages_of(project)
    familiar = frozenset(
        word.text.lower()
        for passage in passages
        for word in words_of(passage.text)
        if is_known(word.text)
    )
    times = Counter(
        word.text.lower()
        for passage in passages
        for word in words_of(passage.text)
        if not is_known(word.text)
    )
    rare = frozenset(word for word, said in times.items() if said == 1)
    if len(rare) > _MOST_STRANGE:
        rare = frozenset()
    own = frozenset(word for word, said in times.items() if said >= _OWN_WORD)
    stems = Counter(word[:-_ENDING] for word in times)
    alone = frozenset(word for word in rare if stems[word[:-_ENDING]] == 1)
    return tuple(
        found
        for passage in passages
        if not passage.lost
        for found in (
            *_doubled(passage),
            *_before_vowels(passage),
            *_unknown(passage, familiar, rare, own),
            *_glued(passage, familiar, alone),
        )
    )


def _doubled(passage: Passage) -> Iterator[Finding]:
    words = words_of(passage.text)
    for one, other in pairwise(words):
        between = passage.text[one.end : other.start]
        pair = (one.text.lower(), other.text.lower())
        twice = pair[0] == pair[1] and one.text.isalpha()
        if between.isspace() and (twice or set(pair) <= _NEVER_TOGETHER):
            yield report(DOUBLED_WORD, passage, (one.start, other.end))


_ABOUT = lazy_pattern(
    r"\b(?P<alone>[Оо])\s+(?P<vowel>(?=[аоуэи])[а-яё]{3,})|"
    r"\b(?P<with>[Оо]б)\s+(?P<other>(?!вс|мн|[её][её]?\b|руку|пол\b|л[её]д)[бвгджзйклмнпрстфхцчшщ][а-яё]{2,})"
)
_AND_IN = frozenset({"или", "иные", "иных", "ином"})


def _before_vowels(passage: Passage) -> Iterator[Finding]:
    """«о эффективности», «об результатах»: «об» stands before а, о, у, э, и and nowhere else."""
    for found in _ABOUT.finditer(passage.text):
        alone = found["alone"]
        word = found["vowel"] or found["other"]
        if word not in _AND_IN and is_known(word):
            meant = f"{alone}б {word}" if alone else f"{found['with'][0]} {word}"
            yield report(MISPRINT, passage, found.span(), meant=meant)


_ENDING = 2
"""Letters in which the forms of one word differ."""
_OWN_WORD = 3
"""So often said, a word that no dictionary has is the document's own: «здоровьесбережения»."""


def _unknown(
    passage: Passage, familiar: frozenset[str], rare: frozenset[str], own: frozenset[str]
) -> Iterator[Finding]:
    for word in words_of(passage.text):
        plain = _is_plain(word, passage.text)
        meant = (
            _meant(word.text, familiar) or _of_own_words(word.text, own)
            or _nearest(word.text, rare)
        ) if plain else None  # fmt: skip
        if meant:
            yield report(MISPRINT, passage, (word.start, word.end), meant=meant)
    for stray in re.finditer(r"(?<=\s)[а-яё](?=\s)", passage.text):
        if stray.group() not in _ALONE:
            yield report(MISPRINT, passage, stray.span(), meant="")


_LEAST_WORD = 5
_FIRST_PARTS = frozenset({
    "онлайн", "интернет", "бизнес", "экспресс", "мастер", "супер", "гипер", "нейро", "контр",
    "центр", "спорт", "кибер", "класс", "пресс", "арт", "интер",
})  # fmt: skip
"""Words that begin others: «экспрессопрос», «спортинвентарь»."""
_GLUED_FIGURE = lazy_pattern(r"(?<![\w.-])(?P<word>[а-яё]{1,12})(?P<number>\d{1,2})(?=\s+[а-яё])")
_PAGE_NUMBER = lazy_pattern(
    r"(?<![\w.-])(?P<word>[а-яё]{5,})(?P<number>\d{1,3})(?=$|[.,;)»]|\s+(?:[^\W_]|$))"
)
_PARTICLES = frozenset({"в", "на", "по", "и", "о", "об", "с", "со", "к", "из", "от", "до", "для"})
_LEAST_GLUED = 7
_LEAST_PART = 4


def _glued(passage: Passage, familiar: frozenset[str], rare: frozenset[str]) -> Iterator[Finding]:
    """«диагностикипричин», «порусскому», «в9 классах»: two words without their space."""
    for found in _PAGE_NUMBER.finditer(passage.text):
        if is_known(found["word"]) and passage.field != "schedule":
            yield report(
                MISPRINT, passage, found.span(), meant=f"{found['word']} {found['number']}"
            )
    for found in _GLUED_FIGURE.finditer(passage.text):
        if is_known(found["word"]) or found["word"] in _PARTICLES:
            yield report(
                MISPRINT, passage, found.span(), meant=f"{found['word']} {found['number']}"
            )
    for word in words_of(passage.text):
        plain = word.text.lower()
        long = (
            plain.isalpha()
            and (word.text if word.start else word.text[1:]).islower()
            and _LEAST_GLUED <= len(plain) <= _LONGEST
        )
        begins = familiar | {plain[:-1]} if word.start == 0 and is_known(plain[:-1]) else familiar
        parts = _parts(plain, begins, rare) if long and not is_known(plain) else None
        if parts and not any(edit in familiar for edit in edits(plain)):
            yield report(MISPRINT, passage, (word.start, word.end), meant=" ".join(parts))


def _parts(word: str, familiar: frozenset[str], rare: frozenset[str]) -> tuple[str, str] | None:
    """Two words of the document, or a preposition and one, that make the word together."""
    for at in range(1, len(word) - _LEAST_PART + 1):
        head, tail = word[:at], word[at:]
        joined = len(head) >= _LEAST_PART and head in familiar and word in rare
        joins = head in _PARTICLES or joined
        if joins and (tail in familiar or (is_known(tail) and head in familiar)):
            return head, tail
        if head in _PARTICLES and is_known(tail) and len(tail) > _LEAST_PART:
            return head, tail
        if word in rare and _are_two_words(head, tail):
            return head, tail
    return _with_and(word, familiar)


def _with_and(word: str, familiar: frozenset[str]) -> tuple[str, str] | None:
    """«программаи журнал»: a word and the «и» after it."""
    head = word[:-1]
    return (head, "и") if word[-1] == "и" and head in familiar and is_known(head) else None


_OF_DEED = lazy_pattern(r"[а-яё]{4}(?:ние|тие)$")
"""«проведение»: no compound begins so."""


def _are_two_words(head: str, tail: str) -> bool:
    """«подготовка» + «региональных»; a compound has its own vowel: «здоровьесберегающий»."""
    long = len(head) >= _LEAST_WORD <= len(tail)
    long = long and (head[-1] not in "оеи" or bool(_OF_DEED.search(head)))
    return long and head not in _FIRST_PARTS and is_known(head) and is_known(tail)


def _is_plain(word: Word, text: str) -> bool:
    """A Russian word in small letters, or with its first letter only small («гДятьковском»)."""
    inner_capital = word.text[:1].islower() and word.text[1:2].isupper() and word.text[2:].islower()
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    if "/" in around or "-" in around:
        return False
    opened_by = _OPENING.match(text)
    is_first = opened_by is not None and opened_by.end() == word.start
    opens = is_first or ends_before(text, word.start) == "."
    opened = opens and word.text[1:].islower() and not _is_surname(word, text)
    return len(word.text) >= _LEAST_LETTERS and (word.text.islower() or inner_capital or opened)


_INITIALS_AFTER = lazy_pattern(r"\s+[А-ЯЁ]\s?\.")
_INITIALS_BEFORE = lazy_pattern(r"[А-ЯЁ]\s?\.\s*$")
_OF_SURNAMES = lazy_pattern(
    r"(?:[оеё]в|[иы]н)(?:а|у|ой|ым|е)?$|(?:енко|чук|щук|ян|янц|дзе|швили|ых|оглы|баев|баева)$"
)


def _is_surname(word: Word, text: str) -> bool:
    """«Северова Л.К.», «Л.К. Северова», «Северова»: names that no dictionary need have."""
    if _INITIALS_AFTER.match(text, word.end):
        return True
    before = text[max(0, word.start - _LETTERS_OF_INITIALS) : word.start]
    ends = _OF_SURNAMES.search(word.text) and not is_known(word.text)
    return bool(_INITIALS_BEFORE.search(before) or ends)


_LETTERS_OF_INITIALS = 4


def _meant(word: str, familiar: frozenset[str]) -> str | None:
    """The word of this document that is one letter away from a word that nobody knows."""
    plain = word.lower()
    if "-" in plain or (is_known(plain) and word[1:].islower()):
        return None
    return next((edit for edit in edits(plain) if edit in familiar), None) or (
        plain[1:] if word[1:2].isupper() else None
    )


def _of_own_words(word: str, own: frozenset[str]) -> str | None:
    """The document's own word that is one letter away, in the same form."""
    plain = word.lower()
    if "-" in plain or plain in own or is_known(plain) or len(plain) < _LEAST_GLUED:
        return None
    return next((edit for edit in edits(plain) if edit in own and edit[-3:] == plain[-3:]), None)


_OPENING = lazy_pattern(r'[ «("—–-]*')
_LEAST_STRANGE = 7
_SAME_END = 3
_CONFUSED = {"о": "а", "а": "о", "е": "и", "и": "е"}
_MOST_CONFUSED = 2
_VOWELS = "аеёиоуыэюя"


@lru_cache(maxsize=4096)
def _beside(word: str) -> str | None:
    """The one word of the dictionary a letter away, with the same beginning and ending."""
    if word.startswith("не") and is_known(word[2:]):
        return None
    found = {
        edit
        for edit in edits(word)
        if edit[:2] == word[:2]
        and edit[-_SAME_END:] == word[-_SAME_END:]
        and (len(edit) != len(word) or _is_slip(word, edit))
        and is_known(edit)
    }
    return found.pop() if len(found) == 1 else None


def _is_slip(word: str, meant: str) -> bool:
    """One vowel for another, or two letters that changed places."""
    differ = [(one, other) for one, other in zip(word, meant, strict=True) if one != other]
    return len(differ) > 1 or all(one in _VOWELS and other in _VOWELS for one, other in differ)


def _nearest(word: str, rare: frozenset[str]) -> str | None:
    """«распростронение» → «распространение»: a word said once that no dictionary has."""
    plain = word.lower()
    long = _LEAST_STRANGE <= len(plain) <= _LONGEST and "-" not in plain
    if not long or plain not in rare:
        return None
    return _once(plain) or _beside(plain) or _unstressed(plain) or _of_known_stem(plain)


def _once(word: str) -> str | None:
    """«занятиий» → «занятий»: a letter that stands twice, and once in the dictionary."""
    single = (word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1])
    return next(filter(is_known, single), None)


@lru_cache(maxsize=4096)
def _unstressed(word: str) -> str | None:
    """«валантёрская» → «волонтёрская»: the one word with «о» for «а» or «е» for «и» in its stem."""
    places = [at for at, each in enumerate(word[:-_SAME_END]) if each in _CONFUSED]
    for count in range(1, _MOST_CONFUSED + 1):
        found = {
            each
            for chosen in combinations(places, count)
            if is_known(each := _confused(word, chosen))
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _confused(word: str, places: tuple[int, ...]) -> str:
    return "".join(_CONFUSED[each] if at in places else each for at, each in enumerate(word))


_LOST_IN_ENDING = 9


@lru_cache(maxsize=4096)
def _of_known_stem(word: str) -> str | None:
    """«воспитатля» → «воспитателя»: a letter lost or doubled in the second half."""
    if len(word) < _LOST_IN_ENDING or word.startswith("не"):
        return None
    begins = word[: len(word) // 2]
    found = {
        edit
        for edit in edits(word)
        if edit.startswith(begins) and edit[-2:] == word[-2:] and len(edit) != len(word)
        and is_known(edit)
    }  # fmt: skip
    return found.pop() if len(found) == 1 else None


_LONGEST = 40
"""Letters of a word that may be a misprint or two words: what is tried grows with their square."""


def edits(word: str) -> Iterator[str]:
    """All words one letter away: taken out, swapped, changed, put in."""
    if len(word) > _LONGEST:
        return
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail[1:] for letter in _LETTERS if tail)
        yield from (head + letter + tail for letter in _LETTERS)

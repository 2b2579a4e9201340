"""Numbers of rows as orders print them: «3», «2.7», «IV», «I.1», «А-2», «п. 1.а», «№ 3»."""

import re
from collections.abc import Iterable, Iterator

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.roman import in_roman, roman_value

ROMAN, ARABIC, LETTER = "I", "1", "а"
"""How a part of a number is written."""
_ROMAN_NUMBER = lazy_pattern(r"[IVXL]+")
_CYRILLIC_LOOK = str.maketrans("ХІ", "XI")
_ALPHABETS = ("АБВГДЕЖИКЛМНПРСТУФХЦШЩЭЮЯ", "ABCDEFGHJKMNPQRSTUWYZ")
"""Letters that number rows: GOST 2.105 leaves out those that look like figures («З», «О»)."""
_CALLED = lazy_pattern(r"^\s*(?:№|п{1,2}\.|пункт\.?|подпункт)\s*(?=\w)", re.IGNORECASE)
_TOKEN = lazy_pattern(r"\d+|[^\W\d_]+|\W|_")
_MOST_FIGURES = 9


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number: the parts before its last one, the last one, and how each is written.

    `head` is what is printed before the last part: «I.», «2.», empty.
    """

    prefix: tuple[int, ...]
    last: int
    marks: tuple[str, ...]
    head: str = ""

    @property
    def style(self) -> str:
        """How it is written: «I», «1», «1.1», «I.1»."""
        return ".".join(self.marks)

    @property
    def is_letter(self) -> bool:
        """«а»: alone it numbers a line of another row as often as a row."""
        return self.marks == (LETTER,)


def bare(text: str | None) -> str:
    """The number without the word that calls it and the signs that close it: «п. 1.2.» is «1.2»."""
    return _CALLED.sub("", text or "").strip().rstrip(".)")


def read_number(text: str | None) -> Printed | None:
    """What a printed number says; None where nothing is printed or it is no number."""
    plain = bare(text)
    tokens = _TOKEN.findall(plain)
    parts = [part for part in map(_part, tokens) if part]
    signs = "".join("p" if _part(token) else token for token in tokens)
    if not parts or not _are_joined(signs, [mark for mark, _ in parts]):
        return None
    *before, (_, last) = parts
    marks = tuple(mark for mark, _ in parts)
    return Printed(
        tuple(value for _, value in before), last, marks, plain[: len(plain) - len(tokens[-1])]
    )


def _part(token: str) -> tuple[str, int] | None:
    """How a part is written, and what it counts."""
    if token.isdecimal():
        return (ARABIC, int(token)) if len(token) <= _MOST_FIGURES else None
    capital = token.upper().translate(_CYRILLIC_LOOK)
    if _ROMAN_NUMBER.fullmatch(capital):
        return ROMAN, roman_value(capital)
    found = [
        alphabet.index(capital) + 1
        for alphabet in _ALPHABETS
        if len(capital) == 1 and capital in alphabet
    ]
    return (LETTER, found[0]) if found else None


def _are_joined(signs: str, marks: list[str]) -> bool:
    """By points; by a dash or nothing only where figures and letters meet: «1-2» is a range."""
    between = signs.strip().split("p")
    if between[0] or between[-1] or len(between) != len(marks) + 1:
        return False
    return all(map(_joins, between[1:-1], marks, marks[1:]))


def _joins(sign: str, before: str, after: str) -> bool:
    if sign == "":
        return {before, after} == {ARABIC, LETTER}
    return sign == "." or (sign in ("-", "–") and before != after)


_DOUBLED_SIGNS = lazy_pattern(r"\.\s*\.|\d\s+\d|\.\s+\d|\d\s+\.\d|,")


def is_malformed(text: str) -> bool:
    """«1. 2», «2..3», «1,4», «З.1»: figures with stray signs or letters."""
    plain = bare(text)
    if not any(letter.isdigit() for letter in plain):
        return False
    return bool(_DOUBLED_SIGNS.search(plain)) or read_number(plain) is None


def spelled(printed: Printed | None, numbers: Iterable[int]) -> Iterator[str]:
    """Other numbers of the same rank, written as this one is."""
    head, mark = (printed.head, printed.marks[-1]) if printed else ("", ARABIC)
    return (f"{head}{_written(number, mark)}" for number in numbers)


def _written(number: int, mark: str) -> str:
    if mark == LETTER and 0 < number <= len(_ALPHABETS[0]):
        return _ALPHABETS[0][number - 1].lower()
    return in_roman(number) if mark == ROMAN else str(number)

"""Numbers of rows as orders print them: «3», «2.7», «IV»."""

import re
from dataclasses import dataclass

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMAN_NUMBER = re.compile(r"[IVXL]+")
_ARABIC_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})*")
_CYRILLIC_LOOK = str.maketrans("ХІ", "XI")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number: the parts before its last one, and the last one."""

    prefix: tuple[int, ...]
    last: int
    roman: bool

    @property
    def style(self) -> str:
        """How it is written: «I», «1», «1.1»."""
        return "I" if self.roman else ".".join("1" for _ in (*self.prefix, self.last))


def read_number(text: str | None) -> Printed | None:
    """What a printed number says; None where nothing is printed or it is no number."""
    plain = (text or "").strip().rstrip(".)")
    if _ARABIC_NUMBER.fullmatch(plain):
        *prefix, last = (int(part) for part in plain.split("."))
        return Printed(tuple(prefix), last, roman=False)
    capital = plain.upper().translate(_CYRILLIC_LOOK)
    if _ROMAN_NUMBER.fullmatch(capital):
        return Printed((), _roman(capital), roman=True)
    return None


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))

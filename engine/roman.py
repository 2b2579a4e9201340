"""Numerals that are not our figures: Roman ones, as orders, Word and browsers print them, and the
decimal digits of other scripts."""

import re

_SIGNS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_VALUES = {sign: value for value, sign in _SIGNS if len(sign) == 1}
_MOST = 4999


def in_roman(number: int) -> str:
    """4 → «IV»; in figures what Roman numerals do not reach, as Word does it."""
    if not 0 < number <= _MOST:
        return str(number)
    told = ""
    for value, sign in _SIGNS:
        count, number = divmod(number, value)
        told += sign * count
    return told


def roman_value(text: str) -> int:
    """«XIV» → 14, of Latin capitals; a sign before a larger one is taken away."""
    values = [_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))


def in_our_figures(text: str) -> str:
    """«٢٠٢٥» → «2025», sign for sign: what `\\d` and `int` take for a digit becomes ours, so that
    what means the same also compares alike."""
    return text if text.isascii() else re.sub(r"\d", lambda digit: str(int(digit[0])), text)

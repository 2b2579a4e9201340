"""Number formats of Excel: what a person sees where a cell holds a number (ECMA-376, 18.8.31)."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile

from engine.classes import dataclass
from engine.lazy import lazy_pattern


class Look(StrEnum):
    """What a format makes of a number."""

    PLAIN = "plain"
    PERCENT = "percent"
    DAY = "day"
    DIGITS = "digits"


BUILT_IN = {
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(50, 59)), "dd.mm.yyyy"),
    **dict.fromkeys((45, 46, 47), "h:mm"), 48: "##0.0E+0", 2: "0.00", 4: "#,##0.00",
}  # fmt: skip
"""Formats that a workbook uses without writing them down; those that change no digit are left
out."""

_TOKEN = lazy_pattern(r'"([^"]*)"|\\(.)|[_*](.)|\[([^\]]*)\]|(.)', re.DOTALL)
_ELAPSED = lazy_pattern(r"[hms]+", re.IGNORECASE)
_CURRENCY = lazy_pattern(r"\$([^-]*)")
_PLAIN = lazy_pattern(r"General|@|#+0?|#,##0(;-?#,##0)?|0", re.IGNORECASE)
_DIGIT = "0#?"
_LETTERS = "dmyhseagbn"
"""Letters that mean something in a format: days, times, powers."""
_EXACT = 15
"""Digits of a number that Excel keeps."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign of a format: a place for a digit, a point, a percent sign, or what is printed."""

    kind: str
    text: str


@lru_cache(maxsize=512)
def look_of(code: str) -> Look:
    """What a format does; a plain one shows the number as it is, but for spaces in thousands."""
    if _PLAIN.fullmatch(code):
        return Look.PLAIN
    signs = [sign for section in _sections(code) for sign in section]
    kinds = {sign.kind for sign in signs}
    if "%" in kinds:
        return Look.PERCENT
    if "elapsed" in kinds or any(sign.kind == "letter" and sign.text in "dmyhs" for sign in signs):
        return Look.DAY
    return Look.DIGITS


def shown(number: str, code: str) -> str | None:
    """The number as its format shows it, without spaces between thousands and with a decimal comma;
    None for formats that are not drawn here (fractions, powers, conditions)."""
    try:
        value = Decimal(number)
    except InvalidOperation:
        return None
    sections = _sections(code)
    at = _section(value, len(sections))
    drawn = _drawn(abs(value) if at == 1 else value, sections[at])
    return None if drawn is None else drawn.strip()


def scale_of(code: str) -> int:
    """By how much a number is divided before it is shown: 1000 of «#,##0,», 1 of most formats."""
    for signs in _sections(code):
        digits = [at for at, each in enumerate(signs) if each.kind == "digit"]
        behind = signs[digits[-1] + 1 :] if digits else []
        commas = sum(1 for _ in takewhile(lambda each: each.kind == ",", behind))
        if commas:
            return int(1000**commas)
    return 1


def percent(number: str) -> str | None:
    """The number as percents, exactly: 0.655 is «65,5%»."""
    try:
        value = Decimal(number) * 100
    except InvalidOperation:
        return None
    return f"{value.normalize():f}%".replace(".", ",")


def _section(value: Decimal, count: int) -> int:
    if value < 0 and count > 1:
        return 1
    return 2 if value == 0 and count > 2 else 0


def _sections(code: str) -> list[list[_Sign]]:
    """The signs of the sections for positive, negative, nought."""
    sections: list[list[_Sign]] = [[]]
    for sign in _signs(code):
        if sign.kind == ";":
            sections.append([])
        else:
            sections[-1].append(sign)
    return sections


def _signs(code: str) -> Iterator[_Sign]:
    if code.casefold() == "general":
        yield _Sign("odd", code)
        return
    for match in _TOKEN.finditer(code):
        quoted, escaped, width, bracket, sign = match.groups()
        if quoted is not None or escaped is not None:
            yield _Sign("text", quoted if quoted is not None else escaped)
        elif bracket is not None:
            yield from _of_bracket(bracket)
        elif width is None:
            yield _Sign(_kind(sign), sign.lower())


def _of_bracket(bracket: str) -> Iterator[_Sign]:
    currency = _CURRENCY.match(bracket)
    if currency:
        yield _Sign("text", currency[1])
    elif _ELAPSED.fullmatch(bracket):
        yield _Sign("elapsed", bracket)
    elif bracket[:1] in "<>=":
        yield _Sign("odd", bracket)


def _kind(sign: str) -> str:
    if sign in _DIGIT:
        return "digit"
    if sign in ".,%;":
        return sign
    if sign in "/@":
        return "odd"
    return "letter" if sign.lower() in _LETTERS else "text"


def _drawn(value: Decimal, signs: list[_Sign]) -> str | None:
    kinds = [each.kind for each in signs]
    if {"odd", "letter", "elapsed"} & set(kinds):
        return None
    if "digit" not in kinds:
        return "".join(each.text for each in signs)
    last = max(at for at, kind in enumerate(kinds) if kind == "digit")
    thousands = sum(kind == "," for kind in kinds[last + 1 :])
    value = value * 100 ** kinds.count("%") / 1000**thousands
    point = kinds.index(".") if "." in kinds else len(kinds)
    places = sum(kind == "digit" for kind in kinds[point:])
    if abs(value.adjusted()) > _EXACT or places > _EXACT:
        return None
    digits = f"{abs(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    whole, _, fraction = digits.partition(".")
    left = _whole(whole.lstrip("0"), signs[:point])
    right = _fraction(fraction, signs[point:])
    is_negative = value < 0 and any(sign not in "0.," for sign in digits)
    return f"{'-' if is_negative else ''}{left}{right}"


def _whole(digits: str, signs: list[_Sign]) -> str:
    """Digits from the right into their places; those that have none stand before the first."""
    rest, drawn = list(digits), list[str]()
    places = sum(each.kind == "digit" for each in signs)
    for sign in reversed(signs):
        if sign.kind != "digit":
            drawn.append("" if sign.kind == "," else sign.text)
            continue
        places -= 1
        if not places:
            drawn.append("".join(rest) or ("0" if sign.text == "0" else ""))
        else:
            drawn.append(rest.pop() if rest else "0" if sign.text == "0" else "")
    return "".join(reversed(drawn))


def _fraction(digits: str, signs: list[_Sign]) -> str:
    rest, drawn = list(digits), list[str]()
    for sign in signs:
        if sign.kind == "digit":
            is_kept = sign.text == "0" or any(each != "0" for each in rest)
            drawn.append(rest.pop(0) if is_kept else rest.pop(0) and "")
        elif sign.kind == ".":
            drawn.append(",")
        elif sign.kind != ",":
            drawn.append(sign.text)
    text = "".join(drawn)
    return text[1:] if text.startswith(",") and not text[1:2].isdigit() else text

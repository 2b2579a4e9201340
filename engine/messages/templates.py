"""Sentences with holes: `{name}`, `{name!q}`, `{n:строка|строки|строк}` and `[[optional {part}]]`.

A hole takes the parameter of its name; `!q` sets it in quotation marks of the language; a plural
hole takes the form that the number asks for (Russian: 1, 2–4, 5 and more; English: one, many). An
optional part disappears when one of its holes has no value.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

Params = Mapping[str, object]
Part = Callable[[Params, str], str]

_HOLE = re.compile(r"\{(?P<name>\w+)(?:!(?P<quote>q)|:(?P<forms>[^{}]*))?\}")
_OPTIONAL = re.compile(r"\[\[(?P<body>.*?)\]\]", re.DOTALL)
_QUOTES = {"ru": ("«", "»"), "en": ("“", "”")}


def fill(template: str, params: Params, language: str) -> str:
    """The sentence with its holes filled; KeyError names a parameter that was not given."""
    parts = _OPTIONAL.split(template)
    return "".join(
        _fill_holes(part, params, language) if number % 2 == 0 or _all_present(part, params) else ""
        for number, part in enumerate(parts)
    )


def outline(template: str) -> str:
    """The sentence as a pattern: «…» for what a finding fills in, without its optional parts."""
    required = _OPTIONAL.sub("", template)
    return _HOLE.sub(lambda hole: (hole["forms"] or "…").rpartition("|")[2], required)


def plural_form(number: float, forms: tuple[str, ...], language: str) -> str:
    """The form that agrees with the number; a fraction takes the second Russian form."""
    if language != "ru" or len(forms) < 3:
        return forms[0] if number == 1 else forms[-1]
    if number != int(number):
        return forms[1]
    last, last_two = abs(int(number)) % 10, abs(int(number)) % 100
    if last == 1 and last_two != 11:
        return forms[0]
    return forms[1] if 2 <= last <= 4 and not 12 <= last_two <= 14 else forms[2]


def _fill_holes(text: str, params: Params, language: str) -> str:
    return _HOLE.sub(lambda match: _hole(match, params, language), text)


def _hole(match: re.Match[str], params: Params, language: str) -> str:
    value = params[match["name"]]
    if match["forms"] is not None:
        return plural_form(_as_number(value), _forms(match["forms"]), language)
    shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    if not match["quote"]:
        return shown
    opening, closing = _QUOTES[language]
    return f"{opening}{shown}{closing}"


@lru_cache(maxsize=1024)
def _forms(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


def _as_number(value: object) -> float:
    return value if isinstance(value, int | float) else float(str(value).replace(",", "."))


def _all_present(part: str, params: Params) -> bool:
    return all(params.get(match["name"]) not in (None, "", ()) for match in _HOLE.finditer(part))

"""Sentences with holes: `{name}`, `{name!q}`, `{n:строка|строки|строк}` and `[[optional {part}]]`.

A hole takes the parameter of its name; `!q` sets it in quotation marks of the language; a plural
hole takes the form that the number asks for (Russian: 1, 2–4, 5 and more; English: one, many). An
optional part disappears when one of its holes has no value.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

Params = Mapping[str, object]

_HOLE = re.compile(r"\{(?P<name>\w+)(?:!(?P<quote>q)|:(?P<forms>[^{}]*))?\}")
_OPTIONAL = re.compile(r"\[\[(?P<body>.*?)\]\]", re.DOTALL)
_QUOTES = {"ru": ("«", "»"), "en": ("“", "”")}


@dataclass(frozen=True, slots=True)
class Hole:
    """Takes the parameter `name`; `forms` are the words that a number chooses from."""

    name: str
    quoted: bool
    forms: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence; one that is optional needs a value for each of its holes."""

    pieces: tuple[str | Hole, ...]
    optional: bool

    def is_said(self, params: Params) -> bool:
        if not self.optional:
            return True
        holes = (piece for piece in self.pieces if isinstance(piece, Hole))
        return all(params.get(hole.name) not in (None, "", ()) for hole in holes)


def fill(template: str, params: Params, language: str) -> str:
    """The sentence with its holes filled; KeyError names a parameter that was not given."""
    return "".join(
        [
            piece if isinstance(piece, str) else _filled(piece, params, language)
            for part in _parts(template)
            if part.is_said(params)
            for piece in part.pieces
        ]
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


@cache
def _parts(template: str) -> tuple[Part, ...]:
    """The sentence taken apart, once for each sentence of the catalogues."""
    bodies = enumerate(_OPTIONAL.split(template))
    return tuple(Part(tuple(_pieces(body)), optional=number % 2 == 1) for number, body in bodies)


def _pieces(body: str) -> Iterator[str | Hole]:
    done = 0
    for hole in _HOLE.finditer(body):
        if hole.start() > done:
            yield body[done : hole.start()]
        forms = None if hole["forms"] is None else tuple(hole["forms"].split("|"))
        yield Hole(hole["name"], hole["quote"] is not None, forms)
        done = hole.end()
    if done < len(body):
        yield body[done:]


def _filled(hole: Hole, params: Params, language: str) -> str:
    value = params[hole.name]
    if hole.forms is not None:
        return plural_form(_as_number(value), hole.forms, language)
    shown = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    if not hole.quoted:
        return shown
    opening, closing = _QUOTES[language]
    return f"{opening}{shown}{closing}"


def _as_number(value: object) -> float:
    return value if isinstance(value, int | float) else float(str(value).replace(",", "."))

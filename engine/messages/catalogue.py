"""A catalogue of one language, read once from package data.

Sentences with holes: `{name}`, `{name!q}`, `{n:строка|строки|строк}` and `[[optional {part}]]`.

A hole takes the parameter of its name; `!q` sets it in quotation marks of the language; a plural
hole takes the form that the number asks for (Russian: 1, 2–4, 5 and more; English: one, many). An
optional part disappears when one of its holes has no value.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engine.classes import dataclass
from engine.diagnostics import Finding, Worded
from engine.lazy import lazy_pattern
from engine.packaged import made_once

Params = Mapping[str, object]
_UNTOLD = "…"
_NO_WORDS: Mapping[str, str] = MappingProxyType({})

_HOLE = lazy_pattern(r"\{(?P<name>\w+)(?:!(?P<quote>q)|:(?P<forms>[^{}]*))?\}")
_OPTIONAL = lazy_pattern(r"\[\[(?P<body>.*?)\]\]", re.DOTALL)
_ADVISED = lazy_pattern(
    r"\{(?P<name>[a-z_]\w*)(?P<quote>!q)?\}|\{(?P<counted>[a-z_]\w*):(?P<forms>[^{}|]*\|[^{}]*)\}"
)
_WHETHER = lazy_pattern(r"\{(?P<name>[a-z_]\w*):(?P<words>[^{}|]*)\}")
_QUOTES = {"ru": ("«", "»"), "en": ("“", "”")}
_DECIMAL = {"ru": ",", "en": "."}


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
        """Whether it is part of the sentence: an optional one needs all its parameters."""
        if not self.optional:
            return True
        holes = (piece for piece in self.pieces if isinstance(piece, Hole))
        return all(params.get(hole.name) not in (None, "", ()) for hole in holes)


def fill(
    template: str, params: Params, language: str, entries: Mapping[str, str] = _NO_WORDS
) -> str:
    """The sentence with its holes filled; KeyError names a parameter that was not given.

    `entries` are the sentences of the catalogue, for days and for parts that are `Worded`.
    """
    if "{" not in template and "[[" not in template:
        return template
    return "".join(
        [
            piece if isinstance(piece, str) else _filled(piece, params, language, entries)
            for part in _parts(template)
            if not part.optional or part.is_said(params)
            for piece in part.pieces
        ]
    )


class _Open(dict[str, object]):
    """Parameters of which some are not told."""

    def __missing__(self, name: str) -> str:
        return _UNTOLD


def outline(template: str) -> str:
    """The sentence as a pattern: «…» for what a finding fills in, without its optional parts."""
    required = _OPTIONAL.sub("", template)
    return _HOLE.sub(lambda hole: (hole["forms"] or _UNTOLD).rpartition("|")[2], required)


def plural_form(number: float, forms: tuple[str, ...], language: str) -> str:
    """The form that agrees with the number; a Russian fraction takes the fourth or the second."""
    if language != "ru" or len(forms) < 3:
        return forms[0] if number == 1 else forms[-1]
    if number != int(number):
        return forms[3] if len(forms) > 3 else forms[1]
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


def day_text(day: date, entries: Mapping[str, str]) -> str:
    """«01.06.2022», “1 Jun 2022”."""
    month = entries[f"picture.month.{day.month}"]
    numbers = {"day": day.day, "dd": f"{day.day:02}", "mm": f"{day.month:02}", "year": day.year}
    return fill(entries["report.short_date"], {**numbers, "month": month}, "")


def _filled(hole: Hole, params: Params, language: str, entries: Mapping[str, str]) -> str:
    value = params[hole.name]
    if hole.forms is not None:
        if value == _UNTOLD:
            return hole.forms[-1]
        return plural_form(_as_number(value), hole.forms, language)
    shown = ", ".join(
        [
            part if type(part) is str else _shown(part, language, entries)
            for part in (value if isinstance(value, tuple) else (value,))
        ]
    )
    if not hole.quoted:
        return shown
    opening, closing = _QUOTES[language]
    return f"{opening}{shown}{closing}"


def _shown(value: object, language: str, entries: Mapping[str, str]) -> str:
    """A value as the language writes it."""
    if isinstance(value, Worded):
        return fill(entries[value.key], dict(value.params), language, entries)
    if isinstance(value, date):
        return day_text(value, entries)
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", _DECIMAL[language])
    return str(value)


def _as_number(value: object) -> float:
    return value if isinstance(value, int | float) else float(str(value).replace(",", "."))


class Language(StrEnum):
    """Languages of messages and reports; codes are the same in both."""

    RU = "ru"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sentences by dotted key: «unknown-key.message», «verdict.met»."""

    language: Language
    entries: Mapping[str, str]

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return key in self.entries

    def text(self, key: str, /, **params: object) -> str:
        """The sentence of `key` with its parameters filled in."""
        return fill(self.entries[key], params, self.language.value, self.entries)

    def day(self, day: date) -> str:
        """«01.06.2022», “1 Jun 2022”."""
        return day_text(day, self.entries)

    def finding(self, finding: Finding) -> str:
        """The sentence of a finding."""
        params = dict(finding.params)
        if not finding.is_outline:
            said = self.text(f"{finding.code.name}.message", **params)
            others = params.get("more_of_text")
            return self.text("finding_of_text", said=said.rstrip("."), n=others) if others else said
        said = fill(self.entries[f"{finding.code.name}.message"], _Open(params), self.language)
        return self.text("finding_outline", said=said.rstrip("."))

    def outline(self, name: str) -> str:
        """The sentence of a kind of finding with «…» where a finding fills something in."""
        return self.blank(f"{name}.message")

    def blank(self, key: str) -> str:
        """The sentence of `key` with «…» where something is filled in."""
        return outline(self.entries[key])

    def why(self, name: str) -> str:
        """Why a kind of finding matters, with «…» where a finding says which."""
        return self._advice(f"{name}.why", {})

    def reason(self, finding: Finding) -> str:
        """Why a finding matters, with the names and numbers that it has."""
        return self._advice(f"{finding.code.name}.why", dict(finding.params))

    def advice(self, finding: Finding) -> str:
        """What to do about a finding, with the names that it has."""
        return self._advice(f"{finding.code.name}.fix", dict(finding.params))

    def fix(self, name: str) -> str:
        """What to do about a kind of finding, with «…» where a finding says which."""
        return self._advice(f"{name}.fix", {})

    def _advice(self, key: str, params: Params) -> str:
        return _advised(self.entries[key], params, self.language, self.entries)


def _advised(template: str, params: Params, language: str, entries: Mapping[str, str]) -> str:
    """The advice with its holes filled; braces of an example in YAML are no holes."""
    if "{" not in template and "[[" not in template:
        return template
    told = _Open(params)

    def filled(found: re.Match[str]) -> str:
        forms = tuple(found["forms"].split("|")) if found["forms"] else None
        hole = Hole(found["name"] or found["counted"], bool(found["quote"]), forms)
        return _filled(hole, told, language, entries)

    def optional(found: re.Match[str]) -> str:
        if whether := _WHETHER.fullmatch(found["body"]):
            return whether["words"] if params.get(whether["name"]) else ""
        names = [hole["name"] or hole["counted"] for hole in _ADVISED.finditer(found["body"])]
        return found["body"] if all(params.get(n) not in (None, "", ()) for n in names) else ""

    return _ADVISED.sub(filled, _OPTIONAL.sub(optional, template))


@lru_cache(maxsize=2)
def catalogue(language: Language = Language.RU) -> Catalogue:
    """The catalogue of findings and reports (cached)."""
    return Catalogue(language, json.loads(made_once(_HERE / f"{language.value}.yaml", _read)))


def _read(content: bytes) -> bytes:
    """The sentences by dotted key, as JSON: reading YAML takes 20 times as long."""
    from engine.yamltext import parse  # the help of the command line needs no YAML

    parsed = parse(content, "")
    if parsed.document is None:
        raise ValueError(f"a catalogue cannot be read: {parsed.findings}")
    return json.dumps(dict(_flatten("", parsed.document.data)), ensure_ascii=False).encode()


@lru_cache(maxsize=2)
def commands(language: Language) -> Catalogue:
    """The catalogue of the command line (cached): JSON, for it is read at every start."""
    return Catalogue(language, dict(_flatten("", _json(f"commands.{language.value}"))))


@lru_cache(maxsize=2)
def sentences_of_click(language: Language) -> Mapping[str, tuple[str, ...]]:
    """Click's own sentences by their English ones: one form, or one for each form of a number."""
    if language is Language.EN:
        return {}
    given = _json(f"click.{language.value}")
    return {key: (each,) if isinstance(each, str) else tuple(each) for key, each in given.items()}


_HERE = Path(__file__).parent


def _json(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((_HERE / f"{name}.json").read_bytes())
    return read


def _flatten(prefix: str, node: object) -> list[tuple[str, str]]:
    """Dotted keys and sentences; a list is the lines of one."""
    if isinstance(node, list):
        return [(prefix, "\n".join(node))]
    if not isinstance(node, dict):
        return [(prefix, str(node))]
    return [
        pair
        for key, value in node.items()
        for pair in _flatten(f"{prefix}.{key}" if prefix else str(key), value)
    ]

"""Texts that are not written in the one way that their field knows."""

import re

from engine.codes import spec as codes
from engine.diagnostics import Finding, Origin, finding
from engine.load.shapes import last_key
from engine.yamltext import quote

_DATE = "^[0-9]{4}-"
_ID = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
_RUSSIAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch - y - e yu ya"
_ALPHABET = {
    letter: latin.replace("-", "")
    for letter, latin in zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _LATIN.split(), strict=True)
}


def malformed(at: Origin, text: str, pattern: str) -> Finding:
    """The finding for a text that its pattern refuses, with the likely right spelling."""
    if pattern.startswith(_DATE):
        return finding(codes.DATE_IMPOSSIBLE, at, date=quote(text), hint=_iso(text))
    if pattern == _ID:
        return finding(codes.ID_MALFORMED, at, id=quote(text), hint=_as_id(text))
    example = _EXAMPLES.get(last_key(at.route), "")
    return finding(
        codes.TEXT_MALFORMED, at, key=last_key(at.route), value=quote(text), example=example
    )


_EXAMPLES = {
    "after": "slug/event",
    "id": "slug/id",
    "code": "C501",
    "name": "school_year",
    "delimiter": ";",
}


def _iso(text: str) -> str:
    russian = _RUSSIAN_DATE.fullmatch(text.strip())
    if russian is None:
        return ""
    day, month, year = russian.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _as_id(text: str) -> str:
    latin = "".join(_ALPHABET.get(letter, letter) for letter in text.casefold())
    words = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    return words if re.fullmatch(_ID, words) and len(words) <= 40 else ""

"""The editable list of generally known abbreviations: rules/words/abbreviations.yaml."""

import re
from dataclasses import dataclass
from functools import lru_cache

from engine.packaged import rules_folder
from engine.yamltext import Data, parse

FILE = "words/abbreviations.yaml"


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Which need no introduction, what some stand for, which name one thing."""

    known: frozenset[str]
    expansions: tuple[tuple[str, str], ...]
    same: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=1)
def abbreviations() -> Abbreviations:
    """The packaged list. Raises ValueError where the file cannot be read."""
    document = parse((rules_folder() / FILE).read_bytes(), FILE).document
    if document is None:
        raise ValueError(f"{FILE} cannot be read")
    return Abbreviations(
        known=frozenset(short for short, _ in _pairs(document.data.get("known"))),
        expansions=_pairs(document.data.get("expansions")),
        same=tuple(
            tuple(map(str, group))
            for group in _list(document.data.get("same"))
            if isinstance(group, list)
        ),
    )


def expanded(text: str) -> str:
    """The text with the abbreviations of the list written out."""
    for short, meaning in abbreviations().expansions:
        text = re.sub(rf"\b{short}\b", meaning, text)
    return text


def _pairs(entries: Data) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(each["short"]), str(each["meaning"]))
        for each in _list(entries)
        if isinstance(each, dict)
    )


def _list(entries: Data) -> list[Data]:
    return entries if isinstance(entries, list) else []

"""The editable list of generally known abbreviations: rules/words/abbreviations.yaml."""

import re
from dataclasses import dataclass
from functools import lru_cache

from engine.load import Reading, checked_entry
from engine.packaged import rules_folder
from engine.trees import FolderTree

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
    reading = Reading(FolderTree(rules_folder()))
    entry = checked_entry(reading, FILE, "words")
    if entry is None:
        raise ValueError(f"{FILE} cannot be read: {reading.findings}")
    return Abbreviations(
        known=frozenset(each.text("short") for each in entry.entries("known")),
        expansions=tuple(
            (each.text("short"), each.text("meaning")) for each in entry.entries("expansions")
        ),
        same=tuple(entry.groups("same")),
    )


def expanded(text: str) -> str:
    """The text with the abbreviations of the list written out."""
    for short, meaning in abbreviations().expansions:
        text = re.sub(rf"\b{short}\b", meaning, text)
    return text

"""Sentences as data: a key of the catalogue and its values, which reports write out."""

from typing import Union

from engine.classes import dataclass


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, as people write it."""

    value: float


@dataclass(frozen=True, slots=True)
class Percentage:
    """A part of one, as a percentage."""

    value: float


@dataclass(frozen=True, slots=True)
class TableName:
    """The title of a table, with its name in conditions."""

    name: str


@dataclass(frozen=True, slots=True)
class Inside:
    """A sentence inside another one: without its full stop."""

    said: "Said"


@dataclass(frozen=True, slots=True)
class InPeriod:
    """Words that are said only where the project has a period."""

    said: "Said"


@dataclass(frozen=True, slots=True)
class Joined:
    """Sentences joined by a semicolon."""

    said: "tuple[Said, ...]"


Word = Union[
    str, int, Numeral, Percentage, TableName, Inside, InPeriod, Joined, "Said", tuple["Word", ...]
]


@dataclass(frozen=True, slots=True)
class Said:
    """A key of the catalogue with its values by name."""

    key: str
    params: tuple[tuple[str, Word], ...] = ()


def say(key: str, **params: Word) -> Said:
    """The sentence of that key."""
    return Said(key, tuple(params.items()))

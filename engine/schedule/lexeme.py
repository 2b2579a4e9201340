"""One terminal of the grammar as it stands in a phrase."""

from typing import NamedTuple


class Lexeme(NamedTuple):
    """A terminal `name` with its `value`; the plain `text` stands at `start:end` of the phrase."""

    name: str
    value: str
    text: str
    start: int
    end: int

"""What was not understood, with the address where it stands; the importer makes findings of it."""

from engine.classes import dataclass
from engine.diagnostics import Code, Param
from engine.papers.documents import Address


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that a person has to look at."""

    code: Code
    address: Address
    params: tuple[tuple[str, Param], ...] = ()


def doubt(code: Code, address: Address, **params: Param) -> Doubt:
    """A doubt with its parameters given by name."""
    return Doubt(code, address, tuple(params.items()))


_QUOTED = 90
NEARLY_ALL = 300
"""Letters of words that no file holds: their end may be the number or the date that is missed."""


def quoted(text: str, most: int = _QUOTED) -> str:
    """The beginning of a long text, for a message."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"

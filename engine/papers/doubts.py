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


def quoted(text: str) -> str:
    """The beginning of a long text, for a message."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"

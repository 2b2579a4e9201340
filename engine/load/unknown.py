"""Names that lead nowhere, and ids that stand twice."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from engine.diagnostics import Code, Finding, Origin, Related, Subject, finding
from engine.expressions import nearest
from engine.yamltext import quote

_MOST_NAMES = 5000
"""Among how many names the nearest is sought: each takes its time."""


class Named(Protocol):
    """Anything of a spec with an id and a place."""

    @property
    def id(self) -> str:
        """By which others refer to it."""

    @property
    def origin(self) -> Origin:
        """Where it stands in its file."""


def unknown(
    code: Code, place: Origin, id: str, known: Iterable[str], subject: Subject | None = None
) -> Finding:
    """The finding for a name that leads nowhere, with the nearest name that leads somewhere."""
    hint = nearest(id, islice(known, _MOST_NAMES)) or ""
    return finding(code, place, subject=subject, id=quote(id), hint=hint)


def repeated(code: Code, things: Iterable[Named], *, key: str = "id") -> Iterator[Finding]:
    """A finding for each thing whose id stood already."""
    first: dict[str, Origin] = {}
    for thing in things:
        place = thing.origin.under(key)
        before = first.setdefault(thing.id, place)
        if before is not place:
            yield finding(code, place, related=(Related(before, "first-here"),), id=thing.id)

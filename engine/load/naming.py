"""Small pieces that every check of references shares."""

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
    def id(self) -> str: ...

    @property
    def origin(self) -> Origin: ...


def at(origin: Origin, *steps: str | int) -> Origin:
    """A place below another one."""
    return Origin(origin.file, (*origin.route, *steps))


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
        place = at(thing.origin, key)
        before = first.setdefault(thing.id, place)
        if before is not place:
            yield finding(code, place, related=(Related(before, "first-here"),), id=thing.id)

"""Small pieces of Markdown, with all foreign text neutralised."""

import re
from collections.abc import Iterable, Iterator, Sequence

from engine.lazy import lazy_pattern
from engine.reports.content.blocks import BAD, GOOD, TONES, Badge
from engine.visible import harmless

Lines = Iterator[str]

_MARKUP = lazy_pattern(r"([\\`*_\[\]<>|~&#!$])")
_LIVE = lazy_pattern(r"@(?=[\w/])|:(?=//)|\bwww(?=\.)|\bmailto(?=:)|\bGH(?=-\d)", re.IGNORECASE)
_SIGNS = {GOOD: "✓", BAD: "✗"}


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return asleep(_MARKUP.sub(r"\\\1", harmless(" ".join(text.split()))))


def asleep(text: str) -> str:
    """The same to the eye, but no host calls a person by it or makes a link of it: an unseen sign
    stands within «@name» and addresses, which a backslash does not stop."""
    return _LIVE.sub("\\g<0>\u2060", text)


def bold(text: str) -> str:
    """Text in bold."""
    return f"**{plain(text)}**"


def badge(it: Badge) -> str:
    """A verdict or status with its sign."""
    sign = "!" if it.kind == "warned" else _SIGNS.get(TONES.get(it.kind, ""))
    return f"{sign} {plain(it.label)}" if sign else plain(it.label)


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, escaped: tuple[int, ...] = ()
) -> Lines:
    """A table; cells of the columns `escaped` are Markdown already, the others are text."""
    yield f"| {' | '.join(plain(name) for name in head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        cells = (cell if number in escaped else plain(cell) for number, cell in enumerate(row))
        yield f"| {' | '.join(cells)} |"

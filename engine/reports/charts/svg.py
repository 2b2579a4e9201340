"""SVG as text: elements, escaping, numbers. Nothing here knows what is drawn.

Looks are presentation attributes, which any style sheet outranks, and every part has a class: a
page can theme a picture, and the picture alone is still complete.

The two widths that pictures are drawn for.

How wide words are, without a font at hand: cautious estimates for the usual sans-serif faces.

Colours and marks of the pictures: each thing is told by shape or pattern as well as by colour.

The colours are those of the report's badges and bars; red and green differ in lightness too, and
nothing depends on telling them apart.

The sign of each event status, the same shapes as the icons of the report.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from html import escape
from itertools import accumulate

from engine.results.events import Status

Value = str | float | None

FONT = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, "
    "sans-serif"
)


def element(tag: str, *content: str, **attributes: Value) -> str:
    """An element; `class_` and `stroke_width` become class and stroke-width, None is left out."""
    named = "".join(
        [
            f' {_attribute(name)}="{_quoted(value)}"'
            for name, value in attributes.items()
            if value is not None
        ]
    )
    return f"<{tag}{named}>{''.join(content)}</{tag}>" if content else f"<{tag}{named}/>"


def text(words: str, x: float, y: float, **attributes: Value) -> str:
    """A line of text with its baseline at y."""
    return element("text", escape(printable(words), quote=False), x=x, y=y, **attributes)


def title(words: str) -> str:
    """What a pointer resting on the part is told."""
    return element("title", escape(printable(words), quote=False))


def tip(words: str, *, wide: bool) -> tuple[str, ...]:
    """A title in a wide picture; a narrow one is for telephones, where nothing can rest on it."""
    return (title(words),) if wide else ()


def group(parts: Iterable[str], **attributes: Value) -> str:
    """Parts that belong together."""
    return element("g", *parts, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Value) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes: Value) -> str:
    """A rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def polygon(points: Iterable[tuple[float, float]], **attributes: Value) -> str:
    """A closed shape."""
    corners = " ".join(f"{shown(x)},{shown(y)}" for x, y in points)
    return element("polygon", points=corners, **attributes)


def path(*steps: str | float, **attributes: Value) -> str:
    """A path from letters and coordinates: path("M", 0, 0, "L", 5, 5)."""
    return element("path", d=" ".join(shown(step) for step in steps), **attributes)


def hatch(id: str, *, ink: str, paper: str, turn: float = 45, gap: float = 5) -> str:
    """A pattern of parallel lines, to be used as fill="url(#id)"."""
    return element(
        "pattern",
        rect(0, 0, gap, gap, fill=paper),
        line(0, 0, 0, gap, stroke=ink, stroke_width=gap * 0.44),
        id=id,
        width=gap,
        height=gap,
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({shown(turn)})",
    )


def linked(
    drawn: str, address: Callable[[str], str] | None, id: str, called: str | None = None
) -> str:
    """What was drawn, as a link to where an id leads; as it is where nothing leads anywhere.
    `called` is its name for those who cannot see it, where its words do not say enough."""
    if address is None:
        return drawn
    return element("a", drawn, href=address(id), aria_label=printable(called) if called else None)


def picture(
    id: str,
    size: tuple[float, float],
    parts: Iterable[str],
    *,
    kind: str,
    says: tuple[str, str],
    has_links: bool = False,
) -> str:
    """A whole picture. `says` is its name and its description for those who cannot see it; one
    with links in it is a group, whose parts are met one by one."""
    width, height = size
    name, description = says
    return element(
        "svg",
        element("title", escape(printable(name), quote=False), id=f"{id}-title"),
        element("desc", escape(printable(description), quote=False), id=f"{id}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"drawing {kind}",
        id=id,
        role="group" if has_links else "img",
        aria_labelledby=f"{id}-title {id}-desc",
        viewBox=f"0 0 {shown(width)} {shown(height)}",
        width=width,
        height=height,
        font_family=FONT,
        fill="#0b0c0c",
    )


def shown(value: Value) -> str:
    """A coordinate with at most one decimal; text as it is."""
    if value is None or isinstance(value, str):
        return value or ""
    return f"{round(value, 1) + 0.0:g}"


def printable(words: str) -> str:
    """Control characters, marks of direction and line ends become spaces: XML forbids some."""
    if words.isprintable():
        return words
    return "".join(sign if sign.isprintable() else " " for sign in words)


@cache
def _attribute(name: str) -> str:
    return name.strip("_").replace("_", "-")


@lru_cache(maxsize=8192)
def _quoted(value: Value) -> str:
    return escape(printable(value)) if isinstance(value, str) else shown(value)


class Layout(StrEnum):
    """`narrow` reads well on a telephone of 390 px, `wide` from about 700 px and on A4."""

    NARROW = "narrow"
    WIDE = "wide"

    @property
    def width(self) -> float:
        """Width of the picture; one unit is one pixel where it is not scaled."""
        return 360 if self is Layout.NARROW else 760


_NARROW = frozenset("ijlftrI.,:;!|'()[]{}/ -‐·«»")
_WIDE = frozenset("жмшщюфыЖМШЩЮФЫДОмwmWM@%—№")
ELLIPSIS = "…"
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


_BOLD = 1.12
_LEAST_FRAGMENT = 4
_COMMON = 4
"""So many words must be common before they are left out; the last two of them stay."""


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate of the width of a line of that font size."""
    return sum(map(_ems, words)) * size * (_BOLD if bold else 1)


def shorten(words: str, width: float, size: float, *, bold: bool = False) -> str:
    """The words, closed with «…» where they are too wide."""
    room = width / (size * (_BOLD if bold else 1))
    widths = list(accumulate(map(_ems, words)))
    if not widths or widths[-1] <= room:
        return words
    kept = words[: bisect_right(widths, room, key=lambda each: each + _ems(ELLIPSIS))]
    head, _, fragment = kept.rpartition(" ")
    kept = head if head and len(fragment) < _LEAST_FRAGMENT else kept
    return kept.rstrip(" ,;:-–—(«") + ELLIPSIS


def apart(names: Sequence[str]) -> list[str]:
    """The names without the words that all of them begin with, where that is most of a name:
    «…школа № 11» instead of the full name of the institution."""
    words = [name.split() for name in names]
    common = 0
    while len(names) > 1 and len({tuple(word[: common + 1]) for word in words}) == 1:
        common += 1
    if common < _COMMON or any(len(word) <= common for word in words):
        return list(names)
    return [ELLIPSIS + " ".join(word[common - 2 :]) for word in words]


def wrap(words: str, width: float, size: float, *, lines: int) -> tuple[str, ...]:
    """The words in at most `lines` lines; the last ends with «…» where something is left out."""
    done: list[str] = []
    rest = words.split()
    while rest and len(done) < lines - 1:
        taken = _fitting(rest, width, size)
        done.append(shorten(" ".join(rest[:taken]), width, size))
        rest = rest[taken:]
    if rest:
        done.append(shorten(" ".join(rest), width, size))
    return tuple(done) or ("",)


def hyphenated(words: str, width: float, size: float) -> tuple[str, ...]:
    """A bold label in one or two lines: broken at the soft hyphen only if one line is too short."""
    whole = words.replace(SOFT_HYPHEN, "")
    if width_of(whole, size, bold=True) <= width or SOFT_HYPHEN not in words:
        return (whole,)
    head, _, tail = words.partition(SOFT_HYPHEN)
    return (f"{head}-", tail.replace(SOFT_HYPHEN, ""))


def _fitting(words: list[str], width: float, size: float) -> int:
    """How many of the words stand on one line: at least one."""
    count, used = 0, 0.0
    for word in words:
        used += width_of(word if not count else f" {word}", size)
        if count and used > width:
            break
        count += 1
    return count


@cache
def _ems(sign: str) -> float:
    if sign in _NARROW:
        return 0.36
    if sign in _WIDE:
        return 0.88
    return 0.7 if sign.isupper() else 0.61


INK = "#0b0c0c"
FAINT = "#8b979e"
SOFT = "#4a5257"
LINE = "#d4d9dc"
WASH = "#f4f6f7"
PERIOD = "#eef3fa"
PAPER = "#ffffff"
FILLED = "#1d4f91"
ALARM = "#96210f"

FILL = {
    Status.DONE: "#23874d",
    Status.DONE_LATE: "#94b52f",
    Status.IN_PROGRESS: "#4a9cc7",
    Status.UPCOMING: "#ffffff",
    Status.OVERDUE: "#cc3a20",
    Status.UNDATED: "#ffffff",
    Status.NO_DATA: "#f2cf4a",
    Status.WAIVED: "#ffffff",
}
EDGE = {
    Status.DONE: "#00582f",
    Status.DONE_LATE: "#3f5400",
    Status.IN_PROGRESS: "#0b4a66",
    Status.UPCOMING: "#23447a",
    Status.OVERDUE: "#7d1607",
    Status.UNDATED: "#40484d",
    Status.NO_DATA: "#5c4a00",
    Status.WAIVED: "#4b2a91",
}


_BOX = 16.0


def mark(status: Status, x: float, y: float, size: float) -> str:
    """The sign of a status in a square with its upper left corner at x, y."""
    scale = f"translate({shown(x)} {shown(y)}) scale({size / _BOX:.3f})"
    return group(_SHAPES[status], class_=f"mark {status.value}", transform=scale)


def _ring(status: Status) -> str:
    return element("circle", cx=8, cy=8, r=7, fill=PAPER, stroke=EDGE[status], stroke_width=2)


def _disc(status: Status) -> str:
    return element("circle", cx=8, cy=8, r=8, fill=EDGE[status])


def _stroke(d: str, ink: str, width: float = 2) -> str:
    return path(d, fill="none", stroke=ink, stroke_width=width)


_TICK = "M4.2 8.3l2.6 2.6L11.8 5.5"
_HANDS = "M8 3.8V8l3 2"
_SHOUT = "M8 3.2v5.8M8 10.8v2.2"
_CALENDAR = "M1.5 3h13v11.5h-13zM1.5 6.5h13M5 .8v3.4M11 .8v3.4"

_SHAPES: dict[Status, tuple[str, ...]] = {
    Status.DONE: (_disc(Status.DONE), _stroke(_TICK, PAPER)),
    Status.DONE_LATE: (_ring(Status.DONE_LATE), _stroke(_TICK, EDGE[Status.DONE_LATE])),
    Status.IN_PROGRESS: (
        _ring(Status.IN_PROGRESS),
        path("M6 4.5v7L12 8z", fill=EDGE[Status.IN_PROGRESS]),
    ),
    Status.UPCOMING: (_ring(Status.UPCOMING), _stroke(_HANDS, EDGE[Status.UPCOMING], 1.8)),
    Status.OVERDUE: (_disc(Status.OVERDUE), _stroke(_SHOUT, PAPER, 2.2)),
    Status.UNDATED: (_stroke(_CALENDAR, EDGE[Status.UNDATED], 1.6),),
    Status.NO_DATA: (
        element(
            "circle",
            cx=8,
            cy=8,
            r=7,
            fill=PAPER,
            stroke=EDGE[Status.NO_DATA],
            stroke_width=2,
            stroke_dasharray="3 2.5",
        ),
    ),
    Status.WAIVED: (
        _stroke("M3 0v16", EDGE[Status.WAIVED]),
        path("M4 1h10l-2.5 3.5L14 8H4z", fill=EDGE[Status.WAIVED]),
    ),
}

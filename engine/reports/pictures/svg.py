"""SVG as text: elements, escaping, numbers. Nothing here knows what is drawn.

Looks are presentation attributes, which any style sheet outranks, and every part has a class: a
page can theme a picture, and the picture alone is still complete.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

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


def picture(
    id: str, size: tuple[float, float], parts: Iterable[str], *, kind: str, says: tuple[str, str]
) -> str:
    """A whole picture. `says` is its name and its description for those who cannot see it."""
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
        role="img",
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

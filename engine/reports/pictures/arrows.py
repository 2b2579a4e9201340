"""The arrows of the cycle matrix: dark with a count, or hatched where a stage is empty."""

from engine.reports.pictures import svg
from engine.reports.pictures.palette import FILLED, PAPER

HEIGHT = 32.0
_POINT = 8.0
_GAP = 4.0
_EDGE = "#c4614f"
_NUMBER: dict[str, svg.Value] = {
    "font_size": 15,
    "font_weight": 700,
    "text_anchor": "middle",
    "fill": PAPER,
}


def pattern(id: str) -> str:
    """The hatching of empty arrows, referred to by `id`."""
    return svg.element("defs", svg.hatch(id, ink="#f0b5aa", paper=PAPER))


def arrow(x: float, y: float, step: float, *, at: int, of: int) -> tuple[tuple[float, float], ...]:
    """The outline of arrow number `at` of `of`; the next one begins `step` further."""
    width = step + _POINT - _GAP - (_POINT if at == of - 1 else 0)
    return _outline(x + at * step, y, width, HEIGHT, _POINT, flat=at == 0)


def filled(shape: tuple[tuple[float, float], ...], x: float, y: float, count: int) -> str:
    """A dark arrow with its count at x."""
    number = svg.text(str(count), x, y + 21.5, **_NUMBER)
    return svg.polygon(shape, fill=FILLED) + number


def empty(shape: tuple[tuple[float, float], ...], hatching: str) -> str:
    """A hatched arrow."""
    return svg.polygon(shape, fill=f"url(#{hatching})", stroke=_EDGE)


def sample(x: float, y: float, hatching: str | None = None) -> str:
    """A small arrow for the legend, dark unless it is hatched."""
    shape = _outline(x, y, 24, 14, 4, flat=False)
    return empty(shape, hatching) if hatching else svg.polygon(shape, fill=FILLED)


def _outline(
    x: float, y: float, width: float, height: float, point: float, *, flat: bool
) -> tuple[tuple[float, float], ...]:
    """A band that points to the right, with a notch at its left end unless it is flat."""
    notch = () if flat else ((x + point, y + height / 2),)
    return (
        (x, y),
        (x + width - point, y),
        (x + width, y + height / 2),
        (x + width - point, y + height),
        (x, y + height),
        *notch,
    )

"""Links of the dependency graph: curves from side to side, with heads, and signs on conflicts."""

from collections.abc import Iterator, Sequence

from engine.reports.pictures import svg
from engine.reports.pictures.graph_layout import BETWEEN, Node
from engine.reports.pictures.palette import ALARM, FAINT, INK, PAPER

_LOOKS: dict[str, dict[str, svg.Value]] = {
    "soft": {"stroke": FAINT, "stroke_width": 0.9, "stroke_dasharray": "3 3"},
    "hard": {"stroke": INK, "stroke_width": 1.4, "marker_end": "url(#head-hard)"},
    "conflict": {"stroke": ALARM, "stroke_width": 2.4, "marker_end": "url(#head-conflict)"},
}


def link(start: Node, through: Sequence[Node], end: Node, kind: str) -> str:
    """A link of the kind soft, hard or conflict through the passages that were kept for it."""
    curve = svg.path(*_steps(start, through, end), fill="none", class_=kind, **_LOOKS[kind])
    if kind != "conflict":
        return curve
    last = through[-1] if through else start
    return svg.group((curve, *_sign(*_sign_place(last, end))), class_="conflict")


def sample(kind: str, x: float, y: float) -> str:
    """A short piece of a link, for the legend."""
    return svg.line(x, y, x + 34, y, class_=kind, **_LOOKS[kind])


def heads() -> str:
    """The arrow heads that links refer to."""
    return svg.element("defs", _head("hard", INK), _head("conflict", ALARM))


def _steps(start: Node, through: Sequence[Node], end: Node) -> Iterator[str | float]:
    """From side to side; a link within a column bows out to the right."""
    if start.column == end.column:
        bow = start.right + BETWEEN * 0.8
        yield from ("M", start.right, start.y, "C", bow, start.y, bow, end.y, end.right, end.y)
        return
    forth = end.column > start.column
    bend = BETWEEN / 2 if forth else -BETWEEN / 2
    x, y = start.right if forth else start.left, start.y
    yield from ("M", x, y)
    for node in (*through, end):
        near, far = (node.left, node.right) if forth else (node.right, node.left)
        yield from ("C", x + bend, y, near - bend, node.y, near, node.y)
        x, y = far, node.y
        if node.event is None:
            yield from ("L", x, y)


def _sign_place(last: Node, end: Node) -> tuple[float, float]:
    """In the gap before the end of the link."""
    if last.column == end.column:
        return end.right + BETWEEN * 0.6, (last.y + end.y) / 2
    x = end.left - BETWEEN / 2 if end.column > last.column else end.right + BETWEEN / 2
    return x, (last.y + end.y) / 2


def _sign(x: float, y: float) -> Iterator[str]:
    yield svg.element("circle", cx=x, cy=y, r=8, fill=ALARM, stroke=PAPER, stroke_width=1.5)
    yield svg.text("!", x, y + 4.5, font_size=13, font_weight=700, text_anchor="middle", fill=PAPER)


def _head(kind: str, ink: str) -> str:
    return svg.element(
        "marker",
        svg.path("M0 0L9 4.5L0 9z", fill=ink),
        id=f"head-{kind}",
        viewBox="0 0 9 9",
        refX=9,
        refY=4.5,
        markerWidth=9,
        markerHeight=9,
        markerUnits="userSpaceOnUse",
        orient="auto",
    )

"""The sign of each event status, the same shapes as the icons of the report."""

from engine.reports.pictures import svg
from engine.reports.pictures.palette import EDGE, PAPER
from engine.results.statuses import Status

_BOX = 16.0


def mark(status: Status, x: float, y: float, size: float) -> str:
    """The sign of a status in a square with its upper left corner at x, y."""
    scale = f"translate({svg.shown(x)} {svg.shown(y)}) scale({size / _BOX:.3f})"
    return svg.group(_SHAPES[status], class_=f"mark {status.value}", transform=scale)


def _ring(status: Status) -> str:
    return svg.element("circle", cx=8, cy=8, r=7, fill=PAPER, stroke=EDGE[status], stroke_width=2)


def _disc(status: Status) -> str:
    return svg.element("circle", cx=8, cy=8, r=8, fill=EDGE[status])


def _stroke(d: str, ink: str, width: float = 2) -> str:
    return svg.path(d, fill="none", stroke=ink, stroke_width=width)


_TICK = "M4.2 8.3l2.6 2.6L11.8 5.5"
_HANDS = "M8 3.8V8l3 2"
_SHOUT = "M8 3.2v5.8M8 10.8v2.2"
_CALENDAR = "M1.5 3h13v11.5h-13zM1.5 6.5h13M5 .8v3.4M11 .8v3.4"

_SHAPES: dict[Status, tuple[str, ...]] = {
    Status.DONE: (_disc(Status.DONE), _stroke(_TICK, PAPER)),
    Status.DONE_LATE: (_ring(Status.DONE_LATE), _stroke(_TICK, EDGE[Status.DONE_LATE])),
    Status.IN_PROGRESS: (
        _ring(Status.IN_PROGRESS),
        svg.path("M6 4.5v7L12 8z", fill=EDGE[Status.IN_PROGRESS]),
    ),
    Status.UPCOMING: (_ring(Status.UPCOMING), _stroke(_HANDS, EDGE[Status.UPCOMING], 1.8)),
    Status.OVERDUE: (_disc(Status.OVERDUE), _stroke(_SHOUT, PAPER, 2.2)),
    Status.UNDATED: (_stroke(_CALENDAR, EDGE[Status.UNDATED], 1.6),),
    Status.NO_DATA: (
        svg.element(
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
        svg.path("M4 1h10l-2.5 3.5L14 8H4z", fill=EDGE[Status.WAIVED]),
    ),
}

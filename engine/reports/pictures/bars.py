"""Bars of the timeline: one a window, told by colour, edge and pattern."""

from engine.model.schedules import Window
from engine.reports.pictures import svg
from engine.reports.pictures.axis import Axis
from engine.reports.pictures.palette import EDGE, FILL, PAPER
from engine.results.statuses import Status

HEIGHT = 12.0
_LEAST = 5.0
_HATCHED = (Status.DONE_LATE, Status.OVERDUE, Status.WAIVED)


def patterns(id: str) -> str:
    """The patterns that bars of a picture refer to."""
    return svg.element("defs", *(_pattern(id, status) for status in _HATCHED))


def bar(id: str, status: Status, window: Window, axis: Axis, y: float) -> str:
    """A window as a bar, a deadline as a diamond; overdue bars carry a thick edge."""
    fill = f"url(#{id}-{status.value})" if status in _HATCHED else FILL[status]
    looks: dict[str, svg.Value] = {
        "fill": fill,
        "stroke": EDGE[status],
        "stroke_width": 1.6 if status is Status.OVERDUE else 1.0,
        "class_": f"bar {status.value}",
    }
    start, end = axis.at(window.start), axis.at(window.end, end=True)
    if window.start == window.end:
        return svg.polygon(_diamond((start + end) / 2, y + HEIGHT / 2), **looks)
    return svg.rect(start + 0.5, y, max(end - start - 1, _LEAST), HEIGHT, rx=2.0, **looks)


def _pattern(id: str, status: Status) -> str:
    ink = FILL[Status.DONE] if status is Status.DONE_LATE else EDGE[status]
    paper = PAPER if status is Status.WAIVED else FILL[status]
    turn = -45 if status is Status.OVERDUE else 45
    return svg.hatch(f"{id}-{status.value}", ink=ink, paper=paper, turn=turn, gap=4)


def _diamond(x: float, y: float) -> tuple[tuple[float, float], ...]:
    half = HEIGHT / 2 + 1
    return ((x, y - half), (x + half, y), (x, y + half), (x - half, y))

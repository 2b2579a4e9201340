"""Below the timeline: what the signs mean and how often they occur, and the undated events."""

from collections.abc import Iterator

from engine.model.spec import Event
from engine.reports.pictures import svg
from engine.reports.pictures.lettering import shorten, width_of
from engine.reports.pictures.marks import mark
from engine.reports.pictures.palette import LINE, PERIOD, SOFT
from engine.reports.pictures.rows import label, written
from engine.reports.pictures.scene import LETTER, LINE_HEIGHT, MARK, SMALL, Scene
from engine.results.statuses import Status

_HEADING = 11.5
_ROW = 20.0


def legend(scene: Scene, y: float) -> tuple[list[str], float]:
    """Signs with their words and counts, as many on a line as there is room; the next y."""
    parts: list[str] = []
    x = 0.0
    for status, words in _entries(scene):
        wide = 36 + width_of(words, SMALL)
        if x and x + wide > scene.frame.whole:
            x, y = 0.0, y + _ROW
        sign = _swatch(x, y) if status is None else mark(status, x, y, MARK)
        parts += [sign, svg.text(words, x + 19, y + 10.5, font_size=SMALL)]
        x += wide
    return parts, y + 26


def undated(scene: Scene, y: float) -> tuple[list[str], float]:
    """The events without dates, counted, each with the order's own words for its schedule."""
    events = scene.undated
    if not events:
        return [], y
    heading = scene.words.text("picture.timeline.undated", n=len(events))
    parts = [svg.text(heading, 0, y + 11, font_size=_HEADING, font_weight=700)]
    y += _ROW
    for event in events:
        parts.append(_undated_row(scene, event, y))
        y += LINE_HEIGHT * 2 + 4
    return parts, y


def _entries(scene: Scene) -> Iterator[tuple[Status | None, str]]:
    for status, number in scene.counts().items():
        name = scene.name_of(status)
        yield status, scene.words.text("picture.timeline.legend", status=name, n=number)
    if scene.period is not None:
        yield None, scene.words.text("picture.timeline.period")


def _swatch(x: float, y: float) -> str:
    return svg.rect(x, y, MARK, MARK, fill=PERIOD, stroke=LINE, class_="period")


def _undated_row(scene: Scene, event: Event, y: float) -> str:
    printed = event.schedule.text or scene.words.text("picture.timeline.not_printed")
    x, room = scene.frame.words_at, scene.frame.whole - scene.frame.words_at - 8
    status, looks = scene.status(event), {"fill": SOFT, "font_style": "italic"}
    wording = shorten(printed, room, SMALL)
    return svg.group(
        (
            *svg.tip(scene.told(event), wide=scene.frame.is_wide),
            mark(status, 0, y, MARK),
            *written(scene, event, label(scene, event, room, lines=1), y + 11),
            svg.text(wording, x, y + 11 + LINE_HEIGHT, font_size=SMALL, **looks),
        ),
        class_=f"event {status.value}",
        font_size=LETTER,
    )

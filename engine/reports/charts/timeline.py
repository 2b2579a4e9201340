"""The timeline of a roadmap: months across, the events of each section down, a bar a window.

Below it: what the signs mean and how often they occur, and the undated events.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.messages import Catalogue
from engine.model.spec import Event, Roadmap, Section, Window
from engine.reports.charts import svg
from engine.reports.charts.axis import spanning
from engine.reports.charts.event_rows import (
    FRAMES,
    LETTER,
    LINE_HEIGHT,
    MARK,
    SMALL,
    Scene,
    event_row,
    heading,
    label,
    patterns,
    sections,
    written,
)
from engine.reports.charts.svg import INK, LINE, PERIOD, SOFT, Layout, mark, shorten, width_of
from engine.results.events import EventOutcome, Status

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
    printed = event.schedule.printed or scene.words.text("picture.timeline.not_printed")
    x, room = scene.frame.words_at, scene.frame.whole - scene.frame.words_at - 8
    status, looks = scene.status(event), {"fill": SOFT, "font_style": "italic"}
    wording = shorten(printed, room, SMALL)
    drawn = svg.group(
        (
            *svg.tip(scene.told(event), wide=scene.frame.is_wide),
            mark(status, 0, y, MARK),
            *written(scene, event, label(scene, event, room, lines=1), y + 11),
            svg.text(wording, x, y + 11 + LINE_HEIGHT, font_size=SMALL, **looks),
        ),
        class_=f"event {status.value}",
        font_size=LETTER,
    )
    return svg.linked(drawn, scene.address, event.id)


_HEAD = 22.0
_MOST_ROWS = 22
"""Events of a picture: with headings and legend as much as an A4 page holds."""

Part = tuple[Section | None, list[Event]]


def timeline_pictures(
    roadmap: Roadmap,
    outcomes: Sequence[EventOutcome],
    words: Catalogue,
    *,
    period: Window | None,
    as_of: date | None,
    layout: Layout = Layout.WIDE,
    address: Callable[[str], str] | None = None,
) -> tuple[str, ...]:
    """The events of the roadmap over the months; no picture where no event has a date.

    A long plan is several pictures, one below the other, each of which fits on a printed page.
    `outcomes` are those of this roadmap (none: all events are shown as upcoming). Undated events
    are counted and named below with the order's own words. `period` is the plan's own; `address`
    says where an event leads to by its id.
    """
    windows = [window for event in roadmap.events for window in event.schedule.windows]
    frame = FRAMES[layout]
    spanned = [*windows, period] if period else windows
    axis = spanning(spanned, left=frame.axis_at, width=frame.axis_width)
    if axis is None or not windows:
        return ()
    by_id = {outcome.id: outcome for outcome in outcomes}
    id = f"timeline-{roadmap.slug}-{layout.value}"
    scene = Scene(id, roadmap, by_id, words, frame, axis, period, as_of, address)
    pages = _pages(scene)
    return tuple(
        _page(replace(scene, id=f"{id}-{number}"), rows, layout, is_last=number == len(pages))
        for number, rows in enumerate(pages, 1)
    )


def _pages(scene: Scene) -> list[list[Part]]:
    """Sections with their events, divided so that no page holds more than it has room for."""
    pages: list[list[Part]] = [[]]
    for section, events in sections(scene):
        for start in range(0, len(events), _MOST_ROWS):
            part = (section, events[start : start + _MOST_ROWS])
            taken = sum(len(each) for _, each in pages[-1])
            if taken and taken + len(part[1]) > _MOST_ROWS:
                pages.append([])
            pages[-1].append(part)
    if len(scene.undated) > _MOST_ROWS - sum(len(each) for _, each in pages[-1]):
        pages.append([])
    return pages


def _page(scene: Scene, rows: list[Part], layout: Layout, *, is_last: bool) -> str:
    events, bottom = _rows(scene, rows, _HEAD)
    closing, height = _closing(scene, bottom + 8) if is_last else ([], bottom + 2)
    behind = [
        patterns(scene.id),
        *_period(scene, bottom),
        *scene.axis.grid(_HEAD, bottom),
        *_as_of(scene, bottom),
    ]
    size, kind = (scene.frame.whole, height), f"timeline {layout.value}"
    parts = [*(behind if rows else ()), *events, *closing]
    says, has_links = _says(scene), scene.address is not None
    return svg.picture(scene.id, size, parts, kind=kind, says=says, has_links=has_links)


def _rows(scene: Scene, rows: list[Part], y: float) -> tuple[list[str], float]:
    parts: list[str] = []
    for section, events in rows:
        head, y = heading(scene, section, y)
        parts += head
        for event in events:
            parts.append(event_row(scene, event, y))
            y += scene.frame.row
    return parts, y


def _closing(scene: Scene, y: float) -> tuple[list[str], float]:
    signs, y = legend(scene, y)
    events, y = undated(scene, y)
    return [*signs, *events], y


def _period(scene: Scene, bottom: float) -> Iterator[str]:
    """The plan's own period as a band: what lies outside it is seen at once."""
    if scene.period is not None:
        left = scene.axis.at(scene.period.start)
        right = scene.axis.at(scene.period.end, end=True)
        yield svg.rect(left, _HEAD, right - left, bottom - _HEAD, fill=PERIOD, class_="period")


def _as_of(scene: Scene, bottom: float) -> Iterator[str]:
    if scene.as_of is None:
        return
    words = scene.words.text("picture.timeline.as_of", date=scene.as_of)
    x, wide = scene.axis.at(scene.as_of), width_of(words, SMALL, bold=True)
    edge = scene.axis.left + scene.axis.width
    strength = 1 if scene.frame.is_wide else 0.5
    yield svg.line(
        x, _HEAD - 6, x, bottom,
        class_="as-of", stroke=INK, stroke_width=1.4, stroke_opacity=strength,
    )  # fmt: skip
    yield svg.text(
        words, min(max(x - wide / 2, 0), edge - wide), _HEAD - 9,
        class_="as-of", font_size=SMALL, font_weight=700,
    )  # fmt: skip


def _says(scene: Scene) -> tuple[str, str]:
    """The name, and how many events have which status."""
    roadmap = scene.roadmap.code or scene.roadmap.slug
    counts = (
        scene.words.text("picture.timeline.count", status=scene.name_of(status), n=number)
        for status, number in scene.counts().items()
    )
    return scene.words.text("picture.timeline.name", roadmap=roadmap), "; ".join(counts)

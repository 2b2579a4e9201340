"""Rows of the timeline: headings of sections with the months, and events with their bars."""

from collections.abc import Iterator, Sequence

from engine.model.spec import Event, Section
from engine.reports.pictures import bars, svg
from engine.reports.pictures.lettering import shorten, width_of, wrap
from engine.reports.pictures.marks import mark
from engine.reports.pictures.palette import LINE, WASH
from engine.reports.pictures.scene import LETTER, LINE_HEIGHT, MARK, Scene

_HEADING = 11.5
_BAND = 20.0
_MONTHS = 28.0


def sections(scene: Scene) -> Iterator[tuple[Section | None, list[Event]]]:
    """Sections with dated events, in document order; events without a section first."""
    dated = [event for event in scene.roadmap.events if event.schedule.windows]
    known = {section.id for section in scene.roadmap.sections}
    loose = [event for event in dated if event.section not in known]
    if loose:
        yield None, loose
    for section in scene.roadmap.sections:
        events = [event for event in dated if event.section == section.id]
        if events:
            yield section, events


def heading(scene: Scene, section: Section | None, y: float) -> tuple[list[str], float]:
    """The section's name in a band and the months below it; and where the next part begins."""
    parts = [] if section is None else [_band(scene, section, y)]
    y += _BAND if parts else 0
    return [*parts, scene.axis.labels(y + 11, scene.words)], y + _MONTHS


def event_row(scene: Scene, event: Event, y: float) -> str:
    """Sign, number, title and bars of an event."""
    frame, status = scene.frame, scene.status(event)
    lines = label(scene, event, frame.words_width, lines=2 if frame.is_wide else 1)
    words_y = y + (17 if len(lines) == 1 and frame.is_wide else 10.5)
    bar_y = y + (frame.row / 2 - 10 if frame.is_wide else 18)
    bottom = y + frame.row - 4
    return svg.group(
        (
            *svg.tip(scene.told(event), wide=scene.frame.is_wide),
            mark(status, 0, words_y - 11, MARK),
            *written(scene, event, lines, words_y),
            *(
                bars.bar(scene.id, each.status, each.window, scene.axis, bar_y)
                for each in scene.occurrences(event)
                if each.window is not None
            ),
            svg.path("M", 0, bottom, "H", frame.whole, stroke=LINE, stroke_width=0.5),
        ),
        class_=f"event {status.value}",
        font_size=LETTER,
    )


def label(scene: Scene, event: Event, width: float, *, lines: int) -> tuple[str, ...]:
    """The event's title in so many lines, with room left for its number."""
    return wrap(scene.title_of(event), width - _indent(event), LETTER, lines=lines)


def written(scene: Scene, event: Event, lines: Sequence[str], y: float) -> Iterator[str]:
    """The number of the event and the lines of its title."""
    x = scene.frame.words_at
    if event.number:
        yield svg.text(event.number, x, y, font_weight=700)
    for index, words in enumerate(lines):
        line_y = y + index * LINE_HEIGHT
        yield svg.text(words, x + _indent(event), line_y)


def _indent(event: Event) -> float:
    return width_of(f"{event.number} ", LETTER, bold=True) if event.number else 0


def _band(scene: Scene, section: Section, y: float) -> str:
    name = " ".join(part for part in (section.number, section.title) if part)
    shown = shorten(name, scene.frame.whole - 12, _HEADING, bold=True)
    return svg.group(
        (
            *svg.tip(name, wide=scene.frame.is_wide),
            svg.rect(0, y, scene.frame.whole, _BAND, fill=WASH),
            svg.text(shown, 4, y + 14, font_size=_HEADING, font_weight=700),
        ),
        class_="section",
    )

"""Rows of a timeline: headings of sections with the months, and events with their bars.

A `Scene` is what every part of it is drawn with; a bar is a window, told by colour, edge and
pattern.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from engine.classes import dataclass
from engine.messages import Catalogue
from engine.model.spec import Event, Roadmap, Section, Window
from engine.reports.charts import svg
from engine.reports.charts.axis import Axis
from engine.reports.charts.svg import (
    EDGE,
    FILL,
    LINE,
    PAPER,
    WASH,
    Layout,
    mark,
    shorten,
    width_of,
    wrap,
)
from engine.results.events import EventOutcome, Occurrence, Status

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


LETTER = 12.0
SMALL = 10.5
MARK = 13.0
LINE_HEIGHT = 14.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand; in a wide picture bars are beside the words, in a narrow one below."""

    whole: float
    words_at: float
    words_width: float
    axis_at: float
    axis_width: float
    row: float
    is_wide: bool


FRAMES = {
    Layout.NARROW: Frame(360, 20, 332, 4, 352, row=38, is_wide=False),
    Layout.WIDE: Frame(760, 20, 282, 312, 444, row=36, is_wide=True),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A timeline about to be drawn. `outcomes` by event id; without them all is upcoming."""

    id: str
    roadmap: Roadmap
    outcomes: Mapping[str, EventOutcome]
    words: Catalogue
    frame: Frame
    axis: Axis
    period: Window | None
    as_of: date | None
    address: Callable[[str], str] | None = None

    @property
    def undated(self) -> tuple[Event, ...]:
        """The events without a window, in the order of the document."""
        return tuple(event for event in self.roadmap.events if not event.schedule.windows)

    def status(self, event: Event) -> Status:
        """The status of the event, or what its dates alone say."""
        outcome = self.outcomes.get(event.id)
        if outcome is not None:
            return outcome.status
        return Status.UPCOMING if event.schedule.windows else Status.UNDATED

    def occurrences(self, event: Event) -> tuple[Occurrence, ...]:
        """The windows of the event with their statuses; a waiver holds for all of them."""
        outcome = self.outcomes.get(event.id)
        if outcome is None:
            return tuple(Occurrence(window, Status.UPCOMING) for window in event.schedule.windows)
        if outcome.waiver is None:
            return outcome.occurrences
        return tuple(
            Occurrence(occurrence.window, Status.WAIVED) for occurrence in outcome.occurrences
        )

    def counts(self) -> dict[Status, int]:
        """How many events have each status that occurs."""
        statuses = [self.status(event) for event in self.roadmap.events]
        return {status: statuses.count(status) for status in Status if status in statuses}

    def name_of(self, status: Status) -> str:
        """The word for a status."""
        return self.words.text(f"status.{status.value}")

    def title_of(self, event: Event) -> str:
        """The event's title, or that it is lost."""
        return event.title or self.words.text("picture.lost_title")

    def told(self, event: Event) -> str:
        """All that is known of an event in one sentence."""
        return self.words.text(
            "picture.timeline.event",
            number=event.number or event.id,
            title=self.title_of(event),
            schedule=event.schedule.printed or None,
            status=self.name_of(self.status(event)),
        )


_ROW_HEADING = 11.5
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
    drawn = svg.group(
        (
            *svg.tip(scene.told(event), wide=scene.frame.is_wide),
            mark(status, 0, words_y - 11, MARK),
            *written(scene, event, lines, words_y),
            *(
                bar(scene.id, occurrence.status, occurrence.window, scene.axis, bar_y)
                for occurrence in scene.occurrences(event)
                if occurrence.window is not None
            ),
            svg.path("M", 0, bottom, "H", frame.whole, stroke=LINE, stroke_width=0.5),
        ),
        class_=f"event {status.value}",
        font_size=LETTER,
    )
    return svg.linked(drawn, scene.address, event.id)


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
    shown = shorten(name, scene.frame.whole - 12, _ROW_HEADING, bold=True)
    return svg.group(
        (
            *svg.tip(name, wide=scene.frame.is_wide),
            svg.rect(0, y, scene.frame.whole, _BAND, fill=WASH),
            svg.text(shown, 4, y + 14, font_size=_ROW_HEADING, font_weight=700),
        ),
        class_="section",
    )

"""The timeline of a roadmap: months across, the events of each section down, a bar a window.

The time axis: which days it spans, where a day stands, months and years below it.

Bars of the timeline: one a window, told by colour, edge and pattern.

What every part of a timeline is drawn with: roadmap, statuses, words, axis, places.

Rows of the timeline: headings of sections with the months, and events with their bars.

Below the timeline: what the signs mean and how often they occur, and the undated events.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.messages import Catalogue
from engine.model.spec import Event, Roadmap, Section, Window
from engine.reports.charts import svg
from engine.reports.charts.svg import (
    EDGE,
    FILL,
    INK,
    LINE,
    PAPER,
    PERIOD,
    SOFT,
    WASH,
    Layout,
    mark,
    shorten,
    width_of,
    wrap,
)
from engine.results.events import EventOutcome, Occurrence, Status

MOST_MONTHS = 60
"""A plan of five years; what lies outside (a wrong century) is drawn at the edge."""

_LABEL = 26.0
_SIZE = 9.5


@dataclass(frozen=True, slots=True)
class Axis:
    """Months numbered from year 0; the axis begins with `first` and ends before `last`."""

    first: int
    last: int
    left: float
    width: float

    @property
    def month_width(self) -> float:
        """The width of one month in the picture."""
        return self.width / (self.last - self.first)

    def at(self, day: date, *, end: bool = False) -> float:
        """Where a day begins (or ends), never outside the axis."""
        passed = (day.day - (0 if end else 1)) / _days(day)
        months = min(max(_month(day) + passed - self.first, 0), self.last - self.first)
        return self.left + months * self.month_width

    def months(self) -> Iterator[tuple[int, int, float]]:
        """(year, month, x of its first day)."""
        for number in range(self.first, self.last):
            x = self.left + (number - self.first) * self.month_width
            yield number // 12, number % 12 + 1, x

    def grid(self, top: float, bottom: float) -> Iterator[str]:
        """A line at each month, a stronger one at each year."""
        for kind, width in (("month", 0.6), ("year", 1.4)):
            steps = [
                step
                for _, month, x in self.months()
                if (month == 1) is (kind == "year")
                for step in ("M", x, top, "V", bottom)
            ]
            if steps:
                yield svg.path(*steps, class_=kind, stroke=LINE, stroke_width=width)

    def labels(self, y: float, words: Catalogue) -> str:
        """Names of months as far as there is room for them, and the years below."""
        parts = (*self._month_names(y, words), *self._years(y + 12))
        return svg.group(parts, class_="axis", font_size=_SIZE, fill=SOFT)

    def _month_names(self, y: float, words: Catalogue) -> Iterator[str]:
        every = next((step for step in (1, 2, 3, 6) if step * self.month_width >= _LABEL), 12)
        for _, month, x in self.months():
            if (month - 1) % every == 0 and x + _LABEL - 4 <= self.left + self.width:
                yield svg.text(words.text(f"picture.month.{month}"), x + 2, y)

    def _years(self, y: float) -> Iterator[str]:
        for year, month, x in self.months():
            room = min((13 - month) * self.month_width, self.left + self.width - x)
            if (month == 1 or x == self.left) and room >= _LABEL + 2:
                yield svg.text(str(year), x + 2, y, class_="year", font_weight=700)


def spanning(windows: Iterable[Window], *, left: float, width: float) -> Axis | None:
    """The axis over whole months that holds the windows; None where there is none."""
    days = [(_month(window.start), _month(window.end)) for window in windows]
    if not days:
        return None
    first = _typical(start for start, _ in days)
    last = max(end for _, end in days)
    return Axis(first, min(last + 1, first + MOST_MONTHS), left, width)


def _typical(months: Iterable[int]) -> int:
    """The earliest month, unless it lies further from the latest than the axis may span."""
    ordered = sorted(months)
    middle = ordered[len(ordered) // 2]
    return max(ordered[0], middle - MOST_MONTHS // 2)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _days(day: date) -> int:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < 9999 else day
    return max((following - day.replace(day=1)).days, 28)


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

"""The timeline of a roadmap: months across, the events of each section down, a bar a window."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.messages import Catalogue
from engine.model.schedules import Window
from engine.model.spec import Event, Roadmap, Section
from engine.reports.pictures import bars, svg
from engine.reports.pictures.axis import Axis, spanning
from engine.reports.pictures.layout import Layout
from engine.reports.pictures.lettering import shorten, width_of, wrap
from engine.reports.pictures.marks import mark
from engine.reports.pictures.palette import INK, LINE, SOFT, WASH
from engine.results.statuses import EventOutcome, Occurrence, Status

_HEAD = 22.0
_LETTER = 12.0
_SMALL = 10.5
_MARK = 13.0
_LINE = 14.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand: words of an event, the axis, the height of an event's row."""

    words_at: float
    words_width: float
    axis_at: float
    axis_width: float
    bar_below: bool
    row: float


_FRAMES = {
    Layout.NARROW: _Frame(20, 338, 4, 352, bar_below=True, row=38),
    Layout.WIDE: _Frame(20, 282, 312, 444, bar_below=False, row=36),
}


def timeline_picture(
    roadmap: Roadmap,
    outcomes: Sequence[EventOutcome],
    words: Catalogue,
    *,
    period: Window | None,
    as_of: date | None,
    layout: Layout = Layout.WIDE,
) -> str | None:
    """The events of the roadmap over the months; None where none of them has a date.

    `outcomes` are those of this roadmap (none: all events are shown as upcoming). Undated events
    are counted and named below with the order's own words.
    """
    frame = _FRAMES[layout]
    by_id = {outcome.id: outcome for outcome in outcomes}
    dated = [event for event in roadmap.events if event.schedule.windows]
    windows = [window for event in dated for window in event.schedule.windows]
    axis = spanning(
        (*windows, period) if period else windows, left=frame.axis_at, width=frame.axis_width
    )
    if axis is None or not dated:
        return None
    id = f"timeline-{roadmap.slug}-{layout.value}"
    drawing = _Drawing(id, roadmap, by_id, words, frame, axis, period, as_of)
    size, parts = drawing.draw()
    return svg.picture(
        id, (layout.width, size), parts, kind=f"timeline {layout.value}", says=drawing.says()
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    id: str
    roadmap: Roadmap
    outcomes: Mapping[str, EventOutcome]
    words: Catalogue
    frame: _Frame
    axis: Axis
    period: Window | None
    as_of: date | None

    def draw(self) -> tuple[float, list[str]]:
        """The height of the picture and its parts, those behind first."""
        rows: list[str] = []
        y = _HEAD
        for section, events in self._sections():
            head, y = self._heading(section, y)
            rows += head
            for event in events:
                rows.append(self._row(event, y))
                y += self.frame.row
        bottom = y
        closing, y = self._closing(bottom + 8)
        behind = [bars.patterns(self.id), self._period(bottom), *self.axis.grid(_HEAD, bottom)]
        return y, [*behind, *self._as_of(bottom), *rows, *closing]

    def says(self) -> tuple[str, str]:
        """The name, and how many events have which status."""
        name = self.words.text("picture.timeline.name", roadmap=self.roadmap.code or self.roadmap.slug)
        counts = [
            self.words.text("picture.timeline.count", status=self._status_name(status), n=number)
            for status, number in self._counts().items()
        ]
        return name, "; ".join(counts)

    def _counts(self) -> dict[Status, int]:
        statuses = [self._status(event) for event in self.roadmap.events]
        return {each: statuses.count(each) for each in Status if each in statuses}

    def _sections(self) -> Iterator[tuple[Section | None, list[Event]]]:
        """Sections with dated events, in document order; events without a section first."""
        dated = [event for event in self.roadmap.events if event.schedule.windows]
        known = {section.id for section in self.roadmap.sections}
        loose = [event for event in dated if event.section not in known]
        if loose:
            yield None, loose
        for section in self.roadmap.sections:
            events = [event for event in dated if event.section == section.id]
            if events:
                yield section, events

    def _heading(self, section: Section | None, y: float) -> tuple[list[str], float]:
        parts: list[str] = []
        if section is not None:
            name = " ".join(part for part in (section.number, section.title) if part)
            whole = self.frame.axis_at + self.frame.axis_width
            parts.append(svg.rect(0, y, whole, 20, fill=WASH, class_="section"))
            shown = shorten(name, whole - 12, 11.5 * 1.12)
            parts.append(
                svg.group(
                    (svg.title(name), svg.text(shown, 4, y + 14, font_size=11.5, font_weight=700)),
                    class_="section",
                )
            )
            y += 20
        parts += self.axis.labels(y + 11, self.words)
        return parts, y + 28

    def _row(self, event: Event, y: float) -> str:
        status = self._status(event)
        bar_y = y + (18 if self.frame.bar_below else (self.frame.row - bars.HEIGHT) / 2 - 4)
        lines = self._label(event, 1 if self.frame.bar_below else 2)
        words_y = y + 11 if self.frame.bar_below else y + (17 if len(lines) == 1 else 10)
        whole = self.frame.axis_at + self.frame.axis_width
        return svg.group(
            (
                svg.title(self._told(event, status)),
                mark(status, 0, words_y - 11, _MARK),
                *self._lines(event, lines, words_y),
                *(
                    bars.bar(self.id, each.status, each.window, self.axis, bar_y)
                    for each in self._occurrences(event)
                    if each.window is not None
                ),
                svg.line(0, y + self.frame.row - 4, whole, y + self.frame.row - 4, stroke=LINE, stroke_width=0.5),
            ),
            class_=f"event {status.value}",
        )

    def _lines(self, event: Event, lines: Sequence[str], y: float) -> Iterator[str]:
        number = event.number or ""
        indent = width_of(f"{number} ", _LETTER, bold=True) if number else 0
        if number:
            yield svg.text(number, self.frame.words_at, y, font_size=_LETTER, font_weight=700)
        for index, words in enumerate(lines):
            x = self.frame.words_at + indent
            yield svg.text(words, x, y + index * _LINE, class_="words", font_size=_LETTER)

    def _label(self, event: Event, lines: int) -> tuple[str, ...]:
        number = f"{event.number} " if event.number else ""
        room = self.frame.words_width - width_of(number, _LETTER, bold=True)
        title = event.title or self.words.text("picture.lost_title")
        return wrap(title, room, _LETTER, lines=lines)

    def _period(self, bottom: float) -> str:
        """The plan's own period as a band: what lies outside it is seen at once."""
        if self.period is None:
            return ""
        left, right = self.axis.at(self.period.start), self.axis.at(self.period.end, end=True)
        return svg.rect(
            left, _HEAD, right - left, bottom - _HEAD, fill="#eef3fa", class_="period"
        )

    def _as_of(self, bottom: float) -> Iterator[str]:
        if self.as_of is None:
            return
        words = self.words.text("picture.timeline.as_of", date=f"{self.as_of:%d.%m.%Y}")
        wide = width_of(words, _SMALL, bold=True)
        x = self.axis.at(self.as_of)
        edge = self.axis.left + self.axis.width
        yield bars.today(self.as_of, self.axis, _HEAD - 6, bottom)
        yield svg.text(
            words, min(max(x - wide / 2, 0), edge - wide), _HEAD - 9,
            class_="as-of", font_size=_SMALL, font_weight=700,
        )  # fmt: skip

    def _closing(self, y: float) -> tuple[list[str], float]:
        legend, y = self._legend(y)
        undated, y = self._undated(y)
        return [*legend, *undated], y

    def _legend(self, y: float) -> tuple[list[str], float]:
        x, parts = 0.0, list[str]()
        whole = self.frame.axis_at + self.frame.axis_width
        for status, number in self._counts().items():
            words = self.words.text(
                "picture.timeline.legend", status=self._status_name(status), n=number
            )
            wide = 20 + width_of(words, _SMALL) + 16
            if x and x + wide > whole:
                x, y = 0.0, y + 20
            parts += [mark(status, x, y, _MARK), svg.text(words, x + 19, y + 10.5, font_size=_SMALL, fill=INK)]
            x += wide
        return parts, y + 26

    def _undated(self, y: float) -> tuple[list[str], float]:
        undated = [event for event in self.roadmap.events if not event.schedule.windows]
        if not undated:
            return [], y
        heading = self.words.text("picture.timeline.undated", n=len(undated))
        parts = [svg.text(heading, 0, y + 11, font_size=11.5, font_weight=700)]
        y += 20
        for event in undated:
            parts.append(self._undated_row(event, y))
            y += _LINE * 2 + 4
        return parts, y + 4

    def _undated_row(self, event: Event, y: float) -> str:
        printed = event.schedule.text or self.words.text("picture.timeline.not_printed")
        whole = self.frame.axis_at + self.frame.axis_width - self.frame.words_at
        status = self._status(event)
        (line,) = self._label(event, 1)
        return svg.group(
            (
                svg.title(self._told(event, status)),
                mark(status, 0, y, _MARK),
                *self._lines(event, (line,), y + 11),
                svg.text(
                    shorten(printed, whole, _SMALL), self.frame.words_at, y + 11 + _LINE,
                    font_size=_SMALL, fill=SOFT, font_style="italic",
                ),  # fmt: skip
            ),
            class_=f"event {status.value}",
        )

    def _told(self, event: Event, status: Status) -> str:
        return self.words.text(
            "picture.timeline.event",
            number=event.number or event.id,
            title=event.title or self.words.text("picture.lost_title"),
            schedule=event.schedule.text,
            status=self._status_name(status),
        )

    def _status_name(self, status: Status) -> str:
        return self.words.text(f"status.{status.value}")

    def _status(self, event: Event) -> Status:
        outcome = self.outcomes.get(event.id)
        if outcome is not None:
            return outcome.status
        return Status.UPCOMING if event.schedule.windows else Status.UNDATED

    def _occurrences(self, event: Event) -> tuple[Occurrence, ...]:
        outcome = self.outcomes.get(event.id)
        if outcome is None:
            return tuple(Occurrence(window, Status.UPCOMING) for window in event.schedule.windows)
        if outcome.waiver is None:
            return outcome.occurrences
        return tuple(Occurrence(each.window, Status.WAIVED) for each in outcome.occurrences)

"""What every part of a timeline is drawn with: roadmap, statuses, words, axis, places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.messages import Catalogue
from engine.model.schedules import Window
from engine.model.spec import Event, Roadmap
from engine.reports.pictures.axis import Axis
from engine.reports.pictures.layout import Layout
from engine.results.statuses import EventOutcome, Occurrence, Status

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

    @property
    def undated(self) -> tuple[Event, ...]:
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
        return tuple(Occurrence(each.window, Status.WAIVED) for each in outcome.occurrences)

    def counts(self) -> dict[Status, int]:
        """How many events have each status that occurs."""
        statuses = [self.status(event) for event in self.roadmap.events]
        return {each: statuses.count(each) for each in Status if each in statuses}

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
            schedule=event.schedule.text,
            status=self.name_of(self.status(event)),
        )

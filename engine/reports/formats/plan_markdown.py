"""`roadmap plan --format md`: the plan in the order of work, for git and for messengers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Window
from engine.reports.content.plan import order_notes, told_conflicts
from engine.reports.edition import event_label
from engine.reports.formats.markdown_text import Lines, plain, table
from engine.reports.numbers import month_name, months_of, short_window
from engine.reports.places import Places
from engine.results.events import Conflict, Ordering, PlannedEvent, Strength

_COLUMNS = (
    "page.number", "page.event", "page.dates", "page.schedule", "page.responsible", "ics.stage"
)  # fmt: skip
_WINDOWS_SHOWN = 4


def plan_markdown(project: Project, ordering: Ordering, places: Places, words: Catalogue) -> str:
    """A table for each month in which work begins, what has no dates, and the conflicts.

    An event stands under the latest month begun so far: after what it waits for, even if its own
    dates are earlier.
    """
    events = {
        roadmap.full_id(event.id): (roadmap, event)
        for roadmap in project.roadmaps
        for event in roadmap.events
    }
    late = frozenset(each.after for _, found in told_conflicts(ordering) for each in found)
    writer = _Writer(project, ordering, places, words, events, late)
    return "\n".join((*writer.heading(), *writer.months(), *writer.conflicts())) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    project: Project
    ordering: Ordering
    places: Places
    words: Catalogue
    events: Mapping[str, tuple[Roadmap, Event]]
    late: frozenset[str]

    def heading(self) -> Lines:
        """Whose plan it is and how much there is of everything."""
        municipality, period = self.project.municipality.name, self.project.period_text
        title = self.words.text("plan.title", municipality=municipality, period=period)
        hard = sum(edge.strength is Strength.HARD for edge in self.ordering.edges)
        soft, order = len(self.ordering.edges) - hard, self.ordering.order
        undated = sum(planned.start is None for planned in order)
        yield f"# {plain(title)}\n"
        yield self.words.text("plan.counts", events=len(order), hard=hard, soft=soft)
        for key, count in (("undated", undated), ("dropped", len(self.ordering.dropped))):
            if count:
                yield self.words.text(f"plan.{key}", n=count)

    def months(self) -> Lines:
        """The events, month by month."""
        numbered = zip(
            months_of(self.ordering.order), enumerate(self.ordering.order, 1), strict=True
        )
        for month, block in groupby(numbered, key=lambda each: each[0]):
            yield f"\n## {month_name(month, self.words)}\n"
            head = [self.words.text(column) for column in _COLUMNS]
            yield from table(head, (self._row(*each) for _, each in block))

    def conflicts(self) -> Lines:
        """A sentence for each conflict, with both events and their places."""
        for key, found in told_conflicts(self.ordering):
            yield f"\n## {self.words.text(f'plan.{key}', n=len(found))}\n"
            for conflict in found:
                yield from self._conflict(conflict)
        for note in order_notes(self.ordering, self.words):
            yield f"\n{plain(note)}"

    def _row(self, number: int, planned: PlannedEvent) -> tuple[str, ...]:
        roadmap, event = self.events[planned.id]
        title = event.title or self.words.text("plan.lost_title")
        against = [self.words.text("plan.against_order")] if planned.id in self.late else []
        return (
            str(number),
            f"{event_label(roadmap, event)} {title}",
            "; ".join((*self._dates(event.schedule.windows), *against)),
            event.schedule.text or "",
            ", ".join(each.text for each in event.responsible if each.text),
            self.words.text(f"stage.{planned.stage.value}"),
        )

    def _dates(self, windows: tuple[Window, ...]) -> Iterator[str]:
        """Each window; of many only their bounds and number."""
        if len(windows) <= _WINDOWS_SHOWN:
            yield from (short_window(each, self.words) for each in windows)
            return
        bounds = Window(windows[0].start, max(each.end for each in windows))
        yield self.words.text(
            "plan.dates", dates=short_window(bounds, self.words), times=len(windows)
        )

    def _conflict(self, conflict: Conflict) -> Lines:
        before, after = (self.events[id] for id in (conflict.before, conflict.after))
        sentence = self.words.text(
            "plan.conflict",
            after=event_label(*after),
            before=event_label(*before),
            ends=self.words.day(conflict.after_ends),
            starts=self.words.day(conflict.before_starts),
        )
        yield f"- {plain(sentence)}"
        for roadmap, event in (after, before):
            title = event.title or self.words.text("plan.lost_title")
            place = self.places.place(event.origin)
            yield f"  - {plain(f'{place}: {event_label(roadmap, event)} {title}')}"

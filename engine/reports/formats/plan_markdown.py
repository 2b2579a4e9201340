"""`roadmap plan --format md`: the plan in the order of work, for git and for messengers."""

from collections.abc import Iterator

from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.spec import Window
from engine.reports.content.plan import PlanWriter, order_notes, told_conflicts
from engine.reports.edition import event_label
from engine.reports.formats.markdown_text import Lines, plain, table
from engine.reports.numbers import short_window
from engine.reports.places import Places
from engine.results.events import Conflict, Ordering, PlannedEvent

_COLUMNS = (
    "page.number", "page.event", "page.dates", "page.schedule", "page.responsible", "ics.stage"
)  # fmt: skip
_WINDOWS_SHOWN = 4


def plan_markdown(project: Project, ordering: Ordering, places: Places, words: Catalogue) -> str:
    """A table for each month in which work begins, what has no dates, and the conflicts.

    An event stands under the latest month begun so far: after what it waits for, even if its own
    dates are earlier.
    """
    writer = _Writer.of(project, ordering, places, words)
    return "\n".join((*writer.heading(), *writer.months(), *writer.conflicts())) + "\n"


class _Writer(PlanWriter):
    __slots__ = ()

    def heading(self) -> Lines:
        """Whose plan it is and how much there is of everything."""
        yield f"# {plain(self.title())}\n"
        yield from self.counts()

    def months(self) -> Lines:
        """The events, month by month."""
        head = [self.words.text(column) for column in _COLUMNS]
        for month, block in self.blocks():
            yield f"\n## {month}\n"
            yield from table(head, (self._row(*each) for each in block))

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
            event.schedule.printed,
            ", ".join(responsible.text for responsible in event.responsible if responsible.text),
            self.words.text(f"stage.{planned.stage.value}"),
        )

    def _dates(self, windows: tuple[Window, ...]) -> Iterator[str]:
        """Each window; of many only their bounds and number."""
        if len(windows) <= _WINDOWS_SHOWN:
            yield from (short_window(window, self.words) for window in windows)
            return
        bounds = Window(windows[0].start, max(window.end for window in windows))
        yield self.words.text(
            "plan.dates", dates=short_window(bounds, self.words), times=len(windows)
        )

    def _conflict(self, conflict: Conflict) -> Lines:
        sentence, both = self.conflict_of(conflict)
        yield f"- {plain(sentence)}"
        for roadmap, event in both:
            title = event.title or self.words.text("plan.lost_title")
            place = self.places.place(event.origin)
            yield f"  - {plain(f'{place}: {event_label(roadmap, event)} {title}')}"

"""`roadmap plan`: the events in the order of work, for a program and for a methodologist."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from textwrap import shorten, wrap
from typing import Self

from engine.classes import dataclass
from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Window
from engine.plain import picked
from engine.reports.checked_order import order_unchecked
from engine.reports.edition import event_label
from engine.reports.numbers import month_name, months_of, short_window
from engine.reports.places import Places
from engine.results.events import Conflict, Ordering, PlannedEvent, Strength
from engine.visible import harmless_lines

Json = dict[str, object]

_WIDTH = 96
_CONFLICT = "before after before_starts after_ends"


def plan_model(ordering: Ordering) -> Json:
    """{"order": [{"id", "start", "end", "stage"}], "edges": [[before, after, strength]], …}."""
    return {
        "order": [picked(event, "id start end stage") for event in ordering.order],
        "edges": [[edge.before, edge.after, edge.strength] for edge in ordering.edges],
        "conflicts": [picked(conflict, _CONFLICT) for conflict in ordering.conflicts],
        "against_cycle": [picked(conflict, _CONFLICT) for conflict in ordering.against_cycle],
        **picked(ordering, "unlinked incomparable compared"),
        "unjudged": [picked(conflict, _CONFLICT) for conflict in ordering.unjudged],
    }


def told_conflicts(ordering: Ordering) -> tuple[tuple[str, tuple[Conflict, ...]], ...]:
    """The lists of contradictions that are not empty, each with the key of its heading."""
    both = (("conflicts", ordering.conflicts), ("against_cycle", ordering.against_cycle))
    return tuple((key, found) for key, found in both if found)


def order_notes(ordering: Ordering, words: Catalogue) -> tuple[str, ...]:
    """That no dates contradict the order, and how much of it could not be checked."""
    unchecked = order_unchecked(ordering, words)
    silent = told_conflicts(ordering) or ordering.unjudged or (unchecked and not ordering.compared)
    clean = None if silent else words.text("plan.no_conflicts")
    return tuple(note for note in (clean, unchecked) if note)


def plan_text(project: Project, ordering: Ordering, places: Places, words: Catalogue) -> str:
    """The order of work month by month, then the conflicts with their places.

    An event stands under the latest month begun so far: after what it waits for, even if its own
    dates are earlier. They are shown as printed.
    """
    writer = _Writer.of(project, ordering, places, words)
    parts = ("\n".join(writer.heading()), *writer.months(), *writer.conflicts())
    return harmless_lines("\n\n".join(parts))


@dataclass(frozen=True, slots=True)
class PlanWriter:
    """What every text of a plan tells, whatever marks it is written with."""

    project: Project
    ordering: Ordering
    places: Places
    words: Catalogue
    events: Mapping[str, tuple[Roadmap, Event]]
    late: frozenset[str]
    """Events that a contradiction is about."""

    @classmethod
    def of(cls, project: Project, ordering: Ordering, places: Places, words: Catalogue) -> Self:
        """The writer of the order of work of a project."""
        events = {
            roadmap.full_id(event.id): (roadmap, event)
            for roadmap in project.roadmaps
            for event in roadmap.events
        }
        late = frozenset(
            conflict.after for _, found in told_conflicts(ordering) for conflict in found
        )
        return cls(project, ordering, places, words, events, late)

    def title(self) -> str:
        """Whose plan it is."""
        municipality, period = self.project.municipality.name, self.project.period_text
        return self.words.text("plan.title", municipality=municipality, period=period)

    def counts(self) -> Iterator[str]:
        """How much there is of everything."""
        hard = sum(edge.strength is Strength.HARD for edge in self.ordering.edges)
        soft, order = len(self.ordering.edges) - hard, self.ordering.order
        undated = sum(planned.start is None for planned in order)
        yield self.words.text("plan.counts", events=len(order), hard=hard, soft=soft)
        for key, count in (("undated", undated), ("dropped", len(self.ordering.dropped))):
            if count:
                yield self.words.text(f"plan.{key}", n=count)

    def blocks(self) -> Iterator[tuple[str, list[tuple[int, PlannedEvent]]]]:
        """The numbered events of each month in which work begins."""
        order = self.ordering.order
        rows = zip(months_of(order), enumerate(order, 1), strict=True)
        for month, block in groupby(rows, key=lambda row: row[0]):
            yield month_name(month, self.words), [numbered for _, numbered in block]

    def conflict_of(self, conflict: Conflict) -> tuple[str, tuple[tuple[Roadmap, Event], ...]]:
        """The sentence of a contradiction, and the later and the earlier event."""
        before, after = (self.events[id] for id in (conflict.before, conflict.after))
        sentence = self.words.text(
            "plan.conflict",
            after=event_label(*after),
            before=event_label(*before),
            ends=self.words.day(conflict.after_ends),
            starts=self.words.day(conflict.before_starts),
        )
        return sentence, (after, before)


class _Writer(PlanWriter):
    __slots__ = ()

    def heading(self) -> Iterator[str]:
        """Whose plan it is and how much there is of everything."""
        yield self.title()
        yield from self.counts()

    def months(self) -> Iterator[str]:
        """A block of lines for each month in which work begins, and one for what has no dates."""
        for heading, numbered in self.blocks():
            rows = (self._row(number, planned) for number, planned in numbered)
            yield "\n".join((heading, *rows))

    def conflicts(self) -> Iterator[str]:
        """A sentence for each conflict, with both events and their places."""
        for key, found in told_conflicts(self.ordering):
            rows = (self._conflict(number, each) for number, each in enumerate(found, 1))
            yield "\n".join((self.words.text(f"plan.{key}", n=len(found)), *rows))
        yield from order_notes(self.ordering, self.words)

    def _row(self, number: int, planned: PlannedEvent) -> str:
        roadmap, event = self.events[planned.id]
        facts = [
            event_label(roadmap, event),
            self._dates(planned, event),
            self.words.text(f"stage.{planned.stage.value}"),
            *([self.words.text("plan.against_order")] if planned.id in self.late else []),
        ]
        who = ", ".join(responsible.text for responsible in event.responsible if responsible.text)
        title = event.title or self.words.text("plan.lost_title")
        below = [*(part for line in title.splitlines() for part in wrap(line, _WIDTH - 6)), who]
        return "\n".join(
            (f"{number:4}. " + " · ".join(facts), *(f"      {line}" for line in below if line))
        )

    def _dates(self, planned: PlannedEvent, event: Event) -> str:
        if planned.start is None or planned.end is None:
            printed = event.schedule.printed or None
            return self.words.text("plan.no_dates", schedule=printed)
        dates = short_window(Window(planned.start, planned.end), self.words)
        return self.words.text("plan.dates", dates=dates, times=_times(event))

    def _conflict(self, number: int, conflict: Conflict) -> str:
        sentence, both = self.conflict_of(conflict)
        lines = (f"      {self._with_place(*each)}" for each in both)
        return "\n".join((f"{number:4}. {sentence}", *lines))

    def _with_place(self, roadmap: Roadmap, event: Event) -> str:
        title = shorten(event.title or self.words.text("plan.lost_title"), 80, placeholder="…")
        place = self.places.place(event.origin)
        return f"{place}: {event_label(roadmap, event)} {title}"


def _times(event: Event) -> int | None:
    """The number of windows where there are several."""
    count = len(event.schedule.windows)
    return count if count > 1 else None

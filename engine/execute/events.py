"""Where each event stands: its windows against the documents that prove it."""

from dataclasses import replace
from datetime import date, timedelta

from engine.classes import dataclass
from engine.compile import period_of
from engine.datasets import Tables
from engine.execute.documents import Register, read_register, weigh
from engine.model.project import Project
from engine.model.rules import EvidenceDemand
from engine.model.spec import Event, Roadmap, ScheduleKind, Window
from engine.results.events import EventOutcome, Occurrence, Status
from engine.results.verdicts import Document
from engine.schedule import expand

ANY_DOCUMENT = EvidenceDemand(kinds=())
"""What an event asks that names no evidence: any document that cites it."""

_DONE = (Status.DONE, Status.DONE_LATE)
_REPEATED = (ScheduleKind.RECURRING, ScheduleKind.RRULE)


def statuses(project: Project, tables: Tables, as_of: date) -> tuple[EventOutcome, ...]:
    """Every event of the project, in the order of the document."""
    clerk = Clerk(project, read_register(project, tables), as_of)
    return tuple(
        clerk.outcome(roadmap, event) for roadmap in project.roadmaps for event in roadmap.events
    )


@dataclass(frozen=True, slots=True)
class Clerk:
    """Compares windows with documents at one date."""

    project: Project
    register: Register | None
    as_of: date

    def outcome(self, roadmap: Roadmap, event: Event) -> EventOutcome:
        """The event with the worst status of its occurrences, and how many are done."""
        windows = self._windows(roadmap, event)
        documents = self._documents(roadmap, event, windows)
        places = event.answered_at or (None,)
        occurrences = tuple(
            replace(occurrence, organisation=code)
            for code in places
            for occurrence in self._at(windows, _of(documents, code))
        )
        order = list(Status)
        return EventOutcome(
            roadmap=roadmap.slug,
            id=event.id,
            status=max((occurrence.status for occurrence in occurrences), key=order.index),
            occurrences=occurrences,
            done=sum(occurrence.status in _DONE for occurrence in occurrences),
            expected=len(occurrences),
        )

    def _at(
        self, windows: tuple[Window, ...], documents: tuple[Document, ...]
    ) -> tuple[Occurrence, ...]:
        return self._occurrences(windows, documents) if windows else (_undated(documents),)

    def _windows(self, roadmap: Roadmap, event: Event) -> tuple[Window, ...]:
        """The days of each occurrence; a repeated event has one for every repetition.

        «ежегодно» in a plan of two years names no month, but it does name two occurrences.
        """
        period, schedule = period_of(self.project, roadmap), event.schedule
        if schedule.kind not in _REPEATED or period is None:
            return schedule.windows
        windows = expand(schedule, period) or schedule.windows
        several = len(schedule.candidates) > 1
        return windows or (schedule.candidates if several else ())

    def _documents(
        self, roadmap: Roadmap, event: Event, windows: tuple[Window, ...]
    ) -> tuple[Document, ...]:
        if self.register is None:
            return ()
        demand = event.evidence or ANY_DOCUMENT
        days = self._days(roadmap, windows)
        entries = self.register.citing(roadmap.full_id(event.id))
        about = period_of(self.project, roadmap)
        return tuple(weigh(entry, demand, days, self.as_of, about=about) for entry in entries)

    def _days(self, roadmap: Roadmap, windows: tuple[Window, ...]) -> Window | None:
        """Which dates prove: from the period's first day; a late document is late, not void.

        An event that the order itself puts before the period is proved from a year before it.
        """
        period = period_of(self.project, roadmap)
        if period is None:
            return None
        start = period.start
        if windows and windows[0].start < start:
            start = windows[0].start - timedelta(days=365)
        return Window(start, date.max)

    def _occurrences(
        self, windows: tuple[Window, ...], documents: tuple[Document, ...]
    ) -> tuple[Occurrence, ...]:
        """Each window takes the first document in time; failing that, the first before the next.

        A document of the days of one repetition never proves the following one, and one that is
        left over proves none that has not begun.
        """
        free = sorted(
            (document for document in documents if document.counts),
            key=lambda each: each.date or "",
        )
        void = tuple(document for document in documents if not document.counts)
        occurrences = []
        for number, window in enumerate(windows):
            following = _eve(windows[number + 1]) if number + 1 < len(windows) else date.max
            after = windows[number - 1].end if number else None
            begun = number == 0 or window.start <= self.as_of
            taken = _first(free, after, window.end) or _first(free, window.end, following)
            taken = taken if begun else None
            if taken:
                free.remove(taken)
            occurrences.append(self._occurrence(window, taken, void))
        return _with_rest(tuple(occurrences), tuple(free))

    def _occurrence(
        self, window: Window, taken: Document | None, void: tuple[Document, ...]
    ) -> Occurrence:
        if taken is None:
            return Occurrence(window, self._without_document(window), void)
        late = (taken.date or "") > window.end.isoformat()
        return Occurrence(window, Status.DONE_LATE if late else Status.DONE, (taken,))

    def _without_document(self, window: Window) -> Status:
        if self.as_of < window.start:
            return Status.UPCOMING
        if self.as_of <= window.end:
            return Status.IN_PROGRESS
        return Status.NO_DATA if self.register is None else Status.OVERDUE


def _of(documents: tuple[Document, ...], organisation: str | None) -> tuple[Document, ...]:
    """Those that prove what was done at the organisation: its own, and those of no one's own."""
    if organisation is None:
        return documents
    return tuple(
        document for document in documents if document.organisation in (None, "", organisation)
    )


def _first(free: list[Document], after: date | None, until: date) -> Document | None:
    """The first document dated after one day and not after another."""
    begin, end = after.isoformat() if after else "", until.isoformat()
    days = ((document, document.date or "") for document in free)
    return next((each for each, day in days if day <= end and (not begin or day > begin)), None)


def _eve(window: Window) -> date:
    return window.start - timedelta(days=1)


def _undated(documents: tuple[Document, ...]) -> Occurrence:
    done = any(document.counts for document in documents)
    return Occurrence(None, Status.DONE if done else Status.UNDATED, documents)


def _with_rest(
    occurrences: tuple[Occurrence, ...], rest: tuple[Document, ...]
) -> tuple[Occurrence, ...]:
    """Further documents that count are shown with the last occurrence that is done."""
    done = [number for number, each in enumerate(occurrences) if each.status in _DONE]
    if not rest or not done:
        return occurrences
    last = occurrences[done[-1]]
    added = Occurrence(last.window, last.status, (*last.documents, *rest))
    return (*occurrences[: done[-1]], added, *occurrences[done[-1] + 1 :])

"""Events of the plan with their statuses.

Conflicts of the order of work, and the circle where there is one.
"""

from datetime import date

from engine.model.citations import printed
from engine.model.spec import Event, Roadmap, Section, Window
from engine.reports.content.blocks import Badge, Fact, Link, PlannedView
from engine.reports.content.indicators import gap_notes
from engine.reports.content.names import event_anchor, known_as, view_proofs
from engine.reports.content.views import ConflictView, EventView, OccurrenceView, SectionView
from engine.reports.edition import Edition
from engine.reports.numbers import long_date, short_window
from engine.results.events import Conflict, EventOutcome, Occurrence, Status

_WINDOWS_SHOWN = 4


def view_sections(roadmap: Roadmap, edition: Edition) -> tuple[SectionView, ...]:
    """The events of a roadmap under the headings of its plan, in document order."""
    outcomes = {
        outcome.id: outcome for outcome in edition.outcome.events if outcome.roadmap == roadmap.slug
    }
    headed = [
        (section, [event for event in roadmap.events if event.section == section.id])
        for section in roadmap.sections
    ]
    loose = [event for event in roadmap.events if event.section is None]
    groups = ([(None, loose)] if loose else []) + [pair for pair in headed if pair[1]]
    return tuple(
        SectionView(
            _heading(section, edition) if section else None,
            tuple(
                view_event(roadmap.slug, event, outcomes[event.id], edition)
                for event in events
                if event.id in outcomes
            ),
        )
        for section, events in groups
    )


def _heading(section: Section, edition: Edition) -> str:
    title = section.title or edition.say("report.lost_text")
    return f"{section.number}. {title}" if section.number else title


def view_event(slug: str, event: Event, outcome: EventOutcome, edition: Edition) -> EventView:
    """One event, ready to be shown."""
    windows = _dated(event, outcome)
    return EventView(
        anchor=event_anchor(slug, event.id),
        id=f"{slug}/{event.id}",
        number=event.number or "",
        title=event.title or edition.say("report.lost_text"),
        stage=", ".join(edition.say(f"stage.{stage.value}") for stage in event.stages),
        schedule=_schedule(event, edition),
        windows=_windows(windows, edition) or (undated_reason(event, edition),),
        is_dated=bool(windows),
        responsible=_responsible(slug, event, edition),
        result=event.result,
        cells=_cells(slug, event, edition),
        decisions=event.decisions,
        badge=status_badge(outcome.status, edition),
        progress=_progress(outcome, edition),
        waiver=_waiver(outcome, edition),
        occurrences=tuple(
            _occurrence(occurrence, edition) for occurrence in _worth_showing(outcome)
        ),
        notes=(
            *gap_notes(event.lost, event.suggested, edition),
            *answer_notes(event, edition),
            *effect_notes(f"{slug}/{event.id}", edition),
        ),
        remark=event.note,
        clause=printed(event.clause),
    )


def _cells(slug: str, event: Event, edition: Edition) -> tuple[Fact, ...]:
    """What stands in columns of the order's own, under their headings."""
    stands = dict(event.cells)
    return tuple(
        Fact(column.title or column.id, stands[column.id])
        for column in edition.roadmap(slug).columns
        if column.id in stands
    )


def answer_notes(event: Event, edition: Edition) -> tuple[str, ...]:
    """Which findings the measure answers, and where."""
    return tuple(
        edition.say(
            "deciding.answers",
            title=decision.title,
            zone=row.zone or row.id if row else "",
            to=whom(answer.to, edition) if answer.to else "",
            names=", ".join(edition.organisation(code) for code in answer.organisations),
        )
        for answer in event.answers
        if (decision := edition.outcome.project.decision(answer.decision))
        for row in (decision.row(answer.row or ""),)
    )


def whom(to: str, edition: Edition) -> str:
    """An addressee of recommendations: a responsible body, or one that every project has."""
    body = edition.outcome.project.body(to)
    return body.name if body else edition.say(f"deciding.to.{to}")


def effect_notes(full_id: str, edition: Edition) -> tuple[str, ...]:
    """What the decisions say whose effect the event analyses."""
    notes = []
    for outcome in edition.outcome.decisions:
        decision = edition.outcome.project.decision(outcome.id)
        asked = decision.effectiveness if decision else None
        if decision and asked and outcome.effect and full_id in asked.events:
            verdict = edition.say(f"deciding.effect.{outcome.effect.kind.value}")
            notes.append(edition.say("deciding.note", title=decision.title, verdict=verdict))
    return tuple(notes)


def status_badge(status: Status, edition: Edition) -> Badge:
    """The status in words."""
    return Badge(status.value, edition.say(f"status.{status.value}"))


def event_name(slug: str, id: str, edition: Edition) -> str:
    """«1.2, пункт 2.5»: how people call an event; with the section where numbers repeat."""
    roadmap, event = edition.roadmap(slug), edition.event(slug, id)
    code = known_as(roadmap, edition)
    if event.number is None:
        return edition.say("report.event_without_number", code=code)
    section = next((each.number for each in roadmap.sections if each.id == event.section), None)
    repeated = sum(each.number == event.number for each in roadmap.events) > 1
    return edition.say(
        "report.event_number",
        code=code,
        section=section if repeated else None,
        number=event.number,
    )


def overdue_since(outcome: EventOutcome) -> date | None:
    """The end of the first window that passed without proof."""
    ends = [
        occurrence.window.end
        for occurrence in outcome.occurrences
        if occurrence.status is Status.OVERDUE and occurrence.window
    ]
    return min(ends, default=None)


def _responsible(slug: str, event: Event, edition: Edition) -> tuple[str, ...]:
    """Who is named; a dash where the plan has no such column."""
    if not edition.roadmap(slug).prints("responsible"):
        return ("—",)
    return tuple(
        responsible.text or edition.say("report.lost_text") for responsible in event.responsible
    )


def _schedule(event: Event, edition: Edition) -> str:
    if event.schedule.text:
        lines = (line.rstrip(" ;") for line in event.schedule.lines)
        return ";\n".join(lines) or event.schedule.text
    lost = any(field == "schedule" for field, _ in event.lost)
    return edition.say("report.lost_text" if lost else "report.not_printed")


def _windows(windows: tuple[Window, ...], edition: Edition) -> tuple[str, ...]:
    shown = tuple(short_window(window, edition.words) for window in windows[:_WINDOWS_SHOWN])
    more = len(windows) - _WINDOWS_SHOWN
    return (*shown, edition.counted("report.windows_more", more)) if more > 0 else shown


def _dated(event: Event, outcome: EventOutcome) -> tuple[Window, ...]:
    """The windows that were judged; those of the schedule where none was."""
    judged = tuple(occurrence.window for occurrence in outcome.occurrences if occurrence.window)
    return judged or event.schedule.windows


def undated_reason(event: Event, edition: Edition) -> str:
    """Why the schedule has no dates."""
    key = f"schedule-reason.{event.schedule.reason}"
    if event.schedule.reason and edition.words.has(key):
        return edition.say(key)
    return edition.say(f"schedule_kind.{event.schedule.kind.value}")


def _progress(outcome: EventOutcome, edition: Edition) -> str | None:
    if outcome.expected <= 1:
        return None
    done, expected = (edition.numerals.number(n) for n in (outcome.done, outcome.expected))
    return edition.say("report.done_of", done=done, expected=expected)


def _worth_showing(outcome: EventOutcome) -> tuple[Occurrence, ...]:
    """Occurrences with documents, and all of them where there are several."""
    if len(outcome.occurrences) > 1:
        return outcome.occurrences
    return tuple(occurrence for occurrence in outcome.occurrences if occurrence.documents)


def _occurrence(occurrence: Occurrence, edition: Edition) -> OccurrenceView:
    days = short_window(occurrence.window, edition.words) if occurrence.window else ""
    at = edition.organisation(occurrence.organisation) if occurrence.organisation else ""
    return OccurrenceView(
        ": ".join(filter(None, (at, days))),
        status_badge(occurrence.status, edition),
        view_proofs(occurrence.documents, edition),
    )


def _waiver(outcome: EventOutcome, edition: Edition) -> str | None:
    waiver = outcome.waiver
    if waiver is None:
        return None
    replaced = edition.say(f"status.{outcome.replaced.value}") if outcome.replaced else ""
    return edition.say(
        "report.waiver",
        reason=waiver.reason,
        author=waiver.author,
        until=long_date(waiver.until, edition.words),
        replaced=replaced,
    )


def view_conflicts(edition: Edition) -> tuple[ConflictView, ...]:
    """Conflicts in their order."""
    return tuple(_conflict(conflict, edition) for conflict in edition.outcome.ordering.conflicts)


def _conflict(conflict: Conflict, edition: Edition) -> ConflictView:
    return ConflictView(
        sentence=edition.say(
            "report.conflict",
            after=_name(conflict.after, edition),
            before=_name(conflict.before, edition),
            ends=long_date(conflict.after_ends, edition.words),
            starts=long_date(conflict.before_starts, edition.words),
        ),
        before=_planned(conflict.before, edition),
        after=_planned(conflict.after, edition),
    )


def circle_sentence(edition: Edition) -> str | None:
    """The shortest circle, named, or None."""
    circle = edition.outcome.ordering.circle
    if not circle:
        return None
    names = " → ".join(_name(full_id, edition) for full_id in circle)
    return edition.say("report.circle", names=names)


def _planned(full_id: str, edition: Edition) -> PlannedView:
    slug, id = _parts(full_id)
    return PlannedView(
        Link(_name(full_id, edition), event_anchor(slug, id)),
        edition.event(slug, id).title or edition.say("report.lost_text"),
        _dates(full_id, edition),
    )


def _name(full_id: str, edition: Edition) -> str:
    return event_name(*_parts(full_id), edition)


def _dates(full_id: str, edition: Edition) -> str:
    planned = next((event for event in edition.outcome.ordering.order if event.id == full_id), None)
    if planned is None or planned.start is None or planned.end is None:
        return ""
    return short_window(Window(planned.start, planned.end), edition.words)


def _parts(full_id: str) -> tuple[str, str]:
    slug, _, id = full_id.partition("/")
    return slug, id

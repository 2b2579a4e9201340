"""Conflicts of the order of work, and the circle where there is one."""

from engine.model.schedules import Window
from engine.reports.dates import long_date, short_window
from engine.reports.edition import Edition
from engine.reports.view.anchors import event_anchor
from engine.reports.view.events import event_name
from engine.reports.view.pieces import Link, PlannedView
from engine.reports.view.values import ConflictView
from engine.results.ordering import Conflict


def view_conflicts(edition: Edition) -> tuple[ConflictView, ...]:
    """Conflicts in their order."""
    return tuple(_conflict(each, edition) for each in edition.outcome.ordering.conflicts)


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
    planned = next((each for each in edition.outcome.ordering.order if each.id == full_id), None)
    if planned is None or planned.start is None or planned.end is None:
        return ""
    return short_window(Window(planned.start, planned.end))


def _parts(full_id: str) -> tuple[str, str]:
    slug, _, id = full_id.partition("/")
    return slug, id

"""References inside one roadmap: ids, goals, sections, what events serve and come after."""

from collections.abc import Collection, Iterator, Mapping

from engine.codes import spec as codes
from engine.diagnostics import Finding, Subject, finding
from engine.load.naming import at, repeated, unknown
from engine.model.spec import Event, Indicator, Roadmap


def check_roadmap(roadmap: Roadmap) -> Iterator[Finding]:
    """Repeated ids, and names of goals, indicators and sections that lead nowhere."""
    yield from repeated(
        codes.ID_REPEATED,
        (*roadmap.goals, *roadmap.sources, *roadmap.indicators, *roadmap.events),
    )
    yield from repeated(codes.ID_REPEATED, roadmap.sections)
    goals = dict.fromkeys(goal.id for goal in roadmap.goals)
    for indicator in roadmap.indicators:
        yield from _goal(roadmap, indicator, goals)
    served = goals | dict.fromkeys(indicator.id for indicator in roadmap.indicators)
    sections = dict.fromkeys(section.id for section in roadmap.sections)
    for event in roadmap.events:
        yield from _served(roadmap, event, served)
        yield from _section(roadmap, event, sections)


Events = Mapping[str, frozenset[str] | None]
"""Slug → ids of its events; None for a roadmap that could not be read: nothing is said of it."""


def check_predecessors(roadmap: Roadmap, events: Events) -> Iterator[Finding]:
    """`after`: an event of this roadmap, or slug/event."""
    for event in roadmap.events:
        for number, name in enumerate(event.after):
            slug, _, id = name.rpartition("/")
            slug = slug or roadmap.slug
            place, subject = at(event.origin, "after", number), _subject(roadmap, event)
            if (slug, id) == (roadmap.slug, event.id):
                yield finding(codes.EVENT_AFTER_ITSELF, place, subject=subject, id=name)
            elif not _is_event(slug, id, events):
                yield unknown(codes.UNKNOWN_EVENT, place, name, _names(roadmap, events), subject)


def _is_event(slug: str, id: str, events: Events) -> bool:
    ids = events.get(slug, frozenset())
    return ids is None or id in ids


def _names(roadmap: Roadmap, events: Events) -> list[str]:
    own = sorted(events[roadmap.slug] or ())
    others = ((slug, id) for slug, ids in sorted(events.items()) for id in sorted(ids or ()))
    return own + [f"{slug}/{id}" for slug, id in others]


def _goal(roadmap: Roadmap, indicator: Indicator, goals: Collection[str]) -> Iterator[Finding]:
    if indicator.goal is not None and indicator.goal not in goals:
        subject = Subject(roadmap.slug, "indicator", indicator.id)
        place = at(indicator.origin, "goal")
        yield unknown(codes.UNKNOWN_GOAL, place, indicator.goal, goals, subject)


def _served(roadmap: Roadmap, event: Event, served: Collection[str]) -> Iterator[Finding]:
    for number, name in enumerate(event.serves):
        if name not in served:
            place = at(event.origin, "serves", number)
            yield unknown(codes.UNKNOWN_SERVED, place, name, served, _subject(roadmap, event))


def _section(roadmap: Roadmap, event: Event, sections: Collection[str]) -> Iterator[Finding]:
    if event.section is not None and event.section not in sections:
        place, subject = at(event.origin, "section"), _subject(roadmap, event)
        yield unknown(codes.UNKNOWN_SECTION, place, event.section, sections, subject)


def _subject(roadmap: Roadmap, event: Event) -> Subject:
    return Subject(roadmap.slug, "event", event.id)

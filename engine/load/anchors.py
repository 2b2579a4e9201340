"""Anchors of a project: days that are known from elsewhere, and what counts from them."""

from dataclasses import replace
from datetime import date

from engine.codes import spec as codes
from engine.diagnostics import Finding, finding
from engine.expressions.suggestions import nearest
from engine.load.entries import Entry
from engine.load.project import schedules_of
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Schedule, Window
from engine.schedule import (
    Anchor,
    anchor_of_event,
    anchored,
    days_of_anchor,
    order_anchor,
    with_all_anchors,
)


def read_anchors(
    entry: Entry, order: str | None, period: Window | None, findings: list[Finding]
) -> tuple[Anchor, ...]:
    """What project.yaml names, and the order's own date, where it is printed."""
    anchors: list[Anchor] = []
    given = entry.entry("anchors")
    for name, value in given.data.items() if given else ():
        assert given is not None
        if isinstance(value, dict):
            anchors.append(Anchor(name, event=str(value["event"])))
            continue
        texts = given.texts(name)
        windows = days_of_anchor(texts, period)
        if windows is None or not name.strip():
            at = given.origin(name)
            findings.append(
                finding(codes.ANCHOR_UNREAD, at, name=name, days=", ".join(texts), event="")
            )
        else:
            anchors.append(Anchor(name, windows))
    return (*anchors, *_own_date(order))


def _own_date(order: str | None) -> tuple[Anchor, ...]:
    try:
        return (order_anchor(date.fromisoformat(order or "")),)
    except ValueError:
        return ()


def check_anchors(
    entry: Entry, roadmaps: tuple[Roadmap, ...], anchors: tuple[Anchor, ...]
) -> tuple[Finding, ...]:
    """Anchors that name an event that is not there."""
    known = tuple(roadmap.full_id(event.id) for roadmap in roadmaps for event in roadmap.events)
    return tuple(
        finding(
            codes.ANCHOR_UNREAD,
            entry.origin("anchors", anchor.name, "event"),
            name=anchor.name,
            event=anchor.event,
            hint=nearest(anchor.event, known) or "",
            days="",
        )
        for anchor in anchors
        if anchor.event and anchor.event not in known
    )


def with_anchors(
    roadmaps: tuple[Roadmap, ...], anchors: tuple[Anchor, ...], project: Project
) -> tuple[Roadmap, ...]:
    """Schedules that count from another event, dated by its windows."""
    own = _own_days(anchors, roadmaps)
    return tuple(
        replace(
            roadmap,
            events=tuple(
                _dated(event, own, roadmap.period or project.period) for event in roadmap.events
            ),
        )
        for roadmap in roadmaps
    )


def read_schedule(
    entry: Entry, phrases: tuple[str, ...], period: Window | None, project: Project
) -> Schedule:
    """What words mean in a plan of the project that `entry` (project.yaml) tells of: with the days
    of its anchors."""
    anchors = read_anchors(entry, project.order.date, project.period, [])
    return schedules_of(phrases, period, _own_days(anchors, project.roadmaps))


def _own_days(anchors: tuple[Anchor, ...], roadmaps: tuple[Roadmap, ...]) -> tuple[Anchor, ...]:
    """Anchors that name an event have the days of its windows."""
    windows = {
        roadmap.full_id(event.id): event.schedule.windows
        for roadmap in roadmaps
        for event in roadmap.events
    }
    return tuple(
        replace(anchor, windows=windows.get(anchor.event, ())) if anchor.event else anchor
        for anchor in anchors
    )


def _dated(event: Event, anchors: tuple[Anchor, ...], period: Window | None) -> Event:
    schedule = event.schedule
    if anchor_of_event(schedule, anchors) is not None:
        schedule = anchored(schedule, anchors, period)
    schedule = with_all_anchors(schedule, anchors, period)
    return event if schedule is event.schedule else replace(event, schedule=schedule)

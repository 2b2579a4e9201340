"""Anchors of a project: days that are known from elsewhere, and what counts from them."""

from dataclasses import replace
from datetime import date

from engine.codes import spec as codes
from engine.diagnostics import Finding, finding
from engine.expressions.suggestions import nearest
from engine.load.entries import Entry
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Window
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
    found: list[Anchor] = []
    given = entry.entry("anchors")
    for name, value in given.data.items() if given else ():
        assert given is not None
        if isinstance(value, dict):
            found.append(Anchor(name, event=str(value["event"])))
            continue
        texts = given.texts(name)
        windows = days_of_anchor(texts, period)
        if windows is None or not name.strip():
            at = given.origin(name)
            findings.append(
                finding(codes.ANCHOR_UNREAD, at, name=name, days=", ".join(texts), event="")
            )
        else:
            found.append(Anchor(name, windows))
    return (*found, *_own_date(order))


def _own_date(order: str | None) -> tuple[Anchor, ...]:
    try:
        return (order_anchor(date.fromisoformat(order or "")),)
    except ValueError:
        return ()


def check_anchors(
    entry: Entry, roadmaps: tuple[Roadmap, ...], anchors: tuple[Anchor, ...]
) -> tuple[Finding, ...]:
    """Anchors that name an event that is not there."""
    known = tuple(each.full_id(event.id) for each in roadmaps for event in each.events)
    return tuple(
        finding(
            codes.ANCHOR_UNREAD,
            entry.origin("anchors", each.name, "event"),
            name=each.name,
            event=each.event,
            hint=nearest(each.event, known) or "",
            days="",
        )
        for each in anchors
        if each.event and each.event not in known
    )


def with_anchors(
    roadmaps: tuple[Roadmap, ...], anchors: tuple[Anchor, ...], project: Project
) -> tuple[Roadmap, ...]:
    """Schedules that count from another event, dated by its windows."""
    windows = {
        roadmap.full_id(event.id): event.schedule.windows
        for roadmap in roadmaps
        for event in roadmap.events
    }
    return tuple(
        replace(
            roadmap,
            events=tuple(
                _dated(each, anchors, windows, roadmap.period or project.period)
                for each in roadmap.events
            ),
        )
        for roadmap in roadmaps
    )


def _dated(
    event: Event,
    anchors: tuple[Anchor, ...],
    windows: dict[str, tuple[Window, ...]],
    period: Window | None,
) -> Event:
    own = tuple(
        replace(each, windows=windows.get(each.event, ())) if each.event else each
        for each in anchors
    )
    schedule = event.schedule
    if anchor_of_event(schedule, anchors) is not None:
        schedule = anchored(schedule, own, period)
    schedule = with_all_anchors(schedule, own, period)
    return event if schedule is event.schedule else replace(event, schedule=schedule)

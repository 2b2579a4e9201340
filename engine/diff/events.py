"""Two versions of one event."""

from collections.abc import Iterable, Mapping

from engine.diff.changelog import Notes, Spot, demand_text
from engine.diff.details import compare_details
from engine.diff.duties import demand_effect, mended_effect, schedule_effect
from engine.diff.pairing import plain_text
from engine.model.changes import (
    AFTER_CHANGED,
    ANSWERS_CHANGED,
    EVIDENCE_CHANGED,
    RESPONSIBLE_CHANGED,
    SCHEDULE_CHANGED,
    SCHEDULE_MENDED,
    SCHEDULE_REWORDED,
    SERVES_CHANGED,
    STAGE_CHANGED,
    WORDING_CHANGED,
    ChangeKind,
    Effect,
)
from engine.model.spec import Event, Schedule

_DETAILS = ("section", "number", "clause", "note", "lost", "not_printed", "suggested", "proposed")
_WORDINGS = ("title", "result", "details", "decisions", "cells")
_KEYS = {"decisions": "decision", "stages": "stage"}


def compare_events(
    old: Event, new: Event, spot: Spot, notes: Notes, renames: Mapping[str, str]
) -> None:
    """Every facet that differs, each a change of its own."""
    for name in _WORDINGS:
        _wording(old, new, name, spot, notes)
    compare_details(old, new, spot, notes, _DETAILS)
    _schedules(old.schedule, new.schedule, spot.key("schedule"), notes)
    _sets(RESPONSIBLE_CHANGED, "responsible", _bodies(old), _bodies(new), spot, notes)
    _sets(AFTER_CHANGED, "after", _renamed(old.after, renames), new.after, spot, notes)
    _sets(SERVES_CHANGED, "serves", _renamed(old.serves, renames), new.serves, spot, notes)
    _sets(ANSWERS_CHANGED, "answers", _answers(old), _answers(new), spot, notes)
    if old.evidence != new.evidence:
        before, after = demand_text(old.evidence), demand_text(new.evidence)
        effect = demand_effect(old.evidence, new.evidence)
        at = spot.key("evidence")
        notes.note(EVIDENCE_CHANGED, effect, at, "evidence", before=before, after=after)
    if old.stages != new.stages:
        at = spot.key("stage")
        notes.note(STAGE_CHANGED, Effect.UNKNOWN, at, "stage", before=old.stages, after=new.stages)


def _wording(old: Event, new: Event, name: str, spot: Spot, notes: Notes) -> None:
    before, after = (_lines(getattr(event, name)) for event in (old, new))
    if plain_text(str(before)) != plain_text(str(after)):
        key = _KEYS.get(name, name)
        notes.note(WORDING_CHANGED, Effect.UNKNOWN, spot.key(key), key, before=before, after=after)


def _lines(value: object) -> object:
    # cells are pairs of a column and what stands in it
    if isinstance(value, tuple) and all(isinstance(each, tuple) for each in value):
        return tuple(": ".join(each) for each in value)
    return value


def _schedules(old: Schedule, new: Schedule, spot: Spot, notes: Notes) -> None:
    if plain_text(old.text) == plain_text(new.text) and old.windows == new.windows:
        return
    if _reading(old) == _reading(new):
        notes.note(
            SCHEDULE_REWORDED, Effect.NEUTRAL, spot, "schedule", before=old.text, after=new.text
        )
        return
    mended = mended_effect(old, new)
    kind = SCHEDULE_MENDED if mended is Effect.NEUTRAL else SCHEDULE_CHANGED
    notes.note(
        kind, mended or schedule_effect(old, new), spot, "schedule",
        before=old.text, after=new.text, was=_last_day(old), now=_last_day(new),
    )  # fmt: skip


def _reading(schedule: Schedule) -> object:
    """What a phrase says, however it is spelt."""
    if schedule.windows:
        return tuple((window.start, window.end) for window in schedule.windows)
    said = (schedule.kind, schedule.rrule, schedule.anchor, schedule.offset, schedule.candidates)
    return said if any(said[1:]) else plain_text(schedule.text).casefold()


def _last_day(schedule: Schedule) -> str:
    return max((window.end.isoformat() for window in schedule.windows), default="")


def _bodies(event: Event) -> tuple[str, ...]:
    bodies = (responsible.body or plain_text(responsible.text) for responsible in event.responsible)
    return tuple(each for each in bodies if each)


def _answers(event: Event) -> tuple[str, ...]:
    """What it answers, organisation by organisation: «table/row → whom: code»."""
    return tuple(
        "/".join(filter(None, (answer.decision, answer.row)))
        + (f" → {answer.to}" if answer.to else "")
        + (f": {code}" if code else "")
        for answer in event.answers
        for code in answer.organisations or (None,)
    )


def _renamed(ids: Iterable[str], renames: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(renames.get(each, each) for each in ids)


def _sets(
    kind: ChangeKind,
    name: str,
    old: tuple[str, ...],
    new: tuple[str, ...],
    spot: Spot,
    notes: Notes,
) -> None:
    """More is stricter, fewer is weaker, both at once nobody can say; the order is no matter."""
    lost, gained = set(old) - set(new), set(new) - set(old)
    if not lost and not gained:
        return
    effect = Effect.UNKNOWN
    if not lost or not gained:
        effect = Effect.STRICTER if gained else Effect.WEAKER
    notes.note(
        kind, effect, spot.key(name), name, before=old, after=new,
        lost=tuple(sorted(lost)), gained=tuple(sorted(gained)),
    )  # fmt: skip

"""project.yaml itself: municipality, method, period, order, bodies, the register of documents."""

from engine.diagnostics import Origin
from engine.diff.indicators import compare_details
from engine.diff.notes import Notes, Spot, spot_of
from engine.diff.roadmaps import note_period
from engine.model.changes import (
    METHOD_CHANGED,
    PROJECT_CHANGED,
    REGISTER_CHANGED,
    Effect,
)
from engine.model.project import Body, Project
from engine.results.changes import About

FILE = "project.yaml"
_PLAIN = ("title", "municipality", "period_text", "order", "organisations")
_ORGANISATIONS = "organisations"


def compare_headings(old: Project, new: Project, notes: Notes) -> None:
    """What project.yaml says besides roadmaps, waivers and requirements."""
    here = Origin(FILE)
    spot = Spot(About("project", new.id), here, here)
    for name in _PLAIN:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            effect = Effect.UNKNOWN if name == _ORGANISATIONS else Effect.NEUTRAL
            key = "period" if name == "period_text" else name
            notes.note(
                PROJECT_CHANGED, effect, spot.key(key), key,
                before=_text(before), after=_text(after),
            )  # fmt: skip
    if old.method != new.method:
        at = spot.key("method")
        notes.note(
            METHOD_CHANGED, Effect.UNKNOWN, at, "method", before=old.method, after=new.method
        )
    note_period(old.period, new.period, spot, notes)
    _bodies(old, new, spot, notes)
    _register(old, new, spot, notes)


def _text(value: object) -> object:
    """The parts of a municipality or an order that are there."""
    names = getattr(type(value), "__dataclass_fields__", None)
    if names is None:
        return value
    parts = ((name, getattr(value, name)) for name in names)
    return "; ".join(f"{name}: {part}" for name, part in parts if part)


def _bodies(old: Project, new: Project, spot: Spot, notes: Notes) -> None:
    before, after = ({each.id: each for each in one.bodies} for one in (old, new))
    for id in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(id), after.get(id)
        at = spot_of("body", id, ours, theirs)
        if ours and theirs:
            compare_details(ours, theirs, at, notes, ("name", "aliases", "note"))
            continue
        notes.note(
            PROJECT_CHANGED, Effect.NEUTRAL, at, "bodies", before=_name(ours), after=_name(theirs)
        )


def _name(body: Body | None) -> str | None:
    return body.name if body else None


def _register(old: Project, new: Project, spot: Spot, notes: Notes) -> None:
    ours, theirs = old.evidence, new.evidence
    at = spot.key("evidence")
    if ours is None or theirs is None:
        if ours is not theirs:
            names = [each.dataset if each else None for each in (ours, theirs)]
            notes.note(
                REGISTER_CHANGED, Effect.UNKNOWN, at, "evidence", before=names[0], after=names[1]
            )
        return
    for name in ("dataset", "kinds"):
        before, after = getattr(ours, name), getattr(theirs, name)
        if before != after:
            effect = Effect.NEUTRAL if name == "kinds" else Effect.UNKNOWN
            notes.note(REGISTER_CHANGED, effect, at, name, before=before, after=after)
    if ours.proves_at_most != theirs.proves_at_most:
        most = [each.proves_at_most or 10**9 for each in (ours, theirs)]
        effect = Effect.WEAKER if most[1] > most[0] else Effect.STRICTER
        notes.note(
            REGISTER_CHANGED, effect, at, "proves_at_most",
            before=ours.proves_at_most, after=theirs.proves_at_most,
        )  # fmt: skip

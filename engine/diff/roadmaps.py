"""Roadmaps of two versions: which belong together, and what their headings say."""

from engine.diagnostics import Origin
from engine.diff.indicators import compare_details
from engine.diff.items import RoadmapPairs
from engine.diff.notes import Notes, Spot
from engine.diff.pairing import Placed, pair_items, plain_text
from engine.model.changes import (
    HEADING_CHANGED,
    PASSPORT_CHANGED,
    PERIOD_CHANGED,
    ROADMAP_ADDED,
    ROADMAP_REMOVED,
    ROADMAP_RENAMED,
    Effect,
)
from engine.model.project import Project
from engine.model.schedules import Window
from engine.model.spec import PassportRow, Roadmap
from engine.results.changes import About

_HEADINGS = ("code", "title", "plan_title", "annex", "preamble", "period_text", "note")


def pair_roadmaps(old: Project, new: Project) -> RoadmapPairs:
    """By slug; by title, where the slug was changed. The file does not matter."""
    pairs = pair_items(_placed(old), _placed(new))
    return [(one.old.item if one.old else None, one.new.item if one.new else None) for one in pairs]


def _placed(project: Project) -> list[Placed[Roadmap]]:
    return [
        Placed("", each.slug, plain_text(each.title), each, Origin(each.file))
        for each in project.roadmaps
    ]


def note_roadmaps(pairs: RoadmapPairs, notes: Notes) -> None:
    """Roadmaps that came, went or were renamed, and their headings."""
    for old, new in pairs:
        either = new or old
        assert either is not None
        about = About("roadmap", either.slug)
        spot = Spot(about, Origin(old.file) if old else None, Origin(new.file) if new else None)
        if old is None or new is None:
            kind = ROADMAP_ADDED if new else ROADMAP_REMOVED
            effect = Effect.STRICTER if new else Effect.WEAKER
            notes.note(
                kind, effect, spot, "slug",
                before=old.title if old else None, after=new.title if new else None,
            )  # fmt: skip
            continue
        _headings(old, new, spot, notes)


def _headings(old: Roadmap, new: Roadmap, spot: Spot, notes: Notes) -> None:
    if old.slug != new.slug:
        notes.note(ROADMAP_RENAMED, Effect.NEUTRAL, spot, "slug", before=old.slug, after=new.slug)
    for name in _HEADINGS:
        before, after = getattr(old, name), getattr(new, name)
        if plain_text(str(before)) != plain_text(str(after)):
            key = "period" if name == "period_text" else name
            notes.note(
                HEADING_CHANGED, Effect.NEUTRAL, spot.key(key), key, before=before, after=after
            )
    note_period(old.period, new.period, spot, notes)
    _passport(old, new, spot, notes)
    _sections(old, new, spot, notes)


def note_period(old: Window | None, new: Window | None, spot: Spot, notes: Notes) -> None:
    """Another period means other rows, other documents, other dates."""
    if old != new:
        texts = [f"{each.start} – {each.end}" if each else None for each in (old, new)]
        notes.note(
            PERIOD_CHANGED, Effect.UNKNOWN, spot.key("period"), "period",
            before=texts[0], after=texts[1],
        )  # fmt: skip


def _passport(old: Roadmap, new: Roadmap, spot: Spot, notes: Notes) -> None:
    before, after = ({_row_key(each): each for each in one.passport} for one in (old, new))
    for key in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(key), after.get(key)
        texts = [_row_text(each) if each else None for each in (ours, theirs)]
        if texts[0] != texts[1]:
            at = Spot(spot.about, ours.origin if ours else None, theirs.origin if theirs else None)
            notes.note(
                PASSPORT_CHANGED, Effect.NEUTRAL, at, f"passport {key}",
                before=texts[0], after=texts[1],
            )  # fmt: skip


def _row_key(row: PassportRow) -> str:
    return plain_text(row.row or row.label) + plain_text(row.heading)


def _row_text(row: PassportRow) -> str:
    stages = ", ".join(each.value for each in row.stages)
    return plain_text(f"{row.label or '—'} [{stages}] {'; '.join(row.items)}")


def _sections(old: Roadmap, new: Roadmap, spot: Spot, notes: Notes) -> None:
    before, after = ({each.id: each for each in one.sections} for one in (old, new))
    for id in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(id), after.get(id)
        if ours and theirs:
            at = Spot(About("section", f"{new.slug}/{id}"), ours.origin, theirs.origin)
            compare_details(ours, theirs, at, notes, ("number", "title", "note", "lost"))
            continue
        texts = [plain_text(each.title) if each else None for each in (ours, theirs)]
        notes.note(
            HEADING_CHANGED, Effect.NEUTRAL, spot.key("sections"), f"section {id}",
            before=texts[0], after=texts[1],
        )  # fmt: skip

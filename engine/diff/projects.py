"""Two versions of a project: what changed, by stable id."""

from dataclasses import replace

from engine.cycle import order_events
from engine.diagnostics import Origin
from engine.diff.deadlines import due_effect
from engine.diff.decisions import compare_decisions
from engine.diff.declarations import compare_declarations
from engine.diff.headings import compare_headings
from engine.diff.indicators import compare_indicators
from engine.diff.items import Paired, RoadmapPairs, compare_items, pair_all
from engine.diff.notes import Notes, Spot, spot_of
from engine.diff.roadmaps import note_roadmaps, pair_roadmaps
from engine.diff.world import world_of
from engine.model.changes import (
    ITEM_ADDED,
    ITEM_REMOVED,
    ORDER_OF_WORK_CHANGED,
    WAIVER_ADDED,
    WAIVER_CHANGED,
    WAIVER_REMOVED,
    Effect,
)
from engine.model.project import Project, Waiver
from engine.results.changes import About, SpecChange


def compare_projects(old: Project, new: Project) -> tuple[SpecChange, ...]:
    """Changes from `old` to `new`, those that `new` says are approved marked as such."""
    notes = Notes({each.fingerprint: each for each in new.approvals})
    compare_headings(old, new, notes)
    compare_declarations(old.data, new.data, notes)
    _waivers(old, new, notes)
    _requirements(old, new, notes)
    differing = _differing(old, new)
    paired = pair_all(differing)
    note_roadmaps(differing, notes)
    compare_items(old, new, paired, notes)
    compare_decisions(old, new, paired.renames, notes)
    if differing:
        _order_of_work(old, new, paired, notes)
    return tuple(notes.changes)


def renames_of(old: Project, new: Project) -> dict[str, str]:
    """Old full ids of items that are called otherwise now."""
    return dict(pair_all(_differing(old, new)).renames)


def _differing(old: Project, new: Project) -> RoadmapPairs:
    """Pairs of roadmaps that are not the same to the last place."""
    return [(before, after) for before, after in pair_roadmaps(old, new) if before != after]


def _waivers(old: Project, new: Project, notes: Notes) -> None:
    before, after = _by_target(old), _by_target(new)
    for name in dict.fromkeys((*after, *before)):
        _waiver(name, before.get(name), after.get(name), notes)


def _by_target(project: Project) -> dict[str, Waiver]:
    return {" ".join(filter(None, (each.code, each.id))): each for each in project.waivers}


def _waiver(name: str, old: Waiver | None, new: Waiver | None, notes: Notes) -> None:
    spot = spot_of("waiver", name, old, new)
    if old is None or new is None:
        kind = WAIVER_ADDED if new else WAIVER_REMOVED
        effect = Effect.WEAKER if new else Effect.STRICTER
        notes.note(
            kind, effect, spot, "waivers",
            before=old.until if old else None, after=new.until if new else None,
        )  # fmt: skip
        return
    if old.until != new.until:
        effect, at = due_effect(old.until, new.until), spot.key("until")
        notes.note(WAIVER_CHANGED, effect, at, "until", before=old.until, after=new.until)
    for key in ("reason", "author"):
        texts = getattr(old, key), getattr(new, key)
        if texts[0] != texts[1]:
            notes.note(
                WAIVER_CHANGED, Effect.NEUTRAL, spot.key(key), key, before=texts[0], after=texts[1]
            )


def _requirements(old: Project, new: Project, notes: Notes) -> None:
    before = {each.indicator.id: each.indicator for each in old.requirements}
    after = {each.indicator.id: each.indicator for each in new.requirements}
    for id in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(id), after.get(id)
        spot = spot_of("requirement", id, ours, theirs)
        if ours and theirs and ours != theirs:
            home = new.roadmaps[0] if new.roadmaps else None
            if home:
                world = replace(world_of(old, new, home), window=new.period)
                compare_indicators(ours, theirs, world, spot, notes, {})
        elif ours is None and theirs:
            notes.note(ITEM_ADDED, Effect.STRICTER, spot, "id", after=theirs.text)
        elif theirs is None and ours:
            notes.note(ITEM_REMOVED, Effect.WEAKER, spot, "id", before=ours.text)


def _order_of_work(old: Project, new: Project, paired: Paired, notes: Notes) -> None:
    """The order in which events that both versions have come in the plan."""
    if _arrangement(old) == _arrangement(new):
        return
    before = [paired.renames.get(each, each) for each in _sequence(old)]
    after = _sequence(new)
    both = set(before) & set(after)
    ours, theirs = ([each for each in one if each in both] for one in (before, after))
    if ours == theirs:
        return
    for slug in dict.fromkeys(each.partition("/")[0] for each in theirs):
        own = [tuple(each for each in one if each.startswith(f"{slug}/")) for one in (ours, theirs)]
        roadmap = new.roadmap(slug)
        if own[0] != own[1] and roadmap:
            at = Origin(roadmap.file, ("events",))
            notes.note(
                ORDER_OF_WORK_CHANGED, Effect.NEUTRAL, Spot(About("roadmap", slug), None, at),
                "events", before=_moved(*own), after=_moved(own[1], own[0]),
            )  # fmt: skip


def _moved(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """From the first to the last event whose turn differs."""
    turns = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return one[turns[0] : turns[-1] + 1]


def _arrangement(project: Project) -> tuple[object, ...]:
    """All that the order of work depends on."""
    return tuple(
        (each.id, each.stages, each.after, each.serves, each.schedule, roadmap.slug)
        for roadmap in project.roadmaps
        for each in roadmap.events
    )


def _sequence(project: Project) -> list[str]:
    ordering, _ = order_events(project)
    return [each.id for each in ordering.order]

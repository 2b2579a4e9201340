"""Goals, sources, indicators and events of all roadmaps: what came, went, moved and changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from engine.classes import dataclass
from engine.diff.changelog import Notes, Spot
from engine.diff.details import compare_details
from engine.diff.events import compare_events
from engine.diff.indicators import compare_indicators
from engine.diff.pairing import Pair, Placed, pair_items, plain_text
from engine.diff.scope import world_of
from engine.model.changes import (
    ITEM_ADDED,
    ITEM_MOVED,
    ITEM_REMOVED,
    ITEM_RENAMED,
    WORDING_CHANGED,
    Effect,
)
from engine.model.project import Project
from engine.model.spec import Event, Goal, Indicator, Roadmap, Source
from engine.results.changes import About

Item = TypeVar("Item")
_ADDED = {"goal": Effect.NEUTRAL, "source": Effect.NEUTRAL}
"""Only indicators, requirements and events are duties."""


@dataclass(frozen=True, slots=True)
class Paired:
    """The items of two projects, by kind, and the way from old full ids to new ones."""

    goals: tuple[Pair[Goal], ...]
    sources: tuple[Pair[Source], ...]
    indicators: tuple[Pair[Indicator], ...]
    events: tuple[Pair[Event], ...]
    renames: Mapping[str, str]


RoadmapPairs = Sequence[tuple[Roadmap | None, Roadmap | None]]


def pair_all(roadmaps: RoadmapPairs) -> Paired:
    """Pair the items of the roadmaps that differ."""
    goals = _paired(roadmaps, lambda each: each.goals, lambda item: item.text)
    sources = _paired(roadmaps, lambda each: each.sources, lambda item: item.text)
    indicators = _paired(roadmaps, lambda each: each.indicators, lambda item: item.text)
    events = _paired(roadmaps, lambda each: each.events, _event_text)
    renames: dict[str, str] = {}
    for pairs in (goals, sources, indicators, events):
        renames.update(_renames(pairs))  # type: ignore[arg-type]
    return Paired(goals, sources, indicators, events, renames)


def _event_text(event: Event) -> str:
    return event.title or event.id


def _paired(
    roadmaps: RoadmapPairs,
    items: Callable[[Roadmap], Iterable[Item]],
    text: Callable[[Item], str],
) -> tuple[Pair[Item], ...]:
    old: list[Placed[Item]] = []
    new: list[Placed[Item]] = []
    for before, after in roadmaps:
        if before and after:
            old += _placed(before, after.slug, items, text)
            new += _placed(after, after.slug, items, text)
        elif before:
            old += _placed(before, before.slug, items, text)
        elif after:
            new += _placed(after, after.slug, items, text)
    return pair_items(old, new)


def _placed(
    roadmap: Roadmap,
    slug: str,
    items: Callable[[Roadmap], Iterable[Item]],
    text: Callable[[Item], str],
) -> list[Placed[Item]]:
    found = []
    for each in items(roadmap):
        item: object = each
        assert isinstance(item, Goal | Source | Indicator | Event)
        found.append(Placed(slug, item.id, plain_text(text(each)), each, item.origin))
    return found


def _renames(pairs: Iterable[Pair[object]]) -> dict[str, str]:
    return {
        pair.old.full_id: pair.new.full_id
        for pair in pairs
        if pair.old and pair.new and pair.old.full_id != pair.new.full_id
    }


def compare_items(old: Project, new: Project, paired: Paired, notes: Notes) -> None:
    """Every change of every item, by kind and in the order of the new version."""
    for goal in paired.goals:
        if each := _both("goal", goal, notes):
            _texts(each[0], each[1], each[2], notes)
    for source in paired.sources:
        if found := _both("source", source, notes):
            _texts(found[0], found[1], found[2], notes)
    for indicator in paired.indicators:
        if two := _both("indicator", indicator, notes):
            _indicators(old, new, two, indicator, paired, notes)
    for event in paired.events:
        if pair := _both("event", event, notes):
            assert event.new is not None
            compare_events(pair[0], pair[1], pair[2], notes, _local(paired, event.new.slug))


def _indicators(
    old: Project,
    new: Project,
    two: tuple[Indicator, Indicator, Spot],
    pair: Pair[Indicator],
    paired: Paired,
    notes: Notes,
) -> None:
    assert pair.new is not None
    roadmap = new.roadmap(pair.new.slug)
    assert roadmap is not None
    world = world_of(old, new, roadmap)
    compare_indicators(two[0], two[1], world, two[2], notes, _local(paired, roadmap.slug))


def _local(paired: Paired, slug: str) -> dict[str, str]:
    """Renames as a roadmap speaks of its own items, and of those of others."""
    own = {
        before.removeprefix(f"{slug}/"): after.removeprefix(f"{slug}/")
        for before, after in paired.renames.items()
        if before.startswith(f"{slug}/")
    }
    return {**paired.renames, **own}


def _both(kind: str, pair: Pair[Item], notes: Notes) -> tuple[Item, Item, Spot] | None:
    """Both versions where there are two; what was added, removed, renamed, moved is noted."""
    either = pair.new or pair.old
    assert either is not None
    places = pair.old.at if pair.old else None, pair.new.at if pair.new else None
    spot = Spot(About(kind, either.full_id), *places)
    if pair.old is None:
        effect = _ADDED.get(kind, Effect.STRICTER)
        notes.note(ITEM_ADDED, effect, spot, "id", after=either.text)
        return None
    if pair.new is None:
        effect = _ADDED.get(kind, Effect.WEAKER)
        notes.note(ITEM_REMOVED, effect, spot, "id", before=either.text)
        return None
    if pair.old.full_id != pair.new.full_id:
        is_moved = pair.old.slug != pair.new.slug
        notes.note(
            ITEM_MOVED if is_moved else ITEM_RENAMED, Effect.NEUTRAL, spot, "id",
            before=pair.old.full_id, after=pair.new.full_id,
        )  # fmt: skip
    return pair.old.item, pair.new.item, spot


def _texts(old: Goal | Source, new: Goal | Source, spot: Spot, notes: Notes) -> None:
    if plain_text(old.text) != plain_text(new.text):
        effect = Effect.UNKNOWN if spot.about.kind == "goal" else Effect.NEUTRAL
        at = spot.key("text")
        notes.note(WORDING_CHANGED, effect, at, "text", before=old.text, after=new.text)
    compare_details(old, new, spot, notes, ("clause",))

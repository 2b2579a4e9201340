"""Two versions of a project: what changed, by stable id.

Roadmaps of two versions: which belong together, and what their headings say.

project.yaml itself: municipality, method, period, order, bodies, the register of documents.
"""

from dataclasses import replace
from datetime import date

from engine.cycle import order_events
from engine.diagnostics import Origin
from engine.diff.changelog import Notes, Spot, spot_of
from engine.diff.data_package import compare_declarations
from engine.diff.decision_tables import compare_decisions
from engine.diff.details import compare_details, note_validity
from engine.diff.duties import due_effect
from engine.diff.indicators import compare_indicators
from engine.diff.items import Paired, RoadmapPairs, compare_items, pair_all
from engine.diff.pairing import Placed, pair_items, plain_text
from engine.diff.scope import world_of
from engine.model.changes import (
    HEADING_CHANGED,
    ITEM_ADDED,
    ITEM_REMOVED,
    METHOD_CHANGED,
    ORDER_OF_WORK_CHANGED,
    PASSPORT_CHANGED,
    PERIOD_CHANGED,
    PROJECT_CHANGED,
    REGISTER_CHANGED,
    ROADMAP_ADDED,
    ROADMAP_REMOVED,
    ROADMAP_RENAMED,
    WAIVER_ADDED,
    WAIVER_CHANGED,
    WAIVER_REMOVED,
    Effect,
)
from engine.model.project import Body, Project, Waiver
from engine.model.spec import PassportRow, Roadmap, Window
from engine.results.changes import About, SpecChange

_HEADINGS = (
    "code",
    "title",
    "short",
    "columns",
    "tasks",
    "plan_title",
    "annex",
    "preamble",
    "period_text",
    "note",
)


def pair_roadmaps(old: Project, new: Project) -> RoadmapPairs:
    """By slug; by title, where the slug was changed. The file does not matter."""
    pairs = pair_items(_placed(old), _placed(new))
    return [(one.old.item if one.old else None, one.new.item if one.new else None) for one in pairs]


def _placed(project: Project) -> list[Placed[Roadmap]]:
    return [
        Placed("", roadmap.slug, plain_text(roadmap.title), roadmap, Origin(roadmap.file))
        for roadmap in project.roadmaps
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
        before, after = (_heading(roadmap, name) for roadmap in (old, new))
        if plain_text(str(before)) != plain_text(str(after)):
            key = "period" if name == "period_text" else name
            notes.note(
                HEADING_CHANGED, Effect.NEUTRAL, spot.key(key), key, before=before, after=after
            )
    compare_details(old, new, spot, notes, ("clause",))
    note_validity(old.validity, new.validity, spot, notes)
    note_period(old.period, new.period, spot, notes)
    _passport(old, new, spot, notes)
    _sections(old, new, spot, notes)


def _heading(roadmap: Roadmap, name: str) -> object:
    if name == "tasks":
        return tuple(f"{task.id}: {task.text}" for task in roadmap.tasks)
    if name != "columns":
        return getattr(roadmap, name)
    return tuple(": ".join(filter(None, (column.id, column.title))) for column in roadmap.columns)


def note_period(old: Window | None, new: Window | None, spot: Spot, notes: Notes) -> None:
    """Another period means other rows, other documents, other dates."""
    if old != new:
        texts = [f"{window.start} – {window.end}" if window else None for window in (old, new)]
        notes.note(
            PERIOD_CHANGED, Effect.UNKNOWN, spot.key("period"), "period",
            before=texts[0], after=texts[1],
        )  # fmt: skip


def _passport(old: Roadmap, new: Roadmap, spot: Spot, notes: Notes) -> None:
    before, after = ({_row_key(row): row for row in one.passport} for one in (old, new))
    for key in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(key), after.get(key)
        texts = [_row_text(row) if row else None for row in (ours, theirs)]
        at = Spot(spot.about, ours.origin if ours else None, theirs.origin if theirs else None)
        if ours and theirs:
            compare_details(ours, theirs, at, notes, ("clause",))
        if texts[0] != texts[1]:
            notes.note(
                PASSPORT_CHANGED, Effect.NEUTRAL, at, f"passport {key}",
                before=texts[0], after=texts[1],
            )  # fmt: skip


def _row_key(row: PassportRow) -> str:
    return plain_text(row.row or row.label) + plain_text(row.heading)


def _row_text(row: PassportRow) -> str:
    stages = ", ".join(stage.value for stage in row.stages)
    return plain_text(f"{row.label or '—'} [{stages}] {'; '.join(row.items)}")


def _sections(old: Roadmap, new: Roadmap, spot: Spot, notes: Notes) -> None:
    before, after = ({section.id: section for section in one.sections} for one in (old, new))
    for id in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(id), after.get(id)
        if ours and theirs:
            at = Spot(About("section", f"{new.slug}/{id}"), ours.origin, theirs.origin)
            compare_details(ours, theirs, at, notes, ("number", "title", "clause", "note", "lost"))
            continue
        texts = [plain_text(section.title) if section else None for section in (ours, theirs)]
        notes.note(
            HEADING_CHANGED, Effect.NEUTRAL, spot.key("sections"), f"section {id}",
            before=texts[0], after=texts[1],
        )  # fmt: skip


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
    before, after = ({body.id: body for body in one.bodies} for one in (old, new))
    for id in dict.fromkeys((*after, *before)):
        ours, theirs = before.get(id), after.get(id)
        at = spot_of("body", id, ours, theirs)
        if ours and theirs:
            compare_details(ours, theirs, at, notes, ("name", "aliases", "clause", "note"))
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
            names = [register.dataset if register else None for register in (ours, theirs)]
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
        most = [register.proves_at_most or 10**9 for register in (ours, theirs)]
        effect = Effect.WEAKER if most[1] > most[0] else Effect.STRICTER
        notes.note(
            REGISTER_CHANGED, effect, at, "proves_at_most",
            before=ours.proves_at_most, after=theirs.proves_at_most,
        )  # fmt: skip


def compare_projects(old: Project, new: Project) -> tuple[SpecChange, ...]:
    """Changes from `old` to `new`, those that `new` says are approved marked as such."""
    notes = Notes({approval.fingerprint: approval for approval in new.approvals})
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
    names = ((waiver.code, waiver.id, waiver.organisation) for waiver in project.waivers)
    return {
        " ".join(filter(None, name)): each
        for name, each in zip(names, project.waivers, strict=True)
    }


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
    if old.since != new.since:
        began = [waiver.since or date.min for waiver in (old, new)]
        effect = Effect.STRICTER if began[1] > began[0] else Effect.WEAKER
        notes.note(
            WAIVER_CHANGED, effect, spot.key("since"), "since", before=old.since, after=new.since
        )
    for key in ("reason", "author"):
        texts = getattr(old, key), getattr(new, key)
        if texts[0] != texts[1]:
            notes.note(
                WAIVER_CHANGED, Effect.NEUTRAL, spot.key(key), key, before=texts[0], after=texts[1]
            )


def _requirements(old: Project, new: Project, notes: Notes) -> None:
    before = {requirement.indicator.id: requirement.indicator for requirement in old.requirements}
    after = {requirement.indicator.id: requirement.indicator for requirement in new.requirements}
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
        (event.id, event.stages, event.after, event.serves, event.schedule, roadmap.slug)
        for roadmap in project.roadmaps
        for event in roadmap.events
    )


def _sequence(project: Project) -> list[str]:
    ordering, _ = order_events(project)
    return [event.id for event in ordering.order]

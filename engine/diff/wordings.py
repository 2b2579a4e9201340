"""What the changed things are called by people: their roadmap, their wording, and what the wording
says against the new target."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from engine.checks.promises import check_promises
from engine.codes.rules import TARGET_NOT_IN_TEXT
from engine.diagnostics import Finding
from engine.model.changes import ITEM_ADDED, NOW_MEASURED, TARGET_CHANGED, WORDING_CHANGED
from engine.model.project import Project
from engine.model.spec import Roadmap
from engine.results.changes import About, Known, SpecChange

_OF_TARGETS = (TARGET_CHANGED, WORDING_CHANGED, ITEM_ADDED, NOW_MEASURED)


def known_by(changes: Iterable[SpecChange], old: Project, new: Project) -> tuple[Known, ...]:
    """What people call the subject of each change; the words of the new version where it has it."""
    named = {**dict(_named(old)), **dict(_named(new))}
    against = {
        (promise.subject.roadmap, promise.subject.id): promise
        for promise in check_promises(new)
        if promise.code is TARGET_NOT_IN_TEXT and promise.subject
    }
    return tuple(_known(change, named, against) for change in changes)


def _known(
    change: SpecChange,
    named: Mapping[About, Known],
    against: Mapping[tuple[str | None, str | None], Finding],
) -> Known:
    known = named.get(change.about, Known())
    if change.kind not in _OF_TARGETS or change.new_at is None:
        return known
    slug, _, id = change.about.id.rpartition("/")
    return replace(known, against=against.get((slug or None, id)))


def _named(project: Project) -> Iterator[tuple[About, Known]]:
    for roadmap in project.roadmaps:
        yield from _of_roadmap(roadmap, Known(roadmap, project.direction(roadmap.slug)))
    for requirement in project.requirements:
        yield About("requirement", requirement.id), Known(wording=requirement.indicator.text)
    for body in project.bodies:
        yield About("body", body.id), Known(wording=body.name)
    for decision in project.decisions:
        yield About("decision", decision.id), Known(wording=decision.title)
        for row in decision.rows:
            yield About("decision_row", f"{decision.id}/{row.id}"), Known(wording=decision.title)
    for table in project.data.resources if project.data else ():
        yield About("table", table.name), Known(wording=table.title)
        for field in table.fields:
            yield About("column", f"{table.name}.{field.name}"), Known(wording=field.header)


def _of_roadmap(roadmap: Roadmap, plain: Known) -> Iterator[tuple[About, Known]]:
    def about(kind: str, id: str) -> About:
        return About(kind, roadmap.full_id(id))

    yield About("roadmap", roadmap.slug), plain
    for section in roadmap.sections:
        known = replace(plain, number=section.number, wording=section.title)
        yield about("section", section.id), known
    for goal in (*roadmap.goals, *roadmap.tasks):
        yield about("goal", goal.id), replace(plain, wording=goal.text)
    for source in roadmap.sources:
        yield about("source", source.id), replace(plain, wording=source.text)
    for indicator in roadmap.indicators:
        yield about("indicator", indicator.id), replace(plain, wording=indicator.text)
    for event in roadmap.events:
        known = replace(plain, number=event.number, wording=event.title)
        yield about("event", event.id), known

"""The texts of a project for which the spec says where the order prints them."""

from collections.abc import Iterator

from engine.classes import dataclass
from engine.diagnostics import Origin, Subject
from engine.model.citations import Citation
from engine.model.project import Project
from engine.model.spec import Roadmap


@dataclass(frozen=True, slots=True)
class Cited:
    """A place, what it is the place of, and the words that stand there: any of them, since a name
    and its short forms are one thing. None of the words: only the place itself is told."""

    place: Citation
    at: Origin
    subject: Subject
    words: tuple[str, ...]
    outer: Citation | None = None
    """The place of the roadmap that it stands in."""

    @property
    def whole(self) -> Citation:
        """The place with what it lies in."""
        return self.place.within(self.outer)


def cited_texts(project: Project) -> Iterator[Cited]:
    """The order, its bodies and requirements, then each roadmap from top to bottom."""
    order = project.order
    if order.clause:
        words = tuple(each for each in (order.title, *order.preamble[:1]) if each)
        at = Origin("project.yaml", ("order", "clause"))
        yield Cited(order.clause, at, Subject(None, "document"), words)
    for body in project.bodies:
        if body.clause:
            at = body.origin.under("clause")
            subject = Subject(None, "document", body.id)
            yield Cited(body.clause, at, subject, (body.name, *body.aliases))
    for requirement in project.requirements:
        indicator = requirement.indicator
        if indicator.clause:
            at = indicator.origin.under("clause")
            subject = Subject(None, "requirement", requirement.id)
            yield Cited(
                indicator.clause, at, subject, _kept(indicator.text, "text", indicator.lost)
            )
    for roadmap in project.roadmaps:
        yield from _of_roadmap(roadmap)


def _of_roadmap(roadmap: Roadmap) -> Iterator[Cited]:
    own, slug = roadmap.clause or roadmap.annexed, roadmap.slug
    if roadmap.clause:
        words = tuple(each for each in (roadmap.title, roadmap.plan_title) if each)
        at = Origin(roadmap.file, ("clause",))
        yield Cited(roadmap.clause, at, Subject(slug, "document"), words)
    for row in roadmap.passport:
        if row.clause:
            words = tuple(each for each in (*row.items[:1], row.label) if each)
            words = () if row.lost else words
            at = row.origin.under("clause")
            yield Cited(row.clause, at, Subject(slug, "passport"), words, own)
    for section in roadmap.sections:
        if section.clause:
            words = _kept(section.title, "title", section.lost)
            subject = Subject(slug, "document", section.id)
            yield Cited(section.clause, section.origin.under("clause"), subject, words, own)
    for goal in dict.fromkeys((*roadmap.goals, *roadmap.tasks)):
        if goal.clause:
            subject = Subject(slug, "goal", goal.id)
            yield Cited(goal.clause, goal.origin.under("clause"), subject, (goal.text,), own)
    for source in roadmap.sources:
        if source.clause:
            subject = Subject(slug, "document", source.id)
            yield Cited(source.clause, source.origin.under("clause"), subject, (source.text,), own)
    for indicator in roadmap.indicators:
        if indicator.clause:
            words = _kept(indicator.text, "text", indicator.lost)
            subject = Subject(slug, "indicator", indicator.id)
            yield Cited(indicator.clause, indicator.origin.under("clause"), subject, words, own)
    for event in roadmap.events:
        if event.clause:
            words = _kept(event.title, "title", event.lost)
            subject = Subject(slug, "event", event.id)
            yield Cited(event.clause, event.origin.under("clause"), subject, words, own)


def _kept(text: str | None, key: str, lost: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The text, unless the scan lost a part of it."""
    return (text,) if text and key not in dict(lost) else ()

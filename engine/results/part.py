"""A part of an outcome: chosen indicators, decisions and events, and what is said of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine.diagnostics import Finding
from engine.model.project import Project
from engine.model.spec import Roadmap, full_id
from engine.results.events import Ordering
from engine.results.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Chosen:
    """Full ids of what a run is about."""

    indicators: frozenset[str]
    decisions: frozenset[str]
    events: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.indicators or self.decisions or self.events)

    def also(self, other: "Chosen") -> "Chosen":
        """What both choose."""
        return Chosen(
            self.indicators & other.indicators,
            self.decisions & other.decisions,
            self.events & other.events,
        )


def part_of(outcome: Outcome, chosen: Chosen) -> Outcome:
    """The outcome with what was chosen alone. What is hidden in the whole stays hidden: the part is
    taken of what may be told."""
    project = _project(outcome.project, chosen)
    slugs = {each.slug for each in project.roadmaps}
    return replace(
        outcome,
        project=project,
        indicators=tuple(each for each in outcome.indicators if each.full_id in chosen.indicators),
        requirements=tuple(
            each for each in outcome.requirements if each.full_id in chosen.indicators
        ),
        events=tuple(
            each for each in outcome.events if full_id(each.roadmap, each.id) in chosen.events
        ),
        decisions=tuple(each for each in outcome.decisions if each.id in chosen.decisions),
        ordering=_ordering(outcome.ordering, chosen),
        findings=tuple(_findings(outcome.findings, slugs, chosen)),
        needs=tuple(each for each in outcome.needs if each.indicator in chosen.indicators),
    )


def _project(project: Project, chosen: Chosen) -> Project:
    roadmaps = (_roadmap(each, chosen) for each in project.roadmaps)
    return replace(
        project,
        roadmaps=tuple(each for each in roadmaps if each.indicators or each.events),
        requirements=tuple(each for each in project.requirements if each.id in chosen.indicators),
        decisions=tuple(each for each in project.decisions if each.id in chosen.decisions),
    )


def _roadmap(roadmap: Roadmap, chosen: Chosen) -> Roadmap:
    """With what was chosen; an event serves and follows only what is left."""
    indicators = tuple(
        each for each in roadmap.indicators if roadmap.full_id(each.id) in chosen.indicators
    )
    gone = {each.id for each in roadmap.indicators} - {each.id for each in indicators}
    events = tuple(
        replace(
            each,
            serves=tuple(id for id in each.serves if id not in gone),
            after=tuple(id for id in each.after if id in chosen.events),
        )
        for each in roadmap.events
        if roadmap.full_id(each.id) in chosen.events
    )
    return replace(roadmap, indicators=indicators, events=events)


def _ordering(ordering: Ordering, chosen: Chosen) -> Ordering:
    def kept(before: str, after: str) -> bool:
        return before in chosen.events and after in chosen.events

    return replace(
        ordering,
        order=tuple(each for each in ordering.order if each.id in chosen.events),
        edges=tuple(each for each in ordering.edges if kept(each.before, each.after)),
        conflicts=tuple(each for each in ordering.conflicts if kept(each.before, each.after)),
        dropped=tuple(each for each in ordering.dropped if kept(each.before, each.after)),
        against_cycle=tuple(
            each for each in ordering.against_cycle if kept(each.before, each.after)
        ),
        unlinked=tuple(each for each in ordering.unlinked if each in chosen.events),
        unjudged=tuple(each for each in ordering.unjudged if kept(each.before, each.after)),
        matrix=tuple(
            each
            for each in ordering.matrix
            if any(id.startswith(f"{each.roadmap}/") for id in chosen.events)
        ),
    )


def _findings(findings: Iterable[Finding], slugs: set[str], chosen: Chosen) -> Iterable[Finding]:
    """Those of what was chosen, and those of tables and of the project itself."""
    every = chosen.indicators | chosen.events
    for each in findings:
        subject = each.subject
        if (
            subject is None
            or subject.roadmap is None
            or (
                subject.roadmap in slugs
                and (
                    subject.kind not in ("indicator", "event")
                    or full_id(subject.roadmap, subject.id or "") in every
                )
            )
        ):
            yield each

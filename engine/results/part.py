"""A part of an outcome: chosen indicators, decisions and events, and what is said of them."""

from collections.abc import Iterable
from dataclasses import replace

from engine.classes import dataclass
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
    slugs = {roadmap.slug for roadmap in project.roadmaps}
    return replace(
        outcome,
        project=project,
        indicators=tuple(
            indicator for indicator in outcome.indicators if indicator.full_id in chosen.indicators
        ),
        requirements=tuple(
            requirement
            for requirement in outcome.requirements
            if requirement.full_id in chosen.indicators
        ),
        events=tuple(
            event for event in outcome.events if full_id(event.roadmap, event.id) in chosen.events
        ),
        decisions=tuple(
            decision for decision in outcome.decisions if decision.id in chosen.decisions
        ),
        ordering=_ordering(outcome.ordering, chosen),
        findings=tuple(_findings(outcome.findings, slugs, chosen)),
        needs=tuple(need for need in outcome.needs if need.indicator in chosen.indicators),
    )


def _project(project: Project, chosen: Chosen) -> Project:
    roadmaps = (_roadmap(roadmap, chosen) for roadmap in project.roadmaps)
    return replace(
        project,
        roadmaps=tuple(roadmap for roadmap in roadmaps if roadmap.indicators or roadmap.events),
        requirements=tuple(
            requirement
            for requirement in project.requirements
            if requirement.id in chosen.indicators
        ),
        decisions=tuple(
            decision for decision in project.decisions if decision.id in chosen.decisions
        ),
    )


def _roadmap(roadmap: Roadmap, chosen: Chosen) -> Roadmap:
    """With what was chosen; an event serves and follows only what is left."""
    indicators = tuple(
        indicator
        for indicator in roadmap.indicators
        if roadmap.full_id(indicator.id) in chosen.indicators
    )
    gone = {indicator.id for indicator in roadmap.indicators} - {
        indicator.id for indicator in indicators
    }
    events = tuple(
        replace(
            event,
            serves=tuple(id for id in event.serves if id not in gone),
            after=tuple(id for id in event.after if id in chosen.events),
        )
        for event in roadmap.events
        if roadmap.full_id(event.id) in chosen.events
    )
    return replace(roadmap, indicators=indicators, events=events)


def _ordering(ordering: Ordering, chosen: Chosen) -> Ordering:
    def kept(before: str, after: str) -> bool:
        return before in chosen.events and after in chosen.events

    return replace(
        ordering,
        order=tuple(event for event in ordering.order if event.id in chosen.events),
        edges=tuple(edge for edge in ordering.edges if kept(edge.before, edge.after)),
        conflicts=tuple(
            conflict for conflict in ordering.conflicts if kept(conflict.before, conflict.after)
        ),
        dropped=tuple(edge for edge in ordering.dropped if kept(edge.before, edge.after)),
        against_cycle=tuple(
            conflict for conflict in ordering.against_cycle if kept(conflict.before, conflict.after)
        ),
        unlinked=tuple(each for each in ordering.unlinked if each in chosen.events),
        incomparable=tuple(each for each in ordering.incomparable if each in chosen.events),
        unjudged=tuple(
            conflict for conflict in ordering.unjudged if kept(conflict.before, conflict.after)
        ),
        matrix=tuple(
            row
            for row in ordering.matrix
            if any(id.startswith(f"{row.roadmap}/") for id in chosen.events)
        ),
    )


def _findings(findings: Iterable[Finding], slugs: set[str], chosen: Chosen) -> Iterable[Finding]:
    """Those of what was chosen, and those of tables and of the project itself."""
    every = chosen.indicators | chosen.events
    for finding in findings:
        subject = finding.subject
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
            yield finding

"""Indicators that take the documents of events, where no event serves them (R397)."""

from engine.codes.rules import NO_EVENT_SERVES
from engine.diagnostics import Finding, Subject, finding
from engine.model.project import Project


def check_documents_of_events(project: Project) -> tuple[Finding, ...]:
    """Each such indicator or requirement, at its rule."""
    findings = []
    for roadmap, each in project.judged:
        demand = each.rule.measure.evidence_demand() if each.rule else None
        served = {id for event in roadmap.events for id in event.serves} if roadmap else set()
        if each.rule and demand and demand.of_events and each.id not in served:
            subject = Subject(roadmap.slug if roadmap else None, "indicator", each.id)
            findings.append(finding(NO_EVENT_SERVES, each.rule.origin, subject=subject, id=each.id))
    return tuple(findings)

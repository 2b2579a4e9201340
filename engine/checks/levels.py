"""A target for each municipality where no list says which one an organisation belongs to (R354)."""

from engine.codes.rules import NO_MUNICIPALITIES
from engine.diagnostics import Finding, finding
from engine.model.project import Project


def check_levels(project: Project) -> tuple[Finding, ...]:
    """Indicators that no municipality could be judged by."""
    lists = [project.data.resource(name) for name in project.organisations if project.data]
    if any(each.municipality for each in lists if each):
        return ()
    return tuple(
        finding(NO_MUNICIPALITIES, indicator.origin, indicator=indicator.id)
        for _, indicator in project.judged
        if indicator.judges_municipalities
    )

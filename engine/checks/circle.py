"""Events that wait for one another in a circle (C501)."""

from engine.cycle import find_circle
from engine.diagnostics import Finding
from engine.model.project import Project


def check_circle(project: Project) -> tuple[Finding, ...]:
    """The shortest circle of hard links, named with all its places."""
    return find_circle(project)

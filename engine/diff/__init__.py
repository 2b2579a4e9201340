"""Two versions of a project → what changed, whose duty became weaker, and a table to show it."""

from engine.diff.approving import Person, Signing, Signings, weighed
from engine.diff.impact import impact_of
from engine.diff.projects import compare_projects, renames_of

__all__ = [
    "Person",
    "Signing",
    "Signings",
    "compare_projects",
    "impact_of",
    "renames_of",
    "weighed",
]

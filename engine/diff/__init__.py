"""Two versions of a project → what changed, whose duty became weaker, and a table to show it."""

from engine.diff.approving import Person, Signing, Signings, weighed
from engine.diff.impact import impact_of
from engine.diff.projects import compare_projects, renames_of
from engine.diff.versions import steps_of
from engine.diff.wordings import known_by

__all__ = [
    "Person",
    "Signing",
    "Signings",
    "compare_projects",
    "impact_of",
    "known_by",
    "renames_of",
    "steps_of",
    "weighed",
]

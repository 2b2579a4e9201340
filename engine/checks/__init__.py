"""What `validate` finds in specs beyond schema, references and types: one small file a subject."""

from collections.abc import Callable
from datetime import date

from engine.checks.added_percents import check_added_percents
from engine.checks.averaged_means import check_averaged_means
from engine.checks.cumulative import check_cumulative
from engine.checks.documents import check_documents_of_events
from engine.checks.meanings import check_meanings
from engine.checks.project import (
    check_circle,
    check_composites,
    check_decisions,
    check_exclusion,
    check_levels,
    check_proposals,
    check_serving,
)
from engine.checks.promises import check_promises
from engine.checks.validity import check_replacements, check_validity
from engine.diagnostics import Finding
from engine.model.project import Project

Check = Callable[[Project], tuple[Finding, ...]]

CHECKS: tuple[Check, ...] = (
    check_added_percents, check_averaged_means, check_circle, check_composites, check_cumulative,
    check_decisions, check_documents_of_events, check_exclusion, check_levels, check_meanings,
    check_promises, check_proposals, check_replacements, check_serving,
)  # fmt: skip


def check_project(project: Project, day: date | None = None) -> tuple[Finding, ...]:
    """All findings of all checks, in the order of `CHECKS`; then what is out of date on the day,
    where one is given."""
    found = tuple(found for check in CHECKS for found in check(project))
    return (*found, *check_validity(project, day)) if day else found


__all__ = ["CHECKS", "Check", "check_project", "check_validity"]

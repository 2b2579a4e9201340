"""Words of an address in the order that lead to no place (L770)."""

from dataclasses import replace

from engine.codes.texts import PLACE_NOT_UNDERSTOOD
from engine.diagnostics import Finding, finding
from engine.lint.text.cited import cited_texts
from engine.model.project import Project


def check_places_in_order(project: Project) -> tuple[Finding, ...]:
    """Each part of a place that was not understood, where it stands."""
    return tuple(
        finding(
            PLACE_NOT_UNDERSTOOD, replace(cited.at, span=span), subject=cited.subject,
            text=cited.place.text, quote=cited.place.text[slice(*span)],
        )
        for cited in cited_texts(project)
        for span in cited.place.unread
    )  # fmt: skip

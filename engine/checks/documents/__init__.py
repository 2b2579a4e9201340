"""What `lint` finds in the documents themselves: one small file a subject.

Each finding names its `subject` and its place (a span inside the scalar where a part of a text is
meant), carries the words it is about as the parameter `quote`, and each further place as `Related`
with a `subject` of its own.
"""

from collections.abc import Callable

from engine.diagnostics import Finding
from engine.model.project import Project

DocumentCheck = Callable[[Project], tuple[Finding, ...]]

DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = ()


def check_documents(project: Project) -> tuple[Finding, ...]:
    """All findings of all document checks, in the order of `DOCUMENT_CHECKS`."""
    return tuple(found for check in DOCUMENT_CHECKS for found in check(project))

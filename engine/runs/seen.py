"""Places of a checked project as the user sees them from where they stand."""

from typing import TYPE_CHECKING

from engine.pipeline import Checked

if TYPE_CHECKING:
    from engine.reports.places import SeenFrom


def places_of(checked: Checked) -> "SeenFrom":
    """Places of a project's files as the user would open them from here."""
    from engine.reports.places import SeenFrom

    return SeenFrom(checked.loaded.sources, checked.folder.as_posix())

"""Pictures of a roadmap: the cycle matrix and the timeline."""

from engine.model.spec import Roadmap
from engine.reports.edition import Edition
from engine.reports.view.values import Picture


def view_pictures(roadmap: Roadmap, edition: Edition) -> tuple[Picture, ...]:
    """The drawings that the roadmap has something for."""
    return ()

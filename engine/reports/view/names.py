"""What people call a roadmap."""

from engine.model.spec import Roadmap
from engine.reports.edition import Edition


def short_name(roadmap: Roadmap, edition: Edition) -> str:
    """The usual name of the direction, or the title where the slug is none of the known."""
    key = f"direction.{roadmap.slug}"
    return edition.say(key) if edition.words.has(key) else roadmap.title


def known_as(roadmap: Roadmap, edition: Edition) -> str:
    """1.2, or the short name in quotation marks where the order gives no number."""
    return roadmap.code or edition.say("report.roadmap_name", name=short_name(roadmap, edition))

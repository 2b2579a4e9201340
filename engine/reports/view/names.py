"""What people call a roadmap."""

from engine.model.spec import Indicator, Roadmap
from engine.reports.edition import Edition


def short_name(roadmap: Roadmap, edition: Edition) -> str:
    """The usual name of the direction, or the title where the method knows no such slug."""
    direction = edition.outcome.project.direction(roadmap.slug)
    return direction.name(edition.words.language.value) if direction else roadmap.title


def found_under(slug: str | None, indicator: Indicator, edition: Edition) -> str:
    """Where people look for it: under its roadmap; a requirement under its clause."""
    if slug is not None:
        return known_as(edition.roadmap(slug), edition)
    return indicator.clause or edition.say("report.requirement")


def worded(indicator: Indicator) -> str:
    """The words that can stand alone: with the lead-in («… являются:») that they go on from."""
    lead_in = indicator.group or ""
    return f"{lead_in} {indicator.text}" if lead_in.rstrip().endswith(":") else indicator.text


def known_as(roadmap: Roadmap, edition: Edition) -> str:
    """1.2, or the short name in quotation marks where the order gives no number."""
    return roadmap.code or edition.say("report.roadmap_name", name=short_name(roadmap, edition))

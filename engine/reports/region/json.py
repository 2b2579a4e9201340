"""region.json: the summary of many projects for programs; its schema is region.schema.json."""

from engine.plain import picked
from engine.reports.content.region import overlaps_of, shared_indicators
from engine.reports.json_indicators import plain_number
from engine.reports.json_text import indented
from engine.results.outcome import Judged, MunicipalFigure, Region, SharedIndicator

Json = dict[str, object]

FORMAT = "region/1"


def json_of(region: Region) -> str:
    """The summary as JSON, projects in the order of their folders."""
    model = {
        "format": FORMAT,
        "engine": region.engine,
        "as_of": region.as_of,
        "projects": [_judged(judged) for judged in region.judged],
        "unjudged": [picked(unjudged, "folder reason") for unjudged in region.unjudged],
        "overlaps": [
            picked(overlap, "first second organisation count") for overlap in overlaps_of(region)
        ],
        "shared": [_shared(indicator) for indicator in shared_indicators(region)],
    }
    return indented(model) + "\n"


def _judged(judged: Judged) -> Json:
    project = judged.project
    return {
        "id": project.id,
        "folder": judged.folder,
        **picked(project, "municipality region period synthetic errors"),
        "directions": [
            {
                **picked(direction, "slug name"),
                "verdicts": dict(direction.verdicts),
                "statuses": dict(direction.statuses),
            }
            for direction in project.directions
        ],
        "requirements": dict(project.requirements),
    }


def _shared(shared: SharedIndicator) -> Json:
    return {
        **picked(shared, "indicator text kind"),
        "is_added": shared.overlap is None,
        "n": plain_number(shared.n) if shared.overlap is None else None,
        "total": shared.total if shared.overlap is None else None,
        "parts": [{"municipality": name, **_part(figure)} for name, figure in shared.parts],
    }


def _part(figure: MunicipalFigure) -> Json:
    return {
        "verdict": figure.verdict,
        "suppressed": figure.hidden,
        "n": None if figure.hidden else plain_number(figure.n),
        "total": None if figure.hidden else figure.total,
    }

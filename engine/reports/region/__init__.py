"""The summary of many projects, for a region: HTML, JSON, Markdown."""

from collections.abc import Iterable

from engine.messages import Catalogue
from engine.results.outcome import Region

FILES = {"html": "region.html", "json": "region.json", "md": "region.md"}
"""The formats of the summary, and the file of each."""


def render_region(
    names: Iterable[str], region: Region, words: Catalogue, *, reports: str
) -> dict[str, str]:
    """The summary by file name, in the formats among `names` that it knows; `reports` is the name
    of the report in each project's folder, where the links lead."""
    from engine.reports.content.region import view_region
    from engine.reports.formats.html import region_html
    from engine.reports.formats.region_markdown import region_markdown
    from engine.reports.region.json import json_of

    view = view_region(region, words, reports)
    rendered = {
        "html": lambda: region_html(view, words),
        "json": lambda: json_of(region),
        "md": lambda: region_markdown(view, words),
    }
    return {FILES[name]: rendered[name]() for name in names if name in FILES}


__all__ = ["FILES", "render_region"]

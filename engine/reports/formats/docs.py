"""The pages of `roadmap docs`: plain HTML that opens from a disk, loads nothing, finds by words."""

from collections.abc import Iterator

from markupsafe import Markup

from engine.messages import Catalogue
from engine.reports.content.docs import DECISIONS, INDEX, ORDER, TABLES, Site
from engine.reports.formats.html import asset, environment, script_hash


def docs_pages(site: Site, words: Catalogue) -> dict[str, str | bytes]:
    """The pages by file name; the same specs give the same bytes."""
    script = asset("docs.js")
    common = {
        "site": site,
        "t": words.text,
        "language": words.language.value,
        "style": Markup(asset("report.css") + asset("docs.css")),
        "script": Markup(script),
        "script_hash": script_hash("docs.js"),
        "raw": Markup,
        "files": {"index": INDEX, "tables": TABLES, "decisions": DECISIONS, "order": ORDER},
    }
    pages = dict(_pages(site))
    return {
        file: environment()
        .get_template("docs.html.j2")
        .render(**common, page=kind, it=it, here=file)
        for file, (kind, it) in pages.items()
    }


def _pages(site: Site) -> Iterator[tuple[str, tuple[str, object]]]:
    yield INDEX, ("index", None)
    for roadmap in site.roadmaps:
        yield roadmap.file, ("roadmap", roadmap)
    if site.requirements:
        yield ORDER, ("order", None)
    if site.tables:
        yield TABLES, ("tables", None)
    if site.decisions:
        yield DECISIONS, ("decisions", None)

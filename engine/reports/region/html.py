"""region.html: one self-contained page that links to the reports of the projects."""

from markupsafe import Markup

from engine.messages import Catalogue
from engine.reports.html import asset
from engine.reports.pages import environment
from engine.reports.region.view import RegionView


def html_of(view: RegionView, words: Catalogue) -> str:
    """The page; it runs no script and loads nothing."""
    style = Markup(asset("report.css"))
    return (
        environment()
        .get_template("region.html.j2")
        .render(view=view, t=words.text, language=words.language.value, style=style)
    )

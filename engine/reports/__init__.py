"""Reports: an outcome as HTML, JSON or Markdown; findings and explanations as text or JSON.

Nothing here prints or writes: every renderer returns text.
"""

from collections.abc import Iterable

from engine.disclosure import Audience
from engine.messages import Catalogue
from engine.reports.edition import Places, edition
from engine.results.changes import RunComparison
from engine.results.outcome import Outcome

FORMATS = ("html", "json", "md")


def render(
    name: str,
    outcome: Outcome,
    sources: Places,
    words: Catalogue,
    *,
    audience: str = "external",
    since: RunComparison | None = None,
) -> str:
    """The report of that format; the library of a format is imported only when it is asked for."""
    match name:
        case "html":
            from engine.reports.formats.html import render_html

            return render_html(outcome, sources, words, audience=audience, since=since)
        case "json":
            from engine.reports.json import render_json

            return render_json(outcome, sources, words, audience=audience)
        case "md":
            from engine.reports.formats.markdown import render_markdown

            return render_markdown(outcome, sources, words, audience=audience, since=since)
    raise ValueError(name)


def render_all(
    names: Iterable[str],
    outcome: Outcome,
    sources: Places,
    words: Catalogue,
    *,
    audience: str,
    since: RunComparison | None = None,
) -> dict[str, str]:
    """Several formats of one report: one edition for all, one view for page and Markdown."""
    wanted = tuple(names)
    if not {"html", "md"} <= set(wanted):
        return {
            name: render(name, outcome, sources, words, audience=audience, since=since)
            for name in wanted
        }
    from engine.reports.content.report import view_report
    from engine.reports.formats.html import html_of
    from engine.reports.formats.markdown import markdown_of
    from engine.reports.json import json_of

    made = edition(outcome, sources, words, audience=audience)
    report = view_report(made, drawn=True, since=since)
    written = {
        "html": lambda: html_of(report, words),
        "json": lambda: json_of(made),
        "md": lambda: markdown_of(report, words),
    }
    return {name: written[name]() for name in wanted}


__all__ = ["FORMATS", "Audience", "Places", "render", "render_all"]

"""A comparison of two specs as text, JSON, Markdown, HTML, and annotations of GitHub and GitLab."""

from engine.messages import Catalogue
from engine.reports.content.diff import Seen, view_of
from engine.reports.diff.json import diff_json
from engine.reports.formats.diff_markdown import diff_markdown
from engine.reports.formats.text import diff_text
from engine.results.changes import Comparison

FORMATS = ("text", "json", "md", "html", "github", "gitlab")


def render_diff(
    name: str, comparisons: tuple[tuple[Comparison, Seen], ...], words: Catalogue, *, verbose: bool
) -> str:
    """The comparison in that format; the templates are imported when they are asked for."""
    views = tuple(view_of(each, seen, words) for each, seen in comparisons)
    match name:
        case "text":
            return diff_text(views, words, verbose=verbose)
        case "json":
            return diff_json(comparisons, words)
        case "md":
            return diff_markdown(views, words)
        case "html":
            from engine.reports.formats.html import diff_html

            return diff_html(views, words)
        case "github":
            from engine.reports.formats.annotations import github_annotations

            return github_annotations(views, words)
        case "gitlab":
            from engine.reports.formats.annotations import gitlab_report

            return gitlab_report(views, words)
    raise ValueError(name)


__all__ = ["FORMATS", "Seen", "render_diff"]

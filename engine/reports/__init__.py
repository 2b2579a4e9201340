"""Reports: an outcome as HTML, JSON, Markdown, SARIF or JUnit; findings and explanations as text.

Nothing here prints or writes: every writer returns what its file will hold.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from engine.reports.formats import FORMATS, chosen

if TYPE_CHECKING:
    from engine.messages import Catalogue
    from engine.reports.places import Places
    from engine.results.changes import RunComparison
    from engine.results.outcome import Outcome


def render(
    name: str,
    outcome: "Outcome",
    sources: "Places",
    words: "Catalogue",
    *,
    audience: str = "external",
    since: "RunComparison | None" = None,
) -> str | bytes:
    """The report of that format."""
    return render_all((name,), outcome, sources, words, audience=audience, since=since)[name]


def render_all(
    names: Iterable[str],
    outcome: "Outcome",
    sources: "Places",
    words: "Catalogue",
    *,
    audience: str,
    since: "RunComparison | None" = None,
) -> dict[str, str | bytes]:
    """Several formats of one report by name: one edition for all, one view for those that people
    read."""
    from engine.reports.edition import edition
    from engine.reports.report import Report

    formats = chosen(names)
    made = edition(outcome, sources, words, audience=audience)
    report = Report(made, since, drawn=any(each.is_drawn for each in formats))
    return {each.name: each.write(report) for each in formats}


__all__ = ["FORMATS", "render", "render_all"]

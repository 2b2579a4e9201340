"""The comparison as one page, before and after side by side. Loads nothing and runs nothing."""

from engine.messages import Catalogue
from engine.reports.diff.impact import (
    hidden_text,
    organisation_change,
    verdict_change,
    zone_change,
)
from engine.reports.diff.marking import marked
from engine.reports.diff.view import DiffView
from engine.reports.pages import environment


def diff_html(views: tuple[DiffView, ...], words: Catalogue) -> str:
    """One section a project, weaker changes first."""
    return (
        environment()
        .get_template("diff.html.j2")
        .render(
            views=views,
            t=words.text,
            language=words.language.value,
            marked=marked,
            verdict_change=lambda each: verdict_change(each, words),
            zone_change=lambda each: zone_change(each, words),
            hidden_text=lambda each: hidden_text(each, words),
            organisation_change=lambda each: organisation_change(each, words),
        )
    )

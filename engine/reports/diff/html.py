"""The comparison as one page, before and after side by side. Loads nothing and runs nothing."""

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine.messages import Catalogue
from engine.packaged import templates_folder
from engine.reports.diff.impact import organisation_change, verdict_change
from engine.reports.diff.marking import marked
from engine.reports.diff.view import DiffView


def diff_html(views: tuple[DiffView, ...], words: Catalogue) -> str:
    """One section a project, weaker changes first."""
    return (
        _environment()
        .get_template("diff.html.j2")
        .render(
            views=views,
            t=words.text,
            language=words.language.value,
            marked=marked,
            verdict_change=lambda each: verdict_change(each, words),
            organisation_change=lambda each: organisation_change(each, words),
        )
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

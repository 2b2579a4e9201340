"""report.html: one self-contained file.

The page may load nothing and run nothing but its own script, whose hash stands in the policy: a
title that smuggles markup in is escaped by the template and would be stopped by the browser too.
"""

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from engine.messages import Catalogue
from engine.packaged import templates_folder
from engine.reports.edition import edition
from engine.reports.pages import environment
from engine.reports.places import Places
from engine.reports.view import view_report
from engine.reports.view.values import ReportView
from engine.results.history import RunComparison
from engine.results.outcome import Outcome


def render_html(
    outcome: Outcome,
    sources: Places,
    words: Catalogue,
    *,
    audience: str = "external",
    since: RunComparison | None = None,
) -> str:
    """The report as one HTML page."""
    made = edition(outcome, sources, words, audience=audience)
    return html_of(view_report(made, drawn=True, since=since), words)


def html_of(report: ReportView, words: Catalogue) -> str:
    """The page of a report that was viewed with its pictures."""
    script = asset("report.js")
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            t=words.text,
            style=Markup(asset("report.css")),
            script=Markup(script),
            script_hash=_policy_hash(script),
            raw=Markup,
        )
    )


def asset(name: str) -> str:
    """A part of the page that is ours: it holds no text of any spec."""
    return (templates_folder() / name).read_text(encoding="utf-8")


def _policy_hash(script: str) -> str:
    return b64encode(sha256(f"\n{script}".encode()).digest()).decode("ascii")

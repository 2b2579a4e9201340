"""What `evaluate` says on the terminal when it is done: the summary, then what is wrong."""

from engine.messages import Catalogue
from engine.reports.edition import edition
from engine.reports.findings import render_text
from engine.reports.places import Places
from engine.reports.view.summary import view_summary
from engine.results.outcome import Outcome


def closing_text(
    outcome: Outcome, sources: Places, words: Catalogue, *, verbose: bool = False
) -> str:
    """The sentences of the report's first screen, and the findings with their places."""
    findings = render_text(outcome.findings, sources, words, verbose=verbose)
    told = summary_text(outcome, sources, words)
    return "\n\n".join(part for part in (findings, told) if part)


def summary_text(outcome: Outcome, sources: Places, words: Catalogue) -> str:
    """The sentences of the report's first screen."""
    told = view_summary(edition(outcome, sources, words, audience="external")).sentences
    return "\n".join(told)

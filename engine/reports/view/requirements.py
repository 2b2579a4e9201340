"""The requirements of the order itself, with their verdicts."""

from collections import Counter

from engine.reports.edition import Edition
from engine.reports.view.bars import part_of, verdict_bar
from engine.reports.view.indicators import view_indicator
from engine.reports.view.summary import reached, requirement_sentence
from engine.reports.view.values import RequirementsView


def view_requirements(edition: Edition, *, drawn: bool = False) -> RequirementsView | None:
    """All requirements in the order of the document; None where the project has none."""
    outcomes = edition.outcome.requirements
    if not outcomes:
        return None
    verdicts = [each.verdict.kind for each in outcomes]
    return RequirementsView(
        anchor="requirements",
        key="#requirements",
        summary=requirement_sentence(Counter(verdicts), edition),
        bar=verdict_bar(verdicts, edition, section="requirement.verdict"),
        done=part_of(reached(Counter(verdicts)), len(verdicts), edition.words),
        requirements=tuple(view_indicator(each, edition, drawn=drawn) for each in outcomes),
    )

"""What an edition does not show, as `disclosure` has found; asked by the parts of a report."""

from engine.disclosure import NOTHING, WHOLE, Hidden, Sheet, counts_persons
from engine.model.spec import Level, full_id
from engine.reports.edition import Edition
from engine.results.outcome import Need
from engine.results.verdicts import IndicatorOutcome, Tally

__all__ = ["counts_persons"]


def hidden_organisations(outcome: IndicatorOutcome, edition: Edition) -> frozenset[str]:
    """Codes of the organisations whose figures this edition does not show."""
    return _hidden(outcome, edition).cells


def hidden_municipalities(outcome: IndicatorOutcome, edition: Edition) -> frozenset[str]:
    """Codes of the municipalities whose figures this edition does not show."""
    return _hidden(outcome, edition).groups


def hides_figure(slug: str | None, id: str, code: str | None, edition: Edition) -> bool:
    """Whether the figure of that organisation, or municipality, is hidden at the indicator; a
    figure that is hidden there must not be told elsewhere."""
    outcome = edition.judged.get(full_id(slug, id))
    if outcome is None:
        return False
    hidden = _hidden(outcome, edition)
    return hidden.whole if code is None else code in hidden.cells or code in hidden.groups


def hidden_needs(edition: Edition) -> frozenset[Need]:
    """Needs whose figures this edition does not show, since their organisations are hidden."""
    hidden = {outcome.full_id: _hidden(outcome, edition) for outcome in edition.outcome.judged}
    return frozenset(
        need
        for need in edition.outcome.needs
        if need.organisation in _of_level(hidden.get(need.indicator, NOTHING), need.level)
    )


def _of_level(hidden: Hidden, level: Level) -> frozenset[str]:
    return hidden.cells if level is Level.SCHOOL else hidden.groups


def hides_overall(outcome: IndicatorOutcome, tally: Tally, edition: Edition) -> bool:
    """Whether even the municipal figure speaks of fewer persons than the minimum."""
    if not edition.is_external:
        return False
    hidden = _hidden(outcome, edition)
    return tally.withheld or hidden.whole or (bool(tally.key) and tally.key in hidden.periods)


def sign_of_hidden(outcome: IndicatorOutcome, key: str | None, edition: Edition) -> str:
    """«<5» where that is true of what is hidden; «скрыто» where it protects something else, and of
    what is computed from several figures: −2.18 points are no number of persons."""
    measured = outcome.verdict.measurement
    is_computed = measured is not None and measured.statistic is not None
    few = not is_computed and (WHOLE if key is None else key) in _hidden(outcome, edition).few
    return edition.say("report.small_group", n=edition.least) if few else (
        edition.say("report.hidden")
    )  # fmt: skip


def is_of_persons(outcome: IndicatorOutcome, edition: Edition) -> bool:
    """Whether persons stand behind the figures of the indicator."""
    return Sheet(edition.outcome.project, ()).is_of_persons(outcome)


def _hidden(outcome: IndicatorOutcome, edition: Edition) -> Hidden:
    """Found when the outcome was published; of another outcome, found now."""
    if not edition.is_external:
        return NOTHING
    known = edition.judged.get(outcome.full_id)
    if known is not None and known.verdict is outcome.verdict:
        return edition.hidden.get(outcome.full_id, NOTHING)
    others = [
        indicator_outcome
        for indicator_outcome in edition.outcome.judged
        if indicator_outcome.full_id != outcome.full_id
    ]
    return Sheet(edition.outcome.project, [*others, outcome], edition.outcome.earlier).told(outcome)

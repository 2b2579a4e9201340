"""Organisations that a rule leaves out, since they do not exist on the day that is judged."""

from datetime import date

from engine.measures.periods import read_period
from engine.model.rules import Change, CompareLists, Listed, Measure, Rank
from engine.model.schedules import Window
from engine.reports.dates import short_date
from engine.reports.edition import Edition
from engine.reports.view.pieces import Fact
from engine.results.outcome import Organisation

_TABLES = ("per", "listing", "dataset", "given")
_SHOWN = 10


def lifetime_facts(slug: str | None, measure: Measure, edition: Edition) -> tuple[Fact, ...]:
    """One fact with the names of those left out and their days; none where all are there."""
    day = _day(slug, measure, edition)
    named = tables_of(measure)
    gone = [
        each
        for each in edition.outcome.organisations
        if each.dataset in named and not each.exists_on(day)
    ]
    if not gone:
        return ()
    shown = tuple(_named(each, day, edition) for each in gone[:_SHOWN])
    more = len(gone) - len(shown)
    told = edition.say("working.gone", names=shown, date=short_date(day), more=more or "")
    return (Fact(edition.say("working.not_there"), told),)


def tables_of(measure: Measure) -> frozenset[str]:
    """The tables whose rows the measure counts or goes through."""
    if isinstance(measure, Change | Listed | Rank):
        return tables_of(measure.of)
    own = {getattr(measure, key, None) for key in _TABLES}
    if isinstance(measure, CompareLists):
        own |= tables_of(measure.computed.measure)
    return frozenset(each for each in own if isinstance(each, str))


def _day(slug: str | None, measure: Measure, edition: Edition) -> date:
    """The last day that the rule looks at."""
    window = _window(slug, measure, edition)
    return min(window.end, edition.as_of) if window else edition.as_of


def _window(slug: str | None, measure: Measure, edition: Edition) -> Window | None:
    if isinstance(measure, Change):
        return read_period(measure.over[-1])
    own = edition.roadmap(slug).period if slug else None
    return own or edition.outcome.project.period


def _named(organisation: Organisation, day: date, edition: Edition) -> str:
    until = organisation.until
    if until and until < day:
        return edition.say("working.closed", name=organisation.name, date=short_date(until))
    assert organisation.since
    return edition.say("working.opens", name=organisation.name, date=short_date(organisation.since))

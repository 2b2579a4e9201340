"""Organisations that need attention: the largest parts of a shortfall, failed demands, no data."""

from itertools import groupby

from engine.model.spec import Level
from engine.reports.edition import Edition
from engine.reports.suppression import hidden_needs
from engine.reports.view.anchors import indicator_anchor, organisation_anchor
from engine.reports.view.names import found_under, known_as, worded
from engine.reports.view.pieces import Link
from engine.reports.view.values import NeedLine, OrganisationView
from engine.results.outcome import Need


def view_organisations(
    edition: Edition, level: Level = Level.SCHOOL
) -> tuple[OrganisationView, ...]:
    """Organisations (or municipalities) by the number of their needs, then by the size of their
    shortfalls."""
    own = (need for need in edition.outcome.needs if need.level is level)
    needs = sorted(own, key=lambda need: need.organisation)
    groups = [
        (code, list(group)) for code, group in groupby(needs, key=lambda need: need.organisation)
    ]
    hidden = hidden_needs(edition)
    groups.sort(key=lambda pair: (-len(pair[1]), -_shown_amount(pair[1], hidden), pair[0]))
    return tuple(_organisation(code, group, hidden, edition) for code, group in groups)


def _shown_amount(needs: list[Need], hidden: frozenset[Need]) -> float:
    """A hidden figure must not show in the order either."""
    return sum(need.amount for need in needs if need not in hidden)


def _organisation(
    code: str, needs: list[Need], hidden: frozenset[Need], edition: Edition
) -> OrganisationView:
    return OrganisationView(
        anchor=organisation_anchor(code, needs[0].level),
        name=edition.named(needs[0]),
        code=code,
        count=_count(needs, edition),
        lines=tuple(_line(need, edition, hidden=need in hidden) for need in needs),
    )


def _count(needs: list[Need], edition: Edition) -> str:
    """«3 показателя в картах 1.1, 1.2; 2 требования»."""
    owners = [_parts(need)[0] for need in needs]
    slugs = dict.fromkeys(slug for slug in owners if slug is not None)
    codes = tuple(known_as(edition.roadmap(slug), edition) for slug in slugs)
    demands = owners.count(None)
    counts: tuple[tuple[str, int, dict[str, object]], ...] = (
        ("report.needs", len(needs) - demands, {"codes": codes, "maps": len(codes)}),
        ("requirement.report.needs", demands, {}),
    )
    return "; ".join(edition.counted(key, n, **more) for key, n, more in counts if n)


def _parts(need: Need) -> tuple[str | None, str]:
    """The slug (None of a requirement) and the id."""
    slug, _, id = need.indicator.rpartition("/")
    return slug or None, id


def _line(need: Need, edition: Edition, *, hidden: bool) -> NeedLine:
    slug, id = _parts(need)
    indicator = edition.indicator(slug, id)
    return NeedLine(
        found_under(slug, indicator, edition),
        Link(worded(indicator), indicator_anchor(slug, id)),
        _figure(need, edition, hidden=hidden),
        _reason(need, edition, hidden=hidden),
    )


def _figure(need: Need, edition: Edition, *, hidden: bool) -> str:
    if hidden:
        return edition.say("report.hidden")
    if need.n is None:
        return ""
    if need.total is None:
        return edition.numerals.number(need.n)
    slug, id = _parts(need)
    target = edition.indicator(slug, id).target
    return edition.numerals.ratio(need.n, need.total, target=target.value if target else None)


def _reason(need: Need, edition: Edition, *, hidden: bool) -> str:
    if hidden:
        return ""
    if not need.amount:
        return edition.say(f"need.{need.reason}", n="", count=0)
    return edition.counted(f"need.{need.reason}", need.amount)

"""Whose verdict changes under the new spec on the same tables."""

from collections.abc import Iterable, Iterator, Mapping

from engine.model.spec import full_id
from engine.results.changes import (
    Impact,
    OrganisationChange,
    StatusChange,
    VerdictChange,
    ZoneChange,
)
from engine.results.events import EventOutcome
from engine.results.outcome import Outcome
from engine.results.verdicts import (
    Element,
    IndicatorOutcome,
    Measurement,
    Tally,
    VerdictKind,
)


def impact_of(old: Outcome, new: Outcome, renames: Mapping[str, str]) -> Impact:
    """Both outcomes are of one day; `renames` leads from old full ids to new ones."""
    before = {renames.get(outcome.full_id, outcome.full_id): outcome for outcome in old.judged}
    after = {outcome.full_id: outcome for outcome in new.judged}
    names = {
        organisation.code: organisation.name
        for organisation in (*old.organisations, *new.organisations)
    }
    names |= {
        organisation.code: organisation.name
        for organisation in (*old.municipalities, *new.municipalities)
    }
    texts = _texts(old) | _texts(new)
    ids = dict.fromkeys((*after, *before))
    found = (_indicator(id, before.get(id), after.get(id), names, texts) for id in ids)
    return Impact(
        as_of=new.manifest.as_of.isoformat(),
        municipality=new.project.municipality.name,
        indicators=tuple(change for change in found if change),
        events=tuple(_events(old, new, renames)),
        judged=len(ids),
        decisions=tuple(_decisions(old, new, names)),
    )


def _id(outcome: EventOutcome) -> str:
    return f"{outcome.roadmap}/{outcome.id}"


def _texts(outcome: Outcome) -> dict[str, str]:
    judged = outcome.project.judged
    return {full_id(roadmap.slug if roadmap else None, one.id): one.text for roadmap, one in judged}


def _decisions(old: Outcome, new: Outcome, names: Mapping[str, str]) -> Iterator[ZoneChange]:
    """Whom a table of both versions gives other rows; of the whole the municipality's name."""
    for table in new.project.decisions:
        before, after = _zones(old, table.id), _zones(new, table.id)
        if before is None or after is None:
            continue
        for code in dict.fromkeys((*after, *before)):
            zones = before.get(code, ()), after.get(code, ())
            if zones[0] != zones[1]:
                name = names.get(code, code) if code else new.project.municipality.name
                yield ZoneChange(table.id, table.title, name, *zones)


def _zones(outcome: Outcome, id: str) -> dict[str | None, tuple[str, ...]] | None:
    """By organisation the zones of its rows; None where there is no such table, or no answer."""
    table, decision_outcome = outcome.project.decision(id), outcome.decision(id)
    if table is None or decision_outcome is None or decision_outcome.reason:
        return None
    zones = {row.id: row.zone or row.id for row in table.rows}
    return {
        decided.organisation: tuple(zones[row] for row in decided.rows)
        for decided in decision_outcome.decided
    }


def _indicator(
    id: str,
    old: IndicatorOutcome | None,
    new: IndicatorOutcome | None,
    names: Mapping[str, str],
    texts: Mapping[str, str],
) -> VerdictChange | None:
    before, after = _measured(old), _measured(new)
    organisations = tuple(_organisations(before, after, names))
    kinds = [outcome.verdict.kind if outcome else None for outcome in (old, new)]
    figures = [measurement.overall if measurement else None for measurement in (before, after)]
    values = tuple(_values(before, after))
    if kinds[0] is kinds[1] and figures[0] == figures[1] and not (organisations or values):
        return None
    return VerdictChange(
        id, texts.get(id, id), kinds[0], kinds[1], figures[0], figures[1], organisations, values
    )


def _measured(outcome: IndicatorOutcome | None) -> Measurement | None:
    return outcome.verdict.measurement if outcome else None


def _organisations(
    old: Measurement | None, new: Measurement | None, names: Mapping[str, str]
) -> Iterator[OrganisationChange]:
    """Organisations whose part or verdict differs; only where both versions have parts."""
    if old is None or new is None:
        return
    yield from _changes(_parts(old), _parts(new), _verdicts(old), _verdicts(new), names)


def _values(old: Measurement | None, new: Measurement | None) -> Iterator[OrganisationChange]:
    """Values of a column whose part or verdict differs, where both versions break down by one."""
    if old is None or new is None:
        return
    parts = [{each.key: each for each in side.by_value if each.key} for side in (old, new)]
    verdicts = [_reached(side.value_elements) for side in (old, new)]
    if parts[0] and parts[1]:
        yield from _changes(parts[0], parts[1], verdicts[0], verdicts[1], {})


def _changes(
    before: Mapping[str, Tally],
    after: Mapping[str, Tally],
    old: Mapping[str, VerdictKind],
    new: Mapping[str, VerdictKind],
    names: Mapping[str, str],
) -> Iterator[OrganisationChange]:
    for code in dict.fromkeys((*after, *before, *new, *old)):
        was, is_now, kinds = before.get(code), after.get(code), (old.get(code), new.get(code))
        if was != is_now or kinds[0] is not kinds[1]:
            yield OrganisationChange(code, names.get(code, code), was, is_now, *kinds)


def _parts(measured: Measurement) -> dict[str, Tally]:
    parts = {each.key: each for each in measured.by_organisation if each.key}
    if measured.municipal_elements:
        parts |= {each.key: each for each in measured.by_municipality if each.key}
    for element in measured.elements if not (parts or measured.figures) else ():
        parts[element.key] = Tally(element.key, int(element.found), 1)
    return parts


def _verdicts(measured: Measurement) -> dict[str, VerdictKind]:
    """Of whoever is judged by itself; of things that must be there, their part says it."""
    own = measured.elements if measured.by_organisation or measured.figures else ()
    return _reached((*own, *measured.municipal_elements))


def _reached(elements: Iterable[Element]) -> dict[str, VerdictKind]:
    return {element.key: _kind(element) for element in elements}


def _kind(element: Element) -> VerdictKind:
    if element.found:
        return VerdictKind.MET
    return VerdictKind.WARNED if element.is_warned else VerdictKind.NOT_MET


def _events(old: Outcome, new: Outcome, renames: Mapping[str, str]) -> Iterator[StatusChange]:
    before = {renames.get(_id(event), _id(event)): event.status for event in old.events}
    titles = {
        roadmap.full_id(event.id): event.title or event.id
        for roadmap in new.project.roadmaps
        for event in roadmap.events
    }
    for event in new.events:
        was = before.get(_id(event))
        if was is not None and was is not event.status:
            yield StatusChange(_id(event), titles[_id(event)], was.value, event.status.value)

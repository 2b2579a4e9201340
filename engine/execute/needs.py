"""Organisations that need attention: their part of a shortfall, a failed `each`, no data."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from engine.compile import Plan, Planned, span_of
from engine.datasets import Tables, alive_on
from engine.execute.comparing import UPWARD, exact, limit_of
from engine.execute.judging import target_of
from engine.model.project import Project
from engine.model.rules import Basic, Change, EachDocument, EachRow, OfOrganisations
from engine.model.spec import Level
from engine.results.outcome import Need
from engine.results.verdicts import IndicatorOutcome, Measurement, Tally, VerdictKind

_LACKING = (VerdictKind.NOT_MET, VerdictKind.NOT_DUE, VerdictKind.INDETERMINATE)


def find_needs(
    plan: Plan, tables: Tables, outcomes: tuple[IndicatorOutcome, ...]
) -> tuple[Need, ...]:
    """For each indicator that is not met, the organisations behind it, the largest part first."""
    found: list[Need] = []
    for planned, outcome in zip(plan.indicators, outcomes, strict=True):
        measured, kind = outcome.verdict.measurement, outcome.verdict.kind
        if measured is None or planned.measure is None:
            continue
        if kind in _LACKING:
            found += sorted(_lacking(planned, measured), key=lambda n: (-n.amount, n.organisation))
            found += sorted(_behind(planned, measured), key=lambda n: (-n.amount, n.organisation))
        found += _silent(planned, measured, plan, tables)
    return tuple(found)


def _lacking(planned: Planned, measured: Measurement) -> Iterator[Need]:
    if isinstance(planned.measure, EachDocument | EachRow) or _by_school(planned):
        for element in measured.elements:
            if not element.found:
                yield Need(element.key, planned.full_id, "failed_each", 1, None, None)
    elif isinstance(planned.measure, OfOrganisations):
        yield from _with_sign(planned, measured)
    elif not isinstance(planned.measure, Change):
        yield from _shortfalls(planned, measured.by_organisation, Level.SCHOOL)


def _shortfalls(planned: Planned, tallies: tuple[Tally, ...], level: Level) -> Iterator[Need]:
    for tally in tallies:
        part = _part(planned, tally)
        if part > 0 and tally.key is not None:
            amount = int(part) if part.denominator == 1 else float(part)
            yield Need(tally.key, planned.full_id, "shortfall", amount, tally.n, tally.total, level)


def _behind(planned: Planned, measured: Measurement) -> Iterator[Need]:
    """The municipalities of a region with their parts of the shortfall."""
    if isinstance(planned.measure, Change | OfOrganisations):
        return
    yield from _shortfalls(planned, measured.by_municipality, Level.MUNICIPALITY)


def _with_sign(planned: Planned, measured: Measurement) -> Iterator[Need]:
    """The organisations that show the sign: what there is to look into."""
    for figure in measured.figures:
        if figure.key is not None and figure.sign:
            yield Need(figure.key, planned.full_id, "has_sign", 1, None, None)


def _by_school(planned: Planned) -> bool:
    return planned.indicator.judge is Level.SCHOOL


def _part(planned: Planned, tally: Tally) -> Fraction:
    """How much of n the organisation lacks, or has too much, to be at the target itself."""
    target = target_of(planned)
    if tally.total is None or target.operator is None:
        return Fraction(0)
    lacking = limit_of(target) * tally.total - exact(tally.n)
    part = lacking if target.operator in (*UPWARD, "=") else -lacking
    return Fraction(-(-part.numerator // part.denominator)) if part > 0 else Fraction(0)


def _silent(planned: Planned, measured: Measurement, plan: Plan, tables: Tables) -> Iterator[Need]:
    """Organisations that the table should speak of, and that have no row in it."""
    measure = planned.measure
    if not isinstance(measure, Basic) or not measured.by_organisation:
        return
    known = {tally.key for tally in measured.by_organisation}
    dataset = getattr(measure, "listing", measure.dataset)
    if dataset != measure.dataset:
        return
    day = span_of(planned.window, plan.as_of).last_day
    for code in expected_organisations(dataset, plan.project, tables, day):
        if code not in known:
            yield Need(code, planned.full_id, "no_data", 0, None, None)


def expected_organisations(
    dataset: str, project: Project, tables: Tables, day: date
) -> tuple[str, ...]:
    """Codes of the organisations that the dataset's organisation column refers to, as far as they
    exist on that day."""
    resource = project.data.resource(dataset) if project.data else None
    key = resource.key_of(resource.organisation) if resource and resource.organisation else None
    listing = tables.datasets.get(key.resource) if key else None
    if key is None or listing is None or key.resource not in project.organisations:
        return ()
    codes = alive_on(listing, day)[key.target].drop_nulls().unique()
    return tuple(sorted(str(code) for code in codes))

"""Indicators of report.json."""

from collections.abc import Mapping

from engine.diagnostics import Origin
from engine.model.citations import printed
from engine.model.spec import Indicator
from engine.model.targets import Target
from engine.plain import picked
from engine.reports.content.figures import (
    distance_of,
    figure_of,
    progress_seen,
    progress_text,
)
from engine.reports.content.findings import place_model
from engine.reports.content.indicators import reason_of
from engine.reports.edition import Edition
from engine.reports.model import baseline_model
from engine.reports.suppression import (
    hidden_municipalities,
    hidden_organisations,
    hides_overall,
)
from engine.results.verdicts import (
    Document,
    Element,
    Figure,
    IndicatorOutcome,
    Measurement,
    Tally,
    Verdict,
    is_too_small,
)

Json = dict[str, object]


def judged_model(outcome: IndicatorOutcome, edition: Edition) -> Json:
    """An indicator or a requirement."""
    model = requirement_model if outcome.roadmap is None else indicator_model
    return model(outcome, edition)


def indicator_model(outcome: IndicatorOutcome, edition: Edition) -> Json:
    """An indicator with its verdict, figures and places."""
    indicator = outcome.indicator
    return {
        "id": outcome.full_id,
        "text": indicator.text,
        "clause": printed(indicator.clause),
        "goal": indicator.goal,
        **_judged(outcome, indicator, edition),
    }


def requirement_model(outcome: IndicatorOutcome, edition: Edition) -> Json:
    """A requirement of the order: who must meet it, and the verdict as of an indicator."""
    indicator = outcome.indicator
    return {
        "id": outcome.full_id,
        "text": indicator.text,
        "clause": printed(indicator.clause),
        "group": indicator.group,
        "body": edition.requirement(outcome.id).body,
        **_judged(outcome, indicator, edition),
    }


def _judged(outcome: IndicatorOutcome, indicator: Indicator, edition: Edition) -> Json:
    verdict = outcome.verdict
    return {
        "due": indicator.due,
        "target": _target(indicator.target),
        "warn": _target(indicator.warn),
        "baseline": baseline_model(indicator.baseline),
        "path": [
            picked(milestone, "by day")
            | {"target": _target(milestone.target), "warn": _target(milestone.warn)}
            for milestone in indicator.path
        ],
        "verdict": verdict.kind,
        "reason": {"key": verdict.reason, "text": reason_of(outcome, edition)},
        "figure": figure_of(outcome, edition),
        "distance": _distance(outcome, edition),
        "progress": _progress(outcome, edition),
        "measurement": measurement_model(outcome, edition),
        "waiver": waiver_model(verdict),
        "place": place_model(edition.places.place(_origin(indicator))),
    }


def waiver_model(verdict: Verdict) -> Json | None:
    """The exception and what it replaced."""
    waiver = verdict.waiver
    if waiver is None:
        return None
    own = picked(waiver, "reason author until since organisation")
    return {**own, "replaced": verdict.replaced}


def document_model(document: Document) -> Json:
    """A row of the evidence register."""
    own = picked(document, "kind title number date address organisation counts why_not")
    items = picked(document, "signed_by covers file").items()
    return {**own, **{k: v for k, v in items if v}, "place": place_model(document.place)}


def _origin(indicator: Indicator) -> Origin:
    return indicator.rule.origin if indicator.rule else indicator.origin


def _target(target: Target | None) -> Json | None:
    return picked(target, "text operator value upper unit direction") if target else None


def _distance(outcome: IndicatorOutcome, edition: Edition) -> Json | None:
    distance, text = outcome.verdict.distance, distance_of(outcome, edition)
    if distance is None or text is None:
        return None
    return {"amount": plain_number(distance.amount), "unit": distance.unit, "text": text}


def _progress(outcome: IndicatorOutcome, edition: Edition) -> Json | None:
    """Where the figure is on its way, and the growth a year that is and that is needed."""
    progress = progress_seen(outcome, edition)
    if progress is None:
        return None
    return {
        "course": progress.course,
        "actual": steady(float(progress.actual)),
        "required": steady(float(progress.required)),
        "limit": steady(float(progress.limit)),
        "day": progress.day,
        "text": progress_text(outcome, edition),
    }


def measurement_model(outcome: IndicatorOutcome, edition: Edition) -> Json | None:
    """What was counted; None where nothing was."""
    measurement = outcome.verdict.measurement
    if measurement is None:
        return None
    hidden = hidden_organisations(outcome, edition)
    return {
        **_overall(outcome, measurement, edition),
        "steps": [
            _tally(step, suppressed=hides_overall(outcome, step, edition))
            for step in measurement.steps
        ],
        "by_organisation": [
            _tally(each, suppressed=each.withheld or each.key in hidden)
            | _small(each, outcome.indicator)
            for each in measurement.by_organisation
        ],
        **_values(outcome.indicator, measurement),
        "by_municipality": _municipal(outcome, measurement, edition),
        "elements": [
            _element(element, suppressed=element.key in hidden) for element in measurement.elements
        ],
        "statistic": _statistic(outcome, measurement, edition),
        "figures": [
            figure_model(figure, suppressed=figure.withheld or figure.key in hidden)
            | _small(figure, outcome.indicator)
            for figure in measurement.figures
        ],
        "documents": [document_model(document) for document in measurement.documents],
        "rows_read": None if _hides_rows(measurement) else measurement.rows_read,
        "unread_period": None if measurement.overall.gaps_withheld else measurement.unread_period,
    }


def _hides_rows(measurement: Measurement) -> bool:
    """Whether the number of rows is not told: no figure of persons is made of no rows."""
    overall = measurement.overall
    is_told = not (overall.withheld or overall.gaps_withheld)
    return not measurement.rows_read and not (is_told and overall.size == 0)


def _municipal(outcome: IndicatorOutcome, measurement: Measurement, edition: Edition) -> list[Json]:
    """The municipalities of a region; key null: of organisations that belong to none."""
    hidden = hidden_municipalities(outcome, edition)
    reached = {element.key: element.found for element in measurement.municipal_elements}
    parts: tuple[Tally | Figure, ...] = (
        *measurement.by_municipality,
        *measurement.municipal_figures,
    )
    return [
        _part(part, (part.key or "") in hidden, reached) | _small(part, outcome.indicator)
        for part in parts
    ]


def _values(indicator: Indicator, measurement: Measurement) -> Json:
    """The values of the column by which the figure is broken down; nothing where by none."""
    if indicator.by is None:
        return {}
    reached = {element.key: element.found for element in measurement.value_elements}
    parts: tuple[Tally | Figure, ...] = measurement.by_value or measurement.value_figures
    told = [_part(part, part.withheld, reached) | _small(part, indicator) for part in parts]
    return {"by_value": told}


def _small(part: Tally | Figure, indicator: Indicator) -> Json:
    """A group that is too small to be judged has sizes and no value."""
    if not is_too_small(part, indicator):
        return {}
    sizes = {"n": part.n} if isinstance(part, Figure) else {}
    return {**sizes, "value": None, "too_small": True}


def _part(part: Tally | Figure, is_hidden: bool, reached: Mapping[str, bool]) -> Json:
    if isinstance(part, Tally):
        told = _tally(part, suppressed=is_hidden)
    else:
        tally = Tally(part.key, steady(part.value) or 0, None)
        told = _tally(tally, suppressed=is_hidden)
        if part.value is None and not is_hidden:
            told |= {"value": None}
    is_reached = None if is_hidden else reached.get(part.key or "")
    return told if is_reached is None else told | {"reaches_target": is_reached}


def _overall(outcome: IndicatorOutcome, measurement: Measurement, edition: Edition) -> Json:
    suppressed = hides_overall(outcome, measurement.overall, edition)
    judged = measurement.statistic
    told = {
        name: _tally(tally, suppressed=suppressed or tally.withheld) if tally else None
        for name, tally in (
            ("overall", measurement.overall),
            ("lowest", measurement.lowest),
            ("highest", measurement.highest),
        )
    }
    if judged is None or suppressed:
        return {**told}
    figure: Json = {"value": steady(judged.value)}
    return {**told, "overall": _tally(measurement.overall, suppressed=False) | figure}


def _tally(tally: Tally, *, suppressed: bool) -> Json:
    if suppressed:
        return {"key": tally.key, "suppressed": True}
    return {
        "key": tally.key,
        "suppressed": False,
        "n": plain_number(tally.n),
        "total": tally.total,
        "value": tally.value,
        "missing": None if tally.gaps_withheld else tally.missing,
        "set_aside": None if tally.gaps_withheld else tally.set_aside,
    }


def _statistic(
    outcome: IndicatorOutcome, measurement: Measurement, edition: Edition
) -> Json | None:
    if measurement.statistic is None:
        return None
    hidden = hides_overall(outcome, measurement.overall, edition)
    return figure_model(measurement.statistic, suppressed=hidden)


def figure_model(figure: Figure, *, suppressed: bool) -> Json:
    """A number of an organisation (key null: of the whole, or of the reference group)."""
    if suppressed:
        return {"key": figure.key, "suppressed": True}
    return {
        "key": figure.key,
        "suppressed": False,
        "value": steady(figure.value),
        "low": steady(figure.low),
        "high": steady(figure.high),
        "n": figure.n,
        "sign": figure.sign,
        "place": figure.place or None,
        "group": figure.group,
    }


def steady(value: float | None) -> float | None:
    """A computed number without the last bits, which depend on the machine."""
    return None if value is None else plain_number(round(value, 9))


def plain_number(value: float) -> float:
    """A whole number without its decimal point, so that 24 and 24.0 give the same bytes."""
    return int(value) if value == int(value) else value


def _element(element: Element, *, suppressed: bool) -> Json:
    if suppressed:
        return {"key": element.key, "suppressed": True}
    return {
        "key": element.key,
        "suppressed": False,
        "found": element.found,
        "documents": [document_model(document) for document in element.documents],
    }

"""Targets that the indicator's own text contradicts (R372)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from engine.checks.wording.promised import Promised, promised, rises, speaks_of_all, years_of
from engine.codes.rules import FIGURE_OF_TEXT_NOT_JUDGED, TARGET_NOT_IN_TEXT
from engine.diagnostics import Finding, Param, Subject, Worded, finding
from engine.model.project import Project
from engine.model.spec import Indicator, Roadmap
from engine.model.targets import Direction, Milestone, Operator, Target, Unit, are_alike

_DOWN = (Direction.DOWN, Direction.NOT_HIGHER)


def check_promises(project: Project) -> tuple[Finding, ...]:
    """A finding for each target whose number, direction or unit no figure of the text has, and for
    each figure of a text that is shown and not judged."""
    return (*_contradictions(project), *_unjudged(project))


def _unjudged(project: Project) -> Iterator[Finding]:
    for roadmap, indicator in project.judged:
        figures = [each for each in promised(indicator.text) if not each.is_step]
        if indicator.shown and figures:
            place = indicator.origin.under("target")
            kind = "indicator" if roadmap else "requirement"
            subject = Subject(roadmap.slug if roadmap else None, kind, indicator.id)
            text = tuple(dict.fromkeys(map(_written, figures)))
            yield finding(FIGURE_OF_TEXT_NOT_JUDGED, place, subject=subject, text=text)


def _contradictions(project: Project) -> tuple[Finding, ...]:
    return tuple(
        _finding(roadmap, indicator, indicator.target, told)
        for roadmap, indicator in project.judged
        if indicator.target is not None
        for told in _contradicted(indicator.text, indicator.target)
        if not any(says(indicator.text, milestone.target) for milestone in indicator.path)
    ) + tuple(
        _finding(roadmap, indicator, milestone.target, (_written(figure),))
        for roadmap, indicator in project.judged
        for milestone, figure in _by_year(indicator)
    )


_ONE_BY_ONE = 2


def _by_year(indicator: Indicator) -> Iterator[tuple[Milestone, Promised]]:
    """«5 % в 2026 году и 3 % в 2027 году» beside the target «2027: <= 8 %»: as many years as
    figures, in one order; targets of which the text has none at all are told of already.
    """
    figures = [each for each in promised(indicator.text) if not each.is_step]
    years = years_of(indicator.text)
    said = [says(indicator.text, milestone.target) for milestone in indicator.path]
    if len(figures) < _ONE_BY_ONE or len(figures) != len(years) or len({*years}) != len(years):
        return
    told = dict(zip(years, figures, strict=True))
    for milestone in indicator.path if any(said) else ():
        figure = told.get(milestone.by.strip())
        if figure and milestone.target.value is not None and not fits(figure, milestone.target):
            yield milestone, figure


def says(text: str, target: Target) -> bool:
    """Whether the text says the same as one of the targets by year."""
    return not any(_contradicted(text, target))


def _contradicted(text: str, target: Target) -> Iterator[Param]:
    """What the text says instead; nothing where it says the same, or nothing about a figure."""
    if target.value is None:
        grows = rises(text)
        if grows is not None and grows is (target.direction in _DOWN) and not promised(text):
            yield Worded("promised.up" if grows else "promised.down")
        return
    figures = [each for each in promised(text) if not each.is_step]
    is_said = any(fits(figure, target) for figure in figures) and _is_span(figures, target)
    if figures and not is_said:
        yield tuple(dict.fromkeys(map(_written, figures)))
    elif not promised(text) and speaks_of_all(text) and _asks_for_less(target):
        yield (_written(Promised(Fraction(_WHOLE), Operator.EQUAL, Unit.PERCENT)),)


_WHOLE = 100


def _asks_for_less(target: Target) -> bool:
    """Whether a share below the whole meets the target."""
    share = target.unit is Unit.PERCENT and not target.of_percents and target.upper is None
    at_least = target.operator in (Operator.AT_LEAST, Operator.MORE, Operator.EQUAL)
    return share and at_least and target.value is not None and target.value < _WHOLE


def fits(figure: Promised, target: Target) -> bool:
    """Whether the target asks for what the figure of the text says."""
    is_percent = target.unit is Unit.PERCENT
    is_bare = figure.unit is None and target.of_percents
    if figure.value != 0 and (figure.unit is Unit.PERCENT) is not is_percent and not is_bare:
        return False
    if figure.unit and target.unit and not are_alike(figure.unit, target.unit):
        return False
    if target.upper is not None:
        return figure.value in (Fraction(str(target.value)), Fraction(str(target.upper)))
    asked = Fraction(str(target.value))
    said = _as_exact_as(target, figure.value)
    if figure.operator is None or target.operator is None:
        return said == asked
    of_text = _alike(figure.operator, said, is_percent=is_percent)
    return of_text == _alike(target.operator, asked, is_percent=is_percent)


def _is_span(figures: list[Promised], target: Target) -> bool:
    """False of a corridor «50–80 %» beside the two figures «от 50 до 70 %» of a text."""
    if target.upper is None or len(figures) != len((target.value, target.upper)):
        return True
    ends = {Fraction(str(target.value)), Fraction(str(target.upper))}
    return {figure.value for figure in figures} == ends


def _as_exact_as(target: Target, value: Fraction) -> Fraction:
    """Two thirds are 66.7 % where the target has one digit after the comma."""
    if value.denominator != 3:
        return value
    part = re.search(r"\d[.,](\d+)", target.text)
    return round(value, len(part[1]) if part else 0)


def _alike(operator: Operator, value: Fraction, *, is_percent: bool) -> tuple[Operator, Fraction]:
    """One way for what can be said in two: «более 2 человек» is «не менее 3», «не менее 100 %» is
    «100 %», «не более 0» is «0»."""
    if not is_percent and value.denominator == 1:
        if operator is Operator.MORE:
            operator, value = Operator.AT_LEAST, value + 1
        elif operator is Operator.LESS:
            operator, value = Operator.AT_MOST, value - 1
    is_whole = is_percent and operator is Operator.AT_LEAST and value == 100
    if is_whole or (operator is Operator.AT_MOST and value == 0):
        operator = Operator.EQUAL
    return operator, value


def _finding(roadmap: Roadmap | None, indicator: Indicator, target: Target, told: Param) -> Finding:
    of = Subject(roadmap.slug, "indicator", indicator.id) if roadmap else None
    origin = indicator.origin
    return finding(
        TARGET_NOT_IN_TEXT,
        origin.under("target"),
        subject=of or Subject(None, "requirement", indicator.id),
        target=target.text,
        told=told,
    )


def _written(figure: Promised) -> Worded:
    """The figure as a target is written: «>= 70 %»."""
    number = Decimal(f"{float(figure.value):.6g}")
    sign = figure.unit.value if figure.unit else "number"
    operator = figure.operator.value if figure.operator else ""
    return Worded(f"promised.{sign}", (("operator", operator), ("number", number)))

"""Measures that look at each organisation, in words: what they compute, and what each showed."""

from collections.abc import Mapping

from engine.model.conditions import Clause
from engine.model.rules import (
    Agreement,
    CompareLists,
    Interval,
    Listed,
    Looking,
    Measure,
    OfOrganisations,
    Rank,
    RatioChange,
    Rule,
    Signs,
)
from engine.model.targets import Target
from engine.reports.edition import Edition
from engine.reports.numbers import Number
from engine.reports.view.pieces import TallyLine
from engine.results.verdicts import Figure, Measurement


def looking_sentence(measure: OfOrganisations, edition: Edition) -> str:
    """What the measure does, in one sentence."""
    match measure:
        case Agreement():
            return _agreement(measure, edition)
        case Interval():
            z = edition.numerals.number(measure.z)
            key = "given" if measure.is_given else "part" if measure.reference else "whole"
            against = edition.say(f"measure.reference_{key}")
            return edition.say(
                f"measure.interval_{measure.side.value}", column=measure.of, z=z, against=against
            )
        case RatioChange():
            width = edition.numerals.number(measure.fences)
            return edition.say(
                f"measure.ratio_{measure.sharp.value}", column=measure.of, width=width
            )
        case Listed():
            return edition.say(
                "measure.listed", bound=measure.bound.text, by=measure.by, count=measure.groups
            )
        case Rank():
            part = edition.numerals.percent(float(measure.part))
            end = edition.say("measure.lowest" if measure.lowest else "measure.highest")
            return edition.say("measure.rank", part=part, end=end, cluster=measure.cluster or "")
        case Signs():
            names = tuple(_name(rule, edition) for rule in measure.of)
            key = f"measure.signs_{measure.counted.value}"
            return edition.say(key, count=measure.at_least, names=names)
        case CompareLists():
            return edition.say("measure.compare_lists", name=_name(measure.computed, edition))


def _agreement(measure: Agreement, edition: Edition) -> str:
    what = edition.say(
        f"measure.agreement_{measure.statistic.value}", first=measure.first, second=measure.second
    )
    if measure.sign is None:
        return edition.say("measure.agreement", what=what)
    return edition.say("measure.agreement_sign", what=what, bound=measure.sign.text)


def _name(rule: Rule, edition: Edition) -> str:
    if rule.name:
        return rule.name
    assert isinstance(rule.measure, OfOrganisations)
    return looking_sentence(rule.measure, edition).rstrip(".")


def looking_clauses(measure: Measure) -> tuple[tuple[str, Clause], ...]:
    """The conditions that no other measure has, by their key."""
    match measure:
        case Interval() if isinstance(measure.reference, Clause):
            return (("reference", measure.reference),)
        case RatioChange():
            pairs = (("before", measure.before), ("after", measure.after))
            return tuple((key, clause) for key, clause in pairs if clause)
        case _:
            return ()


def fewest(measure: Measure) -> int | None:
    """The least number of rows that an organisation must have; None where none is asked."""
    return measure.min_n if isinstance(measure, Looking) and measure.min_n > 1 else None


def figure_lines(
    measurement: Measurement, measure: Measure, edition: Edition, hidden: Mapping[str, str]
) -> tuple[TallyLine, ...]:
    """Each organisation with its number, its bounds or place, and whether it shows the sign."""
    return tuple(_line(figure, measure, edition, hidden) for figure in measurement.figures)


def _line(
    figure: Figure, measure: Measure, edition: Edition, hidden: Mapping[str, str]
) -> TallyLine:
    if figure.key is None:
        return TallyLine(edition.say("looking.reference"), _shown(figure, measure, edition), "")
    name = edition.organisation(figure.key)
    if figure.key in hidden:
        return TallyLine(name, hidden[figure.key], "")
    return TallyLine(name, _shown(figure, measure, edition), _remark(figure, measure, edition))


def _shown(figure: Figure, measure: Measure, edition: Edition) -> str:
    if figure.value is None:
        return "—"
    number = edition.numerals.number
    value = _value(figure.value, measure, edition)
    if figure.place:
        place, among = (number(each) for each in figure.place)
        return edition.say("looking.place", value=value, place=place, among=among)
    if isinstance(measure, Interval) and figure.low is not None and figure.high is not None:
        return edition.say(
            "looking.interval", value=value, low=number(figure.low), high=number(figure.high)
        )
    return value


def _value(value: float, measure: Measure, edition: Edition) -> str:
    if isinstance(measure, Agreement) and measure.statistic.is_ratio:
        return edition.numerals.percent(value)
    if isinstance(measure, Rank) and type(measure.of).__name__ == "Share":
        return edition.numerals.percent(value)
    return coefficient(value, edition)


def coefficient(value: Number, edition: Edition, target: Target | None = None) -> str:
    """A number with three decimals at most, which keeps its side of nought, of one and of its
    target."""
    held = () if target is None or target.value is None else (target.value,)
    return edition.numerals.number(value, places=3, near=(-1.0, 0.0, 1.0, *held))


def _remark(figure: Figure, measure: Measure, edition: Edition) -> str:
    if isinstance(measure, CompareLists):
        return edition.say(f"looking.{figure.group}")
    sign = {True: "sign", False: "no_sign", None: "too_little"}[figure.sign]
    told = edition.say(f"looking.{sign}") if _looks_for_sign(measure) else ""
    rows = edition.counted("looking.rows", figure.n) if isinstance(measure, Looking) else ""
    group = figure.group or ""
    return ", ".join(part for part in (told, rows, group) if part)


def _looks_for_sign(measure: Measure) -> bool:
    return not isinstance(measure, Agreement) or measure.sign is not None

"""A rule in words: what it computes, its conditions and parameters, what an empty answer means."""

from engine.model.composites import Part
from engine.model.conditions import Clause
from engine.model.rules import (
    Change,
    Count,
    CoverageOfList,
    CoverageOfValues,
    EachDocument,
    EachRow,
    EvidenceDemand,
    Exists,
    Formula,
    Index,
    Listed,
    Mean,
    Measure,
    Rank,
    Rule,
    Share,
    Sum,
)
from engine.reports.dates import short_date
from engine.reports.edition import Edition
from engine.reports.view.looking import (
    fewest,
    looking_clauses,
    looking_sentence,
)
from engine.reports.view.pieces import Fact


def rule_sentence(rule: Rule, edition: Edition) -> str:
    """What the rule computes, with the name that it has in the library."""
    sentence = measure_sentence(rule.measure, edition)
    if rule.name is None:
        return sentence
    return edition.say("working.library", sentence=sentence, name=rule.name, source=rule.source)


def rule_facts(rule: Rule, edition: Edition) -> tuple[Fact, ...]:
    """The sentence, the parameters by date, the tables and the conditions."""
    sentence = Fact(edition.say("working.measure"), rule_sentence(rule, edition))
    return (sentence, *stood_facts(rule, edition), *_measure_facts(rule.measure, edition))


def stood_facts(rule: Rule, edition: Edition) -> tuple[Fact, ...]:
    """The parameters of several values by date: which one is taken, and since when it stands."""
    return tuple(
        Fact(
            each.title,
            edition.say(
                "working.stood",
                value=each.value,
                since=short_date(each.since),
                until=short_date(each.until) if each.until else "",
            ),
        )
        for each in rule.stood
    )


def measure_sentence(measure: Measure, edition: Edition) -> str:
    """What the measure does, in one sentence."""
    match measure:
        case Change():
            shape = edition.say(f"measure.{measure.shape.value}")
            inner = measure_sentence(measure.of, edition)
            return edition.say("measure.change", periods=measure.over, shape=shape, of=inner)
        case Index():
            parts = tuple(_part(each, edition, weight=each.weight) for each in measure.parts)
            lacking = edition.say(f"measure.lacking.{measure.lacking.value}")
            return edition.say("measure.index", parts="; ".join(parts), lacking=lacking)
        case Formula():
            parts = tuple(_part(each, edition) for each in measure.parts)
            return edition.say("measure.formula", text=measure.text, parts="; ".join(parts))
        case Exists() | EachDocument():
            name = "exists" if isinstance(measure, Exists) else "each_document"
            return edition.say(f"measure.{name}", **_demand(measure.evidence, edition))
        case CoverageOfValues():
            return edition.say("measure.coverage_of_values", values=_texts(measure.values))
        case CoverageOfList():
            name = table_name(measure.listing, edition)
            return edition.say("measure.coverage_of_list", list=name)
        case Count():
            name = "count_distinct" if measure.distinct else "count"
            return edition.say(f"measure.{name}", column=measure.distinct or "")
        case Sum() | Mean():
            name = type(measure).__name__.lower()
            return edition.say(f"measure.{name}", column=measure.of)
        case EachRow():
            return edition.say("measure.each_row")
        case Share():
            return edition.say("measure.share")
        case _:
            return looking_sentence(measure, edition)


def _part(part: Part, edition: Edition, weight: float | None = None) -> str:
    told = measure_sentence(part.of, edition).rstrip(".") if part.of else part.indicator or ""
    share = "" if weight is None else edition.numerals.number(weight)
    return edition.say("measure.part", id=part.id, told=told, weight=share)


def _demand(demand: EvidenceDemand, edition: Edition) -> dict[str, object]:
    dated = demand.dated_in_period and edition.outcome.project.has_period
    return {
        "kinds": demand.kinds,
        "dated": edition.say("measure.dated") if dated else "",
        "address": edition.say("measure.address") if demand.address_required else "",
    }


def _measure_facts(measure: Measure, edition: Edition) -> tuple[Fact, ...]:
    if isinstance(measure, Change):
        return _measure_facts(measure.of, edition)
    if isinstance(measure, Listed | Rank):
        return _measure_facts(measure.of, edition)
    facts: list[Fact] = []
    for label, attribute in (("table", "dataset"), ("organisations", "per")):
        if name := getattr(measure, attribute, None):
            facts.append(Fact(edition.say(f"working.{label}"), table_name(name, edition)))
    for attribute in ("among", "where", "of"):
        clause = getattr(measure, attribute, None)
        if isinstance(clause, Clause):
            facts.append(Fact(edition.say(f"working.{attribute}"), clause.text, code=True))
    for key, clause in looking_clauses(measure):
        facts.append(Fact(edition.say(f"working.{key}"), clause.text, code=True))
    if least := fewest(measure):
        facts.append(Fact(edition.say("working.min_n"), edition.numerals.number(least)))
    if isinstance(measure, CoverageOfValues):
        facts.append(Fact(edition.say("working.column"), measure.column, code=True))
    if missing := missing_sentence(measure, edition):
        facts.append(Fact(edition.say("working.missing"), missing))
    return tuple(facts)


def missing_sentence(measure: Measure, edition: Edition) -> str | None:
    """What an empty answer means to the measure; None where none can occur."""
    counted = measure.of if isinstance(measure, Change | Listed | Rank) else measure
    missing = getattr(counted, "missing", None)
    return edition.say(f"missing.{missing.value}") if missing else None


def table_name(name: str, edition: Edition) -> str:
    """The title of a table with its name in conditions."""
    data = edition.outcome.project.data
    resource = data.resource(name) if data else None
    return edition.say("working.table_name", title=resource.title, name=name) if resource else name


def _texts(values: tuple[str | int | float, ...]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)

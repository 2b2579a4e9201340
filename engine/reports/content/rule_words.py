"""What a rule computes, in words: its sentence, its tables, its conditions."""

from engine.model.rules import (
    Measure,
    Rule,
)
from engine.reports.content.blocks import (
    Fact,
)
from engine.reports.content.sentences import sentence_text, table_name
from engine.reports.content.validity import validity_notes
from engine.reports.edition import Edition
from engine.reports.numbers import short_date


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
    """Until when the rule may be used; of parameters of several values by date, which one is taken
    and since when it stands."""
    notes = validity_notes(rule.validity, edition.words)
    valid = (Fact(edition.say("working.validity"), note) for note in notes)
    return *valid, *(
        Fact(
            stood.title,
            edition.say(
                "working.stood",
                value=stood.value,
                since=short_date(stood.since, edition.words),
                until=short_date(stood.until, edition.words) if stood.until else "",
            ),
        )
        for stood in rule.stood
    )


def measure_sentence(measure: Measure, edition: Edition) -> str:
    """What the measure does, in one sentence."""
    return sentence_text(measure.said(), edition)


_FACTS = ("among", "where", "of", "reference", "before", "after")
"""The conditions of a measure in the order in which they are told."""


def _measure_facts(measure: Measure, edition: Edition) -> tuple[Fact, ...]:
    told = measure.tallied
    facts: list[Fact] = []
    for label, name in told.told_tables():
        facts.append(Fact(edition.say(f"working.{label}"), table_name(name, edition)))
    clauses = {key: clause for key, _, clause in told.own_clauses() if clause}
    for key in _FACTS:
        if clause := clauses.get(key):
            facts.append(Fact(edition.say(f"working.{key}"), clause.text, code=True))
    if (told.fewest or 0) > 1:
        facts.append(Fact(edition.say("working.min_n"), edition.numerals.number(told.fewest or 0)))
    for key, text in told.facts():
        facts.append(Fact(edition.say(f"working.{key}"), text, code=True))
    if missing := missing_sentence(measure, edition):
        facts.append(Fact(edition.say("working.missing"), missing))
    return tuple(facts)


def missing_sentence(measure: Measure, edition: Edition) -> str | None:
    """What an empty answer means to the measure; None where none can occur."""
    missing = measure.tallied.taken_missing
    return edition.say(f"missing.{missing.value}") if missing else None

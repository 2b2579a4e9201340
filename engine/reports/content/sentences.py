"""Sentences as data → words of the edition's language."""

from engine.model.sentences import (
    InPeriod,
    Inside,
    Joined,
    Numeral,
    Percentage,
    Said,
    TableName,
    Word,
)
from engine.reports.edition import Edition


def sentence_text(said: Said, edition: Edition) -> str:
    """The sentence in words."""
    return edition.say(said.key, **{name: _word(word, edition) for name, word in said.params})


def _word(word: Word, edition: Edition) -> object:
    match word:
        case Said():
            return sentence_text(word, edition)
        case Inside():
            return sentence_text(word.said, edition).rstrip(".")
        case Joined():
            return "; ".join(sentence_text(said, edition) for said in word.said)
        case InPeriod():
            return sentence_text(word.said, edition) if edition.outcome.project.has_period else ""
        case Numeral():
            return edition.numerals.number(word.value)
        case Percentage():
            return edition.numerals.percent(word.value)
        case TableName():
            return table_name(word.name, edition)
        case tuple():
            return tuple(_word(each, edition) for each in word)
    return word


def table_name(name: str, edition: Edition) -> str:
    """The title of a table with its name in conditions."""
    data = edition.outcome.project.data
    resource = data.resource(name) if data else None
    return edition.say("working.table_name", title=resource.title, name=name) if resource else name

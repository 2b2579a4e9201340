"""signs: organisations with several signs; compare_lists: a given list against a computed one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from engine.classes import dataclass
from engine.codes.rules import NO_ORGANISATION_COLUMN, SIGN_MISSING
from engine.measures.measure import OfOrganisations
from engine.measures.parts import ReadPart, parts_of
from engine.measures.reader import Reader
from engine.measures.use import Filled, fill_rule
from engine.model.conditions import Clause
from engine.model.demands import Missing
from engine.model.measures import Measure, Way
from engine.model.rules import Rule
from engine.model.sentences import Inside, Said, say
from engine.model.tables import code_column


class Counted(StrEnum):
    """Which organisations make n: those with the sign, or those without."""

    WITH_SIGN = "with_sign"
    WITHOUT_SIGN = "without_sign"


@dataclass(frozen=True, slots=True)
class Signs(OfOrganisations):
    """Organisations with at least `at_least` of the signs that the rules `of` look for.

    Where too little is known of one of them: `exclude` leaves an organisation out whose case it
    could decide, `as_false` takes it for no sign.
    """

    kind = "signs"
    ways: ClassVar[Mapping[str, Way]] = {"at_least": Way.FEWER}

    of: tuple[Rule, ...]
    at_least: int
    counted: Counted
    missing: Missing

    def nested(self) -> tuple[Measure, ...]:
        return tuple(rule.measure for rule in self.of)

    @property
    def wants_sign(self) -> bool:
        return self.counted is Counted.WITH_SIGN

    def said(self) -> Said:
        names = tuple(_name(rule) for rule in self.of)
        return say(f"measure.signs_{self.counted.value}", count=self.at_least, names=names)


@dataclass(frozen=True, slots=True)
class CompareLists(OfOrganisations):
    """A given list (rows of `given` with `where`) against organisations with a computed sign."""

    kind = "compare_lists"
    implied = "target.same_lists"
    groups_are_words = True
    is_sign = False

    given: str
    where: Clause | None
    computed: Rule

    def nested(self) -> tuple[Measure, ...]:
        return (self.computed.measure,)

    def own_datasets(self) -> tuple[str, ...]:
        return (self.given,)

    def told_tables(self) -> tuple[tuple[str, str], ...]:
        return ()

    def counted_datasets(self) -> tuple[str, ...]:
        return self.computed.measure.counted_datasets()

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return (("where", self.given, self.where),)

    def said(self) -> Said:
        return say("measure.compare_lists", name=_name(self.computed))


def _name(rule: Rule) -> str | Inside:
    return rule.name or Inside(rule.measure.said())


SIGNS_KEYS = ("of", "at_least", "counted", "missing")
COMPARE_KEYS = ("given", "where", "computed")
USE = ("use", "with")


def read_signs(reader: Reader, read: ReadPart) -> Signs | None:
    """Organisations with at least so many of the signs that other rules look for."""
    rules = [_sign_rule(part, read) for part in parts_of(reader, "of")]
    counted = reader.choice("counted", tuple(Counted), Counted.WITH_SIGN)
    at_least = reader.whole("at_least", 1)
    known = tuple(rule for rule in rules if rule)
    missing = reader.missing(Missing.EXCLUDE, Missing.AS_FALSE)
    if len(known) < len(rules) or counted is None or missing is None:
        return None
    return Signs(known, at_least, Counted(counted), missing)


def read_compare_lists(reader: Reader, read: ReadPart) -> CompareLists | None:
    """A list that somebody gave against the one that a rule computes."""
    given = reader.dataset("given")
    if given and code_column(given.resource) is None:
        reader.refuse(NO_ORGANISATION_COLUMN, "given", dataset=given.resource.name)
    where, computed = reader.clause("where", given), _sign_rule(reader.part("computed"), read)
    if given is None or computed is None:
        return None
    return CompareLists(given.resource.name, where, computed)


def _sign_rule(reader: Reader, read: ReadPart) -> Rule | None:
    """A rule inside a rule, inline or by `use:`; it must look for a sign."""
    origin, filled = reader.at(), None
    if "use" in reader.data:
        reader.close(USE)
        found = fill_rule(reader.data, reader.context.library, origin, reader.context.day)
        if not isinstance(found, Filled):
            reader.absorb(found)
            return None
        filled, reader = found, reader.using(found)
    measure = read(reader)
    if measure is None:
        return None
    if not isinstance(measure, OfOrganisations) or not measure.is_sign:
        reader.refuse(SIGN_MISSING)
        return None
    return filled.as_rule(measure, origin) if filled else Rule(measure, origin)

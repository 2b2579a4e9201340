"""A case: a rule, an indicator, a decision table, an event or the words of a date, a few rows, and
what must come out."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import StrEnum
from fractions import Fraction

from engine.classes import dataclass
from engine.datasets import Dataset
from engine.diagnostics import Finding, Origin, Place
from engine.model.project import Project
from engine.model.spec import Schedule


class Subject(StrEnum):
    """What a case judges, by the key that names it."""

    INDICATOR = "indicator"
    DECISION = "decision"
    EVENT = "event"
    SCHEDULE = "schedule"
    RULE = "rule"


Expected = str | int | float | bool | None
"""What a case expects: a word, a number, yes or no; None: that there is none."""


def listed(items: Iterable[str]) -> str | None:
    """A list as one value, which is compared whole; None where it is empty."""
    return ", ".join(items) or None


@dataclass(frozen=True, slots=True)
class Expectation:
    """`what` as a path: («verdict»,), («n»,), («figures», «101», «sign»); with its place."""

    what: tuple[str, ...]
    value: Expected
    origin: Origin


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a number may lie from what is expected: as it is, or as a part of it."""

    amount: Fraction
    is_relative: bool = False

    def allows(self, expected: float, found: float) -> bool:
        """Whether the number found lies near enough."""
        exact = Fraction(str(expected))
        most = self.amount * abs(exact) if self.is_relative else self.amount
        return abs(exact - Fraction(found)) <= most


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The margin of every value, and those of values of their own: by name (`n`), or by way
    (`organisations.101.n`)."""

    general: Margin
    own: tuple[tuple[str, Margin], ...] = ()

    def of(self, what: tuple[str, ...]) -> Margin:
        """The margin of a value: by its way, else by its name."""
        own = dict(self.own)
        return own.get(".".join(what)) or own.get(what[-1]) or self.general


@dataclass(frozen=True, slots=True)
class Case:
    """One case, ready to run: a project in which nothing but the judged stands, and its tables."""

    name: str
    origin: Origin
    project: Project
    judged: str
    as_of: str
    tables: tuple[tuple[str, Dataset], ...]
    expected: tuple[Expectation, ...]
    tolerance: "Tolerance"
    uses: tuple[str, ...]
    """Library rules that the case runs, also those that another rule uses."""
    subject: Subject = Subject.RULE
    schedule: Schedule | None = None
    """Of a case of a schedule: how its words are read."""
    data: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """As it is written."""


@dataclass(frozen=True, slots=True)
class Unrun:
    """A case that cannot be run, and so has failed: with what is wrong with it."""

    name: str
    origin: Origin | Place
    findings: tuple[Finding, ...]
    uses: tuple[str, ...] = ()
    """None of the rules that it names was run."""

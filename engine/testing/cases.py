"""A case: a rule or an indicator, a few rows, and what must come out."""

from dataclasses import dataclass

from engine.datasets import Dataset
from engine.diagnostics import Finding, Origin, Place
from engine.model.project import Project

Expected = str | int | float | bool | None
"""What a case expects: a word, a number, yes or no; None: that there is none."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """`what` as a path: («verdict»,), («n»,), («figures», «101», «sign»); with its place."""

    what: tuple[str, ...]
    value: Expected
    origin: Origin


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
    tolerance: float
    uses: tuple[str, ...]
    """Library rules that the case runs, also those that another rule uses."""
    is_decision: bool = False
    """`judged` is a decision table, not an indicator."""


@dataclass(frozen=True, slots=True)
class Unrun:
    """A case that cannot be run, and so has failed: with what is wrong with it."""

    name: str
    origin: Origin | Place
    findings: tuple[Finding, ...]
    uses: tuple[str, ...] = ()
    """None of the rules that it names was run."""

"""What the execution of a plan gives."""

from dataclasses import dataclass

from engine.execute.ambiguity import Ambiguity
from engine.results.decisions import DecisionOutcome
from engine.results.verdicts import IndicatorOutcome


@dataclass(frozen=True, slots=True)
class Executed:
    """Every indicator with its verdict, and every decision table, in the order of the plan."""

    indicators: tuple[IndicatorOutcome, ...]
    decisions: tuple[DecisionOutcome, ...]
    ambiguities: tuple[Ambiguity, ...] = ()
    """Keys that rules of the plan follow and that lead to several rows."""

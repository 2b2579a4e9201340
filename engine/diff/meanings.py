"""What the values of a rule mean, and how they are told: without places and spelling."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from engine.diff.notes import shown
from engine.model.conditions import Clause
from engine.model.rules import EvidenceDemand, Measure
from engine.model.spec import Indicator

NAMES = {
    "Share": "share", "Count": "count", "Sum": "sum", "Mean": "mean", "Exists": "exists",
    "EachDocument": "each", "EachRow": "each", "CoverageOfValues": "coverage",
    "CoverageOfList": "coverage", "Change": "change", "Index": "index",
    "Formula": "formula", "Agreement": "agreement",
    "Interval": "interval", "RatioChange": "ratio_change", "Listed": "listed", "Rank": "rank",
    "Signs": "signs", "CompareLists": "compare_lists",
}  # fmt: skip


def text_of(value: object) -> object:
    """A value of a rule as it is told; measures and demands with their parameters."""
    if isinstance(value, EvidenceDemand):
        return demand_text(value)
    if type(value).__name__ in NAMES:
        return NAMES[type(value).__name__] + " " + _parameters(value)
    return value


def demand_text(demand: EvidenceDemand | None) -> str | None:
    """«приказ, положение; dated: period; address: required»."""
    if demand is None:
        return None
    dated = "period" if demand.dated_in_period else "any"
    address = "required" if demand.address_required else "optional"
    return f"{', '.join(demand.kinds)}; dated: {dated}; address: {address}"


def measure_text(indicator: Indicator) -> str:
    """The measure with its parameters and the target."""
    assert indicator.rule is not None
    measure = indicator.rule.measure
    target = f"; target: {indicator.target.text}" if indicator.target else ""
    return f"{NAMES[type(measure).__name__]} {_parameters(measure)}{target}"


def _parameters(measure: object) -> str:
    pairs = ((each.name, getattr(measure, each.name)) for each in fields(_dataclass(measure)))
    return ", ".join(
        f"{name}: {shown(text_of(value))}" for name, value in pairs if value is not None
    )


def _dataclass(value: Any) -> Any:
    return value


def meaning(value: Any) -> object:
    """A value without the places and the spelling that it was read from."""
    if isinstance(value, Clause):
        return value.tree
    if type(value).__name__ in NAMES:
        return (type(value), *(meaning(getattr(value, each.name)) for each in fields(value)))
    return value


def differing(old: Measure, new: Measure) -> Iterator[str]:
    """The parameters of two measures of one kind that mean something else."""
    for each in fields(old):
        if meaning(getattr(old, each.name)) != meaning(getattr(new, each.name)):
            yield each.name

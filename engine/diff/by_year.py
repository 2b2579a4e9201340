"""Targets by year: which of two paths asks for more, on each day on which one of them changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

from engine.diff.implication import compare_rules, missed
from engine.diff.relation import Relation, joined
from engine.diff.scope import World
from engine.diff.warning_levels import compare_warnings, warnings_differ
from engine.diff.witness import Trial
from engine.model.spec import Indicator
from engine.model.targets import Milestone, Target
from engine.results.verdicts import VerdictKind

Standing = tuple[date, Target | None, Target | None]
"""A target and its warning level, and the day since which they stand."""


def has_path(*indicators: Indicator) -> bool:
    """Whether one of them has targets by year."""
    return any(indicator.path for indicator in indicators)


def bare(indicator: Indicator) -> Indicator:
    """With its last target alone, for comparing what else has changed."""
    return replace(indicator, path=(), due=None, warn=None)


def path_text(indicator: Indicator) -> str | None:
    """«2023: >= 45 %; 2024: >= 50 %», or the one target."""
    if not indicator.path:
        return target_text(indicator.target)
    return "; ".join(map(_milestone_text, indicator.path))


def _milestone_text(milestone: Milestone) -> str:
    warn = f", warn: {target_text(milestone.warn)}" if milestone.warn else ""
    return f"{milestone.by}: {target_text(milestone.target)}{warn}"


def target_text(target: Target | None) -> str | None:
    """The target as it is written; what counts from a baseline with the figure that it comes to."""
    if target is None or not target.grown:
        return target.text if target else None
    return f"{target.text} ({target.operator} {target.value:.15g})"


def paths_differ(old: Indicator, new: Indicator) -> bool:
    """Whether another target stands on some day, however it is written."""
    return tuple(map(_plain, _standings(old))) != tuple(map(_plain, _standings(new)))


def compare_paths(old: Indicator, new: Indicator, world: World) -> Relation:
    """How two paths compare: one asks for more if it does on every day on which they differ."""
    ours = replace(old, rule=new.rule)
    return reduce(joined, (_on(day, ours, new, world) for day in _days(old, new)))


def _days(old: Indicator, new: Indicator) -> Iterator[date]:
    """The days of both paths; what stands at once is looked at on the day before them."""
    known = {day for indicator in (old, new) for day, *_ in _standings(indicator)}
    dated = known - {date.min}
    if len(dated) < len(known):
        yield min(dated) - timedelta(days=1)
    yield from sorted(dated)


def _standings(indicator: Indicator) -> tuple[Standing, ...]:
    if indicator.path:
        return tuple(
            (milestone.day, milestone.target, milestone.warn) for milestone in indicator.path
        )
    return ((indicator.due or date.min, indicator.target, indicator.warn),)


def _plain(standing: Standing) -> Standing:
    day, *levels = standing
    target, warn = (replace(level, text="", grown=False) if level else None for level in levels)
    return day, target, warn


def _on(day: date, old: Indicator, new: Indicator, world: World) -> Relation:
    then = replace(world, as_of=day)
    ours, theirs = (_stands(indicator, day) for indicator in (old, new))
    if ours and theirs:
        return joined(_targets(ours, theirs, then), _warnings(ours, theirs, then))
    if ours is theirs:
        return Relation(True, True)
    kinds = {VerdictKind.NOT_MET, VerdictKind.NOT_DUE}
    trial = Trial(replace(old, warn=None), replace(new, warn=None), then)
    asked = ours or theirs
    witness = next(missed(asked, trial, then, kinds), None) if asked else None
    return Relation(ours is None, theirs is None, witness if theirs else None,
                    witness if ours else None)  # fmt: skip


def _stands(indicator: Indicator, day: date) -> Indicator | None:
    """With the one target whose day has come, and its warning level; None before the first."""
    come = [standing for standing in _standings(indicator) if standing[0] <= day]
    if not come:
        return None
    return replace(indicator, target=come[-1][1], warn=come[-1][2], due=None, path=())


def _targets(old: Indicator, new: Indicator, then: World) -> Relation:
    ours, theirs = (replace(each, warn=None) for each in (old, new))
    same = _plain((date.min, ours.target, None)) == _plain((date.min, theirs.target, None))
    return Relation(True, True) if same else compare_rules(ours, theirs, then)


def _warnings(old: Indicator, new: Indicator, then: World) -> Relation:
    return compare_warnings(old, new, then) if warnings_differ(old, new) else Relation(True, True)

"""A later day is a weaker demand: of indicators (`due`) and of events (their windows)."""

from dataclasses import replace
from datetime import date, timedelta

from engine.diff.building import Builder
from engine.diff.duel import own_kinds
from engine.diff.relation import Relation
from engine.diff.trial import Trial
from engine.diff.world import World
from engine.model.changes import Effect
from engine.model.schedules import Schedule
from engine.model.spec import Indicator
from engine.results.changes import Witness
from engine.results.verdicts import VerdictKind

AT_ONCE = date.min
"""When an indicator without `due` is judged."""


def due_effect(old: date | None, new: date | None) -> Effect:
    """Later is weaker; no day at all means that it is judged at once."""
    before, after = old or AT_ONCE, new or AT_ONCE
    return Effect.WEAKER if after > before else Effect.STRICTER


def due_relation(old: Indicator, new: Indicator, world: World) -> Relation:
    """With a table that is not met by the one day, and not yet due by the other."""
    before, after = old.due or AT_ONCE, new.due or AT_ONCE
    is_later = after > before
    as_of = max(before, after) - timedelta(days=1)
    witness = _between(old, new, replace(world, as_of=as_of)) if old.rule and new.rule else None
    return Relation(
        new_implies_old=not is_later,
        old_implies_new=is_later,
        only_old=None if is_later else witness,
        only_new=witness if is_later else None,
    )


def _between(old: Indicator, new: Indicator, world: World) -> Witness | None:
    assert new.rule is not None
    trial = Trial(replace(old, rule=new.rule, target=new.target), new, world)
    wanted = {VerdictKind.NOT_MET, VerdictKind.NOT_DUE}
    for number, _ in enumerate(kinds := own_kinds(new, world)):
        builder = Builder(world)
        builder.write(kinds, ((number, 1),))
        found = trial.run(builder, world.as_of)
        if found and {each.kind for each in found} == wanted:
            return trial.witness(builder, found)
    return None


def schedule_effect(old: Schedule, new: Schedule) -> Effect:
    """By the last days of the windows: later ones, or fewer of them, ask for less."""
    before, after = (sorted(each.end for each in one.windows) for one in (old, new))
    if not before or not after:
        return _dated(bool(before), bool(after))
    if len(before) != len(after):
        return _more(set(before), set(after))
    later = [end > was for was, end in zip(before, after, strict=True)]
    earlier = [end < was for was, end in zip(before, after, strict=True)]
    if any(later) and any(earlier):
        return Effect.UNKNOWN
    if any(later):
        return Effect.WEAKER
    return Effect.STRICTER if any(earlier) else Effect.NEUTRAL


def _dated(before: bool, after: bool) -> Effect:
    if before == after:
        return Effect.UNKNOWN
    return Effect.STRICTER if after else Effect.WEAKER


def _more(before: set[date], after: set[date]) -> Effect:
    if before <= after:
        return Effect.STRICTER
    return Effect.WEAKER if after <= before else Effect.UNKNOWN

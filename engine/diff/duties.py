"""A later day is a weaker demand: of indicators (`due`) and of events (their windows).

Demands for documents: which documents prove under the one and not under the other.
"""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from engine.diff.implication import own_kinds
from engine.diff.relation import Relation
from engine.diff.scope import World
from engine.diff.witness import Builder, Trial
from engine.model.changes import Effect
from engine.model.rules import EvidenceDemand
from engine.model.spec import Indicator, Schedule, Window
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
    if old.due and new.due and _is_year_mended(old.due, new.due, world.window):
        return Relation(new_implies_old=True, old_implies_new=True)
    is_later = after > before
    as_of = max(before, after) - timedelta(days=1)
    witness = _between(old, new, replace(world, as_of=as_of)) if old.rule and new.rule else None
    return Relation(
        new_implies_old=not is_later,
        old_implies_new=is_later,
        only_old=None if is_later else witness,
        only_new=witness if is_later else None,
    )


def _is_year_mended(old: date, new: date, plan: Window | None) -> bool:
    """The same day, from a year before the plan to a year of the plan: nobody meant the old one."""
    same = (old.month, old.day) == (new.month, new.day)
    return same and plan is not None and old < plan.start <= new <= plan.end


def _between(old: Indicator, new: Indicator, world: World) -> Witness | None:
    assert new.rule is not None
    trial = Trial(replace(old, rule=new.rule, target=new.target), new, world)
    wanted = {VerdictKind.NOT_MET, VerdictKind.NOT_DUE}
    for number, _ in enumerate(kinds := own_kinds(new, world)):
        builder = Builder(world)
        builder.write(kinds, ((number, 1),))
        verdicts = trial.run(builder, world.as_of)
        if verdicts and {verdict.kind for verdict in verdicts} == wanted:
            return trial.witness(builder, verdicts)
    return None


def schedule_effect(old: Schedule, new: Schedule) -> Effect:
    """By the last days of the windows: later ones, or fewer of them, ask for less."""
    before, after = (sorted(window.end for window in one.windows) for one in (old, new))
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


def mended_effect(old: Schedule, new: Schedule) -> Effect | None:
    """What a change does that mends a year nobody meant; None where nothing was mended.

    «октябрь 2019 г.» in the plan of 2021 was never to be met, so that the years are no later day:
    the days are compared in the new years. A year that becomes wrong is no mend.
    """
    if not _is_amiss(old) or _is_amiss(new) or not new.windows:
        return None
    if not old.windows:
        return Effect.NEUTRAL if set(new.windows) <= set(old.candidates) else None
    first, target = old.windows[0].start, new.windows[0].start
    near = range(target.year - first.year - 1, target.year - first.year + 2)
    shifted = (replace(old, windows=_in_years(old, years)) for years in near)
    return schedule_effect(min(shifted, key=lambda s: abs(s.windows[0].start - target)), new)


_AMISS = frozenset(
    {"stale-year", "outside-period", "malformed-year", "impossible-date", "reversed-window"}
)


def _is_amiss(schedule: Schedule) -> bool:
    return any(remark.code in _AMISS for remark in schedule.remarks)


def _in_years(schedule: Schedule, later: int) -> tuple[Window, ...]:
    return tuple(
        Window(_in_year(window.start, later), _in_year(window.end, later))
        for window in schedule.windows
    )


def _in_year(day: date, later: int) -> date:
    """The same day of another year, the last of February for the 29th."""
    month = monthrange(day.year + later, day.month)[1]
    return day.replace(year=day.year + later, day=min(day.day, month))


def _dated(before: bool, after: bool) -> Effect:
    if before == after:
        return Effect.UNKNOWN
    return Effect.STRICTER if after else Effect.WEAKER


def _more(before: set[date], after: set[date]) -> Effect:
    if before <= after:
        return Effect.STRICTER
    return Effect.WEAKER if after <= before else Effect.UNKNOWN


def demand_effect(old: EvidenceDemand | None, new: EvidenceDemand | None) -> Effect:
    """Fewer documents that prove are stricter; a demand that was not there before, too."""
    if old is None or new is None:
        return Effect.STRICTER if old is None else Effect.WEAKER
    before, after = (_accepted(demand, old, new) for demand in (old, new))
    if before == after:
        return Effect.NEUTRAL
    if before > after:
        return Effect.STRICTER
    return Effect.WEAKER if before < after else Effect.UNKNOWN


def _accepted(
    demand: EvidenceDemand, old: EvidenceDemand, new: EvidenceDemand
) -> set[tuple[str, bool, bool, bool, bool]]:
    """Documents by kind, dated in the period, with an address, signed, about the whole period. No
    kinds means any kind."""
    kinds, either = {*old.kinds, *new.kinds, ""}, (True, False)
    return {
        (kind, dated, address, signed, whole)
        for kind, dated, address, signed, whole in product(kinds, either, either, either, either)
        if (not demand.kinds or kind in demand.kinds)
        and (dated or not demand.dated_in_period)
        and (address or not demand.address_required)
        and (signed or not demand.signed)
        and (whole or not demand.covers)
    }

"""Demands for documents: which documents prove under the one and not under the other."""

from itertools import product

from engine.model.changes import Effect
from engine.model.rules import EvidenceDemand


def demand_effect(old: EvidenceDemand | None, new: EvidenceDemand | None) -> Effect:
    """Fewer documents that prove are stricter; a demand that was not there before, too."""
    if old is None or new is None:
        return Effect.STRICTER if old is None else Effect.WEAKER
    before, after = (_accepted(each, old, new) for each in (old, new))
    if before == after:
        return Effect.NEUTRAL
    if before > after:
        return Effect.STRICTER
    return Effect.WEAKER if before < after else Effect.UNKNOWN


def _accepted(
    demand: EvidenceDemand, old: EvidenceDemand, new: EvidenceDemand
) -> set[tuple[str, bool, bool]]:
    """Documents by kind, dated in the period, with an address. No kinds means any kind."""
    kinds = {*old.kinds, *new.kinds, ""}
    return {
        (kind, dated, address)
        for kind, dated, address in product(kinds, (True, False), (True, False))
        if (not demand.kinds or kind in demand.kinds)
        and (dated or not demand.dated_in_period)
        and (address or not demand.address_required)
    }

"""Warning levels of two versions: which of them is easier to reach."""

from dataclasses import replace

from engine.diff.implication import compare_rules
from engine.diff.relation import Relation
from engine.diff.scope import World
from engine.measures import is_weaker
from engine.model.spec import Indicator
from engine.model.targets import WHOLE, Target
from engine.results.changes import Witness
from engine.results.verdicts import REACHED, VerdictKind


def warnings_differ(old: Indicator, new: Indicator) -> bool:
    """Whether another level warns, however it is written."""
    ours, theirs = (
        replace(indicator.warn, text="", grown=False) if indicator.warn else None
        for indicator in (old, new)
    )
    return ours != theirs


def compare_warnings(old: Indicator, new: Indicator, world: World) -> Relation:
    """What lies between the levels, the target as it stands; no level is the target itself."""
    for base in (old, new):
        levels = [indicator.warn or base.target for indicator in (old, new)]
        if all(level == base.target or _lies_below(level, base.target) for level in levels):
            ours, theirs = (replace(base, target=target, warn=None) for target in levels)
            relation = compare_rules(ours, theirs, world)
            return replace(
                relation, only_old=_warned(relation.only_old), only_new=_warned(relation.only_new)
            )
    return Relation()


def _lies_below(level: Target | None, target: Target | None) -> bool:
    return level is not None and is_weaker(level, target or WHOLE)


def _warned(witness: Witness | None) -> Witness | None:
    """What reaches the lower level alone misses the target."""
    if witness is None:
        return None
    old, new = (
        VerdictKind.WARNED if kind in REACHED else kind for kind in (witness.old, witness.new)
    )
    return replace(witness, old=old, new=new)

"""Parameters that move a figure one way only: which of two versions asks for more.

For measures over organisations and for composites no search over kinds of rows is made. What is
proved is proved from the definition of the measure: a wider interval shows fewer signs, two signs
are shown by fewer schools than one. A stricter or weaker change still needs a table on which the
engine itself gives the two verdicts; it is looked for among random ones.
"""

from numbers import Real

from engine.diff.changelog import differing
from engine.diff.relation import Relation
from engine.diff.scope import World
from engine.diff.witness import Trial, random_tables
from engine.measures.comparing import limit_of
from engine.model.measures import Way
from engine.model.rules import Measure
from engine.model.spec import Indicator
from engine.model.targets import UPWARD, WHOLE, Operator, Target, implies


def compare_monotone(old: Indicator, new: Indicator, world: World) -> Relation:
    """What is proved, with a table that shows it; one target or one parameter changed."""
    to_old, to_new = proved(old, new)
    if to_old is to_new:
        return Relation(to_old, to_new)
    side, witness = 0 if to_old else 1, None
    if not _differ_on_a_point(old, new):
        witness = Trial(old, new, world).of_any(random_tables(new, world), side)
    return Relation(to_old, to_new, None if side else witness, witness if side else None)


def proved(old: Indicator, new: Indicator) -> tuple[bool, bool]:
    """Whether all that meets the new version meets the old one, and the other way round; of more
    than one change nothing is proved."""
    assert old.rule is not None
    assert new.rule is not None
    measures = old.rule.measure, new.rule.measure
    if type(measures[0]) is not type(measures[1]) or measures[0].demand():
        return False, False
    names = list(differing(*measures))
    targets = _target(old), _target(new)
    if not names:
        return implies(targets[1], targets[0]), implies(targets[0], targets[1])
    if len(names) == 1 and targets[0] == targets[1]:
        return _moved(_way(*measures, names[0]), targets[0])
    return False, False


def _target(indicator: Indicator) -> Target:
    target = indicator.target
    return target if target is not None and target.operator is not None else WHOLE


def _way(old: Measure, new: Measure, name: str) -> Way | None:
    """Where the figure goes from the old measure to the new one."""
    before, after = (dict(measure.parameters())[name] for measure in (old, new))
    if isinstance(before, Target) and isinstance(after, Target) and name in old.bounds:
        fewer, more = implies(after, before), implies(before, after)
        way = Way.FEWER if fewer else Way.MORE if more else None
    else:
        way = old.ways.get(name)
        way = _turned(way) if way and _is_less(after, before) else way
    return _turned(way) if way and not old.wants_sign else way


def _is_less(one: object, other: object) -> bool:
    return isinstance(one, Real) and isinstance(other, Real) and one < other


def _turned(way: Way) -> Way:
    return {
        Way.FEWER: Way.MORE, Way.MORE: Way.FEWER,
        Way.NONE_FEWER: Way.NONE_MORE, Way.NONE_MORE: Way.NONE_FEWER,
    }[way]  # fmt: skip


def _moved(way: Way | None, target: Target) -> tuple[bool, bool]:
    """Whether the new version implies the old one, and the old one the new one."""
    if way is None or target.operator is None:
        return False, False
    asks_for_none = limit_of(target) == 0 and target.operator in (Operator.AT_MOST, Operator.EQUAL)
    if way in (Way.NONE_FEWER, Way.NONE_MORE) and not asks_for_none:
        return False, False
    is_upward = target.operator in UPWARD
    is_point = target.operator in (Operator.EQUAL, Operator.BETWEEN)
    if is_point and not asks_for_none:
        return False, False
    falls = way in (Way.FEWER, Way.NONE_FEWER)
    return (falls, not falls) if is_upward else (not falls, falls)


def _differ_on_a_point(old: Indicator, new: Indicator) -> bool:
    """«Not less» and «more» than one number: no random table hits it."""
    return limit_of(_target(old)) == limit_of(_target(new)) and _target(old) != _target(new)

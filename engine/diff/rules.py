"""The facets of a rule: each compared with the rest as it was, and as it became."""

from dataclasses import replace
from typing import Any

from engine.diff.duel import compare_rules
from engine.diff.meanings import differing, measure_text, text_of
from engine.diff.notes import Notes, Spot
from engine.diff.relation import Relation, joined
from engine.diff.world import World
from engine.model.changes import (
    MISSING_CHANGED,
    OF_CHANGED,
    PROOF_CHANGED,
    RULE_CHANGED,
    RULE_REPLACED,
    RULE_SOURCE_CHANGED,
    TARGET_CHANGED,
    WHERE_CHANGED,
    ChangeKind,
    Effect,
)
from engine.model.conditions import Clause
from engine.model.rules import Measure, Rule
from engine.model.spec import Indicator

_WHOLE = ("dataset", "listing", "per")
_KINDS: dict[str, ChangeKind] = {
    "where": WHERE_CHANGED, "among": WHERE_CHANGED, "of": OF_CHANGED,
    "missing": MISSING_CHANGED, "evidence": PROOF_CHANGED,
}  # fmt: skip


def compare_judgement(
    old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes
) -> None:
    """The rule and the target of an indicator that is measured in both versions."""
    assert old.rule is not None
    assert new.rule is not None
    if _is_another(old.rule.measure, new.rule.measure):
        notes.weigh(
            RULE_REPLACED, compare_rules(old, new, world), spot.key("rule"), "rule",
            before=measure_text(old), after=measure_text(new),
        )  # fmt: skip
        return
    names = tuple(differing(old.rule.measure, new.rule.measure))
    has_target = _target_differs(old, new)
    for name in names:
        relation = _of_facet(old, new, name, world, alone=len(names) + has_target == 1)
        _note_facet(old.rule, new.rule, name, relation, spot, notes)
    if has_target:
        relation = _of_facet(old, new, "target", world, alone=not names)
        texts = [each.target.text if each.target else None for each in (old, new)]
        notes.weigh(
            TARGET_CHANGED, relation, spot.key("target"), "target", before=texts[0], after=texts[1]
        )
    _note_source(old.rule, new.rule, spot, notes)


def _note_source(old: Rule, new: Rule, spot: Spot, notes: Notes) -> None:
    if (old.name, old.source) != (new.name, new.source):
        before, after = (each.name or each.source for each in (old, new))
        notes.note(
            RULE_SOURCE_CHANGED, Effect.NEUTRAL, spot.key("rule"), "use", before=before, after=after
        )


def _note_facet(
    old: Rule, new: Rule, name: str, relation: Relation, spot: Spot, notes: Notes
) -> None:
    before, after = (getattr(each.measure, name) for each in (old, new))
    texts = [text_of(each) for each in (before, after)]
    kind = _KINDS.get(name, RULE_CHANGED)
    if kind is OF_CHANGED and not isinstance(before or after, Clause):
        kind = RULE_CHANGED
    at = spot.key("rule", _written(name))
    notes.weigh(kind, relation, at, _written(name), before=texts[0], after=texts[1])


def _written(name: str) -> str:
    """The key of the spec that a field of the model comes from."""
    return {"dataset_key": "key", "listing_key": "key"}.get(name, name)


def _is_another(old: Measure, new: Measure) -> bool:
    if type(old) is not type(new):
        return True
    return any(getattr(old, name, None) != getattr(new, name, None) for name in _WHOLE)


def _target_differs(old: Indicator, new: Indicator) -> bool:
    ours, theirs = (replace(each.target, text="") if each.target else None for each in (old, new))
    return ours != theirs


def _of_facet(old: Indicator, new: Indicator, name: str, world: World, *, alone: bool) -> Relation:
    """One facet changed, the others as they were; and the others as they became."""
    first = compare_rules(old, _with(old, new, name), world)
    if alone:
        return first
    return joined(first, compare_rules(_with(new, old, name), new, world))


def _with(base: Indicator, other: Indicator, name: str) -> Indicator:
    if name == "target":
        return replace(base, target=other.target)
    assert base.rule is not None
    assert other.rule is not None
    value: Any = {name: getattr(other.rule.measure, name)}
    return replace(base, rule=replace(base.rule, measure=replace(base.rule.measure, **value)))

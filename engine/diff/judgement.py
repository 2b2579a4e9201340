"""Rule and target of an indicator in two versions.

Each facet is compared with the rest as it was, and as it became.
"""

from dataclasses import replace

from engine.diff.by_year import bare, compare_paths, has_path, path_text, paths_differ, target_text
from engine.diff.changelog import Notes, Spot, differing, measure_text, text_of
from engine.diff.implication import compare_rules, missed
from engine.diff.relation import Relation, joined
from engine.diff.scope import World
from engine.diff.warning_levels import compare_warnings, warnings_differ
from engine.diff.witness import Trial
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
from engine.model.spec import Indicator, full_id
from engine.results.verdicts import VerdictKind

_WHOLE = ("dataset", "listing", "per")
_KINDS: dict[str, ChangeKind] = {
    "where": WHERE_CHANGED, "among": WHERE_CHANGED, "of": OF_CHANGED,
    "missing": MISSING_CHANGED, "evidence": PROOF_CHANGED,
}  # fmt: skip


def compare_judgement(
    old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes
) -> None:
    """The rule and the target of an indicator that is measured in both versions."""
    if old.shown or new.shown:
        _compare_shown(old, new, world, spot, notes)
    elif has_path(old, new):
        _compare_by_year(old, new, world, spot, notes)
        ours = bare(old)
        _compare_facets(ours, replace(bare(new), target=ours.target), world, spot, notes)
    else:
        _compare_warnings(old, new, world, spot, notes)
        _compare_facets(old, new, world, spot, notes)


def _compare_facets(old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes) -> None:
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
        texts = [target_text(indicator.target) for indicator in (old, new)]
        notes.weigh(
            TARGET_CHANGED, relation, spot.key("target"), "target", before=texts[0], after=texts[1]
        )
    _note_source(old.rule, new.rule, spot, notes)


def _compare_by_year(
    old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes
) -> None:
    """Targets by year, or one target that became several: the days and the levels together."""
    if paths_differ(old, new):
        notes.weigh(
            TARGET_CHANGED, compare_paths(old, new, world), spot.key("target"), "target",
            before=path_text(old), after=path_text(new),
        )  # fmt: skip


def _compare_shown(old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes) -> None:
    """A figure that is shown asks nothing: less than any target, and as much as another figure,
    unless something else is made of it."""
    texts = ["none" if indicator.shown else path_text(indicator) for indicator in (old, new)]
    if old.shown is not new.shown:
        relation = _shown_relation(old, new, world)
        notes.weigh(
            TARGET_CHANGED, relation, spot.key("target"), "target", before=texts[0], after=texts[1]
        )
    assert old.rule is not None
    assert new.rule is not None
    if old.rule.measure != new.rule.measure:
        same = not _is_used(full_id(world.slug, new.id), world)
        notes.note(
            RULE_CHANGED, Effect.NEUTRAL if same else Effect.UNKNOWN, spot.key("rule"), "rule",
            before=measure_text(old), after=measure_text(new),
        )  # fmt: skip
    _note_source(old.rule, new.rule, spot, notes)


def _shown_relation(old: Indicator, new: Indicator, world: World) -> Relation:
    """With a table that misses the target of the one; nothing misses where none is asked."""
    judged = bare(old if new.shown else new)
    free = replace(judged, shown=True, target=None, warn=None, due=None, judge=judged.level)
    trial = Trial(judged, free, world) if new.shown else Trial(free, judged, world)
    witness = next(missed(judged, trial, world, {VerdictKind.SHOWN, VerdictKind.NOT_MET}), None)
    return Relation(
        new_implies_old=old.shown,
        old_implies_new=new.shown,
        only_old=witness if old.shown else None,
        only_new=witness if new.shown else None,
    )


def _is_used(id: str, world: World) -> bool:
    """Whether an index, a formula or a decision table takes the figure of the indicator."""
    measures = (each.rule.measure for _, each in world.project.judged if each.rule)
    parts = (part for measure in measures for part in measure.made_of())
    inputs = (input for decision in world.project.decisions for input in decision.inputs)
    return id in (*(each.indicator for each in parts), *(each.indicator for each in inputs))


def _compare_warnings(
    old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes
) -> None:
    """The warning level alone: whatever else has changed is compared for itself."""
    texts = [target_text(indicator.warn) for indicator in (old, new)]
    if warnings_differ(old, new):
        relation = compare_warnings(old, new, world)
        notes.weigh(
            TARGET_CHANGED, relation, spot.key("warn"), "warn", before=texts[0], after=texts[1]
        )


def _note_source(old: Rule, new: Rule, spot: Spot, notes: Notes) -> None:
    if (old.name, old.source) != (new.name, new.source):
        before, after = (rule.name or rule.source for rule in (old, new))
        notes.note(
            RULE_SOURCE_CHANGED, Effect.NEUTRAL, spot.key("rule"), "use", before=before, after=after
        )


def _note_facet(
    old: Rule, new: Rule, name: str, relation: Relation, spot: Spot, notes: Notes
) -> None:
    before, after = (getattr(rule.measure, name) for rule in (old, new))
    texts = [text_of(each) for each in (before, after)]
    kind = _KINDS.get(name, RULE_CHANGED)
    if kind is OF_CHANGED and not isinstance(before or after, Clause):
        kind = RULE_CHANGED
    at = spot.key("rule", _written(name))
    notes.weigh(kind, relation, at, _written(name), before=texts[0], after=texts[1])


def _written(name: str) -> str:
    """The key of the spec that a field of the model comes from."""
    return _KEYS.get(name, name)


_KEYS = {"dataset_key": "key", "listing_key": "key", "denominator_part": "denominator"}


def _is_another(old: Measure, new: Measure) -> bool:
    if type(old) is not type(new):
        return True
    return any(getattr(old, name, None) != getattr(new, name, None) for name in _WHOLE)


def _target_differs(old: Indicator, new: Indicator) -> bool:
    ours, theirs = (
        replace(indicator.target, text="", grown=False) if indicator.target else None
        for indicator in (old, new)
    )
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
    value = dict(other.rule.measure.parameters())[name]
    return replace(base, rule=replace(base.rule, measure=base.rule.measure.but(name, value)))

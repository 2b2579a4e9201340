"""Two versions of one indicator, or of one requirement.

The target at every organisation, or of all together.

The facets of a rule: each compared with the rest as it was, and as it became.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from engine.diff.by_year import bare, compare_paths, has_path, path_text, paths_differ, target_text
from engine.diff.changelog import Notes, Spot, differing, measure_text, text_of
from engine.diff.details import compare_details, note_validity
from engine.diff.duties import due_effect, due_relation
from engine.diff.implication import compare_rules, missed, own_kinds, target_of
from engine.diff.pairing import plain_text
from engine.diff.relation import Relation, joined
from engine.diff.row_classes import Kind, Piece, Role
from engine.diff.scope import World
from engine.diff.witness import Builder, Trial
from engine.measures import is_weaker
from engine.model.changes import (
    DETAIL_CHANGED,
    DUE_CHANGED,
    GOAL_CHANGED,
    IF_NONE_CHANGED,
    LEVEL_CHANGED,
    MISSING_CHANGED,
    NO_LONGER_MEASURED,
    NOW_MEASURED,
    OF_CHANGED,
    PROOF_CHANGED,
    REASON_CHANGED,
    RULE_CHANGED,
    RULE_REPLACED,
    RULE_SOURCE_CHANGED,
    TARGET_CHANGED,
    WHERE_CHANGED,
    WORDING_CHANGED,
    ChangeKind,
    Effect,
)
from engine.model.conditions import Clause, ColumnType
from engine.model.rules import Measure, Rule
from engine.model.spec import Indicator, Level, full_id
from engine.model.targets import UPWARD, WHOLE, Baseline, Target
from engine.results.changes import Witness
from engine.results.verdicts import REACHED, VerdictKind

_MIXTURES = ((1, 0, 0, 1), (9, 0, 0, 1), (9, 0, 1, 1), (99, 0, 0, 1), (1, 0, 9, 1), (2, 1, 1, 2))
"""Rows that count and rows that do not, in one organisation and in another."""


def judge_relation(old: Indicator, new: Indicator, world: World) -> Relation:
    """What every organisation reaches in shares, means or counts, all together reach too."""
    if new.rule is None or old.rule is None:
        return Relation()
    is_finer = new.judge is Level.SCHOOL
    asks_more = _is_carried_up(new)
    witness = _witness(old, new, world, 0 if is_finer else 1)
    return Relation(
        new_implies_old=is_finer and asks_more,
        old_implies_new=not is_finer and asks_more,
        only_old=witness if is_finer else None,
        only_new=None if is_finer else witness,
    )


def values_relation(old: Indicator, new: Indicator, world: World) -> Relation:
    """What every value of a column reaches, all together reach too."""
    if new.rule is None or old.rule is None:
        return Relation()
    judged, is_finer = (new, True) if new.judges_values else (old, False)
    asks_more = _is_carried_up(judged)
    witness = _witness_of_values(old, new, judged, world)
    return Relation(
        new_implies_old=is_finer and asks_more,
        old_implies_new=not is_finer and asks_more,
        only_old=witness if is_finer else None,
        only_new=None if is_finer else witness,
    )


def _witness_of_values(
    old: Indicator, new: Indicator, judged: Indicator, world: World
) -> Witness | None:
    trial, side = Trial(old, new, world), 0 if new.judges_values else 1
    for builder in _tables(judged, world, _by_value):
        if witness := trial.of_rows(builder, side):
            return witness
    return None


def _is_carried_up(indicator: Indicator) -> bool:
    """A mean of means lies between them, and a sum of counts is not less than each."""
    assert indicator.rule is not None
    measure = indicator.rule.measure
    if measure.lies_between_parts:
        return True
    return measure.adds_up_parts and target_of(indicator).operator in UPWARD


def _witness(old: Indicator, new: Indicator, world: World, side: int) -> Witness | None:
    trial = Trial(old, new, world)
    for builder in _tables(new, world):
        if witness := trial.of_rows(builder, side):
            return witness
    return None


_Placing = Callable[[Kind, int, Indicator, World], tuple[Piece, ...]]


def _tables(
    indicator: Indicator, world: World, placing: "_Placing | None" = None
) -> Iterator[Builder]:
    kinds = own_kinds(indicator, world)
    counts = next((each for each in kinds if each.old is Role.COUNTS), None)
    row = next((each for each in kinds if each.old is Role.ROW), None)
    if counts is None or row is None:
        return
    for mixture in _MIXTURES:
        builder = Builder(world)
        for number, times in enumerate(mixture):
            kind = (counts, row)[number % 2]
            placed = (placing or _at)(kind, number // 2, indicator, world)
            for _ in range(times if placed else 0):
                builder.unit(placed)
        yield builder


def _at(kind: Kind, number: int, indicator: Indicator, world: World) -> tuple[Piece, ...]:
    """A row of the organisation of that number."""
    (piece,) = kind.pieces
    resource = world.resource(piece.dataset)
    if resource is None or resource.organisation is None:
        return ()
    return (replace(piece, cells={**piece.cells, (resource.organisation,): f"s{number + 1}"}),)


def _by_value(kind: Kind, number: int, indicator: Indicator, world: World) -> tuple[Piece, ...]:
    """A row with the value of that number in the column of the breakdown."""
    (piece,) = kind.pieces
    by = indicator.by
    if by is None or "." in by.column:
        return ()
    listed = (*(_cell(each, by.type) for each in by.listed), *_SOME[by.type])
    return (replace(piece, cells={**piece.cells, (by.column,): listed[number]}),)


_SOME: Mapping[ColumnType, tuple[str | int | bool, ...]] = {
    ColumnType.STRING: ("a", "b"), ColumnType.INTEGER: (1, 2), ColumnType.BOOLEAN: (True, False),
}  # fmt: skip
"""Values of a column that lists none."""


def _cell(key: str, type: ColumnType) -> str | int | bool:
    if type is ColumnType.BOOLEAN:
        return key == "true"
    return int(key) if type is ColumnType.INTEGER else key


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
    ours, theirs = (
        replace(indicator.warn, text="", grown=False) if indicator.warn else None
        for indicator in (old, new)
    )
    if ours != theirs:
        relation = _warnings_relation(old, new, world)
        notes.weigh(
            TARGET_CHANGED, relation, spot.key("warn"), "warn", before=texts[0], after=texts[1]
        )


def _warnings_relation(old: Indicator, new: Indicator, world: World) -> Relation:
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


Renames = Mapping[str, str]
_DETAILS = ("group", "clause", "note", "lost", "suggested", "proposed")


def compare_indicators(
    old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes, renames: Renames
) -> None:
    """Every facet that differs, each a change of its own."""
    if plain_text(old.text) != plain_text(new.text):
        notes.note(
            WORDING_CHANGED, Effect.UNKNOWN, spot.key("text"), "text",
            before=old.text, after=new.text,
        )  # fmt: skip
    if renames.get(old.goal or "", old.goal) != new.goal:
        notes.note(
            GOAL_CHANGED, Effect.NEUTRAL, spot.key("goal"), "goal", before=old.goal, after=new.goal
        )
    compare_details(old, new, spot, notes, _DETAILS)
    note_validity(old.validity, new.validity, spot, notes)
    _note_baseline(old.baseline, new.baseline, spot, notes)
    _measurability(old, new, world, spot, notes)
    if old.shown is new.shown and not has_path(old, new):
        _due(old, new, world, spot, notes)
    if old.shown is new.shown:
        pair = (bare(old), bare(new)) if has_path(old, new) else (old, new)
        _levels(*pair, world, spot, notes)


def _note_baseline(old: Baseline | None, new: Baseline | None, spot: Spot, notes: Notes) -> None:
    """What a baseline asks is compared as the target that counts from it; the rest explains."""
    if old != new:
        texts = [_told(baseline) for baseline in (old, new)]
        notes.note(
            DETAIL_CHANGED, Effect.NEUTRAL, spot.key("baseline"), "baseline",
            before=texts[0], after=texts[1],
        )  # fmt: skip


def _told(baseline: Baseline | None) -> str | None:
    if baseline is None:
        return None
    return "; ".join(filter(None, (baseline.text, baseline.dated, baseline.source)))


def _measurability(old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes) -> None:
    if old.rule and new.rule:
        compare_judgement(old, new, world, spot, notes)
    elif old.rule:
        notes.note(
            NO_LONGER_MEASURED, Effect.WEAKER, spot.key("not_measurable"), "rule",
            before=measure_text(old), after=new.not_measurable,
        )  # fmt: skip
    elif new.rule:
        notes.note(
            NOW_MEASURED, Effect.STRICTER, spot.key("rule"), "rule",
            before=old.not_measurable, after=measure_text(new),
        )  # fmt: skip
    elif old.not_measurable is not new.not_measurable:
        notes.note(
            REASON_CHANGED, Effect.NEUTRAL, spot.key("not_measurable"), "not_measurable",
            before=old.not_measurable, after=new.not_measurable,
        )  # fmt: skip


def _due(old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes) -> None:
    if old.due == new.due:
        return
    relation = due_relation(old, new, world)
    if relation.effect is not Effect.UNKNOWN:
        notes.weigh(DUE_CHANGED, relation, spot.key("due"), "due", before=old.due, after=new.due)
        return
    effect = due_effect(old.due, new.due)
    notes.note(DUE_CHANGED, effect, spot.key("due"), "due", before=old.due, after=new.due)


def _broken_down(old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes) -> None:
    """A breakdown that is shown asks nothing; one that is judged asks it of each value. A larger
    least group is judged less often."""
    if old.by != new.by:
        before, after = (_by_text(indicator) for indicator in (old, new))
        if old.judges_values is not new.judges_values:
            relation = values_relation(old, new, world)
            notes.weigh(LEVEL_CHANGED, relation, spot.key("by"), "by", before=before, after=after)
        else:
            effect = Effect.UNKNOWN if new.judges_values else Effect.NEUTRAL
            notes.note(DETAIL_CHANGED, effect, spot.key("by"), "by", before=before, after=after)
    if old.min_n != new.min_n:
        is_judged = new.judges_values or new.judge is not new.level
        eased = (new.min_n or 0) > (old.min_n or 0)
        effect = Effect.WEAKER if eased else Effect.STRICTER
        notes.note(
            DETAIL_CHANGED, effect if is_judged else Effect.NEUTRAL, spot.key("min_n"), "min_n",
            before=old.min_n, after=new.min_n,
        )  # fmt: skip


def _by_text(indicator: Indicator) -> str | None:
    by = indicator.by
    if by is None:
        return None
    return f"{by.column}, judge: each" if by.is_judged else by.column


def _levels(old: Indicator, new: Indicator, world: World, spot: Spot, notes: Notes) -> None:
    if old.level is not new.level:
        notes.note(
            LEVEL_CHANGED, Effect.UNKNOWN, spot.key("level"), "level",
            before=old.level, after=new.level,
        )  # fmt: skip
    elif old.judge is not new.judge:
        notes.weigh(
            LEVEL_CHANGED, judge_relation(old, new, world), spot.key("judge"), "judge",
            before=old.judge, after=new.judge,
        )  # fmt: skip
    _broken_down(old, new, world, spot, notes)
    if old.none_is_not_applicable != new.none_is_not_applicable:
        effect = Effect.WEAKER if new.none_is_not_applicable else Effect.STRICTER
        names = [
            "not_applicable" if indicator.none_is_not_applicable else None
            for indicator in (old, new)
        ]
        notes.note(
            IF_NONE_CHANGED, effect, spot.key("if_none"), "if_none", before=names[0], after=names[1]
        )

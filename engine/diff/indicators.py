"""Two versions of one indicator, or of one requirement."""

from collections.abc import Mapping

from engine.diff.by_year import bare, has_path
from engine.diff.carried_up import judge_relation, values_relation
from engine.diff.changelog import Notes, Spot, measure_text
from engine.diff.details import compare_details, note_validity
from engine.diff.duties import due_effect, due_relation
from engine.diff.judgement import compare_judgement
from engine.diff.pairing import plain_text
from engine.diff.scope import World
from engine.model.changes import (
    DETAIL_CHANGED,
    DUE_CHANGED,
    GOAL_CHANGED,
    IF_NONE_CHANGED,
    LEVEL_CHANGED,
    NO_LONGER_MEASURED,
    NOW_MEASURED,
    REASON_CHANGED,
    WORDING_CHANGED,
    Effect,
)
from engine.model.spec import Indicator
from engine.model.targets import Baseline

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

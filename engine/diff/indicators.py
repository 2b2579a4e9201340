"""Two versions of one indicator, or of one requirement."""

from collections.abc import Mapping

from engine.diff.deadlines import due_effect, due_relation
from engine.diff.levels import judge_relation
from engine.diff.meanings import measure_text
from engine.diff.notes import Notes, Spot
from engine.diff.pairing import plain_text
from engine.diff.rules import compare_judgement
from engine.diff.world import World
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

Renames = Mapping[str, str]
_DETAILS = ("group", "clause", "note", "lost", "suggested")


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
    _measurability(old, new, world, spot, notes)
    _due(old, new, world, spot, notes)
    _levels(old, new, world, spot, notes)


def compare_details(
    old: object, new: object, spot: Spot, notes: Notes, names: tuple[str, ...]
) -> None:
    """What explains a document and asks nothing of anybody."""
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if plain_text(str(before)) != plain_text(str(after)):
            notes.note(
                DETAIL_CHANGED, Effect.NEUTRAL, spot.key(name), name,
                before=_pairs(before), after=_pairs(after),
            )  # fmt: skip


def _pairs(value: object) -> object:
    """«field: what is lost» for the gaps of a document."""
    if isinstance(value, tuple) and all(isinstance(each, tuple) for each in value):
        return tuple(": ".join(each) for each in value)
    return value


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
    if old.none_is_not_applicable != new.none_is_not_applicable:
        effect = Effect.WEAKER if new.none_is_not_applicable else Effect.STRICTER
        names = ["not_applicable" if each.none_is_not_applicable else None for each in (old, new)]
        notes.note(
            IF_NONE_CHANGED, effect, spot.key("if_none"), "if_none", before=names[0], after=names[1]
        )

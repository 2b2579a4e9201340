"""Stricter or weaker is said of what was proved and shown: a proof alone or a witness alone is
not enough."""

import pytest

from engine.diff.relation import Relation, joined
from engine.model.changes import Effect
from engine.results.changes import Witness
from engine.results.verdicts import VerdictKind

OLD_ALONE = Witness((), "2022-06-01", VerdictKind.MET, VerdictKind.NOT_MET)
NEW_ALONE = Witness((), "2022-06-01", VerdictKind.NOT_MET, VerdictKind.MET)


@pytest.mark.parametrize(
    ("relation", "effect"),
    [
        (Relation(new_implies_old=True, only_old=OLD_ALONE), Effect.STRICTER),
        (Relation(old_implies_new=True, only_new=NEW_ALONE), Effect.WEAKER),
        (Relation(new_implies_old=True, old_implies_new=True), Effect.NEUTRAL),
        (Relation(new_implies_old=True), Effect.UNKNOWN),
        (Relation(old_implies_new=True), Effect.UNKNOWN),
        (Relation(only_old=OLD_ALONE), Effect.UNKNOWN),
        (Relation(only_new=NEW_ALONE), Effect.UNKNOWN),
        (Relation(new_implies_old=True, only_new=NEW_ALONE), Effect.UNKNOWN),
        (Relation(old_implies_new=True, only_old=OLD_ALONE), Effect.UNKNOWN),
    ],
)
def test_an_effect_needs_a_proof_and_a_witness(relation: Relation, effect: Effect) -> None:
    assert relation.effect is effect


def test_a_witness_of_either_part_is_a_witness_of_the_change() -> None:
    bare = Relation(old_implies_new=True, new_implies_old=True)
    for only in (Relation(only_old=OLD_ALONE), Relation(only_new=NEW_ALONE)):
        for whole in (joined(bare, only), joined(only, bare)):
            assert (whole.only_old, whole.only_new) == (only.only_old, only.only_new)


def test_what_is_proved_of_one_part_alone_is_not_proved_of_the_change() -> None:
    stricter = Relation(new_implies_old=True, only_old=OLD_ALONE)
    weaker = Relation(old_implies_new=True, only_new=NEW_ALONE)
    assert joined(stricter, stricter).effect is Effect.STRICTER
    assert joined(weaker, weaker).effect is Effect.WEAKER
    assert joined(stricter, weaker).effect is Effect.UNKNOWN
    assert joined(weaker, stricter).effect is Effect.UNKNOWN

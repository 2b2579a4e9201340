"""Planted contradictions are found, harmless edits and clean plans stay silent."""

from functools import cache

from tests.planted.score import HERE, Judged, Score, score


@cache
def scored() -> tuple[Score, list[Judged]]:
    return score(HERE)


def test_nine_of_ten_planted_contradictions_are_found_at_their_place() -> None:
    figures, every = scored()
    missed = [each.case["id"] for each in every if not each.hit]
    assert figures.planted >= 50
    assert figures.found >= 0.9 * figures.planted, missed


def test_harmless_edits_alarm_nobody() -> None:
    figures, every = scored()
    alarmed = {
        each.case["id"]: [found.code.id for found in each.new]
        for each in every
        if each.case["expect"] == "silence" and not each.hit
    }
    assert figures.harmless >= 10
    assert alarmed == {}


def test_clean_plans_are_passed_over_in_silence() -> None:
    figures, _ = scored()
    assert (figures.remarks, figures.events) == (0, 18)

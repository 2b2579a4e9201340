"""Planted contradictions are found, harmless edits and clean plans stay silent."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from engine.codes import RIGHT_OF_A_HUNDRED
from tests.planted.score import HERE, Judged, Score, score

FURTHER = HERE / "further"
"""Two plans of other directions (canteen, career guidance): kinds that had gone unseen."""


@cache
def scored(folder: Path) -> tuple[Score, list[Judged]]:
    return score(folder)


@pytest.mark.parametrize(("folder", "least"), [(HERE, 50), (FURTHER, 40)])
def test_nine_of_ten_planted_contradictions_are_found_at_their_place(
    folder: Path, least: int
) -> None:
    figures, every = scored(folder)
    missed = [judged.case["id"] for judged in every if not judged.hit]
    assert figures.planted >= least
    assert figures.found >= 0.9 * figures.planted, missed


@pytest.mark.parametrize("folder", [HERE, FURTHER])
def test_harmless_edits_alarm_nobody(folder: Path) -> None:
    figures, every = scored(folder)
    alarmed = {
        judged.case["id"]: [found.code.id for found in judged.new]
        for judged in every
        if judged.case["expect"] == "silence" and not judged.hit
    }
    assert figures.harmless >= 10
    assert alarmed == {}


def test_clean_plans_are_passed_over_in_silence() -> None:
    figures, _ = scored(HERE)
    assert (figures.remarks, figures.events) == (0, 18)


def test_the_hundred_judged_warnings_are_right_nine_times_of_ten_where_a_hand_could_decide() -> (
    None
):
    with (HERE / "judged.csv").open(encoding="utf-8") as file:
        verdicts = Counter(row["verdict"] for row in csv.DictReader(file))
    assert verdicts.total() == 100
    assert set(verdicts) <= {"right", "wrong", "arguable"}
    assert verdicts["right"] == RIGHT_OF_A_HUNDRED
    assert verdicts["right"] >= 9 * verdicts["wrong"]
    assert f"`right` — {verdicts['right']}" in (HERE / "README.md").read_text("utf-8")

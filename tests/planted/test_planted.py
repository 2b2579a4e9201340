"""Planted contradictions are found, harmless edits and clean plans stay silent."""

import csv
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from engine.codes import RIGHT_OF_A_HUNDRED
from tests.planted.score import HERE, Judged, Score, score

FURTHER = HERE / "further"
"""Two plans of other directions (canteen, career guidance): kinds that had gone unseen."""

FRESH = HERE / "fresh"
"""Libraries and mentors of rural schools: what was missed there when the plans were new."""


@cache
def scored(folder: Path) -> tuple[Score, list[Judged]]:
    return score(folder)


@pytest.mark.parametrize(("folder", "least"), [(HERE, 50), (FURTHER, 40), (FRESH, 12)])
def test_nine_of_ten_planted_contradictions_are_found_at_their_place(
    folder: Path, least: int
) -> None:
    figures, every = scored(folder)
    missed = [judged.case["id"] for judged in every if not judged.hit]
    assert figures.planted >= least
    assert figures.found >= 0.9 * figures.planted, missed


@pytest.mark.parametrize("folder", [HERE, FURTHER, FRESH])
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
    figures, _ = scored(FRESH)
    assert (figures.remarks, figures.events) == (0, 27)


VERDICTS = {"right", "arguable", "wrong"}


def test_the_hundred_judged_warnings_are_right_nine_times_of_ten_where_a_hand_could_decide() -> (
    None
):
    verdicts = Counter(row["verdict"] for row in rows_of("judged.csv"))
    assert verdicts.total() == 100
    assert set(verdicts) <= VERDICTS
    second = Counter(row["second"] for row in rows_of("judged.csv"))
    assert min(verdicts["right"], second["right"]) == RIGHT_OF_A_HUNDRED
    assert verdicts["right"] >= 9 * verdicts["wrong"]
    assert f"| первая, `judged.csv` | {_told(verdicts)} |" in readme()


@pytest.mark.parametrize("name", ["judged.csv", "judged_again.csv"])
def test_the_second_hand_judged_each_and_gave_a_reason_for_what_is_not_right(name: str) -> None:
    rows = rows_of(name)
    verdicts = Counter(row["second"] for row in rows)
    assert verdicts.total() == 100
    assert set(verdicts) <= VERDICTS
    assert verdicts["right"] >= 9 * verdicts["wrong"]
    assert [row for row in rows if bool(row["second_why"]) == (row["second"] == "right")] == []
    assert f"| вторая, `{name}` | {_told(verdicts)} |" in readme()


def test_the_agreement_of_the_two_hands_is_what_the_readme_says() -> None:
    pairs = [(row["verdict"], row["second"]) for row in rows_of("judged.csv")]
    told = " ".join(readme().split())
    agreed, kappa = agreement(pairs)
    assert f"согласны в {agreed} из 100, каппа Коэна — {_comma(kappa)}" in told
    agreed, kappa = agreement([(first == "wrong", second == "wrong") for first, second in pairs])
    assert f"согласны в {agreed} из 100, каппа — {_comma(kappa)}" in told


def agreement(pairs: Sequence[tuple[object, object]]) -> tuple[int, float]:
    """How many pairs agree, and Cohen's kappa: agreement beyond that of two independent hands."""
    first, second = (Counter(hand) for hand in zip(*pairs, strict=True))
    agreed = sum(one == other for one, other in pairs)
    by_chance = sum(first[verdict] * second[verdict] for verdict in first) / len(pairs)
    return agreed, (agreed - by_chance) / (len(pairs) - by_chance)


def rows_of(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def readme() -> str:
    return (HERE / "README.md").read_text("utf-8")


def _told(verdicts: Counter[str]) -> str:
    return f"`right` — {verdicts['right']} | {verdicts['arguable']} | {verdicts['wrong']}"


def _comma(share: float) -> str:
    return f"{share:.2f}".replace(".", ",")

"""The decision of the example district: who was flagged, and whether it worked, by hand."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from engine.execute.decision_tables import _both
from engine.options import Options
from engine.pipeline import evaluate
from engine.results.decision_tables import DecisionOutcome, EffectKind
from engine.results.verdicts import Measurement, Tally

EXAMPLE = Path(__file__).parents[3] / "specs" / "dyatkovo-2021"


@pytest.fixture(scope="module")
def outcome() -> DecisionOutcome:
    judged = evaluate(EXAMPLE, Options(as_of=date(2022, 6, 1))).outcome
    assert judged is not None
    (decision_outcome,) = judged.decisions
    return decision_outcome


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    text = (EXAMPLE / "data" / "Результаты диагностик.csv").read_text("windows-1251")
    return list(csv.DictReader(text.splitlines()[1:], delimiter=";"))


def _shares(rows: list[dict[str, str]], stage: str, *by: str) -> dict[tuple[str, ...], float]:
    counts: dict[tuple[str, ...], list[bool]] = defaultdict(list)
    for row in rows:
        if row["Этап"] == stage and row["Ниже порога"] != "н/д":
            counts[tuple(row[name] for name in by)].append(row["Ниже порога"] == "да")
    return {key: sum(found) / len(found) for key, found in counts.items()}


def test_the_flagged_schools_are_those_with_thirty_percent_in_two_procedures(
    outcome: DecisionOutcome, rows: list[dict[str, str]]
) -> None:
    shares = _shares(rows, "входная", "Код ОО", "Процедура")
    weak = {
        code
        for code, _ in shares
        if sum(value >= 0.3 for (school, _), value in shares.items() if school == code) >= 2
    }
    flagged = {
        decided.organisation
        for decided in outcome.decided
        if {"support", "newcomer"} & set(decided.rows)
    }
    assert flagged == weak


def test_every_school_gets_a_decision(outcome: DecisionOutcome) -> None:
    assert outcome.undecided == ()
    assert len(outcome.decided) == 24


def test_the_effect_is_the_difference_of_the_mean_changes(
    outcome: DecisionOutcome, rows: list[dict[str, str]]
) -> None:
    from scipy import stats  # a second to import: where it is asked, not where tests are collected

    before, after = (_shares(rows, stage, "Код ОО") for stage in ("входная", "повторная"))
    flagged = {
        decided.organisation
        for decided in outcome.decided
        if {"support", "newcomer"} & set(decided.rows)
    }
    groups = [
        [(after[key] - before[key]) * 100 for key in before if (key[0] in flagged) is chosen]
        for chosen in (True, False)
    ]
    expected = stats.ttest_ind(*groups, equal_var=False).confidence_interval(0.95)
    effect = outcome.effect
    assert effect is not None
    assert effect.kind is EffectKind.BETTER
    assert effect.low == pytest.approx(expected.low)
    assert effect.high == pytest.approx(expected.high)


def test_a_school_without_a_figure_before_or_after_is_not_compared() -> None:
    def told(**totals: int) -> Measurement:
        tallies = tuple(Tally(key, 1, total) for key, total in totals.items())
        return Measurement(Tally(None, 1, 1), by_organisation=(*tallies, Tally(None, 1, 4)))

    compared = _both(told(a=2, b=0, c=3, d=4), told(a=5, b=2, c=0, e=1))
    assert [key for key, _, _ in compared] == ["a"]

"""Rank correlation, with the ties that marks always have."""

import pytest

from engine.statistics.ranks import spearman


def test_marks_that_follow_the_scores_agree_whole() -> None:
    assert spearman([2, 3, 4, 5], [7, 9, 12, 17]) == pytest.approx(1.0)


def test_ties_take_their_mean_rank_where_the_short_formula_errs() -> None:
    marks, scores = [3, 3, 4, 4, 5], [10, 12, 11, 14, 14]
    ranks = [1.5, 1.5, 3.5, 3.5, 5], [1, 3, 2, 4.5, 4.5]
    short = 1 - 6 * sum((a - b) ** 2 for a, b in zip(*ranks, strict=True)) / (5 * 24)
    assert spearman(marks, scores) == pytest.approx(0.6759, abs=1e-4)
    assert short == pytest.approx(0.7)


def test_equal_marks_for_everybody_say_nothing() -> None:
    assert spearman([4, 4, 4], [10, 12, 15]) is None

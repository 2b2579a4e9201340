"""Rank correlation, with the ties that marks always have."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.statistics.groups import Sample, fences, half_interval
from engine.statistics.ranks import kendall, spearman

MARKS = st.lists(
    st.tuples(st.integers(2, 5), st.integers(-40, 40), st.integers(1, 30)), min_size=2, max_size=40
)


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
    assert kendall([4, 4, 4], [10, 12, 15]) is None


@given(MARKS)
def test_counted_pairs_give_what_the_pairs_written_out_give(
    pairs: list[tuple[int, int, int]],
) -> None:
    from scipy import stats  # a second to import: where it is asked, not where tests are collected

    first, second, counts = zip(*pairs, strict=True)
    ours = [value for value, often in zip(first, counts, strict=True) for _ in range(often)]
    theirs = [value for value, often in zip(second, counts, strict=True) for _ in range(often)]
    if len(set(ours)) < 2 or len(set(theirs)) < 2:
        assert spearman(first, second, counts) is None
        return
    assert spearman(first, second, counts) == pytest.approx(
        stats.spearmanr(ours, theirs).statistic, abs=1e-9
    )
    assert kendall(first, second, counts) == pytest.approx(
        stats.kendalltau(ours, theirs).statistic, abs=1e-9
    )


def test_an_interval_is_the_mean_and_its_error_to_both_sides() -> None:
    scores = [10, 12, 14, 16, 18]
    sample = Sample(5, Fraction(sum(scores)), Fraction(sum(score * score for score in scores)))
    assert sample.mean == 14
    assert sample.deviation == pytest.approx(3.1623, abs=1e-4)
    assert float(half_interval(5, sample.deviation, 1.96)) == pytest.approx(2.772, abs=1e-3)


def test_fences_stand_three_spreads_beyond_the_quartiles() -> None:
    assert fences([Fraction(each) for each in (1, 2, 3, 4, 5)], Fraction(3)) == (
        Fraction(-4),
        Fraction(10),
    )

"""Difference in differences, held against SciPy's own Welch test."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from engine.statistics.effects import difference_in_differences
from engine.statistics.student import quantile

CHANGES = st.lists(st.integers(-400, 400).map(lambda n: n / 10), min_size=2, max_size=30)


def exact(numbers: Sequence[float]) -> list[Fraction]:
    return [Fraction(number) for number in numbers]


@given(CHANGES, CHANGES)
def test_the_interval_is_that_of_welch(decided: list[float], others: list[float]) -> None:
    from scipy import stats  # a second to import: where it is asked, not where tests are collected

    difference = difference_in_differences(exact(decided), exact(others))
    assert difference is not None
    if len(set(decided)) == len(set(others)) == 1:
        assert difference.low == difference.value == difference.high
        return
    test = stats.ttest_ind(decided, others, equal_var=False)
    expected = test.confidence_interval(0.95)
    assert difference.low == pytest.approx(expected.low, abs=1e-6)
    assert difference.high == pytest.approx(expected.high, abs=1e-6)


def test_one_school_is_too_little() -> None:
    assert difference_in_differences(exact([5]), exact([1, 2])) is None


@given(st.floats(1, 10_000), st.sampled_from([0.6, 0.9, 0.975, 0.995]))
def test_a_quantile_of_student_is_that_of_scipy(freedom: float, below: float) -> None:
    assert quantile(freedom, below) == pytest.approx(special.stdtrit(freedom, below), rel=1e-10)

"""What follows from what: the answers for shares and counts, as the design words them."""

import pytest

from engine.diff.inequalities import Half, follows


def half(*weights: int, constant: int = 0, strict: bool = False) -> Half:
    return Half(weights, constant, strict)


def test_a_share_of_70_percent_follows_from_75() -> None:
    seventy, three_quarters = half(3, -7), half(1, -3)
    assert follows([three_quarters], [seventy], [True, True], rows_are_units=True)
    assert not follows([seventy], [three_quarters], [True, True], rows_are_units=True)


def test_five_follows_from_six_and_not_the_other_way() -> None:
    five, six = half(1, constant=-5), half(1, constant=-6)
    assert follows([six], [five], [True], rows_are_units=True)
    assert not follows([five], [six], [True], rows_are_units=True)


def test_more_than_needs_room() -> None:
    at_least, more = half(1, -1), half(1, -1, strict=True)
    assert follows([more], [at_least], [True, True], rows_are_units=True)
    assert not follows([at_least], [more], [True, True], rows_are_units=True)


def test_an_equation_is_two_halves() -> None:
    equal = [half(1, constant=-5), half(-1, constant=5)]
    assert follows(equal, [half(1, constant=-5)], [True], rows_are_units=True)
    assert not follows([half(1, constant=-5)], equal, [True], rows_are_units=True)


@pytest.mark.parametrize("units", [True, False])
def test_distinct_values_are_compared_only_one_to_one(units: bool) -> None:
    """Twice as many rows are not twice as many persons."""
    assert follows([half(2)], [half(1)], [True], rows_are_units=units) is True
    doubled, needed = half(2, constant=-4), half(1, constant=-2)
    assert follows([doubled], [needed], [True], rows_are_units=units) is units

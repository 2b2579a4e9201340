"""Sums as rules read them: the same in whatever order an engine adds up the rows."""

from engine.query.answers import rounded


def test_a_large_sum_is_the_same_in_whatever_order_it_is_added_up() -> None:
    prices = [kopecks / 100 for kopecks in range(1, 300_000, 7)]
    sums = {sum(sum(prices[at::step]) for at in range(step)) for step in (1, 7, 8)}
    assert len(sums) == 3, "иначе тест ничего не проверил бы"
    assert set(map(rounded, sums)) == {64284214.29}


def test_whole_sums_and_short_ones_are_kept() -> None:
    assert rounded(123_456_789_012_345.0) == 123_456_789_012_345
    assert rounded(0.1 + 0.2) == 0.3
    assert rounded(99_999.123456789) == 99_999.123456789
    assert rounded(999_999_999_999.99) == 999_999_999_999.99

"""Roman numerals are written and read the same way by all who print or compare numbers."""

import pytest

from engine.roman import in_roman, roman_value


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "I"), (4, "IV"), (39, "XXXIX"), (40, "XL"), (99, "XCIX"), (2021, "MMXXI"), (0, "0"),
     (4999, "MMMMCMXCIX"), (5000, "5000"), (-3, "-3")],
)  # fmt: skip
def test_a_number_is_written_as_word_prints_it(number: int, told: str) -> None:
    assert in_roman(number) == told


def test_what_is_written_is_read_back() -> None:
    assert [roman_value(in_roman(number)) for number in range(1, 5000)] == [*range(1, 5000)]

"""How far a figure is from its target: the least that would suffice, in the unit of the target."""

from fractions import Fraction

import pytest

from engine.execute.distances import distance_of_statistic
from engine.results.verdicts import Distance, Figure
from tests.unit.samples import target


@pytest.mark.parametrize(
    ("value", "words", "expected"),
    [
        (Fraction(1, 3), ">= 0,7", Distance(0.37, "units")),
        (Fraction(69, 100), ">= 0,7", Distance(0.01, "units")),
        (Fraction(6999, 10000), ">= 0,7", Distance(0.0001, "units")),
        (Fraction(5), "<= 3", Distance(2, "units")),
        (Fraction(1, 3), ">= 50 %", Distance(16.7, "percent_points")),
        (Fraction(1, 2), "30–40 %", Distance(10, "percent_points", exceeds=True)),
        (Fraction(1, 4), "30–40 %", Distance(5, "percent_points")),
        (Fraction(7, 2), "<= 3 баллов", Distance(0.5, "points")),
        (Fraction(7, 2), ">= 4 баллов", Distance(0.5, "points")),
        (None, ">= 0,7", None),
    ],
    ids=str,
)
def test_a_statistic_lacks_hundredths_and_a_share_tenths_of_a_percent(
    value: Fraction | None, words: str, expected: Distance | None
) -> None:
    """Rounded up, so that it suffices, and to the first decimal that shows it; only what is above a
    corridor exceeds it."""
    shown = None if value is None else float(value)
    assert distance_of_statistic(target(words), Figure(None, shown, exact=value)) == expected

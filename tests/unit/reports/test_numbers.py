"""Numbers as people write them, and never rounded into another story."""

import pytest

from engine.messages import Language
from engine.reports.numbers import Numerals, numerals

RU, EN = numerals(Language.RU), numerals(Language.EN)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (74.25, "74,25"),
        (2000, "2 000"),
        (1234567.5, "1 234 567,5"),
        (-3, "−3"),
        (0.125, "0,13"),
        (3.0, "3"),
    ],
)
def test_a_number_has_a_comma_and_thin_spaces(value: float, shown: str) -> None:
    assert spaced(RU.number(value)) == shown


def test_thousands_hold_together_at_the_end_of_a_line() -> None:
    assert RU.number(2000) == "2\N{NARROW NO-BREAK SPACE}000"


def test_english_has_a_point_and_commas() -> None:
    assert EN.number(1234.5) == "1,234.5"


def test_a_ratio_shows_its_parts_and_its_percentage() -> None:
    assert plain(RU, 23, 31) == "23 / 31 = 74,2 %"
    assert plain(RU, 31, 31) == "31 / 31 = 100 %"


def test_nothing_is_divided_by_nothing() -> None:
    assert plain(RU, 0, 0) == "0 / 0"


def test_almost_all_is_not_shown_as_all() -> None:
    assert plain(RU, 9999, 10000) == "9 999 / 10 000 = 99,99 %"
    assert plain(RU, 1, 100000) == "1 / 100 000 = 0,001 %"


def test_almost_the_target_is_not_shown_as_the_target() -> None:
    assert spaced(RU.percent(0.6996, target=70)) == "69,96 %"
    assert spaced(RU.percent(0.6996)) == "70 %"


def test_a_mean_keeps_its_side_of_the_target() -> None:
    assert spaced(RU.mean(3996, 1000, target=4)) == "3 996 / 1 000 = 3,996"


def plain(numerals: Numerals, n: float, total: int) -> str:
    return spaced(numerals.ratio(n, total))


def spaced(text: str) -> str:
    """The text with plain spaces instead of those that do not break."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")

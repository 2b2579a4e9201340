"""Numbers as people write them, and never rounded into another story."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_what_is_not_nought_is_not_shown_as_nought() -> None:
    assert [RU.number(value) for value in (0.004, -1e-7, Fraction(1, 30_000), 0.0, 1e-20)] == [
        "0,004", "−0,0000001", "0,00003", "0", "0",
    ]  # fmt: skip


def test_almost_all_is_not_shown_as_all() -> None:
    assert plain(RU, 9999, 10000) == "9 999 / 10 000 = 99,99 %"
    assert plain(RU, 1, 100000) == "1 / 100 000 = 0,001 %"


def test_almost_the_target_is_not_shown_as_the_target() -> None:
    assert spaced(RU.percent(0.6996, target=70)) == "69,96 %"
    assert spaced(RU.percent(0.6996)) == "70 %"


@pytest.mark.parametrize(
    ("value", "target", "shown"),
    [
        (Fraction(69951, 100000), 69.96, "69,95 %"),
        (Fraction(6999999999, 10**10), 70, "69,99999999 %"),
        (Fraction(700001, 10**6), 70, "70,0001 %"),
        (Fraction(7, 10), 70, "70 %"),
        (0.1 + 0.2, 30, "30 %"),
    ],
)
def test_a_figure_stays_on_its_side_of_the_target(
    value: float | Fraction, target: float, shown: str
) -> None:
    assert spaced(RU.percent(value, target=target)) == shown


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.decimals(0, 120, places=2))
def test_no_figure_is_rounded_onto_or_over_its_target(n: int, total: int, target: Decimal) -> None:
    value = min(Fraction(n, total), Fraction(2))
    shown = RU.percent(value, target=float(target)).removesuffix("\N{NO-BREAK SPACE}%")
    read = Fraction(shown.replace("\N{NARROW NO-BREAK SPACE}", "").replace(",", "."))
    held = Fraction(str(target))
    assert (read > held, read < held) == (value * 100 > held, value * 100 < held)
    assert abs(read - value * 100) <= Fraction(1, 20)


def test_a_mean_keeps_its_side_of_the_target() -> None:
    assert spaced(RU.mean(3996, 1000, target=4)) == "3 996 / 1 000 = 3,996"


def plain(numerals: Numerals, n: float, total: int) -> str:
    return spaced(numerals.ratio(n, total))


def spaced(text: str) -> str:
    """The text with plain spaces instead of those that do not break."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")

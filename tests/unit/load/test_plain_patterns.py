"""A pattern that is called plain is run by the engine that reads tables; others are asked of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.datasets.patterns import is_usable
from engine.load.patterns import is_plain
from tests.examples import of_all

PLAIN = (
    "[0-9]{10}", r"^\d{4}-\d{2}$", "(.+?), (?:класс|группа)", "Итого.*", r"[^\s]+\.", "а|б",
    r"№ ?(\d+)", "[А-Яа-яЁё -]+",
)  # fmt: skip
ASKED = (
    "(?=a)b", r"(a)\1", "(a", "a)|(b", "[z-a]", "*a", "((a{9}){9}){9}", r"\w{209}", "(?P<n>a)",
    "[[:alpha:]]", "a{,3}", "[a&&b]", r"\p{L}", "(?i)a", "a{2}{3}", r"\Z", "😀",
)  # fmt: skip
PIECES = (
    "a", "Я", "ё", " ", "№", "-", ".", "^", "$", "|", "(", "(?:", ")", "(?i)", "[", "[^", "]",
    "(?=", "(?P<n>", "[а-я]", "[^0-9]", "[z-a]",
    r"\d", r"\w", r"\s", r"\b", r"\B", r"\.", r"\\", r"\-", r"\/",
    r"\W", "*", "+", "?", "{3}", "{2,}", "{0,9}", "{,3}", "{5,2}", "{30}", "&", "&&", "--", "~",
    "<", "#", "[a-]", "[]a]", r"[\]\^]", "[.()*]", r"[\w-]", "[a-я]",
)  # fmt: skip


@pytest.mark.parametrize("pattern", PLAIN)
def test_what_people_write_is_plain(pattern: str) -> None:
    assert is_plain(pattern)
    assert is_usable(pattern)


@pytest.mark.parametrize("pattern", ASKED)
def test_what_is_less_plain_is_asked_of_the_engine(pattern: str) -> None:
    assert not is_plain(pattern)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=of_all(300))
def test_whatever_is_plain_is_usable(pattern: str) -> None:
    assert not is_plain(pattern) or is_usable(pattern)

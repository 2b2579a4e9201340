"""Indented JSON is what `json.dumps` writes; what steers whoever reads is escaped besides."""

import json

from hypothesis import given
from hypothesis import strategies as st

from engine.reports.json_text import indented

TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp")))
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner) | st.dictionaries(TEXTS, inner) | st.tuples(inner, inner)
        | st.dictionaries(st.integers() | st.booleans(), inner, max_size=2)
    ),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
def test_the_text_is_that_of_the_standard_library(value: object) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2)


@given(st.text())
def test_an_escaped_character_stays_the_same_character(text: str) -> None:
    assert json.loads(indented({text: text})) == {text: text}

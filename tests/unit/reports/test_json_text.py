"""Indented JSON is what `json.dumps` writes."""

import json

from hypothesis import given
from hypothesis import strategies as st

from engine.reports.json_text import indented

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner)
        | st.dictionaries(st.integers() | st.booleans(), inner, max_size=2)
    ),
    max_leaves=12,
)  # fmt: skip


@given(VALUES)
def test_the_text_is_that_of_the_standard_library(value: object) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2)

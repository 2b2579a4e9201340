"""Regular expressions of conditions: what is read, what is refused, and that answers are right."""

import re
from time import process_time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions.masks import telling_texts
from engine.expressions.regular import PatternError, automaton, portable
from engine.model.conditions import Matches
from tests.examples import of_all


@pytest.mark.parametrize(
    ("reason", "patterns"),
    [
        ("group", "(?=а) (?!а) (?<=а)б (?i)а (?P<n>а) (?#а)"),
        ("anchor", "^а а$ (^а)"),
        ("escape", r"\bа а\1 \w+ \s \p{L} \D \n"),
        ("lazy", "а*? а+? а?? а{2}? а*+ а** а{2}{3}"),
        ("bare", "( (а а) *а а|* {2} а{x [ [] [^] [а [[:alpha:]] ] а]"),
        ("range", r"[я-а] [A-z] [0-z] [а-\d]"),
        ("times", "а{3,2} а{0} а{0,0}"),
        (
            "ambiguous",
            r"(а+)+б (а|а)* (а*)* (а?)? (\d+,?)+ (.*,)* ((а+){2})* (а?|б?)в",
        ),
        ("large", "а{101} (а{20}){6} а{100}б [а-я]{999} (((((((((а)))))))))"),
    ],
)
def test_what_engines_read_differently_or_slowly_is_refused(reason: str, patterns: str) -> None:
    for pattern in patterns.split():
        with pytest.raises(PatternError) as refused:
            automaton(pattern)
        assert refused.value.reason == reason, pattern


SINGLE = st.sampled_from(["а", "б", "7", ".", r"\d", "[аб]", "[^а]", "[а-я7]", r"[\]-]", r"\."])
PATTERNS = st.recursive(
    SINGLE,
    lambda part: st.one_of(
        st.builds("{}{}".format, part, part),
        st.builds("({}|{})".format, part, part),
        st.builds("({}){}".format, part, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}"])),
    ),
    max_leaves=5,
)
TEXTS = st.lists(st.text("аб7]\n", max_size=7), min_size=1, max_size=8)


def is_known(pattern: str) -> bool:
    try:
        automaton(pattern)
    except PatternError:
        return False
    return True


@settings(deadline=None, max_examples=of_all(120))
@given(PATTERNS.filter(is_known), TEXTS)
def test_a_pattern_means_what_it_means_to_python(pattern: str, texts: list[str]) -> None:
    wanted = [bool(re.fullmatch(pattern, text, re.DOTALL)) for text in texts]
    assert [automaton(pattern).matches(text) for text in texts] == wanted
    assert pl.Series(texts).str.contains(portable(pattern)).to_list() == wanted


@settings(deadline=None, max_examples=of_all(60))
@given(st.sets(PATTERNS.filter(is_known), min_size=1, max_size=2), TEXTS)
def test_every_way_to_fit_patterns_that_some_text_goes_is_told(
    patterns: set[str], texts: list[str]
) -> None:
    told = telling_texts({(Matches, pattern) for pattern in patterns}, ())
    if told is None:
        return
    read = [text for text in texts if text and text == text.strip()]
    ways = [{tuple(automaton(p).matches(t) for p in patterns) for t in of} for of in (read, told)]
    assert ways[0] <= ways[1]


def test_a_long_cell_is_read_in_time_of_its_length() -> None:
    cells = pl.Series(["а" * 30_000 + "!"])
    began = process_time()
    for pattern in ("(а|б)*", ".*а.*а.*а.*б", "а+а+а+а+"):
        assert not automaton(pattern).matches(cells[0])
        assert not cells.str.contains(portable(pattern))[0]
    assert process_time() - began < 3

"""Whatever the text of a condition is, reading it ends with a clause or a finding."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagnostics import Finding, Origin
from engine.expressions import ColumnSource, parse_condition
from engine.model.conditions import Clause
from tests.examples import of_all
from tests.unit.samples import package, resource

TEACHERS = resource("teachers", "person grade:integer date:date trained:boolean")
WORDS = """
    person grade date trained as_of 1 2.5 'x' '2021-01-01' null true ( ) , . = <> < >= + - * and or
    not in between is like select from ; -- /* */ :: ? @ $1 " ` { } [ ] || -> case end
"""
PIECES = st.sampled_from(WORDS.split())


def read(text: str) -> Clause | Finding:
    return parse_condition(text, ColumnSource(package(TEACHERS), TEACHERS), Origin("a.yaml"))


@settings(max_examples=of_all(300), deadline=None)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_any_order_of_known_words_is_read_or_refused(text: str) -> None:
    check(text)


@settings(max_examples=of_all(150), deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text)


def check(text: str) -> None:
    found = read(text)
    if isinstance(found, Finding):
        assert found.code.id.startswith("R3")
        assert isinstance(found.at, Origin)
        start, end = found.at.span or (0, 0)
        assert 0 <= start <= end <= len(text)

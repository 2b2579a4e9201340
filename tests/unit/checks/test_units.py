"""Units of formulas are checked whichever side a part stands on."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks.project import check_composites
from engine.measures import read_rule
from engine.measures.context import RuleContext
from engine.messages import Language, catalogue
from tests.examples import of_all
from tests.unit.execute.test_composing import PACKAGE, STAFF, TRAINED, YOUNG, formula, index
from tests.unit.samples import ORIGIN, judged_project

PARTS = {"share": TRAINED, "other": YOUNG, "staff": STAFF, "more": STAFF}


def _told(rule: dict[str, Any], target: str = ">= 1") -> list[tuple[str, str]]:
    project = judged_project(PACKAGE, (rule, target))
    told = [(each.code.id, dict(each.params)) for each in check_composites(project)]
    return [(id, str(params.get("sign", params.get("square", "")))) for id, params in told]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("share + staff", "+"),
        ("staff + share", "+"),
        ("share - staff", "-"),
        ("staff - share", "-"),
        ("share * other", "*"),
        ("share + staff / more", "+"),
        ("staff / more + share", "+"),
        ("2 * (staff + 1) + share", "+"),
        ("share + 2 * (1 + staff)", "+"),
        ("-share + staff", "+"),
        ("staff - (3 - share)", "-"),
        ("(share / other) + share", "+"),
        ("share * (other + 10)", "*"),
        ("(other / 2) * share", "*"),
    ],
)
def test_different_units_are_refused(text: str, sign: str) -> None:
    assert _told(formula(text, **PARTS)) == [("R352", sign)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("share * 100", "hundred"),
        ("100 * (share - other)", "hundred"),
        ("share / 0.01", "hundred"),
        ("share * 100 + other", "hundred"),
        ("share * staff", "product"),
        ("staff * share", "product"),
        ("staff + staff * share", "product"),
    ],
)
@pytest.mark.parametrize("target", [">= 58", ">= 58 %"])
def test_a_share_is_percents_already_and_is_told_so(text: str, kind: str, target: str) -> None:
    """29 of 50 is 58 in a formula: times 100 it would be 5 800 %, times 50 persons 2 900."""
    project = judged_project(PACKAGE, (formula(text, **PARTS), target))
    findings = check_composites(project)
    assert [(finding.code.id, [name for name, _ in finding.params]) for finding in findings] == [
        ("R352", [kind])
    ]
    assert "100" in catalogue(Language.RU).finding(findings[0])


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("share + other", ">= 1 %"),
        ("100 - share", ">= 1 %"),
        ("share - 100", ">= 1 %"),
        ("-share", "<= 1 %"),
        ("share * staff / more", ">= 1 %"),
        ("staff / more * share", ">= 1 %"),
        ("(share + other) / 2", ">= 1 %"),
        ("share * staff / 100", ">= 1"),
        ("staff * (share / 100)", ">= 1"),
        ("staff + staff * share / 100", ">= 1"),
        ("staff + 0.01 * staff * share", ">= 1"),
        ("share / 100", ">= 0.1"),
        ("100 * share / other", ">= 1"),
        ("share / other * 100", ">= 1"),
        ("staff + more * 2 - 1", ">= 1"),
        ("share / other", ">= 1"),
        ("staff / more * 100", ">= 1"),
        ("share / other + staff / more", ">= 1"),
    ],
)
def test_units_that_go_together_have_a_unit(text: str, target: str) -> None:
    assert _told(formula(text, **PARTS), target) == []


TERMS = st.recursive(
    st.sampled_from([*PARTS, "2"]),
    lambda inner: st.tuples(inner, st.sampled_from("+*"), inner),
    max_leaves=5,
)


def _written(term: Any, *, turned: bool) -> str:
    if isinstance(term, str):
        return term
    left, sign, right = term
    pair = [_written(each, turned=turned) for each in (left, right)]
    first, last = reversed(pair) if turned else pair
    return f"({first} {sign} {last})"


@settings(deadline=None, max_examples=of_all(80))
@given(TERMS)
def test_sums_and_products_have_the_unit_of_their_mirror_image(term: Any) -> None:
    one, other = (formula(_written(term, turned=turned), **PARTS) for turned in (False, True))
    for target in (">= 1", ">= 1 %"):
        assert [code for code, _ in _told(one, target)] == [
            code for code, _ in _told(other, target)
        ]


@pytest.mark.parametrize("parts", [(TRAINED, STAFF), (STAFF, TRAINED), (STAFF, STAFF, TRAINED)])
def test_an_index_of_different_units_is_refused(parts: tuple[dict[str, Any], ...]) -> None:
    assert [code for code, _ in _told(index(*((part, 1) for part in parts)))] == ["R352"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("1e5 * share", "1e5"),
        ("9" * 200 + " * share", "9" * 200),
        ("share * 1_000", "_000"),
        ("share -- other", "-- other"),
        ("share /* other */", "/* other */"),
        ("(" * 240 + "share" + ")" * 240, ""),
        ("share ** 2", ""),
        ("0x1F * share", ""),
        ("share % 2", ""),
        ("max(share, other)", "max(share, other)"),
    ],
)
def test_what_is_no_arithmetic_is_refused_with_its_words(text: str, part: str) -> None:
    rule = {**formula(text, **PARTS)}
    found = read_rule(rule, RuleContext(PACKAGE, None, ("schools",)), ORIGIN)
    assert isinstance(found, tuple)
    assert [finding.code.id for finding in found] == ["R349"]
    assert part in str(dict(found[0].params)["part"])


@pytest.mark.parametrize("weight", [float("inf"), float("nan"), 10**400, -1, "1", True])
def test_a_weight_that_is_no_number_is_refused(weight: object) -> None:
    rule = index((TRAINED, 1))
    rule["parts"][0]["weight"] = weight
    found = read_rule(rule, RuleContext(PACKAGE, None, ("schools",)), ORIGIN)
    assert isinstance(found, tuple)
    assert [finding.code.id for finding in found] == ["R347"]


@pytest.mark.parametrize(
    ("parts", "code", "params"),
    [
        ({"a": TRAINED}, "R322", {"listed": "parts"}),
        ("a", "R322", {"listed": "parts"}),
        ([], "R322", {"empty": "parts"}),
        (None, "R322", {"part": "parts"}),
        ([{"id": "a", "weight": 0, "of": TRAINED}], "R347", {"weights": "0"}),
    ],
)
def test_parts_that_are_no_list_or_weigh_nothing_have_their_own_words(
    parts: object, code: str, params: dict[str, str]
) -> None:
    found = read_rule(
        {"measure": "index", "parts": parts}, RuleContext(PACKAGE, None, ("schools",)), ORIGIN
    )
    assert isinstance(found, tuple)
    assert (code, params) in [(each.code.id, dict(each.params)) for each in found]

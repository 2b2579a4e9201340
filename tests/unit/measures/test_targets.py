"""Targets: both spellings, every unit, and the place of what is not understood."""

import pytest

from engine.diagnostics import Finding, Origin
from engine.measures import RuleContext, check_target, is_weaker, read_target
from engine.model.targets import Target
from tests.unit.measures.test_rules import CHANGE, CONTEXT, COUNT, SHARE
from tests.unit.samples import ORIGIN, rule, target


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit", "direction"),
    [
        (">= 70 %", ">=", 70, "percent", "up"),
        ("не менее 70%", ">=", 70, "percent", "up"),
        ("не меньше 70 процентов", ">=", 70, "percent", "up"),
        ("≥ 70,5 %", ">=", 70.5, "percent", "up"),
        ("более 50 %", ">", 50, "percent", "up"),
        ("<= 5 %", "<=", 5, "percent", "down"),
        ("не более 5%", "<=", 5, "percent", "down"),
        ("менее 3 шт.", "<", 3, "items", "down"),
        ("= 100 %", "=", 100, "percent", "up"),
        ("ровно 3", "=", 3, None, "up"),
        (">= 2000 чел.", ">=", 2000, "persons", "up"),
        ("не менее 2 тыс. человек", ">=", 2000, "persons", "up"),
        ("не менее 2 000 человек", ">=", 2000, "persons", "up"),
        ("не менее 1,5 тысячи чел", ">=", 1500, "persons", "up"),
        ("не менее 72 ч.", ">=", 72, "hours", "up"),
        ("от 16 часов", ">=", 16, "hours", "up"),
        ("не ниже 4 баллов", ">=", 4, "points", "up"),
        ("не выше 4,2 балла", "<=", 4.2, "points", "down"),
        ("Не менее 3 единиц", ">=", 3, "items", "up"),
        ("> 0", ">", 0, None, "up"),
        ("рост", None, None, None, "up"),
        ("снижение", None, None, None, "down"),
        ("не ниже", None, None, None, "not_lower"),
        ("не выше", None, None, None, "not_higher"),
        ("положительная динамика", None, None, None, "up"),
    ],
)
def test_a_target_is_read_in_both_spellings(
    text: str, operator: str | None, value: float | None, unit: str | None, direction: str
) -> None:
    found = target(text)
    assert found.text == text
    assert (found.operator and found.operator.value) == operator
    assert found.value == value
    assert (found.unit and found.unit.value) == unit
    assert found.direction.value == direction


@pytest.mark.parametrize(
    ("text", "refused", "expected"),
    [
        ("", "", "operator"),
        ("70 %", "70 %", "operator"),
        ("отлично", "отлично", "operator"),
        ("не менее", "не менее", "number"),
        ("не менее семидесяти %", "семидесяти %", "number"),
        (">= 2 00", "00", "unit"),
        (">= 70 попугаев", "попугаев", "unit"),
        ("не менее 70 % педагогов", "педагогов", "end"),
    ],
)
def test_what_is_not_understood_is_pointed_at(text: str, refused: str, expected: str) -> None:
    found = read_target(text, ORIGIN)
    assert isinstance(found, Finding)
    assert isinstance(found.at, Origin)
    start, end = found.at.span or (0, 0)
    assert text[start:end] == refused
    assert expected in dict(found.params)


@pytest.mark.parametrize(
    ("data", "text", "code"),
    [
        (SHARE, ">= 70 %", None),
        (SHARE, ">= 70 чел.", "target-unit-differs"),
        (SHARE, ">= 70", "target-unit-differs"),
        (SHARE, "рост", "target-unit-differs"),
        (SHARE, None, "target-missing"),
        (SHARE, ">= 101 %", "target-out-of-reach"),
        (SHARE, "> 100 %", "target-out-of-reach"),
        (SHARE, ">= 0 %", "target-out-of-reach"),
        (SHARE, "< 0 %", "target-out-of-reach"),
        (SHARE, "<= 0 %", None),
        (SHARE, "= 100 %", None),
        (SHARE, "> 99 %", None),
        (SHARE, "> 0 %", None),
        (SHARE, "< 100 %", None),
        (SHARE, "< 101 %", "target-out-of-reach"),
        (SHARE, "<= 99 %", None),
        (SHARE, "<= 100 %", "target-out-of-reach"),
        (SHARE, "= 101 %", "target-out-of-reach"),
        (SHARE, "60–80 %", None),
        (SHARE, "0–80 %", None),
        (SHARE, "60–100 %", None),
        (SHARE, "0–100 %", "target-out-of-reach"),
        (SHARE, "60–101 %", "target-out-of-reach"),
        (COUNT, ">= 3 шт.", None),
        (COUNT, ">= 3", None),
        (COUNT, ">= 3 %", "target-unit-differs"),
        (COUNT, ">= 3 ч.", "target-unit-differs"),
        (CHANGE, "рост", None),
        (CHANGE, "> 0", None),
        (CHANGE, ">= 5 %", "target-unit-differs"),
        (CHANGE, None, "target-missing"),
        ({"measure": "exists", "evidence": {"kind": ["приказ"]}}, None, None),
        ({"measure": "exists", "evidence": {"kind": ["приказ"]}}, ">= 1", "target-not-expected"),
        ({"measure": "coverage", "in": "contests", "column": "grade", "values": [4]}, None, None),
        ({"measure": "coverage", "in": "contests", "column": "grade", "values": [4]}, ">= 5 шт.",
         "target-unit-differs"),
        ({"measure": "mean", "in": "teachers", "of": "hours", "missing": "exclude"}, ">= 16 ч.",
         None),
    ],
)  # fmt: skip
def test_a_target_must_fit_what_the_rule_computes(
    data: dict[str, object], text: str | None, code: str | None
) -> None:
    wanted: Target | None = target(text) if text else None
    context: RuleContext = CONTEXT
    findings = check_target(rule(data, context), wanted, ORIGIN)
    assert [finding.code.name for finding in findings] == ([code] if code else [])


@pytest.mark.parametrize(
    ("wanted", "warn", "weaker"),
    [
        (">= 70 %", ">= 65 %", True), (">= 70 %", ">= 70 %", False), ("> 70 %", ">= 70 %", True),
        (">= 70 %", "> 70 %", False), (">= 70 %", ">= 71 %", False), (">= 70 %", "<= 60 %", False),
        ("<= 5 %", "<= 7 %", True), ("<= 5 %", "<= 4 %", False), ("< 5 %", "<= 5 %", True),
        ("= 100 %", ">= 95 %", True), ("= 3 шт.", "<= 4 шт.", True), ("= 3 шт.", "= 4 шт.", False),
        ("рост", "не ниже", True), ("снижение", "не выше", True), ("рост", "не выше", False),
        (">= 70,5 %", ">= 70.4 %", True), (">= 10 чел.", ">= 8", False),
    ],
)  # fmt: skip
def test_a_warning_level_is_easier_than_the_target(wanted: str, warn: str, weaker: bool) -> None:
    assert is_weaker(target(warn), target(wanted)) is weaker

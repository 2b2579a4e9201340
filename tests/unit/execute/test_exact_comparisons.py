"""Thresholds are held against fractions, wherever a figure meets one."""

from fractions import Fraction
from typing import Any

import pytest

from engine.compile import compile_project
from engine.execute import execute
from engine.execute.decision_tables import _weighed
from engine.measures import read_target
from engine.measures.comparing import exact_value
from engine.model.decision_tables import Effectiveness
from engine.model.targets import Target
from engine.results.decision_tables import Course, EffectKind
from engine.results.verdicts import Figure, IndicatorOutcome, VerdictKind
from engine.statistics.groups import Sample, fences
from engine.testing.running import Coverage
from tests.unit.samples import AS_OF, ORIGIN, judged_project, package, resource, rows, tables

PUPILS = resource(
    "pupils", "school ok:boolean before:integer after:integer mark:number best:integer",
    organisation="school",
)  # fmt: skip
SCHOOLS = resource("schools", "code", organisation="code")


def _judged(lines: str, rule: dict[str, Any], target: str) -> IndicatorOutcome:
    read = tables(rows(PUPILS, lines), rows(SCHOOLS, "s1"))
    project = judged_project(package(SCHOOLS, PUPILS), (rule, target))
    (outcome,) = execute(compile_project(project, AS_OF), read)
    return outcome


def _signs(outcome: IndicatorOutcome) -> dict[str | None, bool | None]:
    assert outcome.verdict.measurement is not None, outcome.verdict
    return {figure.key: figure.sign for figure in outcome.verdict.measurement.figures if figure.key}


@pytest.mark.parametrize(("part", "chosen"), [(7, 7), (28, 28), (14, 14), (29, 29), (0.5, 0)])
def test_the_lowest_part_of_a_hundred_schools_is_that_many(part: float, chosen: int) -> None:
    lines = "\n".join(f"s{i:03} | {'да' if j < i else 'нет'} | - | - | - | -"
                      for i in range(100) for j in range(100))  # fmt: skip
    share = {"measure": "share", "in": "pupils", "of": "ok", "missing": "exclude"}
    rule = {"measure": "rank", "of": share, "part": part, "sign": "lowest"}
    signs = _signs(_judged(lines, rule, "<= 50 %"))
    assert sum(sign is True for sign in signs.values()) == chosen


def test_fences_of_equal_ratios_are_that_ratio() -> None:
    equal = [Fraction(k, 3 * k) for k in range(1, 9)]
    assert fences(equal, Fraction(3, 2)) == (Fraction(1, 3), Fraction(1, 3))


def test_equal_marks_have_no_deviation() -> None:
    sample = Sample(3, Fraction("12.6"), Fraction("52.92"))
    assert sample.deviation == 0.0
    assert sample.mean == Fraction("4.2")


def test_a_school_like_all_others_is_not_above_them() -> None:
    lines = "\n".join(f"s{i % 3} | - | - | - | 4.2 | -" for i in range(9 * 7))
    rule = {
        "measure": "interval",
        "in": "pupils",
        "of": "mark",
        "sign": "above",
        "missing": "exclude",
    }
    assert set(_signs(_judged(lines, rule, "<= 50 %")).values()) == {False}


@pytest.mark.parametrize(
    ("text", "value"),
    [(">= 1,001 тыс. чел.", 1001.0), ("не менее 4,35 тыс.", 4350.0), ("<= 1,1 млн", 1100000.0)],
)
def test_thousands_are_whole_numbers(text: str, value: float) -> None:
    found = read_target(text, ORIGIN)
    assert isinstance(found, Target)
    assert found.value == value


def test_the_coverage_of_cases_reaches_its_percent() -> None:
    names = tuple(map(str, range(50)))
    assert Coverage(names[:29], names[29:]).percent == 58
    assert Coverage(names[:7], names[7:25]).percent == 28


def test_organisations_that_changed_alike_show_no_effect() -> None:
    pairs = [(1, 3), (2, 7), (5, 11), (1, 9)]
    courses = tuple(
        Course(f"s{i}", float(first), float(first + 10), i % 2 == 0, 20, Fraction(10))
        for i, first in enumerate(Fraction(100 * n, total) for n, total in pairs)
    )
    asked = Effectiveness(
        None, None, None, (), True, 2, (), ORIGIN  # type: ignore[arg-type]
    )  # fmt: skip
    effect = _weighed(asked, courses, percent=True)
    assert effect.kind is EffectKind.NOT_SHOWN
    assert effect.difference == 0.0


def test_a_formula_is_held_against_its_target_without_rounding() -> None:
    almost = Fraction(7, 10) - Fraction(1, 10**15)
    assert exact_value(Figure(None, 0.7, exact=almost)) == almost
    assert exact_value(Figure(None, 0.1)) == Fraction(1, 10)
    counted = {"measure": "count", "in": "pupils", "missing": "as_false"}
    ratio = {
        "measure": "formula", "formula": "a / b",
        "parts": [
            {"id": "a", "of": {**counted, "of": "ok"}},
            {"id": "b", "of": counted},
        ],
    }  # fmt: skip
    lines = "\n".join(f"s1 | {'да' if i < 29 else 'нет'} | - | - | - | -" for i in range(50))
    assert _judged(lines, ratio, ">= 0.58").verdict.kind is VerdictKind.MET
    assert _judged(lines, ratio, "> 0.58").verdict.kind is VerdictKind.NOT_MET

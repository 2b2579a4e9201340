"""Indices and formulas: what they make of their parts, and what they refuse."""

import re
from fractions import Fraction
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cli.output import Exit
from engine.compile import compile_project
from engine.execute import execute
from engine.expressions import parse_formula
from engine.expressions.formulas import LONGEST
from engine.measures.figures.composites import _of
from engine.model.formulas import (
    Name,
    Number,
    Operation,
    Term,
)
from engine.results.verdicts import IndicatorOutcome, VerdictKind
from tests.running import run
from tests.unit.samples import AS_OF, judged_project, package, resource, rows, tables

SCHOOLS = resource("schools", "code pupils:integer", organisation="code")
TEACHERS = resource(
    "teachers", "person school:string>schools.code trained:boolean age:integer",
    organisation="school",
)  # fmt: skip
PACKAGE = package(SCHOOLS, TEACHERS)
TABLES = tables(
    rows(SCHOOLS, "s1 | 100\ns2 | 300"),
    rows(TEACHERS, """
    p1 | s1 | да  | 30
    p2 | s1 | нет | 50
    p3 | s2 | да  | 40
    p4 | s2 | да  | -
    p5 | s2 | -   | 60
    """),
)  # fmt: skip
TRAINED = {"measure": "share", "in": "teachers", "of": "trained", "missing": "exclude"}
YOUNG = {"measure": "share", "in": "teachers", "of": "age < 45", "missing": "exclude"}
NOBODY = {**TRAINED, "where": "age > 99"}
PUPILS = {"measure": "sum", "in": "schools", "of": "pupils", "missing": "exclude"}
STAFF = {"measure": "count", "in": "teachers", "missing": "as_false"}


def index(*parts: tuple[dict[str, Any], float], lacking: str = "refuse") -> dict[str, Any]:
    listed = [{"id": f"p{i}", "of": of, "weight": w} for i, (of, w) in enumerate(parts)]
    return {"measure": "index", "parts": listed, "lacking": lacking}


def formula(text: str, **parts: dict[str, Any]) -> dict[str, Any]:
    listed = [{"id": id, "of": of} for id, of in parts.items()]
    return {"measure": "formula", "parts": listed, "formula": text}


def judge(rule: dict[str, Any], target: str) -> IndicatorOutcome:
    (outcome,) = execute(compile_project(judged_project(PACKAGE, (rule, target)), AS_OF), TABLES)
    assert outcome.verdict.kind is not VerdictKind.ERROR, outcome.verdict
    return outcome


def value(outcome: IndicatorOutcome) -> float | None:
    measured = outcome.verdict.measurement
    return measured.statistic.value if measured and measured.statistic else None


def test_an_index_is_the_weighted_mean_of_its_parts() -> None:
    """3 of 4 are trained, 2 of 4 are young: (3 · 75 % + 1 · 50 %) / 4 = 68,75 %."""
    outcome = judge(index((TRAINED, 3), (YOUNG, 1)), ">= 68 %")
    assert value(outcome) == 0.6875
    assert outcome.verdict.kind is VerdictKind.MET
    assert judge(index((TRAINED, 3), (YOUNG, 1)), ">= 69 %").verdict.kind is VerdictKind.NOT_MET


def test_each_organisation_has_its_own_index() -> None:
    measured = judge(index((TRAINED, 1), (YOUNG, 1)), ">= 50 %").verdict.measurement
    assert measured is not None
    assert {figure.key: figure.value for figure in measured.figures} == {"s1": 0.5, "s2": 0.75}
    assert {figure.key: figure.n for figure in measured.figures} == {"s1": 2, "s2": 2}


@pytest.mark.parametrize(
    ("lacking", "expected"), [("refuse", None), ("reweight", 0.75), ("zero", 0.1875)]
)
def test_without_a_part_an_index_does_as_it_says(lacking: str, expected: float | None) -> None:
    outcome = judge(index((TRAINED, 1), (NOBODY, 3), lacking=lacking), ">= 10 %")
    assert value(outcome) == expected
    if expected is None:
        assert outcome.verdict.reason == "part_without_data"
        assert dict(outcome.verdict.params)["part"] == "p1"


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("pupils / staff", "<= 80", 80),
        ("pupils / staff - 2 * (1 + 4)", "<= 80", 70),
        ("trained - young", "> 20 %", 0.25),
        ("-young + 100 * young / trained", ">= 0", None),
        ("trained / young", ">= 1", 1.5),
    ],
)
def test_a_formula_computes_with_its_parts(text: str, target: str, expected: float | None) -> None:
    named = {"pupils": PUPILS, "staff": STAFF, "trained": TRAINED, "young": YOUNG}
    used = {id: of for id, of in named.items() if id in text}
    if expected is None:
        return
    assert value(judge(formula(text, **used), target)) == pytest.approx(expected)


def test_division_by_nought_is_no_data() -> None:
    outcome = judge(formula("pupils / (staff - staff)", pupils=PUPILS, staff=STAFF), ">= 1")
    assert (outcome.verdict.kind, outcome.verdict.reason) == (
        VerdictKind.NO_DATA, "division_by_zero",
    )  # fmt: skip


def test_an_open_part_leaves_the_whole_open() -> None:
    open_part = {**TRAINED, "missing": "indeterminate"}
    outcome = judge(index((open_part, 1), (YOUNG, 1)), ">= 50 %")
    assert outcome.verdict.kind is VerdictKind.INDETERMINATE


EXAMPLE = Path(__file__).parents[2] / "codes" / "R350" / "good"


def test_an_index_over_other_indicators_is_told_in_words(tmp_path: Path) -> None:
    done = run("explain", "low-results/whole", str(EXAMPLE), "--as-of", "2022-06-01")
    assert done.code == Exit.FINE
    assert "Взвешенное среднее частей: supported (вес 3) — low-results/teachers-supported" in (
        done.out.replace("\n", " ").replace("│", "").replace("  ", " ")
    )


CASE = """format: test/1
cases:
  - name: три четверти веса у обученных
    indicator: low-results/whole
    rows:
      schools: [{code: "1"}]
      teachers:
        - {person: a, school: "1", trained: true, category: высшая}
        - {person: b, school: "1", trained: false}
    expect: {value: 0.5, verdict: not_met}
"""


def test_a_case_may_test_an_index_over_other_indicators(tmp_path: Path) -> None:
    copytree(EXAMPLE, tmp_path / "p")
    (tmp_path / "p" / "whole.test.yaml").write_text(CASE, "utf-8")
    done = run("test", str(tmp_path / "p"))
    assert done.code == Exit.FINE, done.out


TERMS = st.recursive(
    st.integers(1, 9).map(Number) | st.sampled_from(["a", "b"]).map(Name),
    lambda inner: st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
    max_leaves=6,
)


def written(term: Term) -> str:
    match term:
        case Number():
            return str(term.value)
        case Name():
            return term.id
        case Operation():
            return f"({written(term.left)} {term.sign} {written(term.right)})"


def test_a_formula_is_read_as_long_as_it_may_be_and_no_longer() -> None:
    whole = "a" + "+1" * ((LONGEST - 1) // 2)
    whole += " " * (LONGEST - len(whole))
    assert not isinstance(parse_formula(whole), str)
    assert parse_formula(f"{whole} ") == f"{whole}…"


@given(TERMS, st.integers(1, 50), st.integers(1, 50))
def test_a_formula_is_read_as_it_is_written_and_computed_exactly(
    term: Term, a: int, b: int
) -> None:
    assert parse_formula(written(term)) == term
    try:
        exact = re.sub(r"\d+", r"Fraction(\g<0>)", written(term))
        wanted = eval(exact, {"Fraction": Fraction}, {"a": Fraction(a), "b": Fraction(b)})
    except ZeroDivisionError:
        return
    assert _of(term, {"a": Fraction(a), "b": Fraction(b)}) == wanted

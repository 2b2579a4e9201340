"""Patterns of a declaration end whatever they are run over, and those that cannot are refused."""

import ast
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import pipeline
from engine.datasets.patterns import is_usable, pattern_of
from engine.expressions.truth import is_like
from tests.unit.execute.small_projects import judged, write_project

ENDLESS = ("(a+)+b", "(a|a)*b", "(.*)*x", "(a*)*b", "((a?){30}){30}b", r"(\w+\s?)+$x")
REFUSED = (
    "a{4294967296}",
    "(" * 3_000 + "a" + ")" * 3_000,
    "(?=a)b",
    r"(a)\1",
    "(a",
    "a)|(b",
    "[z-a]",
    "*a",
    "((a{1000}){1000}){1000}",
    "(?P<n>a)(?P<n>b)",
    "(a+)+" * 300,
    "[а-яё]a{42949}{2,5}",
    "((a?){60}){60}b",
)
USUAL = (r"\d{4}-\d{2}-\d{2}", r"[а-яё]{2,50}( [А-ЯЁ]\.){2}", r"(школа|лицей|гимназия) № ?\d{1,4}")
DATA = """\
- name: schools
  title: Школы
  path: schools.xlsx
  {table}
  schema:
    fields:
      - {{name: code, title: code, type: string}}
      - {{name: x, title: x, type: string{field}}}
    primaryKey: [code]
  organisation: code
"""
PLACES = {
    "pattern": ("", ", constraints: {{pattern: '{0}'}}"),
    "titlePattern": ("", ", titlePattern: '{0}'"),
    "extract": ("", ", extract: '{0}'"),
    "extract of above": ("", ", from: above, extract: '{0}'"),
    "sheetPattern": ("sheetPattern: '{0}'", ""),
    "skip": ("skip: [{{columns: [code], matches: '{0}'}}]", ""),
    "group": ("group: '{0}'", ""),
    "end": ("end: '{0}'", ""),
    "totals": ("totals: '{0}'", ""),
    "unpivot": ("unpivot: '{0}'", ""),
}


@pytest.mark.parametrize("pattern", ENDLESS)
def test_a_pattern_that_would_go_back_for_ever_ends_at_once(pattern: str) -> None:
    usable, start = pattern_of(pattern), time.perf_counter()
    if usable is not None:
        assert not usable.fits("a" * 20_000 + "!")
        usable.occurs_in("a" * 20_000 + "!")
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("pattern", "place"),
    [*((REFUSED[0], place) for place in PLACES), *((each, "titlePattern") for each in REFUSED[1:])],
    ids=lambda text: text[:20],
)
def test_what_cannot_be_run_is_refused_where_it_stands(
    pattern: str, place: str, tmp_path: Path
) -> None:
    table, field = (each.format(pattern) for each in PLACES[place])
    data = DATA.format(table=table, field=field)
    write_project(tmp_path, data, {"i": "not_measurable: no_figure"}, {})
    findings = pipeline.check(tmp_path).findings
    assert "D228" in [finding.code.id for finding in findings], [
        finding.code.id for finding in findings
    ]


@pytest.mark.parametrize("pattern", ENDLESS[:2])
def test_reading_with_such_a_heading_ends(pattern: str, tmp_path: Path) -> None:
    data = DATA.replace("xlsx", "csv").format(table="", field=f", titlePattern: '{pattern}'")
    rows = f"code;{'a' * 5_000}!;x\n1;2;3\n"
    count = "{measure: count, in: schools, of: x is not null, missing: as_false}"
    measured = f'rule: {count}, target: ">= 1"'
    write_project(tmp_path, data, {"i": measured}, {"schools.csv": rows})
    start = time.perf_counter()
    judged(tmp_path)
    assert time.perf_counter() - start < 10


COMPILED_ALONE = Path("engine", "load", "patterns.py")
"""Compiles a short pattern of plain signs to see whether Python knows it, and never runs it."""
RUN = {f"re.{name}" for name in ("compile", "search", "match", "fullmatch", "sub", "findall")}


@pytest.mark.parametrize("room", ["datasets", "load", "describe"])
def test_python_runs_only_patterns_of_its_own(room: str) -> None:
    """A pattern that a declaration holds goes through the one door."""
    for path in Path("engine", room).glob("**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            is_run = called in RUN and (called, path) != ("re.compile", COMPILED_ALONE)
            if isinstance(node, ast.Call) and is_run:
                parts = [each for each in ast.walk(node.args[0]) if isinstance(each, ast.Name)]
                assert all(part.id.lstrip("_").isupper() for part in parts), (
                    f"{path}: {node.lineno}"
                )


@given(st.text("ab", max_size=12), st.text("ab%_", max_size=8))
def test_like_is_what_a_regular_expression_says(text: str, pattern: str) -> None:
    wild = {"%": ".*", "_": "."}
    said = re.fullmatch("".join(wild.get(sign, sign) for sign in pattern), text, re.DOTALL)
    assert is_like(text, pattern) is bool(said)


def test_like_with_many_stars_ends() -> None:
    assert not is_like("a" * 4_000, "%a" * 2_000 + "%b")


@given(st.text(max_size=40))
def test_any_text_is_a_pattern_or_is_none(text: str) -> None:
    assert is_usable(text) in (True, False)


@pytest.mark.parametrize("pattern", USUAL)
def test_what_people_write_is_usable(pattern: str) -> None:
    assert is_usable(pattern)

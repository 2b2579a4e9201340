"""What a condition computes from the numbers of a row is compared as these are written."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import pipeline
from engine.options import Options
from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.examples import of_all
from tests.unit.execute.engines import installed
from tests.unit.execute.small_projects import n_of, verdict_of, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
    organisation: code
  - name: marks
    title: Оценки
    path: marks.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: a, type: number}
        - {name: b, type: number}
        - {name: n, type: integer}
    organisation: school
"""
ROWS = (("0.1", "0.2", "3"), ("0.3", "0.6", "7"), ("1.1", "2.2", "1"), ("2500000.55", "0.1", "2"))


def outcome_of(
    folder: Path, conditions: list[str], rows: tuple[tuple[str, ...], ...], engine: str = "polars"
) -> Outcome:
    installed(engine)
    table = "school;a;b;n\n" + "".join(f"1;{';'.join(row)}\n" for row in rows)
    rules = {
        f"q{at}": f"target: '>= 0', rule: {{measure: count, in: marks, of: '{text}', "
        "missing: as_false}"
        for at, text in enumerate(conditions)
    }
    write_project(folder, DATA, rules, {"schools.csv": "code\n1\n", "marks.csv": table})
    found = pipeline.evaluate(folder, Options(as_of=date(2022, 8, 31), engine=engine))
    assert found.outcome is not None
    return found.outcome


COUNTED = {
    "a + b = 0.3": 1,
    "a + b > 0.3": 3,
    "a + b <= 0.3": 1,
    "a + b <> 0.3": 3,
    "a * 3 = 0.3": 1,
    "a * n = 0.3": 1,
    "b * 3 in (0.6, 1.8)": 2,
    "a + b in (0.3, 3.3)": 2,
    "n * 0.1 = 0.3": 1,
    "n * 0.1 >= 0.7": 1,
    "a + b >= n * 0.1": 4,
    "b - a = 0.1": 1,
    "b - a < 0.1": 1,
    "b - a between 0.3 and 1.1": 2,
    "a - 0.45 = 2500000.1": 1,
    "not a + b = 3.3": 3,
}


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_sums_and_products_compare_as_written(tmp_path: Path, engine: str) -> None:
    outcome = outcome_of(tmp_path, list(COUNTED), ROWS, engine)
    counted = {text: n_of(outcome, f"q{at}")[0] for at, text in enumerate(COUNTED)}
    assert counted == COUNTED


def test_what_differs_in_the_sixteenth_digit_is_no_figure(tmp_path: Path) -> None:
    rows = (("0.1234567890123456", "0.2111111011106545", "1"), ("0.1", "0.1", "1"))
    outcome = outcome_of(tmp_path, ["a + b > 0.334567890123", "a > 0.05"], rows)
    verdict = next(indicator.verdict for indicator in outcome.indicators if indicator.id == "q0")
    assert (verdict.kind, verdict.reason) == (VerdictKind.ERROR, "numbers_too_close")
    assert dict(verdict.params)["columns"] == "a, b"
    assert "E722" in {finding.code.id for finding in outcome.findings}
    assert n_of(outcome, "q1") == (2, None)


@pytest.mark.parametrize("sign", ["=", "<", ">=", "<>"])
@given(
    cells=st.lists(
        st.tuples(*[st.decimals(-100, 100, places=2)] * 2, st.integers(-9, 9)),
        min_size=1,
        max_size=5,
    ),
    bound=st.decimals(-100, 100, places=2),
)
@settings(max_examples=of_all(8), deadline=None)
def test_any_amounts_compare_as_decimals(
    tmp_path_factory: pytest.TempPathFactory,
    sign: str,
    cells: list[tuple[Decimal, Decimal, int]],
    bound: Decimal,
) -> None:
    own = [a * n + b for a, b, n in cells]
    texts = [f"a * n + b {sign} {each:f}" for each in (own[0], bound)]
    rows = tuple((f"{a:f}", f"{b:f}", str(n)) for a, b, n in cells)
    outcome = outcome_of(tmp_path_factory.mktemp("marks"), texts, rows)
    holds = {"=": "__eq__", "<": "__lt__", ">=": "__ge__", "<>": "__ne__"}[sign]
    for at, limit in enumerate((own[0], bound)):
        assert n_of(outcome, f"q{at}")[0] == sum(getattr(each, holds)(limit) for each in own)


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_a_number_that_no_sum_could_hold_is_told_and_counts_for_nothing(
    tmp_path: Path, engine: str
) -> None:
    large = "1" + "0" * 308
    rows = tuple((large, "1", "1") for _ in range(3))
    data = {"schools.csv": "code\n1\n"}
    data["marks.csv"] = "school;a;b;n\n" + "".join(f"1;{';'.join(row)}\n" for row in rows)
    rules = {
        kind: f"target: '>= 1', rule: {{measure: {kind}, in: marks, of: a, missing: exclude}}"
        for kind in ("sum", "mean")
    }
    installed(engine)
    write_project(tmp_path, DATA, rules, data)
    found = pipeline.evaluate(tmp_path, Options(as_of=date(2022, 8, 31), engine=engine))
    assert found.outcome is not None
    for kind in rules:
        assert verdict_of(found.outcome, kind) is VerdictKind.NO_DATA
    codes = {finding.code.id for finding in found.outcome.findings}
    assert "D273" in codes
    assert "E701" not in codes

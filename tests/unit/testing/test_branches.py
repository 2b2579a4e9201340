"""Cases by name, tolerances of their own, and the branches of conditions that cases take."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.model.conditions import Column, ColumnType, Condition, Flag, IsNull, Like
from engine.testing.branches import _candidates, _holds
from tests.running import run

FILE = """\
format: test/1
title: Обучение педагогов
tables:
  resources:
    - name: teachers
      path: teachers.csv
      schema:
        fields:
          - {name: person, type: string, constraints: {required: true}}
          - {name: hours, type: integer}
          - {name: mark, type: number}
period: {from: "2021-09-01", to: "2022-08-31"}
cases:
  - name: Долгие курсы засчитаны
    rule: {measure: share, in: teachers, of: "hours >= 36 and mark > 3", missing: exclude}
    target: ">= 50 %"
    rows:
      teachers:
        - {person: а, hours: 36, mark: 4}
        - {person: б, hours: 72, mark: 2}
        - {person: в, hours: 40, mark: 3.5}
    expect: {verdict: met, n: 2, total: 3, value: 66}
    TOLERANCE
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "курсы.test.yaml"


def write(file: Path, tolerance: str) -> None:
    file.write_text(FILE.replace("TOLERANCE", tolerance), "utf-8")


def run_tests(*arguments: str) -> Any:
    return json.loads(run("test", ".", *arguments, "--format", "json").out)


@pytest.mark.parametrize(
    ("tolerance", "passes"),
    [
        ("tolerance: 0.5", False),
        ("tolerance: 0.7", True),
        ("tolerance: 1 %", False),
        ("tolerance: 1,02 %", True),
        ("tolerance: {value: 2 %, n: 0}", True),
        ("tolerance: {n: 5}", False),
        ("tolerance: {all: 0.7}", True),
        ("tolerance: {all: 5, value: 0}", False),
    ],
)
def test_a_number_may_differ_as_it_is_or_by_a_part_or_each_by_its_own(
    file: Path, tolerance: str, passes: bool
) -> None:
    write(file, tolerance)
    assert run_tests()["passed"] is passes


@pytest.mark.parametrize("wrong", ["tolerance: много", "tolerance: -1", "tolerance: {value: -1}"])
def test_a_tolerance_that_is_none_is_refused(file: Path, wrong: str) -> None:
    write(file, wrong)
    assert [each["code"] for each in run_tests()["findings"] if each["severity"] == "error"]


def test_cases_are_chosen_by_a_part_of_their_name(file: Path) -> None:
    write(file, "tolerance: 1")
    assert len(run_tests("-k", "ДОЛГИЕ")["cases"]) == 1
    done = run("test", ".", "-k", "короткие")
    assert (done.code, "короткие" in done.err) == (2, True)
    assert run("test", ".", "-k", "долгие", "--min-coverage", "50").code == 2


def test_branches_that_no_row_takes_are_told(file: Path) -> None:
    write(file, "tolerance: 1")
    branches = run_tests()["branches"]
    assert branches["covered"] == [
        "case: hours >= 36 — true", "case: mark > 3 — true", "case: mark > 3 — false",
    ]  # fmt: skip
    assert branches["uncovered"] == [
        "case: hours >= 36 — false", "case: hours >= 36 — missing", "case: mark > 3 — missing",
    ]  # fmt: skip
    assert branches["percent"] == 50
    assert "3 / 6 = 50" in run("test", ".").out.replace("\xa0", " ")


def test_a_proposed_case_stands_at_the_boundary_passes_and_takes_the_branch(file: Path) -> None:
    write(file, "tolerance: 1")
    proposed = run("test", ".", "--suggest").out
    assert '"hours": 35' in proposed
    lines = [line for line in proposed.splitlines() if line.startswith("  - ")]
    assert len(lines) == 3
    file.write_text(file.read_text("utf-8") + "\n".join(lines) + "\n", "utf-8")
    told = run_tests()
    assert told["passed"] is True
    assert told["branches"]["uncovered"] == []
    assert "Все ветви" in run("test", ".", "--suggest").err


OVER_KEYS = """\
format: test/1
title: Места по планам
tables:
  resources:
    - name: owners
      path: owners.csv
      schema:
        fields: [{name: code, type: string}, {name: level, type: string}]
        primaryKey: [code]
    - name: schools
      path: schools.csv
      schema:
        fields:
          - {name: code, type: string}
          - {name: owner, type: string}
          - {name: kind, type: string}
        primaryKey: [code]
        foreignKeys: [{fields: owner, reference: {resource: owners, fields: code}}]
    - name: plans
      path: plans.csv
      schema:
        fields:
          - {name: school, type: string}
          - {name: year, type: integer}
          - {name: places, type: integer}
        primaryKey: [school, year]
        foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
    - name: reached
      path: reached.csv
      schema:
        fields:
          - {name: school, type: string}
          - {name: year, type: integer}
          - {name: places, type: integer}
        primaryKey: [school, year]
        foreignKeys:
          - {fields: school, reference: {resource: schools, fields: code}}
          - fields: [school, year]
            reference: {resource: plans, fields: [school, year]}
            name: plan
period: {from: "2021-09-01", to: "2022-08-31"}
cases:
  - name: по плану
    rule:
      measure: count
      in: reached
      of: >-
        plan.places >= 20 and school.owner.level matches '[А-Я]{2}[0-9]+' and school.kind like 'л%'
      missing: as_false
    target: ">= 1"
    rows:
      owners: [[о1, РФ1]]
      schools: [[ш1, о1, лицей]]
      plans: [[ш1, 2021, 20]]
      reached: [[ш1, 2021, 25]]
    expect: {verdict: met}
"""


def test_branches_behind_keys_are_proposed_with_rows_of_the_tables_they_lead_to(file: Path) -> None:
    """A key of two columns, a key behind a key, a pattern: each proposed case passes as it is."""
    file.write_text(OVER_KEYS, "utf-8")
    assert run_tests()["branches"]["percent"] == 100 / 3
    lines = [each for each in run("test", ".", "--suggest").out.splitlines() if "  - {" in each]
    file.write_text(OVER_KEYS + "\n".join(lines) + "\n", "utf-8")
    told = run_tests()
    assert (told["passed"], told["branches"]["uncovered"], len(lines)) == (True, [], 6)


def test_where_no_case_runs_nothing_is_said_to_be_taken(file: Path) -> None:
    assert "Ни одного примера" in run("test", ".", "--suggest").err
    file.write_text(OVER_KEYS.replace("measure: count", "measure: cuont"), "utf-8")
    done = run("test", ".", "--suggest")
    assert ("не прошло 1" in done.err, "Все ветви" in done.err) == (True, False)


@pytest.mark.parametrize(
    ("kind", "tree"),
    [
        (ColumnType.INTEGER, IsNull(Column(("hours",), ColumnType.INTEGER))),
        (ColumnType.DATE, IsNull(Column(("since",), ColumnType.DATE))),
        (ColumnType.BOOLEAN, Flag(Column(("trained",), ColumnType.BOOLEAN))),
        (ColumnType.STRING, Like(Column(("kind",), ColumnType.STRING), "лиц%")),
    ],
)
def test_a_value_is_tried_for_either_branch(kind: ColumnType, tree: Condition) -> None:
    """The first value that is tried makes the condition true, the other one false."""
    assert [_holds(tree, value) for value in _candidates(tree, kind)] == [True, False]

"""The digits that decide are shown: no figure looks like what it is not judged to be."""

from pathlib import Path

import pytest

from tests.running import run
from tests.unit.execute.small_projects import write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
    organisation: code
  - name: marks
    title: Отметки
    path: marks.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: year, type: string}
        - {name: mark, type: number}
        - {name: good, type: boolean}
    organisation: school
    period: year
"""
ROWS = ["1;2020/21;4;да", *(["1;2020/21;4;да"] * 299)]
NOW = ["1;2021/22;4,3;да", *(["1;2021/22;4;да"] * 2098), *(["1;2021/22;4;нет"] * 901)]
TABLES = {
    "schools.csv": "code\n1\n",
    "marks.csv": "\n".join(["school;year;mark;good", *ROWS, *NOW]) + "\n",
}
SHARE = "{measure: share, in: marks, of: good, missing: exclude}"
MEAN = "{measure: mean, in: marks, of: mark, missing: exclude}"
CHANGE = "{measure: change, over: [2020/21, 2021/22], shape: ends, of: "
RULES = {
    "share": f"target: '>= 70 %', rule: {SHARE}",
    "index": (
        "target: '>= 70 %', rule: {measure: index, lacking: refuse, parts: "
        f"[{{id: a, weight: 1, of: {SHARE}}}]}}"
    ),
    "mean": f"target: '> 4', rule: {MEAN}",
    "growth": f"target: рост, rule: {CHANGE}{MEAN}}}",
    "falling": f"target: снижение, rule: {CHANGE}{SHARE}}}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("digits"), DATA, RULES, TABLES)


@pytest.mark.parametrize(
    ("id", "verdict", "figure"),
    [
        ("share", "не выполнен", "2 099 / 3 000 = 69,97 %"),
        ("index", "не выполнен", "69,97 %"),
        ("mean", "выполнен", "= 4,0001"),
        ("growth", "выполнен", "4 → 4,0001"),
        ("falling", "выполнен", "100 % → 69"),
    ],
)
def test_the_digits_that_decide_are_shown(folder: Path, id: str, verdict: str, figure: str) -> None:
    done = run("explain", f"low-results/{id}", str(folder), "--as-of", "2022-08-31")
    told = " ".join(done.out.split())
    assert told.startswith(f"low-results/{id}: {verdict} ")
    assert f"{figure}" in told

"""The digits that decide are shown: no figure looks like what it is not judged to be."""

import json
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
        ("falling", "выполнен", "100 % → 70 % "),
    ],
)
def test_the_digits_that_decide_are_shown(folder: Path, id: str, verdict: str, figure: str) -> None:
    done = run("explain", f"low-results/{id}", str(folder), "--as-of", "2022-08-31")
    told = " ".join(done.out.split())
    assert told.startswith(f"low-results/{id}: {verdict} ")
    assert f"{figure}" in told


def test_for_a_program_the_whole_is_the_figure_that_is_judged(folder: Path, tmp_path: Path) -> None:
    """2 099 of 3 000, and not the number of rows behind it."""
    run("evaluate", str(folder), "--as-of", "2022-08-31", "--audience", "internal",
        "--format", "json", "--out", str(tmp_path / "out"))  # fmt: skip
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    found = {each["id"]: each["measurement"] for each in told["roadmaps"][0]["indicators"]}
    index = found["low-results/index"]
    assert index["overall"]["value"] == index["statistic"]["value"] == 0.699666667
    assert index["overall"]["n"] == 3000
    assert found["low-results/share"]["overall"]["value"] == pytest.approx(2099 / 3000)


@pytest.mark.parametrize(
    ("of", "unit", "figure"), [(SHARE, " %", "3,3 % → 65,6 %"), (MEAN, "", "2 → 3,31")]
)
def test_an_endless_fraction_is_not_told_to_its_end(
    tmp_path: Path, of: str, unit: str, figure: str
) -> None:
    """2 of 61, then 40 of 61; the marks 2 and 4: no more digits than tell the periods apart."""
    years = (("2020/21", 2, 0), ("2021/22", 40, 40))
    rows = [
        f"1;{year};{4 if at < fours else 2};{'да' if at < good else 'нет'}"
        for year, good, fours in years
        for at in range(61)
    ]
    marks = "\n".join(["school;year;mark;good", *rows]) + "\n"
    rules = {
        "step": f"target: рост, rule: {CHANGE}{of}}}",
        "line": f"target: '>= 70{unit}', rule: {{measure: trend, over: [2020/21, 2021/22, "
        f"2022/23], of: {of}}}",
    }
    later = marks + "\n".join(f"1;2022/23;4;{'да' if at < 50 else 'нет'}" for at in range(61))
    folder = write_project(tmp_path, DATA, rules, TABLES | {"marks.csv": later + "\n"})
    ids = {id: run("explain", f"low-results/{id}", str(folder), "--as-of", "2023-08-31").out
           for id in rules}  # fmt: skip
    assert figure in " ".join(ids["step"].split())
    assert "333" not in ids["line"]
    if unit:
        assert "не хватает 30,7 п. п." in " ".join(ids["line"].split())

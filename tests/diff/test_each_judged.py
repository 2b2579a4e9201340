"""A changed target where each school is judged, beside requirements with rules of their own."""

import json
from pathlib import Path

import pytest

from tests.running import run
from tests.unit.execute.small_projects import write_project

pytestmark = pytest.mark.usefixtures("projects_read_once")

DATA = """\
- name: schools
  title: Школы
  path: schools.csv
  schema:
    fields: [{name: code, title: code, type: string}, {name: district, title: district, type: string}]
    primaryKey: [code]
  organisation: code
  municipality: district
- name: pupils
  title: Ученики
  path: pupils.csv
  schema:
    fields:
      - {name: school, title: school, type: string}
      - {name: ok, title: ok, type: boolean, trueValues: ["1"], falseValues: ["0"]}
    foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
  organisation: school
"""  # noqa: E501
REQUIREMENTS = """\
requirements:
  - {id: enough, text: не менее трёх, clause: п. 1,
     rule: {measure: count, in: pupils, of: ok, missing: as_false}, target: ">= 3"}
"""
SHARE = "{measure: share, in: pupils, of: ok, missing: exclude}"
MEAN = "{measure: formula, formula: 100 - x, parts: [{id: x, of: " + SHARE + "}]}"


def _sides(folder: Path, rule: str, old: str, new: str, how: str) -> tuple[str, str]:
    rows = "school;ok\n" + "a;1\n" * 70 + "a;0\n" * 30 + "b;1\n" * 90 + "b;0\n" * 10
    tables = {"schools.csv": "code;district\na;север\nb;юг\n", "pupils.csv": rows}
    for name, target in (("old", old), ("new", new)):
        asked = {"i": f'{how}, rule: {rule}, target: "{target}"'}
        write_project(folder / name, DATA, asked, tables, REQUIREMENTS)
    return str(folder / "old"), str(folder / "new")


@pytest.mark.parametrize(
    ("rule", "old", "new", "how", "name", "verdicts"),
    [
        (SHARE, ">= 60 %", ">= 75 %", "judge: school", "a", ("met", "not_met")),
        (SHARE, ">= 95 %", ">= 85 %", "judge: school", "b", ("not_met", "met")),
        (MEAN, "<= 35 %", "<= 25 %", "judge: school", "a", ("met", "not_met")),
        (SHARE, ">= 60 %", ">= 75 %", "level: region, judge: municipality", "север",
         ("met", "not_met")),
        (SHARE, '>= 95 %", warn: ">= 60 %', '>= 95 %", warn: ">= 75 %', "judge: school", "a",
         ("warned", "not_met")),
        (SHARE, '>= 95 %", warn: ">= 75 %', '>= 95 %", warn: ">= 65 %',
         "level: region, judge: municipality", "север", ("not_met", "warned")),
        (SHARE, '>= 80 %', '>= 80 %", warn: ">= 65 %', "judge: school", "a",
         ("not_met", "warned")),
    ],
)  # fmt: skip
def test_whoever_has_another_verdict_is_named(
    rule: str, old: str, new: str, how: str, name: str, verdicts: tuple[str, str], tmp_path: Path
) -> None:
    sides = _sides(tmp_path, rule, old, new, how)
    done = run("diff", *sides, "--impact", "--as-of", "2022-08-31", "--format", "json")
    assert done.code == 0, done.err
    (indicator,) = json.loads(done.out)["projects"][0]["impact"]["indicators"]
    (one,) = indicator["organisations"]
    assert one["name"] == name
    assert (one["old_verdict"], one["new_verdict"]) == verdicts
    told = run("diff", *sides, "--impact", "--as-of", "2022-08-31").out
    assert f"- {name}: " in told


def test_a_target_beside_requirements_is_compared_with_a_witness(tmp_path: Path) -> None:
    done = run("diff", *_sides(tmp_path, SHARE, ">= 60 %", ">= 75 %", "level: municipality"))
    assert done.code == 0, done.err
    assert "Пример" in done.out
    assert "строже" in done.out


@pytest.mark.parametrize(("audience", "is_named"), [("internal", True), ("external", False)])
def test_a_value_that_has_another_verdict_is_named_inside(
    audience: str, is_named: bool, tmp_path: Path
) -> None:
    sides = _sides(
        tmp_path,
        SHARE,
        ">= 60 %",
        ">= 75 %",
        "by: {column: school.district, judge: each}, level: municipality",
    )
    how = ("--impact", "--as-of", "2022-08-31", "--audience", audience)
    assert ("- значение «север»: выполнен (70" in run("diff", *sides, *how).out) is is_named
    told = json.loads(run("diff", *sides, *how, "--format", "json").out)
    (indicator,) = told["projects"][0]["impact"]["indicators"]
    values = [(each["value"], each["new_verdict"]) for each in indicator["values"]]
    assert values == ([("север", "not_met")] if is_named else [])

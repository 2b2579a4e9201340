"""A target for each school or municipality: parts that answered nothing, parts without rows."""

from pathlib import Path

import pytest

from engine.results.outcome import Outcome
from tests.unit.execute.small_projects import judged, verdict_of, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields: [{name: code, type: string}, {name: town, type: string}]
      primaryKey: [code]
    organisation: code
    municipality: town
  - name: marks
    title: Оценки
    path: marks.csv
    schema: {fields: [{name: school, type: string}, {name: mark, type: integer}]}
    organisation: school
"""
MEAN = "target: '>= 3', rule: {measure: mean, in: marks, of: mark, missing: exclude}"
SHARE = "target: '>= 9 %', rule: {measure: share, in: marks, of: mark > 3, missing: exclude}"
HIGH = SHARE.replace("of: mark > 3", "of: mark > 3, where: mark > 2")
INDEX = (
    "target: '>= 9 %', rule: {measure: index, lacking: refuse, parts: "
    "[{id: high, weight: 1, of: " + SHARE.partition("rule: ")[2] + "}]}"
)
RATIO = (
    "target: '>= 3', rule: {measure: formula, formula: points / answers, parts: ["
    "{id: points, of: {measure: sum, in: marks, of: mark, missing: exclude}}, "
    "{id: answers, of: {measure: count, in: marks, of: mark > 0, missing: as_false}}]}"
)
RULES = {
    f"{name}-{each}": f"level: {level}, judge: {each}, {rule}"
    for each, level in (("school", "municipality"), ("municipality", "region"))
    for name, rule in (
        ("mean", MEAN), ("share", SHARE), ("high", HIGH), ("index", INDEX), ("ratio", RATIO),
    )
}  # fmt: skip


def outcome(folder: Path, marks: str) -> Outcome:
    tables = {"schools.csv": "code;town\n1;Север\n2;Юг\n", "marks.csv": f"school;mark\n{marks}"}
    return judged(write_project(folder, DATA, RULES, tables))


def verdicts(found: Outcome) -> set[str]:
    return {verdict_of(found, id).value for id in RULES if not id.startswith("high")}


@pytest.mark.parametrize(
    ("marks", "verdict"),
    [
        ("1;5\n2;4\n", "met"),
        ("1;5\n2;4\n2;\n", "met"),
        ("1;5\n2;\n", "indeterminate"),
        ("1;2\n2;\n", "not_met"),
    ],
)
def test_a_part_whose_answers_are_all_blank_leaves_the_verdict_open(
    tmp_path: Path, marks: str, verdict: str
) -> None:
    assert verdicts(outcome(tmp_path, marks)) == {verdict}


def test_a_part_that_has_none_of_what_is_counted_is_not_judged(tmp_path: Path) -> None:
    found = outcome(tmp_path, "1;5\n2;2\n")
    assert {verdict_of(found, f"high-{each}").value for each in ("school", "municipality")} == {
        "met"
    }


def test_municipalities_without_rows_are_named(tmp_path: Path) -> None:
    def named(marks: str) -> list[object]:
        found = outcome(tmp_path, marks).findings
        return [dict(finding.params)["names"] for finding in found if finding.code.id == "E725"]

    assert named("1;5\n") == [("Юг",)] * 5
    assert named("1;5\n2;\n") == []
    assert named("1;5\n2;2\n") == [("Юг",)], "it has rows, but none that one of them looks at"

"""Who owes rows is declared; nobody else is named for having none."""

from pathlib import Path

import pytest

from tests.running import run
from tests.unit.execute.small_projects import judged, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: drawn, type: boolean}
        - {name: district, type: string}
        - {name: opened, type: date}
      primaryKey: [code]
      foreignKeys: [{fields: district, reference: {resource: districts, fields: code}}]
    organisation: code
    lifetime: {since: opened}
  - name: districts
    title: Районы
    path: districts.csv
    schema: {fields: [{name: code, type: string}, {name: rural, type: boolean}]}
  - name: sample
    title: Выборка
    path: sample.csv
    schema: {fields: [{name: school, type: string}], primaryKey: [school]}
    organisation: school
  - name: checks
    title: Проверки
    path: checks.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: good, type: boolean}
        - {name: mark, type: integer}
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
    organisation: school
"""
TABLES = {
    "schools.csv": "code;drawn;district;opened\n1;да;А;\n2;да;А;\n3;нет;Б;\n4;нет;Б;\n"
    "5;;Б;\n6;да;А;01.01.2030\n",
    "districts.csv": "code;rural\nА;нет\nБ;да\n",
    "sample.csv": "school\n1\n4\n",
    "checks.csv": "school;good;mark\n1;да;4\n1;нет;5\n",
}
RULES = {
    "good": "target: '>= 90 %', rule: {measure: share, in: checks, of: good, missing: exclude}",
    "many": "target: '>= 1', rule: {measure: count, in: checks, missing: as_false}",
    "twice": "target: '>= 200', rule: {measure: formula, formula: p * 2, parts: [{id: p, of: "
    "{measure: mean, in: checks, of: mark, missing: exclude}}]}",
    "named": "target: '>= 200 %', rule: {measure: formula, formula: g * 2, parts: "
    "[{id: g, indicator: low-results/good}]}",
    "index": "target: '>= 90 %', rule: {measure: index, lacking: refuse, parts: "
    "[{id: g, indicator: low-results/good, weight: 1}]}",
    "marks": "target: '>= 90 %', rule: {measure: coverage, in: checks, column: mark, "
    "values: [4, 9]}",
    "listed": "target: '>= 90 %', rule: {measure: coverage, list: schools, "
    "key: {list: code, in: school}, in: checks}",
    "spread": "target: '>= 1 %', rule: {measure: interval, in: checks, of: mark, sign: below, "
    "missing: exclude, min_n: 2}",
}


def silent(folder: Path, owes: str) -> dict[str, list[str]]:
    data = DATA + (f"    owes: {owes}\n" if owes else "")
    outcome = judged(write_project(folder, data, RULES, TABLES))
    named: dict[str, list[str]] = {id: [] for id in RULES}
    for need in outcome.needs:
        if need.reason == "no_data":
            named[need.indicator.rpartition("/")[2]].append(need.organisation)
    assert all(each == named["good"] for each in named.values()), named
    return named


@pytest.mark.parametrize(
    ("owes", "expected"),
    [
        ("", []),
        ("schools", ["2", "3", "4", "5"]),
        ("{list: schools, where: drawn}", ["2"]),
        ("{list: schools, where: district.rural}", ["3", "4", "5"]),
        ("{list: schools, where: not drawn and code <> '4'}", ["3"]),
        ("sample", ["4"]),
    ],
)
def test_only_who_owes_rows_is_named_for_having_none(
    tmp_path: Path, owes: str, expected: list[str]
) -> None:
    """School 6 does not exist yet; of school 5 it is unknown whether it was drawn."""
    assert silent(tmp_path, owes)["good"] == expected


@pytest.mark.parametrize(
    ("owes", "code", "words"),
    [
        ("{list: schools, where: drwan}", "R304", "drawn"),
        ("shcools", "S", "schools"),
        ("{list: schools, were: drawn}", "S101", "where"),
        ("{where: drawn}", "S", "list"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_place(
    tmp_path: Path, owes: str, code: str, words: str
) -> None:
    folder = write_project(tmp_path, DATA + f"    owes: {owes}\n", RULES, TABLES)
    done = run("validate", str(folder))
    assert done.code == 1
    assert "data.yaml:" in done.out
    assert code in done.out
    assert words in done.out

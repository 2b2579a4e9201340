"""A key that may lead nowhere: a school new this year has no row of last year; that is no error."""

from pathlib import Path

import pytest

from tests.unit.execute.small_projects import codes_found, judged, measured, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
    organisation: code
  - name: last_year
    title: Прошлый год
    path: last.csv
    schema: {fields: [{name: code, type: string}, {name: low, type: boolean}], primaryKey: [code]}
  - name: pupils
    title: Участники
    path: pupils.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: passed, type: boolean}
      foreignKeys:
        - {fields: school, reference: {resource: last_year, fields: code}, optional: %s}
    organisation: school
"""
SHARE = "{measure: share, in: pupils, of: passed, where: school.low, missing: exclude}"
TABLES = {
    "schools.csv": "code\n1\n2\n3\n",
    "last.csv": "code;low\n1;да\n2;нет\n",
    "pupils.csv": "school;passed\n1;да\n1;нет\n2;да\n3;да\n3;нет\n3;да\n",
}


@pytest.mark.parametrize(("optional", "codes"), [("true", []), ("false", ["D225"])])
def test_rows_without_a_partner_are_set_aside_and_counted(
    tmp_path: Path, optional: str, codes: list[str]
) -> None:
    """Of six rows two are of a school that was low; three of a new one are neither in nor out."""
    folder = write_project(
        tmp_path, DATA % optional, {"low": f'target: ">= 50 %", rule: {SHARE}'}, TABLES
    )
    outcome = judged(folder)
    overall = measured(outcome, "low").overall
    assert (overall.n, overall.total, overall.set_aside) == (1, 2, 3)
    assert codes_found(outcome) == codes

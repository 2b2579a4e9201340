"""Rows of organisations that the list does not know, or of none: told, with how many and which."""

from pathlib import Path

import pytest

from engine.messages import Language, catalogue
from tests.unit.execute.small_projects import by_organisation, judged, n_of, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
    organisation: code
  - name: visits
    title: Проверки
    path: visits.csv
    schema:
      fields: [{name: school, type: string}, {name: good, type: boolean}]
    organisation: school
"""
RULES = {
    "share": "target: '>= 1 %', rule: {measure: share, in: visits, of: good, missing: exclude}",
    "count": "target: '>= 1', rule: {measure: count, in: visits, of: good, missing: as_false}",
}


def said(folder: Path, visits: str) -> list[str]:
    tables = {"schools.csv": "code\n1\n2\n", "visits.csv": f"school;good\n{visits}"}
    outcome = judged(write_project(folder, DATA, RULES, tables))
    for id in RULES:
        parts = by_organisation(outcome, id)
        assert sum(n for n, _ in parts.values()) == n_of(outcome, id)[0]
    return [
        catalogue(Language.RU).finding(finding)
        for finding in outcome.findings
        if finding.code.id == "D250"
    ]


@pytest.mark.parametrize(
    ("visits", "words"),
    [
        ("1;да\n2;нет\n", []),
        (
            "1;да\n9;нет\n9;да\n;да\n",
            ["; нет в списке: 9 (2 строки); организация не указана (1 строка)."],
        ),
        ("1;да\n;да\n", ["; организация не указана (1 строка)."]),
        ("1;да\n9;да\n8;да\n", ["; нет в списке: 9, 8 (2 строки)."]),
        (
            "1;да\nСреднее по ОО;да\n",
            [
                "; нет в списке: Среднее по ОО (1 строка). «Среднее по ОО» похоже на итог, а не на "
                "код; назовите такие строки в `totals`."
            ],
        ),
        (
            "1;да\nв т.ч. город;да\n",
            [
                "; нет в списке: в т.ч. город (1 строка). «в т.ч. город» похоже на итог, а не на "
                "код; назовите такие строки в `totals`."
            ],
        ),
    ],
)  # fmt: skip
def test_rows_of_no_listed_organisation_are_counted_and_named(
    tmp_path: Path, visits: str, words: list[str]
) -> None:
    start = "Строки таблицы «Проверки» не относятся ни к одной организации из списка"
    assert said(tmp_path, visits) == [start + word for word in words]

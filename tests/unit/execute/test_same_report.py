"""The same facts written otherwise give the same report: order, files, columns, format, codes."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.results.outcome import Outcome
from tests.examples import of_all
from tests.running import run
from tests.unit.execute.small_projects import judged, write_project

SCHOOLS = """\
  - name: schools
    title: Школы
    path: {schools}
    schema:
      fields:
        - {{name: code, type: string}}
        - {{name: name, type: string}}
        - {{name: district, type: string}}
        - {{name: low, type: boolean}}
      primaryKey: [code]
    organisation: code
    municipality: district
"""
TEACHERS = """\
  - name: teachers
    title: Педагоги
    path: {teachers}
    schema:
      fields:
        - {{name: person, type: string}}
        - {{name: school, type: string}}
        - {{name: year, type: string}}
        - {{name: trained, type: boolean}}
        - {{name: hours, type: integer}}
      foreignKeys: [{{fields: school, reference: {{resource: schools, fields: code}}}}]
    organisation: school
    period: year
    owes: schools
"""
COLUMNS = ("person", "school", "year", "trained", "hours")
SHARE = "{measure: share, in: teachers, of: trained, where: not school.low, missing: exclude}"
HOURS = "{measure: sum, in: teachers, of: hours, missing: exclude}"
COUNT = "{measure: count, in: teachers, of: trained, missing: as_false}"
RULES = {
    "share": f"target: '>= 60 %', rule: {SHARE}",
    "hours": f"target: '>= 30', rule: {HOURS}",
    "persons": (
        "target: '>= 3', rule: {measure: count, in: teachers, distinct: person, missing: as_false}"
    ),
    "each": "rule: {measure: each, per: schools, in: teachers, key: school, missing: as_false}",
    "formula": (
        "target: '>= 10', rule: {measure: formula, formula: a + b, "
        f"parts: [{{id: a, of: {COUNT}}}, {{id: b, of: {HOURS}}}]}}"
    ),
    "index": (
        "target: '>= 50 %', rule: {measure: index, lacking: refuse, "
        f"parts: [{{id: a, weight: 2, of: {SHARE}}}, {{id: b, weight: 1, of: "
        "{measure: share, in: teachers, of: hours > 2, missing: as_false}}]}"
    ),
    "growth": (
        "target: рост, rule: {measure: change, over: [2020/21, 2021/22], shape: ends, "
        f"of: {COUNT}}}"
    ),
}
LISTED = [("1", "Первая", "А", "нет"), ("2", "Вторая", "Б", "нет"), ("3", "Третья", "", "да")]
ROW = st.tuples(
    st.sampled_from(["п1", "п2", "п3"]),
    st.sampled_from(["1", "2", "3", ""]),
    st.sampled_from(["2021/22", "2021/22", "2020/21", ""]),
    st.sampled_from(["да", "нет", ""]),
    st.sampled_from(["0", "1", "2", "12", ""]),
)
Rows = list[tuple[str, ...]]


def csv(columns: tuple[str, ...], rows: Rows) -> str:
    return "\n".join(";".join(row) for row in [columns, *rows]) + "\n"


def in_order(rows: Rows, columns: tuple[str, ...]) -> Rows:
    places = [COLUMNS.index(name) for name in columns]
    return [tuple(row[at] for at in places) for row in rows]


def project(folder: Path, tables: dict[str, str], teachers: str = "teachers.csv",
            schools: str = "schools.csv") -> Path:  # fmt: skip
    data = SCHOOLS.format(schools=schools) + TEACHERS.format(teachers=teachers)
    listed = csv(("code", "name", "district", "low"), list(LISTED))
    return write_project(folder, data, RULES, {"schools.csv": listed} | tables)


def told(outcome: Outcome) -> list[Any]:
    """Verdicts, figures and needs, without the cells they came from."""
    verdicts = [replace(indicator.verdict, measurement=None) for indicator in outcome.indicators]
    return [
        verdicts,
        [indicator.verdict.measurement for indicator in outcome.indicators],
        outcome.needs,
        sorted(
            (finding.code.id, str(dict(finding.params).get("count")))
            for finding in outcome.findings
            if finding.code.id != "D219"
        ),
    ]


def workbook(path: Path, rows: Rows) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Лист1")
    for at, row in enumerate([COLUMNS, *rows]):
        for column, cell in enumerate(row):
            if cell:
                is_number = at and COLUMNS[column] == "hours"
                sheet.write(at, column, int(cell) if is_number else cell)
    book.close()


@settings(max_examples=of_all(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(ROW, min_size=2, max_size=14, unique=True).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(rows))
    ),
    st.permutations(COLUMNS),
    st.integers(1, 13),
)
def test_the_same_facts_give_the_same_report(
    tmp_path_factory: pytest.TempPathFactory,
    both: tuple[Rows, Rows],
    columns: list[str],
    cut: int,
) -> None:
    rows, shuffled = both
    folder = tmp_path_factory.mktemp("same")
    as_is = told(judged(project(folder / "a", {"teachers.csv": csv(COLUMNS, rows)})))
    moved = tuple(columns)
    otherwise = {
        "shuffled rows": project(folder / "b", {"teachers.csv": csv(COLUMNS, shuffled)}),
        "two files": project(
            folder / "c",
            {"t1.csv": csv(COLUMNS, rows[:cut]), "t2.csv": csv(COLUMNS, rows[cut:])},
            "[t1.csv, t2.csv]",
        ),
        "other columns": project(folder / "d", {"teachers.csv": csv(moved, in_order(rows, moved))}),
        "a workbook": project(folder / "e", {}, "teachers.xlsx"),
    }
    workbook(folder / "e" / "teachers.xlsx", rows)
    for name, written in otherwise.items():
        found = told(judged(written))
        if name == "two files":
            found[3] = [each for each in found[3] if each[0] not in ("D227", "D230")]
        assert found == as_is, name


RENAMED = {"1": "x9", "2": "x8", "3": "a7"}


@settings(max_examples=of_all(10), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ROW, min_size=1, max_size=14))
def test_codes_are_only_names(tmp_path_factory: pytest.TempPathFactory, rows: Rows) -> None:
    folder = tmp_path_factory.mktemp("codes")
    renamed = [(row[0], RENAMED.get(row[1], row[1]), *row[2:]) for row in rows]
    listed = [(RENAMED[row[0]], *row[1:]) for row in LISTED]
    project(folder / "a", {"teachers.csv": csv(COLUMNS, rows)})
    project(folder / "b", {
        "teachers.csv": csv(COLUMNS, renamed),
        "schools.csv": csv(("code", "name", "district", "low"), listed),
    })  # fmt: skip
    reports = []
    for name in ("a", "b"):
        run("evaluate", str(folder / name), "--as-of", "2022-08-31", "--format", "json",
            "--audience", "internal", "--out", str(folder / f"out-{name}"), "-q")  # fmt: skip
        report = json.loads((folder / f"out-{name}" / "report.json").read_text("utf-8"))
        reports.append(report["roadmaps"][0]["indicators"])
    back = {new: old for old, new in RENAMED.items()}
    assert _sorted(_with_codes(reports[1], back)) == _sorted(reports[0])


def _with_codes(value: Any, codes: dict[str, str]) -> Any:
    """The report with every key of an organisation called otherwise."""
    if isinstance(value, list):
        return [_with_codes(each, codes) for each in value]
    if not isinstance(value, dict):
        return value
    made = {name: _with_codes(each, codes) for name, each in value.items()}
    return made | ({"key": codes.get(made["key"], made["key"])} if "key" in made else {})


def _sorted(value: Any) -> Any:
    """Lists of organisations in one order; places left out."""
    if isinstance(value, list):
        return sorted(
            (_sorted(each) for each in value), key=lambda e: json.dumps(e, sort_keys=True)
        )
    if isinstance(value, dict):
        return {name: _sorted(each) for name, each in value.items() if name != "place"}
    return value

"""Rows whose period cannot be read are not counted, and said not to be: report, explain, check."""

from pathlib import Path

import pytest

from tests.running import run
from tests.unit.execute.small_projects import judged, measured, n_of, verdict_of, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
    organisation: code
  - name: results
    title: Результаты
    path: results.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: year, type: string}
        - {name: passed, type: boolean}
        - {name: score, type: integer}
        - {name: held, type: date}
    organisation: school
    period: year
  - name: visits
    title: Выезды
    path: visits.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: held, type: date}
        - {name: good, type: boolean}
    organisation: school
    date: held
"""
TABLES = {
    "schools.csv": "code\n1\n2\n",
    "results.csv": "school;year;passed;score;held\n1;2021/22;да;3;\n1;2021/22;да;4;\n"
    "2;11/12;нет;3;\n2;2021/2023г.;нет;3;\n1;;нет;4;\n1;2019/20;нет;3;\n",
    "visits.csv": "school;held;good\n1;01.10.2021;да\n2;;нет\n",
}
SHARE = "{measure: share, in: results, of: passed, missing: exclude}"
RULES = {
    "share": f"target: '>= 70 %', rule: {SHARE}",
    "where": (
        "target: '>= 70 %', "
        "rule: {measure: share, in: results, of: passed, where: score = 3, missing: exclude}"
    ),
    "sum": "target: '>= 1', rule: {measure: sum, in: results, of: score, missing: exclude}",
    "persons": (
        "target: '>= 1', rule: {measure: count, in: results, distinct: score, missing: as_false}"
    ),
    "values": "rule: {measure: coverage, in: results, column: score, values: [3]}",
    "each": ("rule: {measure: each, per: schools, in: results, key: school, missing: as_false}"),
    "index": (
        "target: '>= 1 %', rule: {measure: index, lacking: refuse, parts: "
        f"[{{id: a, weight: 1, of: {SHARE}}}]}}"
    ),
    "visits": "target: '>= 1 %', rule: {measure: share, in: visits, of: good, missing: exclude}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("periods"), DATA, RULES, TABLES)


@pytest.mark.parametrize(
    ("id", "unread"),
    [("share", 3), ("where", 2), ("sum", 3), ("persons", 3), ("values", 3), ("each", 3),
     ("index", 3), ("visits", 0)],
)  # fmt: skip
def test_every_measure_counts_the_rows_without_a_period_as_not_counted(
    folder: Path, id: str, unread: int
) -> None:
    measurement = measured(judged(folder), id)
    assert measurement.unread_period == unread
    assert measurement.overall.set_aside == (unread if id != "visits" else 1)


def test_the_verdict_is_not_given_without_a_word(folder: Path, tmp_path: Path) -> None:
    outcome = judged(folder)
    assert n_of(outcome, "share") == (2, 2)
    assert verdict_of(outcome, "share").value == "met"
    run("evaluate", str(folder), "--as-of", "2022-08-31", "--out", str(tmp_path),
        "--format", "html", "--audience", "internal")  # fmt: skip
    words = "не засчитаны 3 строки: период не указан или не прочитан"
    assert words in " ".join((tmp_path / "report.html").read_text("utf-8").split())


def test_explain_names_the_rows_and_why_they_are_left(folder: Path) -> None:
    def told(id: str) -> str:
        done = run("explain", f"low-results/{id}", str(folder), "--as-of", "2022-08-31",
                   "--audience", "internal")  # fmt: skip
        return " ".join(done.out.split())

    assert "не засчитаны 3 строки: период не указан или не прочитан" in told("share")
    assert "results.csv:4" in told("share")
    assert "признак отбора пуст" not in told("share")
    assert "не засчитана 1 строка: дата не указана" in told("visits")


def test_data_check_tells_each_way_of_writing_and_how_many_rows_have_it(folder: Path) -> None:
    done = run("data", "check", str(folder))
    said = [line for line in done.out.splitlines() if "E702" in line]
    assert [line.partition("E702: ")[2] for line in said] == [
        f"Период{label} в таблице «Результаты» не указан или не читается, "
        "такие строки не засчитаны: 1."
        for label in (" «11/12»", " «2021/2023г.»", "")
    ]


def test_a_year_written_in_another_way_is_counted_and_short_ones_are_told(tmp_path: Path) -> None:
    rows = "school;year;passed;score;held\n1;21/22;да;3;\n1;2021/2022г.;да;4;\n"
    rows += "2;2021-2022 уч. год;нет;3;\n2;21-22 уч. год;нет;3;\n"
    folder = write_project(tmp_path, DATA, RULES, {**TABLES, "results.csv": rows})
    assert n_of(judged(folder), "share") == (2, 4)
    said = run("data", "check", str(folder)).out
    assert "E702" not in said
    assert "прочитаны как учебные годы: «21/22» — 2021/22; таких строк: 2." in said

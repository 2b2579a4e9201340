"""`roadmap test`: the rules of the library keep their promises, and a broken promise is told."""

import json
from pathlib import Path
from shutil import copytree, ignore_patterns
from xml.etree import ElementTree

import jsonschema
import pytest

from engine.cli.output import Exit
from engine.packaged import schema_text
from tests.running import run
from tests.unit.execute.small_projects import write_project

ROOT = Path(__file__).parents[3]
RULES = str(ROOT / "rules")
EXAMPLE = ROOT / "specs" / "dyatkovo-2021"
FAILED = str(ROOT / "tests" / "codes" / "T806" / "bad")


def test_every_rule_of_the_library_has_a_case_and_keeps_its_promises() -> None:
    done = run("test", RULES, "--min-coverage", "100")
    assert done.code == Exit.FINE, done.out
    assert "21 / 21 = 100 %" in done.out.replace("\xa0", " ")


def test_a_broken_promise_is_told_with_its_place_expected_and_found() -> None:
    done = run("test", FAILED)
    assert done.code == Exit.FINDINGS
    assert "участие.test.yaml:16:17: ошибка T806" in done.out
    assert "n — ожидалось 2, получилось 1" in done.out


@pytest.mark.parametrize("path", [RULES, FAILED])
def test_the_json_keeps_to_its_schema(path: str) -> None:
    told = json.loads(run("test", path, "--format", "json").out)
    schema = json.loads(schema_text("tested"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(told)) == []


def test_junit_counts_the_cases_and_the_failure() -> None:
    root = ElementTree.fromstring(run("test", FAILED, "--format", "junit").out)
    suite = next(element for element in root if str(element.get("name")).endswith("/cases"))
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")
    assert root.find(".//failure") is not None


def test_sarif_names_the_code_and_the_file() -> None:
    told = json.loads(run("test", FAILED, "--format", "sarif").out)
    (result,) = told["runs"][0]["results"]
    assert result["ruleId"] == "T806"


def test_a_case_may_name_an_indicator_of_its_project(tmp_path: Path) -> None:
    project = ROOT / "tests" / "codes" / "R323" / "good"
    for file in project.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "своё.test.yaml").write_text(
        "format: test/1\ncases:\n"
        "  - name: двое из трёх обучены\n"
        "    indicator: low-results/teachers-supported\n"
        "    rows:\n"
        "      teachers:\n"
        "        - {person: т1, school: '1', trained: true, hired_on: '2020-09-01'}\n"
        "        - {person: т2, school: '1', trained: true}\n"
        "        - {person: т3, school: '2', trained: false}\n"
        "        - {person: т4, school: '2'}\n"
        "    expect:\n"
        "      {verdict: not_met, n: 2, total: 3, missing: 1, value: 66.667, distance: 1,\n"
        "       organisations: {'1': {n: 2, total: 2}, '2': {missing: 1}}}\n",
        "utf-8",
    )
    done = run("test", str(tmp_path))
    assert done.code == Exit.FINE, done.out


def test_a_path_that_is_not_there_is_a_wrong_command() -> None:
    assert run("test", "нет-такой-папки").code == Exit.UNUSABLE


def test_every_row_of_the_decisions_of_the_example_fires_in_a_case() -> None:
    done = run("test", str(EXAMPLE), "--min-coverage", "100")
    assert done.code == Exit.FINE, done.out
    told = done.out.replace("\xa0", " ")
    assert "Строк решений, которые подошли хотя бы в одном примере: 5 / 5 = 100 %." in told


DECISIONS = """format: test/1
as_of: "2022-06-01"
cases:
  - name: в перечне и без результатов
    decision: {decision}
    rows:
      schools: [{{code: "101", low_results: true}}]
      diagnostic_results:
        - {{school: "101", stage: входная, procedure: математика, held_on: "2021-10-05"}}
    expect:
      decided:
        "101": {{row: {row}, zone: Под наблюдением}}
"""


def written(folder: Path, row: str, decision: str = "low-results-support") -> str:
    """A copy of the example with one case of its decision table."""
    copytree(EXAMPLE, folder / "p", ignore=ignore_patterns("*.test.yaml", "data"))
    text = DECISIONS.format(row=row, decision=decision)
    (folder / "p" / "support.test.yaml").write_text(text, "utf-8")
    return str(folder / "p")


def test_a_decision_that_was_not_expected_is_told_with_both_rows(tmp_path: Path) -> None:
    done = run("test", written(tmp_path, "watch"))
    assert done.code == Exit.FINDINGS
    told = done.out.replace("\xa0", " ")
    assert "support.test.yaml:12:22: ошибка T806" in told
    assert "decided.101.row — ожидалось watch, получилось unknown" in told
    assert "Строк решений, которые подошли хотя бы в одном примере: 1 / 5 = 20 %." in told
    assert "Ни в одном: low-results-support/support" in told


def test_rows_without_a_case_count_against_the_coverage_that_is_asked_for(tmp_path: Path) -> None:
    done = run("test", written(tmp_path, "calm"), RULES, "--min-coverage", "50")
    assert done.code == Exit.FINDINGS
    assert "Примеры есть у 20 % правил и строк решений" in done.out


def test_an_unknown_decision_is_answered_with_the_like(tmp_path: Path) -> None:
    done = run("test", written(tmp_path, "calm", decision="low-result-support"))
    assert "support.test.yaml:5:15: ошибка T808" in done.out
    assert "Похоже на «low-results-support»" in done.out


REGION = """\
format: test/1
organisations: [schools]
tables:
  resources:
    - name: schools
      path: schools.csv
      schema: {fields: [{name: code, type: string}, {name: district, type: string}]}
      organisation: code
      municipality: district
    - name: pupils
      path: pupils.csv
      schema: {fields: [{name: school, type: string}, {name: took_part, type: boolean}]}
      organisation: school
cases:
  - name: по муниципалитетам
    rule: {use: participation}
    target: ">= 50 %"
    rows:
      schools: [["1", А], ["2", А], ["3", Б]]
      pupils: [["1", true], ["2", false], ["3", true]]
    expect:
      municipalities:
        А: {n: 1, total: 2}
        Б: {n: EXPECTED, total: 1}
"""


@pytest.mark.parametrize(("expected", "code"), [("1", Exit.FINE), ("0", Exit.FINDINGS)])
def test_a_case_may_say_what_each_municipality_has(
    tmp_path: Path, expected: str, code: Exit
) -> None:
    file = tmp_path / "регион.test.yaml"
    file.write_text(REGION.replace("EXPECTED", expected), "utf-8")
    done = run("test", str(file))
    assert done.code == code, done.out + done.err
    assert ("municipalities.Б.n" in done.out) is (code is Exit.FINDINGS)


FIELDS = "{name: took_part, type: boolean}]}"
KEY = """\
{name: took_part, type: boolean}],
        foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]}\
"""
VALUES = """\
      values:
        А: {n: 1, total: EXPECTED, found: true}
        Б: {n: 1, total: 1, found: true}
"""


@pytest.mark.parametrize(("expected", "code"), [("2", Exit.FINE), ("3", Exit.FINDINGS)])
def test_a_case_may_say_what_each_value_of_a_column_has(
    tmp_path: Path, expected: str, code: Exit
) -> None:
    asked, _ = REGION.replace(FIELDS, KEY).split("      municipalities:")
    asked = asked.replace("    rows:", "    by: {column: school.district, judge: each}\n    rows:")
    file = tmp_path / "значения.test.yaml"
    file.write_text(asked + VALUES.replace("EXPECTED", expected), "utf-8")
    done = run("test", str(file))
    assert done.code == code, done.out + done.err
    assert ("values.А.total" in done.out) is (code is Exit.FINDINGS)


def test_suggestions_hide_no_failed_case(tmp_path: Path) -> None:
    assert run("test", FAILED, "--suggest").code == Exit.FINDINGS
    assert run("test", str(tmp_path), "--suggest").code == run("test", str(tmp_path)).code


EVENTS = """\
format: test/1
cases:
  - name: вовремя
    event: low-results/support-teachers
    as_of: "2022-06-01"
    rows: {documents: [DATED-2021-09-20]}
    expect: {status: done, done: 1, expected: 1, occurrences: [done]}
  - name: позже срока
    event: low-results/support-teachers
    rows: {documents: [DATED-2021-11-20]}
    expect: {status: done_late}
  - name: пустой реестр
    event: low-results/support-teachers
    rows: {documents: []}
    expect: {status: overdue, done: 0}
  - name: реестра нет
    event: low-results/support-teachers
    expect: {status: no_data}
  - name: идёт
    event: low-results/support-teachers
    as_of: "2021-09-10"
    rows: {documents: []}
    expect: {status: in_progress}
  - name: период проекта
    schedule: январь
    expect: {windows: ["2022-01-01..2022-01-31"], findings: [], reason: null}
  - name: свой период
    schedule: май
    period: {from: "2023-01-01", to: "2023-12-31"}
    expect: {windows: ["2023-05-01..2023-05-31"]}
  - name: дни проекта
    schedule: в день проведения итогового собеседования
    expect: {windows: ["2022-02-08"]}
  - name: нет дней
    schedule: в течение недели после проверки
    expect: {kind: relative, windows: []}
  - name: не сроки
    schedule: как получится когда-нибудь
    expect: {kind: unparseable, windows: []}
  - name: две строки
    schedule: [до 1 октября 2021 г., до 1 ноября 2021 г.]
    expect: {windows: ["2021-10-01", "2021-11-01..2021-11-01"]}
"""
DOCUMENT = '{proves: low-results/support-teachers, kind: справка, number: "1", date: "2021'


def test_events_and_schedules_of_a_project_keep_their_promises(tmp_path: Path) -> None:
    copytree(ROOT / "tests" / "codes" / "R323" / "good", tmp_path / "p")
    with (tmp_path / "p" / "project.yaml").open("a", encoding="utf-8") as project:
        project.write("anchors: {итоговое собеседование: 08.02.2022}\n")
    file = tmp_path / "p" / "план.test.yaml"
    cases = EVENTS.replace("DATED-2021", DOCUMENT).replace("20]}", '20", address: с}]}')
    file.write_text(cases, "utf-8")
    done = run("test", str(file))
    assert done.code == Exit.FINE, done.out
    wrong = cases.replace("occurrences: [done]", "occurrences: [overdue]")
    wrong = wrong.replace("2022-01-31", "2022-02-28").replace("status: overdue", "verdict: met")
    file.write_text(wrong.replace("support-teachers\n    expect", "support\n    expect"), "utf-8")
    told = run("test", str(file)).out
    assert "occurrences — ожидалось overdue, получилось done" in told
    assert "windows — ожидалось 2022-01-01..2022-02-28, получилось 2022-01-01..2022-01-31" in told
    assert "Пример с ключом «event» такого ответа не даёт: «verdict»." in told
    assert "Мероприятия «low-results/support» здесь нет. Похоже на" in told
    only = json.loads(run("test", str(file), "-k", "идёт", "--format", "json").out)
    assert [each["name"] for each in only["cases"]] == ["идёт"]


_SCHOOLS = """\
- name: schools
  path: schools.csv
  organisation: code
  schema:
    fields: [{name: code, type: string}, {name: ok, type: boolean}]
    primaryKey: [code]
"""
_RULE_CASE = """\
format: test/1
cases:
  - name: одна из двух
    rule: {measure: share, in: schools, of: ok, missing: exclude}
    target: ">= 50 %"
    rows: {schools: [{code: "1", ok: true}, {code: "2", ok: false}]}
    expect: {n: 1, total: 2, verdict: met}
"""


def test_a_rule_may_be_tried_on_the_tables_of_the_project_around_it(tmp_path: Path) -> None:
    """A file that describes no tables of its own was told that data.yaml has none."""
    write_project(tmp_path, _SCHOOLS, {"i": "not_measurable: no_figure"}, {})
    (tmp_path / "своё.test.yaml").write_text(_RULE_CASE, encoding="utf-8")
    done = run("test", str(tmp_path))
    assert done.code == Exit.FINE, done.out
    assert "прошло 1" in done.out


def test_a_rule_waits_for_the_project_whose_tables_it_needs(tmp_path: Path) -> None:
    write_project(tmp_path, _SCHOOLS.replace("primaryKey", "primarKey"), {}, {})
    (tmp_path / "своё.test.yaml").write_text(_RULE_CASE, encoding="utf-8")
    done = run("test", str(tmp_path))
    assert done.code == Exit.FINDINGS
    assert ("T809" in done.out, "primarKey" in done.out) == (True, True), done.out
    assert "R320" not in done.out

"""However much of a rule or of a file of cases is broken: as many cases are counted as stand there,
and the run does not end well."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cli.output import Exit
from tests.examples import of_all
from tests.running import Done, run

RULE = """format: rule/1
id: taught
title: Обученные
source: null
parameters:
  who: {type: condition, title: Кто, default: null}
rule:
  measure: share
  in: teachers
  of: trained
  where: "{who}"
  missing: exclude
"""
CASES = """format: test/1
as_of: "2022-06-01"
period: {from: "2021-09-01", to: "2022-08-31"}
tables:
  resources:
    - name: teachers
      path: teachers.csv
      schema:
        fields:
          - {name: young, type: boolean}
          - {name: trained, type: boolean}
cases:
  - name: двое из трёх
    rule: {use: taught}
    target: ">= 60 %"
    rows:
      teachers:
        - [true, true]
        - [true, true]
        - {young: false, trained: false}
    expect: {verdict: met, n: 2, total: 3}
  - name: молодые обучены все
    rule: {use: taught, with: {who: young}}
    target: ">= 60 %"
    rows: {teachers: [[true, true], [true, true], [false, false]]}
    expect: {n: 2, total: 2}
  - name: считает и без готового правила
    rule: {measure: count, in: teachers, where: young, missing: as_false}
    target: ">= 1"
    rows: {teachers: [[true, true]]}
    expect: {n: 1}
"""


def run_of(folder: Path, rule: str = RULE, cases: str = CASES) -> Done:
    """`roadmap test` on a project with one rule and one file of cases."""
    folder.mkdir(exist_ok=True)
    folder.joinpath("rules").mkdir(exist_ok=True)
    folder.joinpath("project.yaml").write_text("format: project/1\n", "utf-8")
    folder.joinpath("rules", "taught.yaml").write_text(rule, "utf-8")
    folder.joinpath("rules", "taught.test.yaml").write_text(cases, "utf-8")
    return run("test", str(folder), "--format", "json")


def counts(done: Done) -> tuple[int, int]:
    """How many cases there are, and how many of them passed."""
    told = json.loads(done.out)["cases"]
    return len(told), sum(each["passed"] for each in told)


def test_what_is_right_passes(tmp_path: Path) -> None:
    done = run_of(tmp_path)
    assert (done.code, counts(done)) == (Exit.FINE, (3, 3)), done.out


WEIGHTED = """format: rule/1
id: taught
title: Средний балл по ученикам
source: null
parameters:
  by: {type: column, title: Вес}
rule:
  measure: mean
  in: schools
  of: score
  weight: "{by}"
  missing: exclude
"""
OF_WEIGHTS = """format: test/1
as_of: "2022-06-01"
period: {from: "2021-09-01", to: "2022-08-31"}
tables:
  resources:
    - name: schools
      path: schools.csv
      schema:
        fields:
          - {name: score, type: number}
          - {name: pupils, type: integer}
cases:
  - name: большая школа перевешивает
    rule: {use: taught, with: {by: pupils}}
    target: ">= 3.9"
    rows: {schools: [[4, 90], [3, 10]]}
    expect: {verdict: met, n: 390, total: 100, value: 3.9}
  - name: школа без числа учеников не считается
    rule: {measure: share, in: schools, of: score > 3, weight: pupils, missing: exclude}
    target: ">= 90 %"
    rows: {schools: [[4, 90], [3, 10], [5, null]]}
    expect: {verdict: met, n: 90, total: 100, missing: 1}
  - name: с отрицательным числом учеников не считается ничего
    rule: {measure: share, in: schools, of: score > 3, weight: pupils, missing: exclude}
    target: ">= 90 %"
    rows: {schools: [[4, -90], [3, 10]]}
    expect: {verdict: no_data}
"""


def test_rules_with_weights_keep_their_promises(tmp_path: Path) -> None:
    done = run_of(tmp_path, WEIGHTED, OF_WEIGHTS)
    assert (done.code, counts(done)) == (Exit.FINE, (3, 3)), done.out


def test_a_promise_that_forgets_the_weights_is_broken(tmp_path: Path) -> None:
    done = run_of(tmp_path, WEIGHTED.replace('  weight: "{by}"\n', ""), OF_WEIGHTS)
    assert (done.code, counts(done)) == (Exit.FINDINGS, (3, 2))


@pytest.mark.parametrize(
    ("old", "new", "passed"),
    [
        ("  where:", "  wher:", 1),
        ("measure: share", "measure: shere", 1),
        ("measure: share", "mesure: share", 1),
        ("id: taught", "id: taugt", 1),
        ("in: teachers", "in: teacher", 1),
        ("of: trained", "of: [trained", 1),
        ("missing: exclude", "missing: excluded", 1),
        ("format: rule/1", "format: rule/7", 1),
    ],
)
def test_cases_of_a_broken_rule_have_failed_and_the_others_are_run(
    tmp_path: Path, old: str, new: str, passed: int
) -> None:
    done = run_of(tmp_path, rule=RULE.replace(old, new))
    assert (done.code, counts(done)) == (Exit.FINDINGS, (3, passed)), done.out


def test_a_rule_that_is_there_and_broken_is_not_called_absent(tmp_path: Path) -> None:
    told = json.loads(run_of(tmp_path, rule=RULE.replace("  where:", "  wher:")).out)["findings"]
    assert [each["code"] for each in told] == ["T809", "T809", "S101"]


@pytest.mark.parametrize(
    ("old", "new", "passed", "code"),
    [
        ("with: {who", "wiht: {who", 2, "S101"),
        ("measure: count", "measure: cuont", 2, "S109"),
        ("where: young", "whree: young", 2, "S101"),
        ("rows: {teachers: [[true, true]]}", "rows: {teacher: [[true, true]]}", 2, "T801"),
        ("{young: false, trained: false}", "{yung: false, trained: false}", 2, "T802"),
        ("expect: {n: 1}", "expect: {k: 1}", 2, "S101"),
        ("type: boolean}", "typo: boolean}", 0, "S101"),
        ('as_of: "2022-06-01"', 'as_of: "2022-02-30"', 0, "S117"),
        ('to: "2022-08-31"', 'to: "2022-02-30"', 0, "S117"),
        ("use: taught}", "use: taughtt}", 2, "R333"),
        ("expect: {n: 1}", "expect: {n: 1", 0, "T809"),
        ("name: молодые", "nmae: молодые", 2, "S101"),
    ],
)
def test_a_broken_case_has_failed_and_the_count_stays(
    tmp_path: Path, old: str, new: str, passed: int, code: str
) -> None:
    assert old in CASES
    done = run_of(tmp_path, cases=CASES.replace(old, new))
    assert (done.code, counts(done)) == (Exit.FINDINGS, (3, passed)), done.out
    assert code in [each["code"] for each in json.loads(done.out)["findings"]]


def test_a_case_may_have_a_day_of_its_own_and_it_must_be_one(tmp_path: Path) -> None:
    cases = CASES.replace('    target: ">= 1"\n', '    target: ">= 1"\n    as_of: 2022-02-30\n')
    done = run_of(tmp_path, cases=cases)
    assert (done.code, counts(done)) == (Exit.FINDINGS, (3, 2)), done.out


@settings(max_examples=of_all(60), deadline=None, database=None)
@given(data=st.data())
def test_whatever_word_is_broken_the_count_of_cases_stays(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A word of the structure: a key, or a name that something refers to."""
    in_rule = data.draw(st.booleans())
    text = RULE if in_rule else CASES
    word = data.draw(st.sampled_from(STRUCTURE_OF_RULES if in_rule else STRUCTURE_OF_CASES))
    at = text.index(word) + data.draw(st.integers(0, len(word) - 2))
    broken = text[:at] + data.draw(st.sampled_from(["", "q", ": ", "[", '"'])) + text[at + 1 :]
    folder = tmp_path_factory.mktemp("broken")
    done = run_of(folder, **{"rule" if in_rule else "cases": broken})
    assert done.code == Exit.FINDINGS, broken
    assert counts(done)[0] == 3, broken


STRUCTURE_OF_RULES = ["measure:", "share", "teachers", "trained", "where:", "missing:", "exclude",
                      "rule:", "parameters:", "taught", "type:", "condition"]  # fmt: skip
STRUCTURE_OF_CASES = ["resources:", "teachers", "fields:", "young", "trained", "boolean", "target:",
                      "rows:", "expect:", "use:", "taught", "with:", "who:", "measure:", "count",
                      "period:", "from:", "tables:", "as_of:", "verdict:", "total:"]  # fmt: skip

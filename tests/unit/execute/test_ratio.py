"""`ratio`: one sum or number of rows as a part of another, with n / N everywhere."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.execute import execute
from engine.measures.comparing import exact
from engine.results.outcome import Outcome
from engine.results.verdicts import Tally, VerdictKind
from tests.examples import of_all
from tests.running import run
from tests.unit.execute.random_tables import CONDITIONS, PACKAGE, SCHOOL, TEACHER, read, tree
from tests.unit.execute.reference import truth
from tests.unit.execute.small_projects import judged, measured, write_project
from tests.unit.samples import AS_OF, judged_project

DATA = """\
- name: schools
  path: schools.csv
  organisation: code
  municipality: district
  schema:
    primaryKey: [code]
    fields:
      - {name: code, title: Код, type: string}
      - {name: district, title: Район, type: string}
      - {name: okrug, title: Округ, type: string}
- name: exams
  path: exams.csv
  organisation: school
  schema:
    fields:
      - {name: school, title: ОО, type: string}
      - {name: subject, title: Предмет, type: string}
      - {name: taken, title: Участников, type: integer, counts: persons}
      - {name: passed, title: Сдали, type: integer, counts: persons}
    foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
- name: prizes
  path: prizes.csv
  organisation: school
  schema:
    fields: [{name: school, title: ОО, type: string}, {name: subject, title: Предмет, type: string}]
    foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
"""
EXAMS = [
    ("1", "мат", 100, 80), ("1", "рус", 80, 68), ("2", "мат", 50, 25),
    ("3", "мат", 60, 48), ("3", "рус", 20, None), ("4", "рус", 90, 81),
]  # fmt: skip
DISTRICTS = {"1": "А", "2": "А", "3": "Б", "4": "Б"}
OKRUGS = {"1": "Север", "2": "Юг", "3": "Юг", "4": "Юг"}
PRIZES = [("1", "мат"), ("1", "мат"), ("3", "мат"), ("4", "мат")]
TABLES = {
    "schools.csv": "Код;Район;Округ\n"
    + "".join(f"{a};{b};{OKRUGS[a]}\n" for a, b in DISTRICTS.items()),
    "exams.csv": "ОО;Предмет;Участников;Сдали\n"
    + "".join(f"{a};{b};{n};{'' if m is None else m}\n" for a, b, n, m in EXAMS),
    "prizes.csv": "ОО;Предмет\n" + "".join(f"{a};{b}\n" for a, b in PRIZES),
}
TAKEN = "{measure: sum, in: exams, of: taken, missing: exclude}"
PASSED = "{measure: sum, in: exams, of: passed, missing: exclude}"
COUNT = "{measure: count, in: prizes}"
RULES = {
    "passed": f"rule: {{measure: ratio, numerator: {PASSED}, denominator: {TAKEN}}}, "
    "target: '>= 79 %', by: subject",
    "each": f"rule: {{measure: ratio, numerator: {PASSED}, denominator: {TAKEN}}}, "
    "target: '>= 79 %', judge: school",
    "prizes": f"rule: {{measure: ratio, numerator: {COUNT}, denominator: {TAKEN}, factor: 100}}, "
    "target: '>= 1', by: subject",
    "okrugs": f"rule: {{measure: ratio, numerator: {PASSED}, denominator: {TAKEN}}}, "
    "target: '>= 78 %', by: {column: school.okrug, judge: each}",
    "over": f"rule: {{measure: ratio, numerator: {TAKEN}, denominator: {PASSED}}}, "
    "target: '>= 120 %'",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("ratio") / "p", DATA, RULES, TABLES)


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return judged(folder)


def pairs(tallies: tuple[Tally, ...]) -> dict[str | None, tuple[float, float | None]]:
    return {tally.key: (tally.n, tally.total) for tally in tallies}


def of(rows: list[Any]) -> tuple[int, int]:
    """What passed and were taken, of the rows that say both."""
    both = [(n, m) for _, _, n, m in rows if m is not None]
    return sum(m for _, m in both), sum(n for n, _ in both)


def test_n_and_the_denominator_stand_beside_the_percents_everywhere(outcome: Outcome) -> None:
    measurement = measured(outcome, "passed")
    assert (measurement.overall.n, measurement.overall.total, measurement.overall.missing) == (
        *of(EXAMS),
        1,
    )
    assert pairs(measurement.by_organisation) == {
        code: of([row for row in EXAMS if row[0] == code]) for code in DISTRICTS
    }
    assert pairs(measurement.by_municipality) == {
        name: of([row for row in EXAMS if DISTRICTS[row[0]] == name]) for name in "АБ"
    }
    assert pairs(measurement.by_value) == {
        name: of([row for row in EXAMS if row[1] == name]) for name in ("мат", "рус")
    }


def test_a_level_between_is_a_column_of_the_list_of_organisations(outcome: Outcome) -> None:
    wanted = {
        name: of([row for row in EXAMS if OKRUGS[row[0]] == name]) for name in ("Север", "Юг")
    }
    assert pairs(measured(outcome, "okrugs").by_value) == wanted
    verdict = next(
        indicator.verdict for indicator in outcome.indicators if indicator.id == "okrugs"
    )
    reached = all(Fraction(n, total) >= Fraction(78, 100) for n, total in wanted.values())
    assert verdict.kind is (VerdictKind.MET if reached else VerdictKind.NOT_MET)


def test_two_tables_are_divided_and_who_has_no_rows_in_one_adds_nothing(outcome: Outcome) -> None:
    measurement = measured(outcome, "prizes")
    taken = {code: sum(n for a, _, n, _ in EXAMS if a == code) for code in DISTRICTS}
    won = {code: sum(a == code for a, _ in PRIZES) for code in DISTRICTS}
    assert pairs(measurement.by_organisation) == {
        code: (won[code], taken[code]) for code in DISTRICTS
    }
    assert pairs(measurement.by_value) == {"мат": (4, 210), "рус": (0, 190)}
    value = Fraction(len(PRIZES) * 100, sum(taken.values()))
    assert measurement.overall.value == float(value)
    verdicts = {indicator.id: indicator.verdict for indicator in outcome.indicators}
    assert verdicts["prizes"].kind is (VerdictKind.MET if value >= 1 else VerdictKind.NOT_MET)
    assert verdicts["over"].kind is VerdictKind.MET
    assert verdicts["each"].kind is VerdictKind.NOT_MET
    lacking = {need.organisation: need.amount for need in outcome.needs
               if need.indicator == "low-results/each"}  # fmt: skip
    assert lacking == {"2": 15, "А": 9}


def test_the_report_and_the_explanation_print_both(folder: Path, tmp_path: Path) -> None:
    told = " ".join(run("explain", "low-results/prizes", str(folder), "--as-of", "2022-08-31",
                        "--audience", "internal").out.split())  # fmt: skip
    assert "Посчитано: 4 / 400 × 100 = 1" in told
    assert "numerator: 4" in told
    found = report(folder, tmp_path)["low-results/passed"]
    assert found["figure"].replace("\xa0", " ") == "302 / 380 = 79,5 %"
    passed = found["measurement"]["overall"]
    assert (passed["n"], passed["total"], passed["value"]) == (302, 380, 302 / 380)


def report(folder: Path, out: Path) -> dict[str, Any]:
    """The indicators of the report for outsiders, by id."""
    run("evaluate", str(folder), "--as-of", "2022-08-31", "--format", "json", "--out", str(out))
    told = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return {each["id"]: each for each in told["roadmaps"][0]["indicators"]}


def test_few_of_either_do_not_leave(folder: Path, tmp_path: Path) -> None:
    """Two prizes of a school are two persons, as the four of all are."""
    told = report(folder, tmp_path)
    prizes, passed = (told[f"low-results/{id}"]["measurement"] for id in ("prizes", "passed"))
    assert prizes["overall"]["suppressed"]
    assert all(each["suppressed"] for each in prizes["by_organisation"])
    assert not any(each["suppressed"] for each in passed["by_organisation"])


REFUSED = (
    "{measure: share, in: exams, of: taken > 5, missing: exclude}",
    "{measure: mean, in: exams, of: taken, missing: exclude}",
    "{measure: sum, in: exams, of: taken, missing: indeterminate}",
)


def test_what_cannot_be_divided_is_refused(tmp_path: Path) -> None:
    rules = {
        f"r{at}": f"rule: {{measure: ratio, numerator: {PASSED}, denominator: {rule}}}, "
        "target: '>= 1 %'"
        for at, rule in enumerate(REFUSED)
    }
    rules["nought"] = RULES["prizes"].replace("factor: 100", "factor: 0")
    assert codes(tmp_path / "p", rules) == ["R324", "R325", "R325", "R347"]
    units = {
        "percent": RULES["prizes"].replace("'>= 1'", "'>= 1 %'"),
        "number": RULES["each"].replace("'>= 79 %'", "'>= 79'"),
    }
    assert codes(tmp_path / "q", units) == ["R341", "R341"]


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        ("0", "число больше 0, а стоит «0»"), ("-100", "число больше 0, а стоит «-100»"),
        ("2000000000000000", "число не больше 1e+15, а стоит «2e+15»"), ("0.001", ""),
    ],
)  # fmt: skip
def test_a_factor_is_asked_for_as_it_is_taken(tmp_path: Path, factor: str, words: str) -> None:
    rule = RULES["prizes"].replace("factor: 100", f"factor: {factor}")
    write_project(tmp_path / "p", DATA, {"r": rule}, {})
    told = run("validate", str(tmp_path / "p")).out
    assert words in told
    assert ("R347" in told) is bool(words)


def codes(folder: Path, rules: dict[str, str]) -> list[str]:
    write_project(folder, DATA, rules, {})
    told = run("validate", str(folder), "--format", "json").out
    return sorted(load["code"] for load in json.loads(told))


@settings(max_examples=of_all(30), deadline=None)
@given(
    st.lists(TEACHER, min_size=1, max_size=12),
    st.lists(SCHOOL, min_size=1, max_size=3),
    CONDITIONS,
    CONDITIONS,
)
def test_ratios_are_those_of_plain_python(
    teachers: list[Any], schools: list[Any], one: str, other: str
) -> None:
    tables, rows, _ = read(teachers, schools)
    sum_of = {"measure": "sum", "in": "teachers", "missing": "exclude"}
    counted = [{"measure": "count", "in": "teachers", "of": each, "missing": "as_false"}
               for each in (one, other)]  # fmt: skip
    rules = (
        {"measure": "ratio", "numerator": {**sum_of, "of": "score", "where": one},
         "denominator": {**sum_of, "of": "grade", "where": one}, "factor": 10},
        {"measure": "ratio", "numerator": counted[0], "denominator": counted[1]},
    )  # fmt: skip
    project = judged_project(PACKAGE, (rules[0], ">= 1"), (rules[1], ">= 50 %"))
    verdicts = [
        indicator_outcome.verdict
        for indicator_outcome in execute(compile_project(project, AS_OF), tables)
    ]
    both = [row for row in rows if truth(tree(one), row, AS_OF) is True
            and row["score"] is not None and row["grade"] is not None]  # fmt: skip
    wanted: list[tuple[Any, ...]] = [
        (
            sum((exact(float(str(row["score"]))) for row in both), Fraction(0)),
            sum(int(str(row["grade"])) for row in both),
        ),
        tuple(sum(truth(tree(each), row, AS_OF) is True for row in rows) for each in (one, other)),
    ]
    for verdict, (n, total) in zip(verdicts, wanted, strict=True):
        if not total:
            of_blanks = () if verdict is verdicts[0] and both else ("all_missing",)
            assert verdict.kind is VerdictKind.NO_DATA
            assert verdict.reason in ("denominator_is_nought", "no_rows_in_period", *of_blanks)
            continue
        assert verdict.measurement is not None
        tally = verdict.measurement.overall
        assert (exact(tally.n), exact(tally.total or 0)) == (n, total)

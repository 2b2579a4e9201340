"""Formulas and indices by organisation and municipality: nobody's rows are lost on the way."""

from pathlib import Path

import pytest

from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.running import run
from tests.unit.execute.small_projects import judged, measured, verdict_of, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: name, type: string}
        - {name: district, type: string}
      primaryKey: [code]
    organisation: code
    municipality: district
  - name: pupils
    title: Результаты
    path: pupils.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: passed, type: boolean}
        - {name: sat, type: boolean}
        - {name: score, type: integer}
    organisation: school
  - name: staff
    title: Педагоги
    path: staff.csv
    schema:
      fields: [{name: school, type: string}, {name: hours, type: integer}]
    organisation: school
"""
SCHOOLS = "code;name;district\n1;Первая;А\n2;Вторая;Б\n4;Четвёртая;\n"
PUPILS = """
school;passed;sat;score
1;да;да;4
1;нет;да;3
2;нет;нет;2
3;да;да;5
3;да;да;5
4;нет;да;1
;да;да;5
"""
STAFF = "school;hours\n1;10\n3;5\n3;7\n"
SHARE = "{measure: share, in: pupils, of: passed, where: sat, missing: as_false}"
ALL = "{measure: share, in: pupils, of: passed, missing: as_false}"
ROWS = "{measure: count, in: pupils, of: passed, missing: as_false}"
HOURS = "{measure: sum, in: staff, of: hours, missing: exclude}"


def formula(text: str, target: str, **parts: str) -> str:
    listed = ", ".join(f"{{id: {id}, of: {of}}}" for id, of in parts.items())
    rule = f"{{measure: formula, formula: {text}, parts: [{listed}]}}"
    return f"target: '{target}', rule: {rule}"


RULES = {
    "gap": formula("a - b", ">= 30 %", a=SHARE, b=ALL),
    "together": formula("a * 2 + b", ">= 1", a=ROWS, b=HOURS),
    "ratio": formula("a / b", ">= 1", a=ROWS, b=HOURS),
    "index": (
        "target: '>= 90 %', rule: {measure: index, lacking: refuse, parts: "
        f"[{{id: a, weight: 1, of: {SHARE}}}, {{id: b, weight: 1, of: {ALL}}}]}}"
    ),
    "twice": (
        "target: '>= 1', rule: {measure: formula, formula: 3 * x, parts: "
        "[{id: x, indicator: low-results/ratio}]}"
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tables = {"schools.csv": SCHOOLS, "pupils.csv": PUPILS, "staff.csv": STAFF}
    return write_project(tmp_path_factory.mktemp("parts"), DATA, RULES, tables)


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return judged(folder)


def municipal(outcome: Outcome, id: str) -> dict[str | None, float | None]:
    return {figure.key: figure.value for figure in measured(outcome, id).municipal_figures}


def of_schools(outcome: Outcome, id: str) -> dict[str | None, float | None]:
    return {figure.key: figure.value for figure in measured(outcome, id).figures}


def test_rows_of_no_known_municipality_stand_in_a_line_of_their_own(outcome: Outcome) -> None:
    """The unlisted school 3, school 4 of no municipality, and the row without a school: 3 of 4."""
    assert municipal(outcome, "index") == {"А": 0.5, "Б": None, None: 0.75}
    assert of_schools(outcome, "index") == {"1": 0.5, "2": None, "3": 1, "4": 0, None: 1}


def test_a_nought_below_the_line_is_no_data_and_not_nobody(outcome: Outcome) -> None:
    assert municipal(outcome, "gap")["Б"] is None
    assert municipal(outcome, "ratio") == {"А": pytest.approx(0.1), "Б": None, None: 0.25}


def test_a_formula_that_adds_up_adds_up_over_its_parts(outcome: Outcome) -> None:
    """Б has no row in the table of staff: nothing is added there, as in the whole."""
    parts = municipal(outcome, "together")
    assert parts == {"А": 12, "Б": 0, None: 18}
    whole = measured(outcome, "together").statistic
    assert whole
    assert whole.value == sum(value or 0 for value in parts.values()) == 30
    assert sum(value or 0 for value in of_schools(outcome, "together").values()) == 30


def test_a_formula_over_a_formula_has_parts_and_is_exact(outcome: Outcome) -> None:
    assert municipal(outcome, "twice") == {"А": pytest.approx(0.3), "Б": None, None: 0.75}


def test_a_third_three_times_is_one(tmp_path: Path) -> None:
    tables = {"schools.csv": SCHOOLS, "pupils.csv": "school;passed;sat;score\n1;да;да;1\n",
              "staff.csv": "school;hours\n1;3\n"}  # fmt: skip
    assert verdict_of(judged(write_project(tmp_path, DATA, RULES, tables)), "twice") is (
        VerdictKind.MET
    )


def test_outside_a_small_group_without_an_organisation_is_hidden(folder: Path) -> None:
    done = run("explain", "low-results/index", str(folder), "--as-of", "2022-08-31",
               "--audience", "external")  # fmt: skip
    assert "организация не указана: скрыто" in done.out


def test_words_say_points_no_data_and_what_is_lacking(folder: Path) -> None:
    done = run("explain", "low-results/gap", str(folder), "--as-of", "2022-08-31")
    assert "Б: нет данных" in done.out
    assert "муниципалитет не указан: 0 п. п." in done.out
    assert "цель: не менее 30 п. п." in done.out.lower()
    assert "мало данных" not in done.out
    done = run("explain", "low-results/index", str(folder), "--as-of", "2022-08-31")
    assert "организация не указана: 100 %" in done.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Б: нет данных" in done.out
    assert "не хватает 28,1 п. п." in done.out  # 90 − (4/6 + 4/7) / 2

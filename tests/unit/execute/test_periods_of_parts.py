"""Quarters, relative periods and parts of other periods: figures and what is said of them."""

from fractions import Fraction
from pathlib import Path

import pytest

from engine.results.outcome import Outcome
from tests.running import run
from tests.unit.execute.small_projects import judged, measured, write_project

DATA = """\
- name: schools
  path: schools.csv
  organisation: code
  schema: {primaryKey: [code], fields: [{name: code, title: Код, type: string}]}
- name: quarters
  path: quarters.csv
  period: quarter
  schema: {fields: [{name: quarter, title: Квартал, type: string},
                    {name: lessons, title: Уроков, type: integer}]}
- name: visits
  path: visits.csv
  date: day
  schema: {fields: [{name: day, title: День, type: date}]}
- name: staff
  path: staff.csv
  period: year
  schema: {fields: [{name: year, title: Год, type: string},
                    {name: people, title: Человек, type: integer}]}
"""
QUARTERS = {
    "III квартал 2021": 30,
    "IV квартал 2021": 45,
    "I квартал 2022": 40,
    "II квартал 2022": 60,
}
DAYS = [
    "2020-10-01",
    "2021-02-01",
    "2021-07-01",
    "2021-10-05",
    "2022-01-20",
    "2022-05-31",
    "2022-06-01",
]
STAFF = {"2021/22": 20, "2021": 16}
TABLES = {
    "schools.csv": "Код\n1\n",
    "quarters.csv": "Квартал;Уроков\n" + "".join(f"{a};{n}\n" for a, n in QUARTERS.items()),
    "visits.csv": "День\n" + "".join(f"{day}\n" for day in DAYS),
    "staff.csv": "Год;Человек\n" + "".join(f"{a};{n}\n" for a, n in STAFF.items()),
}
LESSONS = "{measure: sum, in: quarters, of: lessons, missing: exclude}"
VISITS = "{measure: count, in: visits}"
PEOPLE = "{measure: sum, in: staff, of: people, missing: exclude}"
RULES = {
    "quarters": f"rule: {{measure: change, of: {LESSONS}, "
    "over: ['III квартал 2021', 'IV квартал 2021', 'I квартал 2022'], shape: every_step}, "
    "target: рост",
    "relative": f"rule: {{measure: change, of: {LESSONS}, "
    "over: [current quarter - 2, previous quarter, current quarter], shape: ends}, target: '>= 15'",
    "to-date": f"rule: {{measure: change, of: {VISITS}, "
    "over: [year_to_date - 1, year_to_date], shape: ends}, target: рост",
    "years": "rule: {measure: formula, formula: school - calendar, parts: ["
    f"{{id: school, of: {PEOPLE}, period: 2021/22}}, "
    f"{{id: calendar, of: {PEOPLE}, period: '2021'}}]}}, target: '>= 4'",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("periods") / "p", DATA, RULES, TABLES)


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return judged(folder, "2022-05-31")


def steps(outcome: Outcome, id: str) -> dict[str | None, float]:
    return {step.key: step.n for step in measured(outcome, id).steps}


def test_quarters_are_periods_named_or_relative(outcome: Outcome) -> None:
    assert steps(outcome, "quarters") == dict(list(QUARTERS.items())[:3])
    assert steps(outcome, "relative") == dict(list(QUARTERS.items())[1:])
    kinds = {indicator.id: indicator.verdict.kind.value for indicator in outcome.indicators}
    assert kinds == {"quarters": "not_met", "relative": "met", "to-date": "met", "years": "met"}


def test_a_year_to_date_is_held_against_the_same_days_a_year_ago(outcome: Outcome) -> None:
    assert steps(outcome, "to-date") == {
        "01.09.2020–31.05.2021": sum("2020-09-01" <= day <= "2021-05-31" for day in DAYS),
        "01.09.2021–31.05.2022": sum("2021-09-01" <= day <= "2022-05-31" for day in DAYS),
    }


def test_a_school_year_and_a_calendar_year_meet_and_it_is_said_which_is_which(
    folder: Path, outcome: Outcome
) -> None:
    statistic = measured(outcome, "years").statistic
    assert statistic
    assert statistic.exact == Fraction(STAFF["2021/22"] - STAFF["2021"])
    out = " ".join(run("explain", "low-results/years", str(folder), "--as-of", "2022-05-31",
                       "--audience", "internal").out.replace("│", "").split())  # fmt: skip
    assert "за учебный год 2021/22" in out
    assert "за календарный год 2021" in out
    assert "school: 20" in out
    assert "calendar: 16" in out

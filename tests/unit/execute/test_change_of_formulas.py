"""change and trend of what is computed: a formula, an index or a ratio, period by period."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.running import run
from tests.unit.execute.small_projects import judged, measured, write_project

DATA = """\
- name: schools
  path: schools.csv
  organisation: code
  schema: {primaryKey: [code], fields: [{name: code, title: Код, type: string}]}
- name: exams
  path: exams.csv
  organisation: school
  period: year
  schema:
    fields:
      - {name: school, title: ОО, type: string}
      - {name: year, title: Год, type: string}
      - {name: taken, title: Участников, type: integer}
      - {name: passed, title: Сдали, type: integer}
      - {name: strong, title: Сильная, type: boolean}
- name: prizes
  path: prizes.csv
  period: year
  schema: {fields: [{name: year, title: Год, type: string}]}
"""
EXAMS = [
    ("1", "2019/20", 100, 60, True), ("2", "2019/20", 50, 25, False),
    ("1", "2020/21", 120, 84, True), ("2", "2020/21", 40, 20, True),
    ("1", "2021/22", 110, 88, True), ("2", "2021/22", 60, 33, False),
]  # fmt: skip
YEARS = ("2019/20", "2020/21", "2021/22")
PRIZES = {"2019/20": 3, "2021/22": 5}
TABLES = {
    "schools.csv": "Код\n1\n2\n",
    "exams.csv": "ОО;Год;Участников;Сдали;Сильная\n"
    + "".join(f"{a};{y};{n};{m};{'да' if s else 'нет'}\n" for a, y, n, m, s in EXAMS),
    "prizes.csv": "Год\n" + "".join(f"{year}\n" * n for year, n in PRIZES.items()),
}
SUM = "{measure: sum, in: exams, of: %s, missing: exclude}"
RATIO = f"{{measure: ratio, numerator: {SUM % 'passed'}, denominator: {SUM % 'taken'}}}"
FORMULA = (
    "{measure: formula, formula: passed / taken, parts: "
    f"[{{id: passed, of: {SUM % 'passed'}}}, {{id: taken, of: {SUM % 'taken'}}}]}}"
)
SHARES = (
    "{measure: formula, formula: strong - 10 * 1, parts: "
    "[{id: strong, of: {measure: share, in: exams, of: strong, missing: exclude}}]}"
)
MIXED = (
    "{measure: formula, formula: won * 100 / taken, parts: "
    f"[{{id: won, of: {{measure: count, in: prizes}}}}, {{id: taken, of: {SUM % 'taken'}}}]}}"
)
ENDS, STEPS = f"over: [{YEARS[0]}, {YEARS[2]}]", f"over: [{', '.join(YEARS)}]"
CHANGE = "rule: {measure: change, of: %s, %s, shape: %s}, target: '%s'"
RULES = {
    "ratio": CHANGE % (RATIO, ENDS, "ends", ">= 10 п.п."),
    "ratio-far": CHANGE % (RATIO, ENDS, "ends", ">= 20 п.п."),
    "formula": CHANGE % (FORMULA, STEPS, "every_step", ">= 0,05"),
    "falling": CHANGE % (SHARES, STEPS, "every_step", "рост"),
    "mixed": CHANGE % (MIXED, ENDS, "ends", "рост"),
    "gap": CHANGE % (MIXED, STEPS, "ends", "рост"),
    "trend": f"rule: {{measure: trend, of: {RATIO}, {STEPS}}}, target: '>= 5 %'",
    "trend-of-shares": f"rule: {{measure: trend, of: {SHARES}, {STEPS}}}, target: '>= 1 %'",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("changes") / "p", DATA, RULES, TABLES)


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return judged(folder)


def passed(year: str) -> Fraction:
    rows = [(m, n) for _, y, n, m, _ in EXAMS if y == year]
    return Fraction(sum(m for m, _ in rows), sum(n for _, n in rows))


def strong(year: str) -> Fraction:
    rows = [s for _, y, _, _, s in EXAMS if y == year]
    return Fraction(sum(rows), len(rows)) - Fraction(1, 10)


def exact(outcome: Outcome, id: str) -> Fraction | None:
    statistic = measured(outcome, id).statistic
    return statistic.exact if statistic else None


def slope(values: list[Fraction]) -> Fraction:
    """Of three years: half of what lies between the ends."""
    return (values[2] - values[0]) / 2


def test_the_difference_is_that_of_the_quotients_and_is_judged_exactly(outcome: Outcome) -> None:
    ends = passed(YEARS[2]) - passed(YEARS[0])
    steps = [passed(one) - passed(other) for other, one in pairwise(YEARS)]
    assert exact(outcome, "ratio") == exact(outcome, "ratio-far") == ends
    assert exact(outcome, "formula") == min(steps)
    assert exact(outcome, "trend") == slope([passed(year) for year in YEARS])
    assert exact(outcome, "trend-of-shares") == slope([strong(year) for year in YEARS])
    kinds = {indicator.id: indicator.verdict.kind for indicator in outcome.indicators}
    met, missed = VerdictKind.MET, VerdictKind.NOT_MET
    assert kinds == {
        "ratio": met if ends >= Fraction(1, 10) else missed,
        "ratio-far": met if ends >= Fraction(1, 5) else missed,
        "formula": met if min(steps) >= Fraction(1, 20) else missed,
        "falling": missed,
        "mixed": met if Fraction(5, 170) > Fraction(3, 150) else missed,
        "gap": VerdictKind.NO_DATA,
        "trend": met if slope([passed(year) for year in YEARS]) >= Fraction(1, 20) else missed,
        "trend-of-shares": missed,
    }


def test_a_period_without_rows_in_one_of_the_tables_is_no_nought(outcome: Outcome) -> None:
    verdict = next(indicator.verdict for indicator in outcome.indicators if indicator.id == "gap")
    assert (verdict.reason, dict(verdict.params)["period"]) == ("period_missing", "2020/21")
    assert dict(verdict.params)["dataset"] == "prizes"


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("ratio", "56,7 % → 71,2 %; разница +14,51 п. п."),
        ("formula", "0,57 → 0,65 → 0,71; наименьший шаг +0,06"),
        ("falling", "40 % → 90 % → 40 %"),
        ("trend", "56,7 % → 65 % → 71,2 %; в среднем за период +7,25 п. п."),
        ("mixed", "2 → 2,94"),
    ],
)
def test_every_period_and_the_difference_are_printed(folder: Path, id: str, told: str) -> None:
    out = run("explain", f"low-results/{id}", str(folder), "--as-of", "2022-08-31",
              "--audience", "internal").out  # fmt: skip
    assert told in " ".join(out.replace("\xa0", " ").split())


def test_persons_behind_a_change_of_a_formula_do_not_leave(folder: Path) -> None:
    """A row of these exams may be a person, and each year has two."""
    for id in ("ratio", "formula", "mixed"):
        out = run("explain", f"low-results/{id}", str(folder), "--as-of", "2022-08-31").out
        external = run("explain", f"low-results/{id}", str(folder), "--as-of", "2022-08-31",
                       "--audience", "external").out  # fmt: skip
        assert "→" in out
        assert "71,2" not in external
        assert "0,71" not in external
        assert "2,94" not in external

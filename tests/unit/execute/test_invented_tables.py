"""Invented tables, three of each kind, from a declaration and a spec alone: every figure is that of
a computation that shares nothing with the engine.

A weighted mean over districts, the share of districts above a bound, the difference of two years in
points, the ratio of sums of a year, a breakdown by a category that was typed by hand.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from random import Random

import pytest

from engine.results.outcome import Outcome
from tests.unit.execute.small_projects import judged, measured, write_project

Row = Mapping[str, str]

DATA = """
  - name: schools
    title: Школы
    path: schools.csv
    organisation: code
    municipality: district
    schema:
      fields: [{name: code, type: string}, {name: district, type: string}]
      primaryKey: [code]
  - name: districts
    title: Районы
    path: districts.csv
    schema:
      fields:
        - {name: district, type: string}
        - {name: wrote, title: Писали, type: integer, counts: persons}
        - {name: passed, title: Сдали, type: integer, counts: persons}
      primaryKey: [district]
  - name: exams
    title: Экзамены
    path: exams.csv
    organisation: school
    period: year
    schema:
      fields:
        - {name: school, type: string}
        - {name: year, title: Учебный год, type: string}
        - {name: kind, title: Форма, type: string}
        - {name: score, title: Средний балл, type: number}
        - {name: wrote, title: Писали, type: integer, counts: persons}
        - {name: passed, title: Сдали, type: integer, counts: persons}
        - {name: trained, title: Учитель обучен, type: boolean}
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
"""
SHARE = "{measure: share, in: exams, of: trained, missing: exclude%s}"
SUM = "{measure: sum, in: exams, of: %s, missing: exclude}"
BOTH = "{measure: sum, in: exams, of: wrote, where: score is not null, missing: exclude}"
JUDGED = {
    "weighted": "rule: {measure: formula, formula: points / persons, parts: [{id: points, of: "
    + SUM % "score * wrote"
    + "}, {id: persons, of: "
    + BOTH
    + "}]}, target: none",
    "above": "rule: {measure: share, in: districts, of: passed * 10 >= wrote * 7, "
    "missing: exclude}, target: '>= 50 %'",
    "moved": "rule: {measure: change, of: "
    + SHARE % ""
    + ", over: [previous, current], shape: ends}, target: '>= -2 п.п.'",
    "ratio": f"rule: {{measure: ratio, numerator: {SUM % 'passed'}, "
    f"denominator: {SUM % 'wrote'}}}, target: none",
    "by-kind": f"rule: {SHARE % ''}, target: '>= 50 %', by: kind",
}
KINDS = ("очная", "Очная ", "дистанц.", "очно-заочная", "")
YEARS = ("2020/21", "2021/22")
HEAD = ("school", "year", "kind", "score", "wrote", "passed", "trained")


def tables(seed: int) -> dict[str, str]:
    """Schools, districts and exams as departments type them: decimal commas, blanks, spaces."""
    random = Random(seed)
    districts = [f"Район {number}" for number in range(random.randint(2, 5))]
    schools = [(str(101 + number), random.choice(districts)) for number in range(12)]
    counts = [(name, random.randint(20, 90)) for name in districts]
    exams = []
    for school, _ in schools:
        for year in YEARS:
            for _ in range(random.randint(1, 4)):
                wrote = random.randint(5, 40)
                score = "" if random.random() < 0.1 else f"{random.randint(200, 900) / 10}"
                passed = str(random.randint(0, wrote))
                trained = random.choice(("да", "нет", "да", ""))
                kind = random.choice(KINDS)
                row = school, year, kind, score.replace(".", ","), str(wrote), passed, trained
                exams.append(row)
    return {
        "schools.csv": lines(("code", "district"), schools),
        "districts.csv": lines(
            ("district", "wrote", "passed"),
            [(name, str(n), str(random.randint(0, n))) for name, n in counts],
        ),
        "exams.csv": lines(HEAD, exams),
    }


def lines(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(";".join(row) for row in (head, *rows)) + "\n"


def read(text: str, year: str | None = None) -> list[Row]:
    found = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    return [row for row in found if year is None or row["year"] == year]


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def of_trained(rows: Iterable[Row]) -> tuple[int, int]:
    answered = [row["trained"] for row in rows if row["trained"]]
    return answered.count("да"), len(answered)


def weighted(files: Mapping[str, str]) -> Fraction:
    rows = [row for row in read(files["exams.csv"], YEARS[1]) if row["score"]]
    points = sum((number(row["score"]) * int(row["wrote"]) for row in rows), Fraction(0))
    return points / sum(int(row["wrote"]) for row in rows)


def above(files: Mapping[str, str]) -> Fraction:
    rows = read(files["districts.csv"])
    reached = [row for row in rows if Fraction(int(row["passed"]), int(row["wrote"])) >= 0.7]
    return Fraction(len(reached), len(rows))


def moved(files: Mapping[str, str]) -> Fraction:
    before, now = (Fraction(*of_trained(read(files["exams.csv"], year))) for year in YEARS)
    return (now - before) * 100


def ratio(files: Mapping[str, str]) -> Fraction:
    rows = read(files["exams.csv"], YEARS[1])
    return Fraction(sum(int(row["passed"]) for row in rows), sum(int(row["wrote"]) for row in rows))


def by_kind(files: Mapping[str, str]) -> dict[str | None, tuple[int, int]]:
    groups: dict[str | None, list[Row]] = defaultdict(list)
    for row in read(files["exams.csv"], YEARS[1]):
        groups[row["kind"].strip() or None].append(row)
    return {kind: of_trained(rows) for kind, rows in groups.items() if of_trained(rows)[1]}


def exactly(outcome: Outcome, id: str) -> Fraction:
    statistic = measured(outcome, id).statistic
    assert statistic is not None
    assert statistic.exact is not None
    return statistic.exact


def tallied(outcome: Outcome, id: str) -> Fraction:
    tally = measured(outcome, id).overall
    assert tally.total
    return Fraction(tally.n) / Fraction(tally.total)


def kinds(outcome: Outcome) -> dict[str | None, tuple[float, float | None]]:
    found = measured(outcome, "by-kind").by_value
    return {each.key: (each.n, each.total) for each in found if each.total}


@pytest.fixture(scope="module", params=(7, 20, 33))
def evaluated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], Outcome]:
    files = tables(request.param)
    folder = write_project(tmp_path_factory.mktemp("invented") / "p", DATA, JUDGED, files)
    return files, judged(folder)


@pytest.mark.parametrize(
    ("by_hand", "by_rule"),
    [
        (weighted, lambda outcome: exactly(outcome, "weighted")),
        (above, lambda outcome: tallied(outcome, "above")),
        (moved, lambda outcome: exactly(outcome, "moved") * 100),
        (ratio, lambda outcome: tallied(outcome, "ratio")),
        (by_kind, kinds),
    ],
    ids=["weighted mean", "districts above", "points between years", "ratio of sums", "by hand"],
)
def test_a_figure_is_that_of_a_computation_by_hand(
    evaluated: tuple[dict[str, str], Outcome],
    by_hand: Callable[[Mapping[str, str]], object],
    by_rule: Callable[[Outcome], object],
) -> None:
    files, outcome = evaluated
    assert by_rule(outcome) == by_hand(files)

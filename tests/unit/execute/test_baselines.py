"""Targets that count from a baseline, corridors, and days in words, with figures by hand."""

import json
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from engine.diagnostics import Finding, Origin
from engine.measures import read_growth, read_level, read_target
from engine.model.targets import Baseline, Operator, Unit
from engine.results.outcome import Outcome
from tests.running import run
from tests.unit.execute.small_projects import judged, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
    organisation: code
  - name: pupils
    title: Дети в кружках
    path: pupils.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: enrolled, type: boolean}
        - {name: hours, type: integer}
    organisation: school
"""
ENROLLED = 13
"""Of twenty: 65 %."""
SHARE = "{measure: share, in: pupils, of: enrolled, missing: exclude}"
COUNT = "{measure: count, in: pupils, of: enrolled, missing: as_false}"
MEAN = "{measure: mean, in: pupils, of: hours, missing: exclude}"
HALF = '{value: "60 %", date: 2020, source: отчёт за 2020 год}'
TWELVE = '{value: "12 чел.", date: "2020/21"}'
RULES = {
    "points": f"target: рост на 5 п.п., baseline: {HALF}, rule: {SHARE}",
    "points-missed": f"target: рост на 6 п.п. к уровню 2020 года, baseline: {HALF}, rule: {SHARE}",
    "last-year": f"target: не ниже уровня прошлого года, baseline: {TWELVE}, rule: {COUNT}",
    "percent": f'target: "рост на 10 %", baseline: {TWELVE}, rule: {COUNT}',
    "times": f'target: "рост в 1,25 раза", baseline: {TWELVE}, rule: {COUNT}',
    "grows": f"target: рост, baseline: {TWELVE}, rule: {COUNT}",
    "within": f"target: 50–70 %, rule: {SHARE}",
    "below": f'target: "от 70 % до 90 %", warn: "от 65 % до 95 %", rule: {SHARE}',
    "above": f'target: "от 3 до 10 чел.", rule: {COUNT}',
    "mean-above": f'target: "от 1 до 2 часов", rule: {MEAN}',
    "by-words": f'target: "не менее 70 % к концу 2022 года", rule: {SHARE}',
    "due-words": f'target: ">= 70 %", due: III квартал 2022 г., rule: {SHARE}',
    "due-passed": f'target: ">= 70 %", due: до 31.12.2021, rule: {SHARE}',
    "places": f'target: ">= 15 мест", rule: {COUNT}',
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = (f"1;{'да' if each < ENROLLED else 'нет'};{each % 2 + 2}" for each in range(20))
    tables = {"schools.csv": "code\n1\n", "pupils.csv": "\n".join(("school;enrolled;hours", *rows))}
    return write_project(tmp_path_factory.mktemp("baseline"), DATA, RULES, tables)


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return judged(folder, "2022-08-31")


@pytest.mark.parametrize(
    ("id", "kind", "value", "lacking"),
    [
        ("points", "met", 65, None),
        ("points-missed", "not_met", 66, 1),
        ("last-year", "met", 12, None),
        ("percent", "not_met", 13.2, 1),
        ("times", "not_met", 15, 2),
        ("grows", "met", 12, None),
        ("within", "met", 50, None),
        ("below", "warned", 70, 1),
        ("above", "not_met", 3, 3),
        ("mean-above", "not_met", 1, 0.5),
        ("by-words", "not_due", 70, 1),
        ("due-words", "not_due", 70, 1),
        ("due-passed", "not_met", 70, 1),
        ("places", "not_met", 15, 2),
    ],
)
def test_the_figure_that_words_come_to_is_judged(
    outcome: Outcome, id: str, kind: str, value: float, lacking: float | None
) -> None:
    """13 of 20 are 65 %; means of 2 and 3 hours, ten of each, are 2.5."""
    indicator_outcome = next(indicator for indicator in outcome.indicators if indicator.id == id)
    asked = indicator_outcome.indicator.target
    assert asked is not None
    distance = indicator_outcome.verdict.distance
    assert (indicator_outcome.verdict.kind.value, asked.value) == (kind, value)
    assert (distance and distance.amount) == lacking


def test_a_day_in_words_is_a_day(outcome: Outcome) -> None:
    days = {indicator.id: indicator.indicator for indicator in outcome.indicators}
    assert days["by-words"].due == date(2022, 12, 31)
    assert days["due-words"].due == date(2022, 9, 30)
    assert days["due-passed"].due == date(2021, 12, 31)
    assert days["due-words"].due_text == "III квартал 2022 г."


def test_the_report_tells_the_baseline_and_the_words(folder: Path, tmp_path: Path) -> None:
    done = run("evaluate", str(folder), "--as-of", "2022-08-31", "--out", str(tmp_path),
               "--format", "json,html,md", "--audience", "internal")  # fmt: skip
    assert done.code in (0, 1), done.err
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    told = {each["id"]: each for each in report["roadmaps"][0]["indicators"]}
    points = told["low-results/points"]
    assert (points["baseline"]["value"], points["baseline"]["day"]) == (60, "2020-12-31")
    assert points["baseline"]["source"] == "отчёт за 2020 год"
    below = told["low-results/below"]
    assert (below["target"]["operator"], below["target"]["upper"]) == ("between", 90)
    page = " ".join((tmp_path / "report.html").read_text("utf-8").replace("\xa0", " ").split())
    assert "не менее 65 % («рост на 5 п.п.»; базовое значение 60 %, 2020)" in page
    assert "от 70 % до 90 %; предупреждение: от 65 % до 95 %" in page
    assert "на 3 человека больше допустимого" in page
    assert "не менее 15 мест" in page
    assert "не хватает 2 мест" in page
    assert "(III квартал 2022 г.)" in page


def _base(value: str, unit: Unit | None) -> Baseline:
    return Baseline(value, float(value), unit, "2020", date(2020, 12, 31))


@pytest.mark.parametrize(
    ("text", "base", "operator", "value"),
    [
        ("рост на 5 п.п.", _base("42", Unit.PERCENT), Operator.AT_LEAST, 47),
        ("+5 п.п.", _base("42", Unit.PERCENT), Operator.AT_LEAST, 47),
        ("снижение не менее чем на 2,5 п. п.", _base("42", Unit.PERCENT), Operator.AT_MOST, 39.5),
        ("рост на 5 %", _base("40", Unit.PERSONS), Operator.AT_LEAST, 42),
        ("сокращение на 10 %", _base("7", None), Operator.AT_MOST, 6.3),
        ("увеличение на 3 чел.", _base("40", Unit.PERSONS), Operator.AT_LEAST, 43),
        ("рост на 3", _base("40", Unit.POINTS), Operator.AT_LEAST, 43),
        ("рост в 1,5 раза", _base("40", Unit.PERCENT), Operator.AT_LEAST, 60),
        ("снижение в 2 раза", _base("5", Unit.HOURS), Operator.AT_MOST, 2.5),
        ("на 5 п.п. выше уровня 2020 года", _base("1.1", Unit.PERCENT), Operator.AT_LEAST, 6.1),
        ("не выше базового значения", _base("7", None), Operator.AT_MOST, 7),
        ("не ниже, чем в 2020 году", _base("7", None), Operator.AT_LEAST, 7),
        ("> базового уровня", _base("7", None), Operator.MORE, 7),
        ("growth by 5 pp", _base("42", Unit.PERCENT), Operator.AT_LEAST, 47),
    ],
)
def test_growth_is_counted_exactly(
    text: str, base: Baseline, operator: Operator, value: float
) -> None:
    read = read_level(text, Origin("a.yaml", ()), base, None, None)
    assert not isinstance(read, Finding)
    assert (read.operator, Fraction(str(read.value))) == (operator, Fraction(str(value)))
    assert (read.unit, read.grown, read.text) == (base.unit, True, text)


@pytest.mark.parametrize(
    ("text", "base", "code"),
    [
        ("рост на 5 %", _base("42", Unit.PERCENT), "R392"),
        ("рост на 5", _base("42", Unit.PERCENT), "R392"),
        ("рост на 5 п.п.", _base("42", Unit.PERSONS), "R392"),
        ("рост на 5 часов", _base("42", Unit.PERSONS), "R392"),
        ("снижение в 3 раза", _base("10", None), "R392"),
        ("снижение в 0 раз", _base("10", None), "R392"),
        ("рост на 0 %", _base("10", None), "R392"),
        ("снижение на 200 %", _base("10", None), "R392"),
        ("снижение на 50 п.п.", _base("42", Unit.PERCENT), "R392"),
        ("рост на 5 п.п.", None, "R390"),
        ("не ниже уровня прошлого года", None, "R390"),
        ("рост на 5 п.п. к уровню 2019 года", _base("42", Unit.PERCENT), "R391"),
    ],
)
def test_what_may_be_read_in_two_ways_is_refused(
    text: str, base: Baseline | None, code: str
) -> None:
    read = read_level(text, Origin("a.yaml", ()), base, None, None)
    assert isinstance(read, Finding)
    assert read.code.id == code


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("50–70 %", 50, 70, Unit.PERCENT),
        ("от 50 % до 70 %", 50, 70, Unit.PERCENT),
        ("от 50 до 70 %", 50, 70, Unit.PERCENT),
        ("в пределах 10-20 ч", 10, 20, Unit.HOURS),
        ("между 3 и 5 чел.", 3, 5, Unit.PERSONS),
        ("between 3 and 5", 3, 5, None),
        ("-5 – -2 п.п.", -5, -2, Unit.PERCENT_POINTS),
        ("1 000–2 000 мест", 1000, 2000, Unit.PLACES),
    ],
)
def test_a_corridor_has_two_ends(text: str, low: float, high: float, unit: Unit | None) -> None:
    read = read_target(text, Origin("a.yaml", ()))
    assert not isinstance(read, Finding)
    assert (read.operator, read.value, read.upper, read.unit) == (Operator.BETWEEN, low, high, unit)


@pytest.mark.parametrize("text", ["70–50 %", "от 5 чел. до 10 %", "от 50 % до 70", "5–5"])
def test_a_corridor_without_room_is_refused(text: str) -> None:
    read = read_target(text, Origin("a.yaml", ()))
    assert isinstance(read, Finding)
    assert read.code.id == "R393"


@pytest.mark.parametrize("text", ["на 5 п.п.", "рост на 5 п.п. и более того", "рост", "от 5 до 7"])
def test_other_words_count_from_nothing(text: str) -> None:
    assert read_growth(text) is None


def test_a_difference_of_shares_may_fall_by_points(tmp_path: Path) -> None:
    """13 of 20 against 20 of 20 are -35 п.п."""
    part = "{measure: share, in: pupils, of: %s, missing: exclude}"
    parts = f"[{{id: a, of: {part % 'enrolled'}}}, {{id: b, of: {part % 'hours > 0'}}}]"
    rule = f"{{measure: formula, formula: a - b, parts: {parts}}}"
    indicators = {
        "falls": f'target: ">= -35 п.п.", rule: {rule}',
        "percents": f'target: ">= -35 %", rule: {rule}',
        "more": f'target: ">= -30 п. п.", rule: {rule}',
    }
    rows = (f"1;{'да' if each < ENROLLED else 'нет'};2" for each in range(20))
    tables = {"schools.csv": "code\n1\n", "pupils.csv": "\n".join(("school;enrolled;hours", *rows))}
    outcomes = judged(write_project(tmp_path, DATA, indicators, tables)).indicators
    assert [each.verdict.kind.value for each in outcomes] == ["met", "met", "not_met"]
    distance = outcomes[2].verdict.distance
    assert distance is not None
    assert (distance.amount, distance.unit) == (5, "percent_points")


def test_percent_points_of_a_share_itself_are_refused(tmp_path: Path) -> None:
    tables = {"schools.csv": "code\n1\n", "pupils.csv": "school;enrolled;hours\n"}
    folder = write_project(tmp_path, DATA, {"one": f'target: ">= 70 п.п.", rule: {SHARE}'}, tables)
    done = run("validate", str(folder))
    assert "R341" in done.out + done.err

"""A mean of a column of percents is percents: figure, target, distance and words go together."""

from pathlib import Path

import pytest

from engine.diagnostics import Finding
from engine.pipeline import check
from engine.results.outcome import Outcome
from tests.running import run
from tests.unit.execute.small_projects import judged, write_project

DATA = """
  - name: schools
    path: schools.csv
    organisation: code
    schema:
      fields:
        - {name: code, title: Код, type: string}
        - {name: quality, title: Качество, type: number, unit: percent}
        - {name: part, title: Доля, type: number, unit: fraction}
        - {name: passed, title: Успеваемость, type: number, unit: percent}
        - {name: pupils, title: Обучающихся, type: integer}
      primaryKey: [code]
  - name: years
    path: years.csv
    organisation: code
    period: year
    schema:
      fields:
        - {name: year, title: Год, type: string}
        - {name: code, title: Код, type: string}
        - {name: quality, title: Качество, type: number, unit: percent}
"""
TABLES = {
    "schools.csv": """
    Код;Качество;Доля;Успеваемость;Обучающихся
    1;70,5%;0,8;90;100
    2;60%;0,5;80;50
    3;75%;0,79;95;10
    """,
    "years.csv": """
    Год;Код;Качество
    2020;1;61%
    2020;2;55%
    2021;1;65,5%
    2021;2;57%
    """,
}
MEAN = "rule: {measure: mean, in: schools, of: %s, missing: exclude}, target: '%s'"
WEIGHTED = (
    "rule: {measure: mean, in: schools, of: quality, weight: pupils, missing: exclude},"
    " target: '%s'"
)
CHANGE = (
    "rule: {measure: change, of: {measure: mean, in: years, of: quality, missing: exclude},"
    " over: ['2020', '2021'], shape: ends}, target: '%s'"
)
SUM_WITH_SHARE = (
    "rule: {measure: formula, formula: a + b, parts: ["
    "{id: a, of: {measure: share, in: schools, of: quality > 65, missing: exclude}},"
    " {id: b, indicator: low-results/mean}]}, target: '>= 200 %'"
)
ASKED = {
    "mean": MEAN % ("quality", ">= 70 %"),
    "fraction": MEAN % ("part", ">= 70 %"),
    "bare": MEAN % ("quality", ">= 70"),
    "weighted": WEIGHTED % ">= 70 %",
    "difference": MEAN % ("passed - quality", "<= 15 п.п."),
    "half": MEAN % ("(quality + passed) / 2", ">= 80 %"),
    "persons": MEAN % ("quality * pupils / 100", ">= 60"),
    "corridor": MEAN % ("quality", "75–80 %"),
    "change": CHANGE % ">= 5 п.п.",
    "grows": CHANGE % "рост",
    "baseline": MEAN % ("quality", "рост на 9 п.п.") + ", baseline: {value: '60', date: '2020'}",
    "with-share": SUM_WITH_SHARE,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("percents"), DATA, ASKED, TABLES)


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return judged(folder)


@pytest.mark.parametrize(
    ("id", "kind", "lacking"),
    [
        ("mean", "not_met", (1.5, "percent_points")),
        ("fraction", "not_met", (0.34, "percent_points")),
        ("bare", "not_met", (1.5, "percent_points")),
        ("weighted", "not_met", (2.5, "percent_points")),
        ("difference", "not_met", (4.84, "percent_points")),
        ("half", "not_met", (1.59, "percent_points")),
        ("persons", "not_met", (24, "units")),
        ("corridor", "not_met", (6.5, "percent_points")),
        ("change", "not_met", (1.8, "percent_points")),
        ("grows", "met", None),
        ("baseline", "not_met", (0.5, "percent_points")),
        ("with-share", "not_met", (64.9, "percent_points")),
    ],
)
def test_the_figure_is_held_against_percents(
    outcome: Outcome, id: str, kind: str, lacking: tuple[float, str] | None
) -> None:
    verdict = next(each.verdict for each in outcome.indicators if each.id == id)
    assert verdict.kind.value == kind
    told = verdict.distance and (verdict.distance.amount, verdict.distance.unit)
    assert told == lacking


def test_reports_say_percents_and_points(folder: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    run("evaluate", str(folder), "--as-of", "2022-08-31", "--format", "md", "--out", out,
        "--audience", "internal")  # fmt: skip
    told = (tmp_path / "out" / "report.md").read_text(encoding="utf-8").replace("\xa0", " ")
    for line in (
        "| 205,5 / 3 = 68,5 % | не менее 70 % | не хватает 1,5 п. п. |",
        "| 59,5 / 3 = 19,83 п. п. | не более 15 п. п. | на 4,84 п. п. больше допустимого |",
        "| 58 % → 61,25 %; разница +3,25 п. п. | не менее 5 п. п. | не хватает 1,8 п. п. |",
        "| 108 / 3 = 36 | не менее 60 | не хватает 24 |",
        "— 60 / 1 = 60 %; ниже цели на 10 п. п.",
    ):
        assert line in told


def _found(folder: Path, rule: str) -> list[Finding]:
    write_project(folder, DATA, {"asked": rule}, TABLES)
    return [each for each in check(folder).findings if each.code.severity.value == "error"]


def test_other_means_are_no_percents_and_sums_of_percents_no_share(tmp_path: Path) -> None:
    (unit,) = _found(tmp_path, MEAN % ("pupils", ">= 70 %"))
    assert unit.code.id == "R341"
    (points,) = _found(tmp_path, MEAN % ("quality", ">= 70 п.п."))
    assert points.code.id == "R341"
    summed = "{measure: sum, in: schools, of: quality, missing: exclude}"
    counted = "{measure: count, in: schools}"
    (ratio,) = _found(
        tmp_path,
        f"rule: {{measure: ratio, numerator: {summed}, denominator: {counted}}}, target: '>= 5 %'",
    )
    assert (ratio.code.id, dict(ratio.params)) == ("R352", {"summed": "quality"})


def test_a_text_with_or_without_the_sign_is_the_same_target(tmp_path: Path) -> None:
    for text in ("не менее 70 %", "не менее 70"):
        for target in (">= 70 %", ">= 70"):
            rule = MEAN % ("quality", target)
            write_project(tmp_path, DATA, {"asked": f"text: {text}, {rule}"}, TABLES)
            spec = tmp_path / "low-results.yaml"
            spec.write_text(
                spec.read_text(encoding="utf-8").replace("text: asked, ", ""), encoding="utf-8"
            )
            assert not [each for each in check(tmp_path).findings if each.code.id == "R372"]

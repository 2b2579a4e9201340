"""The published signs of biased results: each planted one is found, and none elsewhere."""

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.rules.planted import (
    BEFORE,
    COLUMNS,
    CONTRARY,
    FELL,
    HIGH,
    NOW,
    ROSE,
    SCHOOLS,
    SMALL,
    results,
)
from tests.running import run

Json = dict[str, Any]

PROJECT = """\
format: project/1
id: planted
title: Признаки необъективности
municipality: {name: Пример}
method: "2020"
period: {text: 2021-2022 учебный год, from: "2021-09-01", to: "2022-08-31"}
organisations: [schools]
roadmaps: [signs.yaml]
"""
DATA = """\
format: data/1
synthetic: true
resources:
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields: [{name: code, title: code, type: string}]
      primaryKey: [code]
    organisation: code
  - name: results
    title: Результаты участников
    path: results.csv
    schema:
      fields:
        - {name: school, title: school, type: string}
        - {name: school_year, title: school_year, type: string}
        - {name: procedure, title: procedure, type: string}
        - {name: subject, title: subject, type: string}
        - {name: grade, title: grade, type: integer}
        - {name: mark_journal, title: mark, type: integer}
        - {name: score, title: score, type: integer}
        - {name: max_score, title: maximum, type: integer}
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
    organisation: school
    period: school_year
"""
SUBJECTS = {"РУ": "russian", "МА": "maths"}
MEANS = {
    f"bias-mean-oge-{SUBJECTS[subject]}"
    if procedure == "ОГЭ"
    else f"bias-mean-{SUBJECTS[subject]}-{grade}": ((procedure, subject, grade), school)
    for (procedure, subject, grade), school in HIGH.items()
}
JOURNALS = {
    f"bias-journal-{SUBJECTS[subject]}-{grade}": ((subject, grade), school)
    for (subject, grade), school in CONTRARY.items()
}
CHANGES = {"bias-change-russian": FELL[1], "bias-change-maths": ROSE[1]}
PLANTED = {
    **{rule: school for rule, (_, school) in {**MEANS, **JOURNALS}.items()},
    **CHANGES,
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    """The indicators of the report by id."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "project.yaml").write_text(PROJECT, "utf-8")
    (folder / "data.yaml").write_text(DATA, "utf-8")
    (folder / "signs.yaml").write_text(_roadmap(), "utf-8")
    _write(folder / "schools.csv", ("code",), [(school,) for school in SCHOOLS])
    _write(folder / "results.csv", COLUMNS, list(results()))
    done = run("evaluate", str(folder), "--as-of", "2022-06-30", "--out", str(folder / "out"),
               "--format", "json", "--audience", "internal")  # fmt: skip
    assert done.code == 0, done.err
    report = json.loads((folder / "out" / "report.json").read_text("utf-8"))
    return {each["id"].split("/")[1]: each for each in report["roadmaps"][0]["indicators"]}


def _roadmap() -> str:
    rows = {
        rule: f"procedure = '{procedure}' and subject = '{subject}' and grade = {grade}"
        for rule, ((procedure, subject, grade), _) in MEANS.items()
    }
    withs = {rule: f'with: {{region_rows: "{condition}"}}' for rule, condition in rows.items()}
    withs |= dict.fromkeys(CHANGES, f"with: {{over: [{BEFORE}, {NOW}]}}")
    withs["bias-region-index"] = f"with: {{over: [{BEFORE}, {NOW}], min_n: 5}}"
    lines = ["format: roadmap/1", "slug: signs", "title: Признаки", "goals:",
             "  - {id: fair, text: Объективные результаты}", "indicators:"]  # fmt: skip
    for rule in (*PLANTED, "bias-region-index"):
        target = ">= 50 %" if rule == "bias-region-index" else "= 0 %"
        lines += [f"  - id: {rule}", "    goal: fair", f"    text: {rule}", "    rule:",
                  f"      use: {rule}", *([f"      {withs[rule]}"] if rule in withs else []),
                  f'    target: "{target}"']  # fmt: skip
    lines += ["  - id: without-figures", "    goal: fair", "    text: цифр региона нет",
              "    rule: {use: bias-mean-russian-4}", '    target: "= 0 %"']  # fmt: skip
    return "\n".join([*lines, "events: []", ""])


def _write(path: Path, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *rows])


def _figures(indicator: Json) -> dict[str, Json]:
    measurement = indicator["measurement"]
    assert isinstance(measurement, dict)
    return {each["key"]: each for each in measurement["figures"] if each["key"] is not None}


def _signs(indicator: Json) -> list[str]:
    return [key for key, figure in _figures(indicator).items() if figure["sign"]]


@pytest.mark.parametrize("rule", PLANTED)
def test_the_planted_sign_is_found_and_none_elsewhere(rule: str, judged: dict[str, Json]) -> None:
    assert _signs(judged[rule]) == [PLANTED[rule]]
    assert judged[rule]["verdict"] == "not_met"


def test_the_index_counts_the_schools_without_any_sign(judged: dict[str, Json]) -> None:
    index = judged["bias-region-index"]
    assert _signs(index) == sorted(PLANTED.values())
    assert str(index["figure"]).replace("\xa0", " ") == "28 / 40 = 70 %"
    assert index["verdict"] == "met"


def test_two_participants_say_nothing(judged: dict[str, Json]) -> None:
    assert _figures(judged["bias-mean-russian-4"])[SMALL]["sign"] is False  # min_n is 2 there
    assert _figures(judged["bias-region-index"])[SMALL]["n"] < 12


def test_without_the_figures_of_the_region_the_rule_says_so(judged: dict[str, Json]) -> None:
    lacking = judged["without-figures"]
    assert lacking["verdict"] == "no_data"
    reason = lacking["reason"]
    assert isinstance(reason, dict)
    assert "их даёт регион" in reason["text"]


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.DataFrame(results(), columns=COLUMNS)


@pytest.mark.parametrize("rule", JOURNALS)
def test_the_correlation_is_that_of_ranks_with_ties(
    rule: str, judged: dict[str, Json], table: pd.DataFrame
) -> None:
    (subject, grade), _ = JOURNALS[rule]
    chosen = table.query("school_year == @NOW and procedure == 'ВПР'")
    chosen = chosen[(chosen.subject == subject) & (chosen.grade == grade)]
    for school, group in chosen.groupby("school"):
        expected = group.mark.rank().corr(group.score.rank())
        found = _figures(judged[rule])[str(school)]["value"]
        assert found == pytest.approx(expected, abs=1e-9)


def test_the_short_formula_would_be_wrong_here(table: pd.DataFrame) -> None:
    group = table.query("school == '07' and school_year == @NOW and procedure == 'ВПР'")
    group = group[(group.subject == "РУ") & (group.grade == 4)]
    ranks = group.mark.rank(), group.score.rank()
    n = len(group)
    short = 1 - 6 * ((ranks[0] - ranks[1]) ** 2).sum() / (n * (n * n - 1))
    assert abs(short - ranks[0].corr(ranks[1])) > 0.01


@pytest.mark.parametrize("rule", MEANS)
def test_intervals_are_those_of_the_formula(
    rule: str, judged: dict[str, Json], table: pd.DataFrame
) -> None:
    (procedure, subject, grade), _ = MEANS[rule]
    chosen = table.query("school_year == @NOW")
    chosen = chosen[
        (chosen.procedure == procedure) & (chosen.subject == subject) & (chosen.grade == grade)
    ]
    for school, group in chosen.groupby("school"):
        half = 1.96 * group.score.std() / len(group) ** 0.5
        figure = _figures(judged[rule])[str(school)]
        assert figure["low"] == pytest.approx(group.score.mean() - half, abs=1e-6)
        assert figure["high"] == pytest.approx(group.score.mean() + half, abs=1e-6)


def test_the_sharp_change_is_the_ratio_of_shares_of_the_maximum(
    judged: dict[str, Json], table: pd.DataFrame
) -> None:
    vpr = table.query("procedure == 'ВПР' and subject == 'РУ'")
    means = vpr.groupby(["school", "school_year", "grade"]).score.mean() / 40
    ratios = {school: means[school, BEFORE, 4] / means[school, NOW, 5] for school in SCHOOLS}
    low, high = pd.Series(ratios).quantile([0.25, 0.75])
    figures = _figures(judged["bias-change-russian"])
    for school, ratio in ratios.items():
        assert figures[school]["value"] == pytest.approx(ratio, abs=1e-9)
        assert figures[school]["high"] == pytest.approx(high + 3 * (high - low), abs=1e-9)

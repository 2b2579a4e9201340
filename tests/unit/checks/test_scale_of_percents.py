"""A figure between nought and one is no percent: targets, given means, cells of decision tables."""

from pathlib import Path

import pytest

from tests.running import run

DATA = """\
format: data/1
resources:
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: kind, type: string}
        - {name: level, type: number, unit: UNIT}
      primaryKey: [code]
    organisation: code
  - name: results
    title: Результаты
    path: results.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: score, type: number, unit: UNIT}
        - {name: passed, type: boolean, trueValues: [да], falseValues: [нет]}
    organisation: school
"""
PROJECT = """\
format: project/1
id: example
title: Пример
municipality: {name: Лесной район}
method: "2020"
period: {text: 2021-2022, from: "2021-09-01", to: "2022-08-31"}
organisations: [schools]
roadmaps: [a.yaml]
"""
ROADMAP = """\
format: roadmap/1
slug: a
title: Проба
goals: [{id: g, text: Цель}]
indicators:
  - {id: q, goal: g, text: Показатель, rule: RULE, target: "TARGET"}
events: []
"""
MEAN = "{measure: mean, in: results, of: score, missing: exclude}"
SHARE = "{measure: share, in: results, of: passed, missing: exclude}"
DECISION = """\
format: decision/1
id: help
title: Кому помочь
per: schools
hit: first
inputs: [{id: d, title: Вход, INPUT}]
rows: [{id: low, when: {d: "LOW"}}, {id: high, when: {d: "HIGH"}}, {id: rest}]
"""


def told(
    folder: Path, rule: str, target: str, unit: str = "percent", decision: str = ""
) -> list[tuple[str, str]]:
    """The codes about scales that `validate` finds, with what they advise to write."""
    files = {
        "data.yaml": DATA.replace("UNIT", unit),
        "project.yaml": PROJECT,
        "a.yaml": ROADMAP.replace("RULE", rule).replace("TARGET", target),
    }
    (folder / "decisions").mkdir(parents=True)
    if decision:
        files["decisions/help.yaml"] = decision
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = run("validate", str(folder))
    lines = [line.strip() for line in (done.out + done.err).splitlines()]
    codes = [code for code in ("R358", "R374") if any(f" {code}: " in line for line in lines)]
    fixes = [line for line in lines if line.startswith("что сделать: Напишите")]
    return list(zip(codes, fixes, strict=True))


@pytest.mark.parametrize(
    ("target", "advised"),
    [(">= 0.8", "80"), ("<= 0,35", "35"), (">= 80", None), (">= 0", None), (">= 1", None)],
)
@pytest.mark.parametrize("unit", ["percent", "fraction"])
def test_a_mean_of_percents_is_no_fraction(
    tmp_path: Path, target: str, advised: str | None, unit: str
) -> None:
    found = told(tmp_path, MEAN, target, unit)
    assert [(code, f"Напишите {advised}," in fix) for code, fix in found] == (
        [("R358", True)] if advised else []
    )


def test_a_mean_of_other_numbers_may_be_less_than_one(tmp_path: Path) -> None:
    assert told(tmp_path, MEAN, ">= 0.8", "one") == []


@pytest.mark.parametrize(
    ("given", "low", "high", "is_told"),
    [
        (f"rule: {SHARE}", "<= 0.3", "> 0.3", True),
        (f"rule: {SHARE}", "[0..0.3]", "(0.3..1]", True),
        (f"rule: {MEAN}", "< 0.5", ">= 0.5", True),
        ("indicator: a/q", "< 0.5", ">= 0.5", True),
        ("column: level", "< 0.5", ">= 0.5", True),
        (f"rule: {SHARE}", "<= 30", "> 30", False),
        (f"rule: {SHARE}", "<= 0.5", "> 30", False),
        (f"rule: {SHARE}", "0", "> 0", False),
        (f"rule: {MEAN}, take: n", "<= 0.3", "> 0.3", False),
    ],
)
def test_a_cell_over_percents_is_no_fraction(
    tmp_path: Path, given: str, low: str, high: str, is_told: bool
) -> None:
    text = DECISION.replace("INPUT", given).replace("LOW", low).replace("HIGH", high)
    codes = [code for code, _ in told(tmp_path, MEAN, ">= 60", decision=text)]
    assert codes == (["R374"] if is_told else [])


def test_a_given_mean_of_percents_is_no_fraction(tmp_path: Path) -> None:
    rule = (
        "{measure: interval, in: results, of: score, missing: exclude, sign: below, "
        "reference: {n: 100, mean: MEAN, deviation: 0.1}}"
    )
    assert [code for code, _ in told(tmp_path / "a", rule.replace("MEAN", "0.6"), "= 0 %")] == [
        "R358"
    ]
    assert told(tmp_path / "b", rule.replace("MEAN", "60"), "= 0 %") == []

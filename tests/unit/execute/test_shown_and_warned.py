"""A figure without a target is shown and judged by nobody; a level below the target warns."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from engine.results.outcome import Outcome
from tests.running import run
from tests.unit.execute.small_projects import judged, n_of, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
    organisation: code
  - name: pupils
    title: Ученики
    path: pupils.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: passed, type: boolean}
        - {name: score, type: integer}
        - {name: year, type: string}
    organisation: school
    period: year
"""
ROWS = [("1", True, 4), ("1", True, 5), ("1", True, 3), ("2", False, 2), ("2", True, 4)]
YEARS = {"2020-2021": 3, "2021-2022": 3}
"""Pupils who passed in each year: as many as before."""
SHARE = "{measure: share, in: pupils, of: passed, where: year = '2021-2022', missing: exclude}"
OPEN = SHARE.replace("exclude", "indeterminate")
MEAN = "{measure: mean, in: pupils, of: score, where: year = '2021-2022', missing: exclude}"
COUNT = "{measure: count, in: pupils, of: passed, missing: as_false}"
CHANGE = f"{{measure: change, over: [2020/21, 2021/22], shape: ends, of: {COUNT}}}"
TREND = f"{{measure: trend, over: [2019/20, 2020/21, 2021/22], of: {COUNT}}}"
RULES = {
    "share": f"target: none, rule: {SHARE}",
    "mean": f"target: нет, rule: {MEAN}",
    "change": f"target: none, rule: {CHANGE}",
    "warned": f"target: '>= 90 %', warn: '>= 80 %', rule: {SHARE}",
    "on-the-level": f"target: '> 80 %', warn: '>= 80 %', rule: {SHARE}",
    "below": f"target: '>= 95 %', warn: '>= 81 %', rule: {SHARE}",
    "met": f"target: '>= 80 %', warn: '>= 60 %', rule: {SHARE}",
    "too-many": f"target: '<= 3', warn: '<= 4', rule: {COUNT}",
    "schools": f"target: '>= 60 %', warn: '>= 50 %', judge: school, rule: {SHARE}",
    "steady": f"target: рост, warn: не ниже, rule: {CHANGE}",
    "later": f"target: '>= 90 %', warn: '>= 80 %', due: '2030-01-01', rule: {SHARE}",
}


def _rows() -> str:
    lines = [f"{s};{'да' if p else 'нет'};{score};2021-2022" for s, p, score in ROWS]
    lines += ["1;да;4;2020-2021"] * 4
    return "\n".join(["school;passed;score;year", *lines]) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tables = {"schools.csv": "code\n1\n2\n", "pupils.csv": _rows()}
    return write_project(tmp_path_factory.mktemp("shown"), DATA, RULES, tables)


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return judged(folder)


@pytest.mark.parametrize(
    ("id", "kind"),
    [
        ("share", "shown"), ("mean", "shown"), ("change", "shown"),
        ("warned", "warned"), ("on-the-level", "warned"), ("below", "not_met"), ("met", "met"),
        ("schools", "warned"), ("steady", "warned"), ("later", "not_due"),
    ],
)  # fmt: skip
def test_what_lies_between_the_levels_is_warned(outcome: Outcome, id: str, kind: str) -> None:
    verdict = next(indicator.verdict for indicator in outcome.indicators if indicator.id == id)
    assert verdict.kind.value == kind


def test_a_shown_figure_is_the_figure_that_a_target_would_be_held_against(
    outcome: Outcome,
) -> None:
    passed = [p for _, p, _ in ROWS]
    assert n_of(outcome, "share") == (sum(passed), len(passed))
    scores = [score for _, _, score in ROWS]
    n, total = n_of(outcome, "mean")
    shown = Fraction(int(n), int(total or 0))
    assert shown == Fraction(sum(scores), len(scores))


def test_a_run_of_shown_figures_alone_says_so_and_ends_with_0(tmp_path: Path) -> None:
    only = {"share": RULES["share"]}
    tables = {"schools.csv": "code\n1\n2\n", "pupils.csv": _rows()}
    folder = write_project(tmp_path, DATA, only, tables)
    out = tmp_path / "out"
    done = run("evaluate", str(folder), "--as-of", "2022-06-01", "--out", str(out),
               "--audience", "internal")  # fmt: skip
    assert done.code == 0, done.err
    assert "показан без цели" in done.out + done.err
    (report,) = out.glob("**/report.json")
    told = json.loads(report.read_text(encoding="utf-8"))
    (found,) = told["roadmaps"][0]["indicators"]
    figure = found["figure"].replace("\u00a0", " ")
    assert (found["verdict"], found["target"], figure) == ("shown", None, "4 / 5 = 80 %")


WAIVERS = """\
waivers:
  - {id: low-results/share, reason: цифра для сверки, author: Иванова, until: "2022-12-31"}
  - {id: low-results/warned, reason: набор перенесён, author: Иванова, until: "2022-12-31"}
"""


def test_a_waiver_replaces_a_warning_and_touches_nothing_that_is_shown(tmp_path: Path) -> None:
    tables = {"schools.csv": "code\n1\n2\n", "pupils.csv": _rows()}
    found = judged(write_project(tmp_path, DATA, RULES, tables, WAIVERS))
    verdicts = {indicator.id: indicator.verdict for indicator in found.indicators}
    assert verdicts["share"].kind.value == "shown"
    assert verdicts["warned"].kind.value == "waived"
    assert str(verdicts["warned"].replaced) == "warned"


@pytest.mark.parametrize(
    ("id", "told"),
    [("share", "цели нет, цифра показана"),
     ("warned", "не менее 90 %; предупреждение: не менее 80 %")],
)  # fmt: skip
def test_explain_says_what_was_asked(folder: Path, id: str, told: str) -> None:
    done = run("explain", f"low-results/{id}", str(folder), "--as-of", "2022-08-31",
               "--audience", "internal")  # fmt: skip
    assert told in done.out

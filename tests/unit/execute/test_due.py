"""What was due is judged by the rows of its day; reached later is late, and told apart."""

from pathlib import Path

import pytest

from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.running import run
from tests.unit.execute.small_projects import judged, n_of, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}, {name: site, type: boolean}], primaryKey: [code]}
    organisation: code
  - name: lessons
    title: Уроки
    path: lessons.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: good, type: boolean}
        - {name: day, type: date}
    organisation: school
    date: day
  - name: years
    title: По годам
    path: years.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: good, type: boolean}
        - {name: year, type: string}
    organisation: school
    period: year
"""
TABLES = {
    "schools.csv": "code;site\n1;да\n2;да\n",
    "lessons.csv": (
        "school;good;day\n1;да;01.10.2021\n1;да;02.10.2021\n2;нет;01.11.2021\n"
        "2;да;01.02.2022\n2;да;02.02.2022\n1;нет;03.02.2022\n2;нет;04.02.2022\n"
    ),
    "years.csv": "school;good;year\n1;да;2021-2022\n2;нет;2021-2022\n",
}
LESSONS = "in: lessons, of: good"
COUNT = f"{{measure: count, {LESSONS}, cumulative: true, missing: as_false}}"
SHARE = f"{{measure: share, {LESSONS}, missing: exclude}}"
SITES = "{measure: share, in: schools, of: site, missing: exclude}"
DUE = "due: '2021-12-31'"
RULES = {
    "late": f"target: '>= 3', {DUE}, rule: {COUNT}",
    "in-time": f"target: '>= 2', {DUE}, rule: {COUNT}",
    "never": f"target: '>= 9', {DUE}, rule: {COUNT}",
    "fell": f"target: '>= 60 %', {DUE}, rule: {SHARE}",
    "at-most": f"target: '<= 2', {DUE}, rule: {COUNT}",
    "undated": f"target: '>= 90 %', {DUE}, rule: {SITES}",
    "no-due": f"target: '>= 3', rule: {COUNT}",
    "year": (
        f"target: '>= 50 %', {DUE}, rule: {{measure: share, in: years, of: good, missing: exclude}}"
    ),
    "formula": (
        f"target: '>= 3', {DUE}, rule: {{measure: formula, formula: a * 1, parts: "
        f"[{{id: a, of: {COUNT}}}]}}"
    ),
    "each": (
        f"{DUE}, rule: {{measure: each, per: schools, in: lessons, key: school, of: good, "
        "missing: as_false}"
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_project(tmp_path_factory.mktemp("due"), DATA, RULES, TABLES)


@pytest.fixture(scope="module")
def outcome(folder: Path) -> Outcome:
    return judged(folder)


@pytest.mark.parametrize(
    ("id", "kind", "reason", "n"),
    [
        ("late", "met_late", "reached_late", (4, None)),
        ("in-time", "met", "reached_by_due", (2, None)),
        ("never", "not_met", "target_missed", (4, None)),
        ("fell", "met", "reached_by_due", (2, 3)),
        ("at-most", "met", "reached_by_due", (2, None)),
        ("undated", "met", "reached_undated", (2, 2)),
        ("no-due", "met", "target_reached", (4, None)),
        ("year", "met", "target_reached", (1, 2)),
        ("formula", "met_late", "reached_late", None),
        ("each", "met_late", "reached_late", (2, 2)),
    ],
)
def test_what_was_due_is_judged_on_its_day(
    outcome: Outcome, id: str, kind: str, reason: str, n: tuple[int, int | None] | None
) -> None:
    verdict = next(indicator.verdict for indicator in outcome.indicators if indicator.id == id)
    assert (verdict.kind.value, verdict.reason) == (kind, reason)
    if n:
        assert n_of(outcome, id) == n


@pytest.mark.parametrize(
    ("as_of", "kind"),
    [("2021-10-15", "not_due"), ("2021-12-31", "not_met"), ("2022-01-15", "not_met"),
     ("2022-02-01", "met_late")],
)  # fmt: skip
def test_the_day_of_the_run_tells_not_due_from_missed_from_late(
    folder: Path, as_of: str, kind: str
) -> None:
    outcome = judged(folder, as_of)
    verdict = next(indicator.verdict for indicator in outcome.indicators if indicator.id == "late")
    assert verdict.kind is VerdictKind(kind)


def test_a_table_without_dates_says_that_the_day_is_not_known(folder: Path) -> None:
    done = run("explain", "low-results/undated", str(folder), "--as-of", "2022-08-31")
    assert "в таблице «Школы» нет ни дат, ни периодов" in " ".join(done.out.split())


def test_a_late_verdict_counts_as_met_and_is_told_apart(folder: Path, tmp_path: Path) -> None:
    done = run("evaluate", str(folder), "--as-of", "2022-08-31", "--out", str(tmp_path),
               "--format", "md,junit,sarif,json,html", "--fail-on", "not_met")  # fmt: skip
    assert "с опозданием выполнены 3" in done.out + done.err
    assert "✓ выполнен с опозданием" in (tmp_path / "report.md").read_text("utf-8")
    report = " ".join((tmp_path / "report.html").read_text("utf-8").split())
    assert "Целевое значение достигнуто после срока: 31 декабря 2021 г." in report


def test_explain_shows_the_rows_of_the_day_that_was_judged(folder: Path) -> None:
    done = run("explain", "low-results/fell", str(folder), "--as-of", "2022-08-31")
    assert "lessons.csv:4" in done.out
    assert "lessons.csv:5" not in done.out

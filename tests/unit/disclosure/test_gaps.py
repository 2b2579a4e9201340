"""Rows without an answer, rows set aside, rows of findings are persons, too: few are not told."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from engine.codes.tables import OTHER_SCALE, OUTSIDE_PROJECT
from engine.diagnostics import Place, finding
from engine.disclosure import Audience, publish
from tests.running import run
from tests.unit.disclosure.projects import PUPILS, indicator, leaving, pupil, write
from tests.unit.disclosure.test_figures import COUNT, SHARE
from tests.unit.execute.small_projects import judged, measured

BOUNDS = SHARE.replace("exclude", "indeterminate")
BOTH = [indicator("share", SHARE, ">= 1 %"), indicator("count", COUNT, ">= 1")]


def test_a_finding_tells_of_rows_by_its_place_its_numbers_or_the_words_it_quotes() -> None:
    file = Place("data/results.csv")
    told = {
        "the file": finding(OUTSIDE_PROJECT, file),
        "a line": finding(OUTSIDE_PROJECT, replace(file, line=7)),
        "a cell": finding(OUTSIDE_PROJECT, replace(file, sheet="А", cell="B7")),
        "a number": finding(OUTSIDE_PROJECT, file, count=3),
        "a quoted cell": finding(OTHER_SCALE, file),
    }
    assert [name for name, each in told.items() if not each.tells_of_rows] == ["the file"]
    assert all(each.tells_of_rows is True for name, each in told.items() if name != "the file")


def school(code: str, silent: int, total: int = 40) -> list[list[str]]:
    """Half of the pupils passed, and of so many nothing is known."""
    known = [pupil(code, passed="да" if at % 2 else "нет") for at in range(total - silent)]
    return [*known, *([pupil(code, passed="")] * silent)]


def told(project: Path, out: Path) -> dict[str, Any]:
    report = json.loads(leaving(project, out)["report/report.json"])
    found = report["roadmaps"][0]["indicators"]
    return {each["id"].partition("/")[2]: each["measurement"] for each in found}


def silent(measurement: dict[str, Any]) -> dict[str | None, int | None]:
    return {each["key"]: each["missing"] for each in measurement["by_organisation"]}


def test_two_pupils_without_an_answer_are_told_nowhere(tmp_path: Path) -> None:
    project = write(tmp_path / "p", BOTH, [*school("1", 2), *school("2", 0)])
    found = told(project, tmp_path / "out")
    for id in ("share", "count"):
        assert found[id]["overall"]["missing"] is None
        assert found[id]["rows_read"] is None, "the rows less N would tell them"
        assert set(silent(found[id]).values()) <= {None, 0}
    explained = run("explain", "low/share", str(project), "--as-of", "2022-06-01",
                    "--audience", "external")  # fmt: skip
    assert "без ответа 2" not in explained.out
    assert "Без ответа или не засчитано: скрыто" in explained.out
    inside = measured(judged(project, "2022-06-01"), "share")
    assert inside.overall.missing == 2


def test_the_number_of_rows_of_the_file_does_not_tell_them_either(tmp_path: Path) -> None:
    project = write(tmp_path / "p", BOTH[:1], [*school("1", 2), *school("2", 0)])
    published = publish(judged(project, "2022-06-01"), Audience.EXTERNAL).outcome
    assert [file.path for file in published.manifest.files if file.withheld] == ["pupils.csv"]


def test_few_of_one_school_hide_behind_those_of_another(tmp_path: Path) -> None:
    """2, 9 and 12 have no answer, 23 in all: 23 − 12 leaves two schools, and nobody knows which."""
    rows = [*school("1", 2), *school("2", 9), *school("3", 12)]
    found = told(write(tmp_path / "p", BOTH[:1], rows), tmp_path / "out")["share"]
    assert silent(found) == {"1": None, "2": None, "3": 12}
    assert found["overall"]["missing"] == 23


def test_many_without_an_answer_are_told(tmp_path: Path) -> None:
    rows = [*school("1", 8), *school("2", 9)]
    found = told(write(tmp_path / "p", BOTH[:1], rows), tmp_path / "out")["share"]
    assert (found["overall"]["missing"], silent(found)) == (17, {"1": 8, "2": 9})
    assert found["rows_read"] == 80


def test_the_worst_and_the_best_case_differ_by_those_without_an_answer(tmp_path: Path) -> None:
    rows = [*school("1", 2), *school("2", 0)]
    project = write(tmp_path / "p", [indicator("bounds", BOUNDS, ">= 50 %")], rows)
    found = told(project, tmp_path / "out")["bounds"]
    assert found["lowest"] == found["highest"] == {"key": None, "suppressed": True}
    inside = measured(judged(project, "2022-06-01"), "bounds")
    assert inside.lowest
    assert inside.highest
    assert inside.highest.n - inside.lowest.n == 2


def wrong(code: str, cells: Sequence[str]) -> list[list[str]]:
    return [*school(code, 0), *(pupil(code, passed=cell) for cell in cells)]


@pytest.mark.parametrize(
    "tables", [PUPILS, PUPILS.replace("    personal: [who]\n", "")], ids=["personal", "plain"]
)
def test_a_finding_tells_outside_that_there_are_such_rows_and_not_which(
    tmp_path: Path, tables: str
) -> None:
    """Three cells cannot be read, one pupil is of a school that no list knows."""
    rows = [*wrong("1", ["может", "н", "?"]), *school("2", 0), pupil("99")]
    out = tmp_path / "out"
    files = leaving(write(tmp_path / "p", BOTH, rows, tables=tables), out)
    found = json.loads(files["report/report.json"])["findings"]
    assert {each["code"] for each in found} >= {"D218", "D225", "D250"}
    for each in found:
        assert each["place"] == {"file": "pupils.csv"}
        assert not re.search(r"\d", each["message"]), each
    for name, text in files.items():
        if name.startswith("report/"):
            assert "может" not in text.decode(errors="replace"), name
    inside = run("evaluate", str(tmp_path / "p"), "--as-of", "2022-06-01", "--audience",
                 "internal", "--format", "md", "--out", str(tmp_path / "in"))  # fmt: skip
    assert inside.code == 1
    assert "pupils.csv:42" in (tmp_path / "in" / "report.md").read_text()


DECISION = """\
format: decision/1
id: silence
title: Кто промолчал
per: schools
hit: first
inputs: [{id: blank, title: Без ответа, take: missing, indicator: low/share}]
rows:
  - {id: few, when: {blank: "[1..9]"}, why: "Без ответа {blank}"}
  - {id: rest}
"""


def test_a_decision_table_does_not_tell_them_either(tmp_path: Path) -> None:
    project = write(tmp_path / "p", BOTH, [*school("1", 2), *school("2", 8)])
    (project / "decisions").mkdir()
    (project / "decisions" / "silence.yaml").write_text(DECISION)
    outcome = judged(project, "2022-06-01")
    values = {decided.organisation: decided.values[0] for decided in
              publish(outcome, Audience.EXTERNAL).outcome.decisions[0].decided}  # fmt: skip
    assert values["1"].withheld
    assert values["2"].value == 8

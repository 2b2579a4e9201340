"""Values of decision tables that tell of few persons are not in what writers receive."""

import json
from pathlib import Path

from engine.disclosure import Audience, publish
from tests.running import run
from tests.unit.disclosure.projects import HEADINGS, indicator, pupil, write
from tests.unit.disclosure.test_figures import RESULTS
from tests.unit.execute.small_projects import judged

DECISION = """\
format: decision/1
id: support
title: Поддержка
per: schools
inputs:
  - {id: failed, title: Не сдали, rule: {measure: sum, of: failed, in: results, missing: exclude}}
rows:
  - {id: help, zone: Нужна помощь, when: {failed: ">= 1"}, why: "не сдали {failed} учеников"}
  - {id: fine, zone: Порядок}
"""
SUM = "{measure: sum, of: failed, in: results, missing: exclude}"


def project(folder: Path) -> Path:
    path = write(folder / "p", [indicator("failed", SUM)], [pupil("1")], headings=HEADINGS,
                 tables=RESULTS % "")  # fmt: skip
    (path / "results.csv").write_text("Код школы;Не сдали\n1;1\n2;40\n3;30\n")
    (path / "decisions").mkdir()
    (path / "decisions" / "support.yaml").write_text(DECISION)
    return path


def test_a_small_value_is_taken_out_of_the_outcome(tmp_path: Path) -> None:
    told = publish(judged(project(tmp_path)), Audience.EXTERNAL).outcome.decisions[0].decided
    by_school = {decided.organisation: decided.values[0] for decided in told}
    assert by_school["1"].withheld
    assert by_school["1"].value is None
    assert by_school["2"].value == 40


def test_one_of_one_is_shown_neither_as_a_figure_nor_in_a_sentence(tmp_path: Path) -> None:
    path = project(tmp_path)
    run("evaluate", str(path), "--as-of", "2022-06-01", "--format", "json", "--out",
        str(tmp_path / "out"), "--history", str(tmp_path / "none.sqlite"))  # fmt: skip
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    (failed,) = report["roadmaps"][0]["indicators"]
    assert failed["measurement"]["by_organisation"][0] == {"key": "1", "suppressed": True}
    first, second, _ = report["decisions"][0]["decided"]
    assert first["values"] == [{"input": "failed", "suppressed": True, "value": None}]
    assert first["why"] == ["не сдали … учеников (вместо «…» — скрытое число)"]
    assert second["why"] == ["не сдали 40 учеников"]
    asked = run(
        "explain", "support/1", str(path), "--as-of", "2022-06-01", "--audience", "external"
    )
    assert "скрыто" in asked.out


def test_an_explanation_does_not_say_which_conditions_a_hidden_number_meets(tmp_path: Path) -> None:
    path = project(tmp_path)
    table = path / "decisions" / "support.yaml"
    rows = '  - {id: some, zone: Есть, when: {failed: "[1..1]"}}\n  - {id: fine'
    table.write_text(table.read_text("utf-8").replace("  - {id: fine", rows), "utf-8")
    asked = ("explain", "support/1", str(path), "--as-of", "2022-06-01", "--audience")
    outside = run(*asked, "external").out
    assert "выполнено ли условие «>= 1», не сказано" in outside
    assert "some (Есть): подошла ли бы, не сказано: число скрыто" in outside
    assert "some (Есть): условия выполнены" in run(*asked, "internal").out
    told = json.loads(run(*asked, "external", "--format", "json").out)["organisations"][0]["rows"]
    assert [each["fate"] for each in told] == ["fired", "untold", "not_reached"]
    assert [each["conditions"][0]["holds"] for each in told[:2]] == [None, None]
    whole = run("explain", "support", *asked[2:], "external").out
    assert "для 1 не сказано: число скрыто" in whole

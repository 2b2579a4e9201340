"""`.yml` is YAML too: whatever a project holds is read, and nothing is passed over in silence."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import pipeline
from engine.diagnostics import Finding
from tests.running import run
from tests.unit.execute.small_projects import judged, verdict_of, write_project

DATA = """\
- name: schools
  title: Школы
  path: schools.csv
  schema:
    fields: [{name: code, title: code, type: string}, {name: n, title: n, type: integer}]
    primaryKey: [code]
  organisation: code
"""
RULE = """\
format: rule/1
id: large
title: Крупные школы
source: null
rule: {measure: count, in: schools, of: n > 1, missing: as_false}
"""
DECISION = """\
format: decision/1
id: help
title: Кому помочь
per: schools
inputs: [{id: n, column: n}]
rows: [{id: small, when: {n: "< 2"}}, {id: rest}]
"""
CASES = """\
format: test/1
cases:
  - name: одна крупная
    indicator: low-results/i
    as_of: "2022-05-31"
    rows: {schools: [{code: a, n: 5}, {code: b, n: 1}]}
    expect: {n: 1}
"""
FILES = {"rules/large.yml": RULE, "decisions/help.yml": DECISION, "rules/large.test.yml": CASES}


def _project(folder: Path, **more: str) -> Path:
    asked = {"i": 'rule: {use: large}, target: ">= 1"'}
    write_project(folder, DATA, asked, {"schools.csv": "code;n\na;5\nb;1\n"})
    (folder / "low-results.yaml").rename(folder / "low-results.yml")
    project = folder / "project.yaml"
    project.write_text(
        project.read_text("utf-8").replace("low-results.yaml", "low-results.yml"), "utf-8"
    )
    for name, text in {**FILES, **more}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def _found(folder: Path) -> list[tuple[str, str]]:
    return [(finding.code.id, finding.at.file) for finding in pipeline.check(folder).findings]


def test_roadmaps_rules_and_decisions_are_read(tmp_path: Path) -> None:
    folder = _project(tmp_path)
    assert ("K421", "decisions/help.yml") not in _found(folder)
    outcome = judged(folder)
    assert verdict_of(outcome, "i").value == "met"
    (decision,) = outcome.decisions
    assert [decided.rows for decided in decision.decided] == [("rest",), ("small",)]


def test_a_fault_in_each_of_them_is_told(tmp_path: Path) -> None:
    folder = _project(
        tmp_path,
        **{
            "decisions/help.yml": DECISION.replace("inputs:", "input:"),
            "rules/large.test.yml": CASES.replace("expect:", "expects:"),
            "stray.yml": "format: roadmap/1\nslug: stray\n",
        },
    )
    told = run("validate", str(folder)).out + run("test", str(folder)).out
    for name in ("decisions/help.yml", "rules/large.test.yml", "stray.yml"):
        assert name in told, name


def test_cases_are_run(tmp_path: Path) -> None:
    done = run("test", str(_project(tmp_path)))
    assert done.code == 0, done.out
    assert "1 пример" in done.out


@pytest.mark.parametrize("name", list(FILES))
def test_a_copy_with_the_other_ending_is_told(name: str, tmp_path: Path) -> None:
    copy = name.replace(".yml", ".yaml")
    assert ("K434", name) in _validated(_project(tmp_path, **{copy: FILES[name]}))


def _validated(folder: Path) -> list[tuple[str, str]]:
    told = json.loads(run("validate", str(folder), "--format", "json").out)
    return [(each["code"], each["place"]["file"].removeprefix(f"{folder}/")) for each in told]


@pytest.mark.parametrize("name", ["project", "data"])
def test_the_two_files_with_one_name_are_told_how_they_are_called(
    name: str, tmp_path: Path
) -> None:
    folder = _project(tmp_path)
    (folder / f"{name}.yaml").rename(folder / f"{name}.yml")
    found = _found(folder)
    assert ("K433", f"{name}.yml") in found
    assert run("validate", str(folder)).code == 1
    assert f"{name}.yml" in run("validate", str(folder)).out


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes a folder of that name one that may not be read."""

    def lock(name: str) -> None:
        listed = os.listdir

        def refuse(path: str | None = None) -> list[str]:
            if Path(str(path)).name == name:
                raise PermissionError(13, "Permission denied", str(path))
            return listed(path)

        monkeypatch.setattr(os, "listdir", refuse)

    return lock


@pytest.mark.parametrize("name", ["decisions", "rules"])
def test_a_folder_that_cannot_be_read_is_told(
    name: str, tmp_path: Path, locked: Callable[[str], None]
) -> None:
    folder = _project(tmp_path)
    locked(name)
    findings: tuple[Finding, ...] = pipeline.check(folder).findings
    assert ("Y034", name) in [(finding.code.id, finding.at.file) for finding in findings]


def test_a_folder_that_leads_out_of_the_project_is_told(tmp_path: Path) -> None:
    folder = _project(tmp_path / "p")
    (folder / "decisions").rename(tmp_path / "elsewhere")
    (folder / "decisions").symlink_to(tmp_path / "elsewhere")
    assert [file for code, file in _found(folder) if code == "Y030"] == ["decisions"]
